"""The terms as rows: shipped with the product, corrected by the province's staff."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from caunoi.ground.deadlines.rules import UNIT_NAMES, Direction, Status, Term, Unit
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.text import nfc

UNITS = [(unit.value, UNIT_NAMES[unit]) for unit in Unit]
DIRECTIONS = [(Direction.AFTER.value, "sau sự việc"), (Direction.BEFORE.value, "trước sự việc")]
STATUSES = [
    (Status.IN_FORCE.value, "đang có hiệu lực"),
    (Status.LEGACY_DEFAULT.value, "quy định cũ, tạm dùng làm mặc định"),
    (Status.EXPIRED.value, "đã hết hiệu lực"),
    (Status.NOT_VERIFIED.value, "chưa xác minh"),
]


class DeadlineTerm(models.Model):
    """One term between two days. Several rows of one key are its versions; no two hold on one day.

    `shipped_as` names the row of data/terms.csv it came from (None: staff added it), `shipped` what that row said when
    it was last loaded: a row that differs from it was corrected by staff.
    """

    key = models.SlugField("mã", max_length=60, help_text="Mã mà chương trình dùng; thêm bản mới thì giữ nguyên mã.")
    title = models.CharField("tên gọi", max_length=200)
    amount = models.PositiveSmallIntegerField("thời hạn", null=True, blank=True)
    unit = models.CharField("đơn vị", max_length=20, choices=UNITS)
    direction = models.CharField("tính", max_length=10, choices=DIRECTIONS, default=Direction.AFTER.value)
    extension = models.PositiveSmallIntegerField(
        "được gia hạn thêm", null=True, blank=True, help_text="Một lần; để trống nếu không được gia hạn."
    )
    extension_unit = models.CharField("đơn vị gia hạn", max_length=20, choices=UNITS, blank=True)
    article = models.CharField("căn cứ", max_length=200, help_text="Ví dụ: Điều 9 Nghị định 20/2008/NĐ-CP")
    source = models.CharField("mã tra cứu", max_length=20, blank=True)
    status = models.CharField("tình trạng", max_length=20, choices=STATUSES, default=Status.IN_FORCE.value)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_until = models.DateField("thôi áp dụng từ ngày", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    shipped_as = models.CharField(max_length=80, unique=True, null=True, editable=False)
    shipped = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"
        constraints = [
            models.UniqueConstraint(fields=["key", "valid_from"], name="deadlineterm_one_begins_on_a_day"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(valid_from__isnull=True), name="deadlineterm_one_without_beginning"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(key=""), name="deadlineterm_has_a_name"),
            models.CheckConstraint(condition=~Q(article=""), name="deadlineterm_cites_the_law"),
            models.CheckConstraint(condition=Q(unit__in=[u.value for u in Unit]), name="deadlineterm_unit_known"),
            models.CheckConstraint(
                condition=Q(direction__in=[d.value for d in Direction]), name="deadlineterm_direction_known"
            ),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="deadlineterm_status_known"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(status=Status.NOT_VERIFIED.value),
                name="deadlineterm_has_an_amount",
                violation_error_message="Phải nhập thời hạn, trừ khi tình trạng là “chưa xác minh”.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="deadlineterm_begins_before_it_ends",
                violation_error_message="Ngày thôi áp dụng phải sau ngày áp dụng.",
            ),
            models.CheckConstraint(
                condition=Q(extension__isnull=True, extension_unit="")
                | (Q(extension__gte=1) & Q(unit="hours", extension_unit="hours"))
                | (Q(extension__gte=1) & ~Q(unit="hours") & Q(extension_unit__in=["working_days", "days"])),
                name="deadlineterm_extension_fits",
                violation_error_message=(
                    "Gia hạn cần cả số và đơn vị; thời hạn tính bằng giờ gia hạn bằng giờ, tính bằng ngày gia hạn bằng ngày."
                ),
            ),
        ]

    def __str__(self) -> str:
        if self.amount is None:
            return f"{self.title}: chưa có số"
        return f"{self.title}: {self.amount} {UNIT_NAMES[Unit(self.unit)]}"

    def clean(self) -> None:
        """Refuses a key that no program asks for, and two versions that hold on one day."""
        super().clean()
        self.title, self.article = nfc(self.title).strip(), nfc(self.article).strip()
        before = DeadlineTerm.objects.filter(pk=self.pk).values_list("key", flat=True).first()
        if before not in (None, self.key):
            raise ValidationError({"key": f"Mã của thời hạn không đổi được: hãy giữ “{before}”."})
        versions = DeadlineTerm.objects.filter(key=self.key).exclude(pk=self.pk)
        if before is None and not versions:
            raise ValidationError({"key": "Chương trình không dùng mã này: hãy chọn mã của một thời hạn đã có."})
        if self.valid_until:
            versions = versions.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=self.valid_until))
        if self.valid_from:
            versions = versions.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=self.valid_from))
        if versions:
            raise ValidationError(
                {
                    "valid_from": f"Trong thời gian này đã có bản khác ({versions[0]}): hãy ghi ngày thôi áp dụng của bản đó."
                }
            )

    def as_term(self) -> Term:
        """The row as a plain value. Refused while its amount is unknown."""
        if self.amount is None:
            raise Refused(
                f"Thời hạn “{self.title}” ({self.article}) chưa xác minh được là bao lâu: hãy nhập tại mục “Thời hạn”."
            )
        return Term(
            key=self.key,
            amount=self.amount,
            unit=Unit(self.unit),
            title=self.title,
            direction=Direction(self.direction),
            article=self.article,
            source=self.source,
            status=Status(self.status),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            extension=self.extension,
            extension_unit=Unit(self.extension_unit) if self.extension_unit else None,
            note=self.note,
        )
