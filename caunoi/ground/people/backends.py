"""Rights follow the post: what a person may do is asked of the posts in force today, and of nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from caunoi.ground.people import actions, queries
from caunoi.ground.people.models import User


class PostBackend(ModelBackend):
    """Password login; permissions of the roles held today.

    A permission given to a person directly, a group joined by other means, and the superuser flag count for nothing: whoever
    comes from here has them taken off, and their groups (which Wagtail asks in its own queries) set to the roles of the day.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        return self._as_posted(super().authenticate(request, username=username, password=password, **kwargs))

    def get_user(self, user_id: Any) -> User | None:
        return self._as_posted(super().get_user(user_id))

    def _as_posted(self, user: Any) -> User | None:
        if not isinstance(user, User):
            return None
        user.is_superuser = False
        actions.follow_posts(user, on=timezone.localdate())
        return user

    def _get_user_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        return Permission.objects.none()

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        roles = queries.roles_of(user_obj, timezone.localdate())
        return Permission.objects.filter(group__name__in=roles).distinct()

    def _get_permissions(self, user_obj: Any, obj: Any, from_name: str) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        # Asked of the database once for each person and day: a process that lives past midnight asks again.
        cache = f"_{from_name}_perm_cache_{timezone.localdate():%Y%m%d}"
        if not hasattr(user_obj, cache):
            found = getattr(self, f"_get_{from_name}_permissions")(user_obj)
            pairs = found.values_list("content_type__app_label", "codename").order_by()
            setattr(user_obj, cache, {f"{app}.{codename}" for app, codename in pairs})
        return set(getattr(user_obj, cache))

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self._get_permissions(user_obj, obj, "group")
