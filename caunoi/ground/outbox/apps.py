from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "caunoi.ground.outbox"
    label = "outbox"
    verbose_name = "Thư gửi đi"

    def ready(self) -> None:
        from caunoi.ground import jobs
        from caunoi.ground.outbox import delivering
        from caunoi.ground.people import audit

        audit.name_acts({"message_retried": "Gửi lại thư"})
        jobs.register("outbox", delivering.deliver)
        jobs.register("outbox sweep", delivering.sweep, every=600)
