from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "caunoi.reach.feeds"
    label = "feeds"
    verbose_name = "Nguồn tin"

    def ready(self) -> None:
        from caunoi.gate.followers import following
        from caunoi.gate.render import page
        from caunoi.reach.feeds import pages
        from caunoi.reach.feeds.follower import Feeds

        for kind in pages.KINDS:
            page.register(kind)
        following.register(Feeds())
