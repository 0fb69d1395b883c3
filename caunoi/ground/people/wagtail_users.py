"""Wagtail's users app with our account pages: no groups, no superuser flag, no deletion."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS where "wagtail.users" would."""

    user_viewset = "caunoi.ground.people.desk.AccountViewSet"
