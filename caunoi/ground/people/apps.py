"""Registers the room."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, posts and the audit trail; what allauth and Django tell of logins goes into the trail."""

    name = "caunoi.ground.people"
    label = "people"
    verbose_name = "Nhân sự"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from caunoi.ground.people import receivers  # noqa: F401
