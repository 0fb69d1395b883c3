"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """The counter of visits, and the browser's side of the proof of work."""

    name = "caunoi.inbound.doors"
    label = "doors"
    verbose_name = "Cửa nhận biểu mẫu"
    default_auto_field = "django.db.models.BigAutoField"
