"""The log, the bytes, the approvals, and which approved content stands now."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Head(models.Model):
    """The one locked row by which appends to the log are serialised (STYLE.md, trap 3)."""

    position = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_head")]


class Blob(models.Model):
    """Released bytes, once for each sha-256 of the identity bytes; text is kept as its gzip."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    coding = models.CharField(max_length=8, blank=True, default="")
    data = models.BinaryField()


class Contribution(models.Model):
    """Someone saved a version of a record. `digest` is that of its content at that moment.

    `seal` covers the row and the seal of the version before, so that no contribution can be written, changed or taken out by SQL.
    """

    record = models.CharField(max_length=80)
    revision = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "revision"], name="one_contribution_a_revision")]


class Approval(models.Model):
    """A person approved the content with this digest, in this revision of this record, and no other.

    `seal` is a keyed hash over the row; its key is not in the database, so that an approval cannot be written by SQL.
    `signature` is what their passkey or hardware key made (`signatures`), as JSON; empty when none signed.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "duyệt"
        EMERGENCY = "emergency", "phát hành khẩn"

    record = models.CharField(max_length=80)
    revision = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ORDINARY)
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    signature = models.TextField(blank=True, default="")
    seal = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["record", "revision"])]
        constraints = [
            models.UniqueConstraint(fields=["record", "revision", "by"], name="one_approval_a_person"),
            models.CheckConstraint(
                condition=~models.Q(kind="emergency") | ~models.Q(reason=""), name="an_emergency_has_a_reason"
            ),
        ]


class Override(models.Model):
    """Two people let a blocking finding of the guard pass, for one content and one excerpt, with a reason."""

    record = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    rule = models.CharField(max_length=40)
    excerpt = models.CharField(max_length=200)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    seal = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "digest", "rule", "excerpt"], name="one_override_a_finding"),
            models.CheckConstraint(condition=~models.Q(second_by=models.F("by")), name="an_override_has_two_people"),
        ]


class Standing(models.Model):
    """The approved content of a record that stands before the public now. Pages are made of these, never of the tables of a domain."""

    record = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    number = models.BigIntegerField()
    revision = models.BigIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+")
    pinned = models.TextField(blank=True, default="")
    seal = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_standing_a_record")]


class Placement(models.Model):
    """A standing record on a shelf: the newest of a section, a month of its archive, a special section …"""

    shelf = models.CharField(max_length=120)
    record = models.CharField(max_length=80)
    at = models.DateTimeField()
    page = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["shelf", "-at", "record"]),
            models.Index(fields=["shelf", "page"]),
            models.Index(fields=["record"]),
        ]
        constraints = [models.UniqueConstraint(fields=["shelf", "record"], name="once_on_a_shelf")]


class Shelf(models.Model):
    """How far a shelf that is cut into pages is filled: its last page, and how many stand on that."""

    name = models.CharField(max_length=120, primary_key=True)
    pages = models.IntegerField(default=0)
    on_last = models.IntegerField(default=0)


class Page(models.Model):
    """An address that answers now: what page kind makes it, and with which bytes it was last released."""

    host = models.CharField(max_length=120)
    path = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    record = models.CharField(max_length=80, blank=True, default="")
    sha256 = models.CharField(max_length=64)
    stale = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host", "path"], name="one_page_an_address"),
            models.UniqueConstraint(fields=["host", "kind", "key"], name="one_page_a_key"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(stale=True), name="stale_pages"),
            models.Index(fields=["record"]),
        ]


class PageTag(models.Model):
    """What a page drew on when it was last rendered."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=140)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "page"], name="once_a_tag")]


class Release(models.Model):
    """One entry of the log: exact bytes at an address, or the withdrawal or the move of one. Append-only; `position` has no gaps.

    `seal` covers the row and the seal of the entry before: followers act on no entry that was written, changed or taken out by SQL.
    """

    class Kind(models.TextChoices):
        RELEASE = "release", "phát hành"
        WITHDRAWAL = "withdrawal", "gỡ"
        MOVE = "move", "chuyển địa chỉ"

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.RELEASE)
    host = models.CharField(max_length=120)
    path = models.CharField(max_length=400)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    target = models.CharField(max_length=400, blank=True, default="")
    record = models.CharField(max_length=80, blank=True, default="")
    revision = models.BigIntegerField(null=True)
    approval = models.ForeignKey(Approval, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, blank=True, default="")
    reason = models.CharField(max_length=200, blank=True, default="")
    seal = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["host", "path", "position"]),
            models.Index(fields=["record", "kind", "revision"]),
        ]
