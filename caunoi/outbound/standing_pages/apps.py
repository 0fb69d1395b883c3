from django.apps import AppConfig


class StandingPagesConfig(AppConfig):
    name = "caunoi.outbound.standing_pages"
    label = "standing_pages"
    verbose_name = "Trang giới thiệu"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds
        from caunoi.gate.render import page
        from caunoi.outbound.standing_pages import pages, records

        kinds.register(records.KIND)
        page.register(pages.KIND)
