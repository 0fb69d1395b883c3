"""Accounts, posts, the audit trail, and the counter of failed logins."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from caunoi.ground.people import rules


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """One person's account. What it may do is decided by its posts, never by a flag on it."""

    full_name = models.CharField("họ và tên", max_length=120, blank=True)

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """The name as it is written on a by-line, or the user name where none was given."""
        return self.full_name or super().get_full_name() or self.username

    def get_short_name(self) -> str:
        """Vietnamese people are addressed by the last word of their name."""
        return self.full_name.split()[-1] if self.full_name.strip() else self.username


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, by their days."""

    def in_force(self, *, on: date) -> PostQuerySet:
        """The posts held on that day, first and last day included."""
        return self.filter(from_on__lte=on).filter(Q(until_on__isnull=True) | Q(until_on__gte=on))


class Post(models.Model):
    """An appointment of a person to a role, at an organisation (none: the whole portal), between two days."""

    user = models.ForeignKey(User, verbose_name="người giữ", on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("vai trò", max_length=20, choices=rules.ROLES)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="cơ quan, đơn vị",
        help_text="Để trống: toàn Cổng.",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField("chức danh", max_length=200, blank=True)
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến hết ngày", null=True, blank=True)
    emergency_release = models.BooleanField(
        "được phát hành một mình khi khẩn cấp", default=False, help_text="Chỉ có nghĩa với người duyệt."
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "chức trách"
        verbose_name_plural = "chức trách"
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins", condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="post_emergency_only_for_approver",
                condition=Q(emergency_release=False) | Q(role=rules.APPROVER),
            ),
            models.CheckConstraint(name="post_role_is_known", condition=Q(role__in=[code for code, _ in rules.ROLES])),
        ]

    def __str__(self) -> str:
        return self.title or self.get_role_display()


class AuditEntry(models.Model):
    """One act of one person; rows are only ever added (triggers in the database refuse the rest)."""

    at = models.DateTimeField("lúc", db_index=True)
    by = models.ForeignKey(
        User, verbose_name="người làm", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("tên khi đó", max_length=200, blank=True)
    roles = models.CharField("vai trò khi đó", max_length=200, blank=True)
    act = models.CharField("việc", max_length=60, db_index=True)
    subject = models.CharField("đối tượng", max_length=300, blank=True)
    detail = models.JSONField("chi tiết", default=dict, blank=True)
    address = models.GenericIPAddressField("địa chỉ máy", null=True, blank=True)

    class Meta:
        verbose_name = "mục nhật ký"
        verbose_name_plural = "nhật ký"

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.name}: {self.act} {self.subject}"


class LoginFailure(models.Model):
    """How often one account name, or one address, failed in its current window (see `limiter`)."""

    key = models.CharField(max_length=80, primary_key=True)
    window_began_at = models.DateTimeField()
    failures = models.PositiveIntegerField()
    locked_until_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "đăng nhập sai"
        verbose_name_plural = "đăng nhập sai"
