from django.apps import AppConfig


class FollowersConfig(AppConfig):
    name = "caunoi.gate.followers"
    label = "followers"
    verbose_name = "Bộ theo dõi nhật ký"

    def ready(self) -> None:
        from caunoi.gate.followers import following
        from caunoi.gate.followers.healing import Healing
        from caunoi.gate.followers.healing_log import HealingLog
        from caunoi.gate.followers.public import PublicFolder
        from caunoi.ground import jobs

        following.register(PublicFolder())
        jobs.register("healing", Healing().look)
        jobs.register("healing the log", HealingLog().look)
