from django.apps import AppConfig


class FollowersConfig(AppConfig):
    name = "caunoi.gate.followers"
    label = "followers"
    verbose_name = "Bộ theo dõi nhật ký"

    def ready(self) -> None:
        from caunoi.gate.followers import following
        from caunoi.gate.followers.public import PublicFolder

        following.register(PublicFolder())
