"""Cases, their append-only history, and what hangs on them. What a person typed is stored sealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from caunoi.inbound.cases import kinds, rules

if TYPE_CHECKING:
    from typing import Self

KINDS: Final = [(kind.key, kind.title) for kind in kinds.KINDS.values()]
STATES: Final = list(rules.STATES.items())
_OPEN: Final = Q(closed_at__isnull=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        """Those that have not ended: told by `closed_at` (which a constraint ties to the state), so that the indexes of the open serve."""
        return self.filter(closed_at__isnull=True)

    def at(self, agencies: list[int]) -> Self:
        """Those that one of these agencies has now."""
        return self.filter(agency_id__in=agencies)

    def at_agencies(self) -> Self:
        return self.open().filter(state__in=sorted(rules.AT_AN_AGENCY), agency__isnull=False)

    def mine(self, user: int) -> Self:
        return self.open().filter(assignee_id=user)

    def waiting(self) -> Self:
        return self.open().filter(state=rules.WAITING)

    def overdue(self, *, at: datetime) -> Self:
        """Open ones whose due moment has passed."""
        return self.open().filter(due_at__lt=at)

    def due_between(self, first: datetime, last: datetime) -> Self:
        return self.open().filter(due_at__gte=first, due_at__lt=last)

    def answered_between(self, first: date, last: date) -> Self:
        """Those that ended with an answer on these days, both included (Vietnam's days)."""
        return self.filter(state=rules.ANSWERED, answered_at__date__gte=first, answered_at__date__lte=last)


class Case(models.Model):
    """One thing a person filed.

    `state`, `agency`, `due_at`, `used_days` and `late` are projections of the history, kept for lists: `caunoi cases rebuild` makes them
    anew. `version` is the number of the last event: who acts on an older one is told so. The words and the contact of the
    person are sealed (`caunoi.ground.vault`), the secret and the form's token kept as digests only.
    """

    code = models.CharField("mã hồ sơ", max_length=9, unique=True)
    kind = models.CharField("loại", max_length=12, choices=KINDS)
    state = models.CharField("trạng thái", max_length=12, choices=STATES)
    version = models.PositiveIntegerField(default=0)
    filed_at = models.DateTimeField("gửi lúc")
    agency = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="cơ quan đang giữ",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    agency_since = models.DateTimeField("ở cơ quan từ", null=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người xử lý", null=True, on_delete=models.PROTECT, related_name="+"
    )
    suggested_agency = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="cơ quan người gửi chọn",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.ForeignKey(
        "organisations.AdministrativeUnit",
        verbose_name="địa bàn",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    topic = models.CharField("lĩnh vực", max_length=40, blank=True, default="")
    may_publish = models.BooleanField("đồng ý đăng công khai", default=False)
    unproved = models.BooleanField("chưa qua cửa chống máy tự động", default=False)
    flagged = models.CharField("dấu hiệu", max_length=200, blank=True, default="")
    due_at = models.DateTimeField("hạn trả lời", null=True)
    used_days = models.PositiveIntegerField("số ngày đã dùng", null=True)
    late = models.BooleanField("quá hạn", default=False)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True)
    rating = models.PositiveSmallIntegerField("đánh giá", null=True, choices=list(rules.GRADES.items()))
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    sealed_words = models.TextField(blank=True)
    sealed_contact = models.TextField(blank=True)
    phone_print = models.CharField(max_length=64, blank=True, default="", db_index=True)
    email_print = models.CharField(max_length=64, blank=True, default="", db_index=True)
    secret_digest = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField("đã xóa dữ liệu cá nhân lúc", null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        indexes = [
            # Lists and counts of the open, few beside the ended, are read from these alone; so is the board (`cases_answered`).
            # (`closed_at` stands in them because SQLite reads a column of a condition from the row, even where the index implies it.)
            models.Index(
                fields=["due_at", "id", "state", "agency", "assignee", "closed_at"], condition=_OPEN, name="cases_open"
            ),
            models.Index(
                fields=["agency", "due_at", "id", "state", "assignee", "closed_at"],
                condition=_OPEN,
                name="cases_open_at_agency",
            ),
            models.Index(fields=["assignee", "due_at", "id"], condition=_OPEN, name="cases_open_of_clerk"),
            models.Index(fields=["-filed_at", "-id", "agency"], name="cases_newest"),
            models.Index(fields=["agency", "-filed_at", "-id"], name="cases_newest_at_agency"),
            models.Index(fields=["answered_at", "agency", "used_days", "late", "rating"], name="cases_answered"),
            models.Index(fields=["closed_at"], condition=Q(erased_at__isnull=True), name="cases_to_erase"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(rules.STATES)), name="case_state_is_known"),
            models.CheckConstraint(
                condition=(_OPEN & Q(state__in=sorted(rules.OPEN))) | (~_OPEN & Q(state__in=sorted(rules.CLOSED))),
                name="case_ended_or_not",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(state__in=sorted(rules.AT_AN_AGENCY)),
                name="case_at_an_agency_has_one",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="case_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(state=rules.ANSWERED) | Q(answered_at__isnull=False), name="case_answered_at_some_time"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def nature(self) -> kinds.Kind:
        return kinds.KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN

    @property
    def state_title(self) -> str:
        return rules.STATES[self.state]


class CaseEvent(models.Model):
    """One act, once, for ever: triggers in the database refuse to change or delete a row. `detail` holds no personal data;
    what somebody wrote is a `Writing`, which can be erased.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    act = models.CharField("việc", max_length=12, choices=[(act.key, act.title) for act in rules.ACTS.values()])
    at = models.DateTimeField("lúc")
    actor = models.CharField(max_length=8)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("case", "number")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_event_a_number"),
            models.CheckConstraint(condition=Q(actor__in=["staff", "citizen", "system"]), name="event_actor_is_known"),
            models.CheckConstraint(
                condition=~Q(actor="staff") | Q(by__isnull=False), name="what_staff_does_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_act_display()}"


class Writing(models.Model):
    """What somebody wrote in an act (a request, a reply, a reason, a note), sealed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="writings")
    number = models.PositiveIntegerField()
    sealed = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_writing_an_event")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class Attachment(models.Model):
    """A file that came with a case, in quarantine (`caunoi.inbound.uploads`): never served from the portal's public origin."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    event = models.PositiveIntegerField(default=1)
    stored = models.CharField(max_length=64, unique=True)
    sealed_name = models.TextField()
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # as it was sent
    kept_sha256 = models.CharField(max_length=64)
    scanned = models.CharField(max_length=20, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.case_id}/{self.pk}"


class Consent(models.Model):
    """One yes or no to one purpose, with the words that were shown (Law 91/2025/QH15: a consent per purpose, provable)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20)
    given = models.BooleanField()
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "purpose", "at"], name="one_consent_a_purpose_a_time")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.given}"


class Receipt(models.Model):
    """The signed receipt as it was given, without the salt (which only the citizen and the sealed words have)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="receipt")
    commitment = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    signature = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.commitment


class Answer(models.Model):
    """A version of an agency's answer to the person: every save is a new row, so that who wrote a character is known.

    `sealed` holds {"text", "basis"}. What is published is another text, masked, and a record of its own (`caunoi.inbound.answers`).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    sealed = models.TextField()

    class Meta:
        ordering = ("case", "number")
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_answer_a_number")]

    def __str__(self) -> str:
        return f"{self.case_id}, bản {self.number}"


class AnswerTemplate(models.Model):
    """A piece of text that clerks reuse (mẫu trả lời), of one agency or of all."""

    agency = models.ForeignKey(
        "organisations.Organisation", verbose_name="cơ quan", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Để trống: mọi cơ quan dùng được.",
    )  # fmt: skip
    title = models.CharField("tên mẫu", max_length=120)
    text = models.TextField("nội dung", help_text="Dùng được: {ma}, {ten}, {co_quan}, {han}.")

    class Meta:
        verbose_name = "mẫu trả lời"
        verbose_name_plural = "mẫu trả lời"

    def __str__(self) -> str:
        return self.title


class Duty(models.Model):
    """Which organisation bears a duty of this lane, from a day on: the first desk (đầu mối), the citizens' reception office."""

    class Key(models.TextChoices):
        FIRST_DESK = "first_desk", "Đầu mối tiếp nhận, phân công"
        RECEPTION = "reception", "Tiếp công dân (nhận khiếu nại, tố cáo)"

    key = models.CharField("nhiệm vụ", max_length=12, choices=Key)
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField("từ ngày")

    class Meta:
        verbose_name = "cơ quan đầu mối"
        verbose_name_plural = "cơ quan đầu mối"
        constraints = [models.UniqueConstraint(fields=["key", "from_on"], name="one_duty_a_day")]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.organisation}"


class Reminded(models.Model):
    """The reminders of that working day have been posted."""

    on = models.DateField(primary_key=True)


class DataRequest(models.Model):
    """A person asks to see, correct, delete, or withdraw consent to, what is kept of them (Decree 356/2025/NĐ-CP)."""

    class Kind(models.TextChoices):
        ACCESS = "access", "Xem, nhận bản sao dữ liệu"
        CORRECT = "correct", "Sửa dữ liệu"
        DELETE = "delete", "Xóa dữ liệu"
        WITHDRAW = "withdraw", "Rút lại sự đồng ý"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField("loại", max_length=10, choices=Kind)
    at = models.DateTimeField("lúc")
    sealed = models.TextField(blank=True, default="")
    reply_due_at = models.DateTimeField("hạn phản hồi đầu tiên")
    due_at = models.DateTimeField("hạn thực hiện")
    done_at = models.DateTimeField("xong lúc", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("kết quả", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "yêu cầu về dữ liệu cá nhân"
        verbose_name_plural = "yêu cầu về dữ liệu cá nhân"
        indexes = [models.Index(fields=["done_at", "due_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.case})"
