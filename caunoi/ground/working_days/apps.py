from __future__ import annotations

from django.apps import AppConfig


class WorkingDays(AppConfig):
    name = "caunoi.ground.working_days"
    label = "working_days"
    verbose_name = "Ngày làm việc"
