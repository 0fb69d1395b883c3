"""What is to be sent, what was sent, and what could not be."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    WAITING = "waiting", "Chờ gửi"
    RETRYING = "retrying", "Chờ gửi lại"
    SENT = "sent", "Đã gửi"
    GIVEN_UP = "given_up", "Không gửi được"


class Message(models.Model):
    """One text to one address. It waits (`next_at`: when it is tried next), or was sent, or was given up: one of the three.

    `sealed` holds address and text (see `sealing`) and is emptied some time after the end. `about` names the thing it tells of,
    such as "case:12". `tries` counts the tries begun, for one that is cut short is a try as well.
    """

    key = models.CharField("khóa", max_length=200, unique=True)
    channel = models.CharField("kênh", max_length=20)
    subject = models.CharField("tiêu đề", max_length=200)
    about = models.CharField("về", max_length=100)
    sealed = models.TextField("nội dung niêm phong")
    posted_at = models.DateTimeField("ghi lúc")
    not_before = models.DateTimeField("không gửi trước")
    next_at = models.DateTimeField("gửi lúc", null=True)
    tries = models.PositiveSmallIntegerField("số lần gửi", default=0)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True)
    sent_at = models.DateTimeField("đã gửi lúc", null=True)
    given_up_at = models.DateTimeField("thôi gửi lúc", null=True)

    class Meta:
        default_permissions = ("view",)
        verbose_name = "thư gửi đi"
        verbose_name_plural = "thư gửi đi"
        constraints = [
            models.CheckConstraint(
                condition=Q(next_at__isnull=False, sent_at__isnull=True, given_up_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=False, given_up_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=True, given_up_at__isnull=False),
                name="outbox_waits_or_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True) | ~Q(sealed=""), name="outbox_waits_with_its_text"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(subject=""), name="outbox_has_key_and_subject"),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=Q(next_at__isnull=False), name="outbox_due"),
            models.Index(fields=["sent_at"], condition=~Q(sealed=""), name="outbox_sent_and_kept"),
            models.Index(fields=["given_up_at"], condition=Q(given_up_at__isnull=False), name="outbox_given_up"),
        ]

    @property
    def state(self) -> State:
        if self.sent_at is not None:
            return State.SENT
        if self.given_up_at is not None:
            return State.GIVEN_UP
        return State.RETRYING if self.tries else State.WAITING
