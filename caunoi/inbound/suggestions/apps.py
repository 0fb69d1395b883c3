from __future__ import annotations

from django.apps import AppConfig


class Suggestions(AppConfig):
    name = "caunoi.inbound.suggestions"
    label = "suggestions"
    verbose_name = "Gợi ý phân loại"

    def ready(self) -> None:
        from caunoi.ground.people.audit import name_acts

        name_acts({"suggestions_learned": "Học từ hồ sơ đã phân loại"})
