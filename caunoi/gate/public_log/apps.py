from django.apps import AppConfig


class PublicLogConfig(AppConfig):
    name = "caunoi.gate.public_log"
    label = "public_log"
    verbose_name = "Nhật ký công khai"

    def ready(self) -> None:
        from caunoi.gate.public_log import receivers, witnesses  # noqa: F401
        from caunoi.ground import jobs

        jobs.register("witnesses", witnesses.ask)
