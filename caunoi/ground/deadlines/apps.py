from __future__ import annotations

from django.apps import AppConfig


class Deadlines(AppConfig):
    name = "caunoi.ground.deadlines"
    label = "deadlines"
    verbose_name = "Thời hạn"
