from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "caunoi.reach.archive"
    label = "archive"
    verbose_name = "Kho lưu"

    def ready(self) -> None:
        from caunoi.gate.followers import following
        from caunoi.reach.archive.follower import Archive

        following.register(Archive())
