"""Agencies and places, with their days of validity and their successions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from caunoi.ground.organisations.fields import FoldedField
from caunoi.ground.organisations.rules import Span, makes_cycle
from caunoi.ground.vietnamese.text import fold, nfc

if TYPE_CHECKING:
    from typing import Self

M = TypeVar("M", bound=models.Model)
UNIT_WORDS = ("tinh", "thanh pho", "quan", "huyen", "thi xa", "xa", "phuong", "thi tran", "dac khu")


class DatedQuerySet(models.QuerySet[M]):
    def valid(self, *, on: date) -> Self:
        """Those that stand on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_until__isnull=True) | Q(valid_until__gt=on)
        )


class OrganisationQuerySet(DatedQuerySet["Organisation"]):
    def named(self, text: str) -> Self:
        """Those whose full or short name holds the text, typed with or without accents."""
        folded = " ".join(fold(text).split())
        return self.filter(Q(folded__contains=folded) | Q(folded_short__contains=folded))

    def called(self, name: str) -> Self:
        """Those with exactly this full or short name, accents aside."""
        folded = " ".join(fold(name).split())
        return self.filter(Q(folded=folded) | (~Q(folded_short="") & Q(folded_short=folded)))


class UnitQuerySet(DatedQuerySet["AdministrativeUnit"]):
    def named(self, text: str) -> Self:
        """Those whose name holds the text, typed with or without accents."""
        return self.filter(folded__contains=" ".join(fold(text).split()))

    def called(self, name: str) -> Self:
        """Those with exactly this name, accents aside, with or without its kind: "Ba Đình", "phường Ba Đình"."""
        folded = " ".join(fold(name).split()).removeprefix("tp. ").removeprefix("tp ")
        return self.filter(folded__in=[folded, *(f"{word} {folded}" for word in UNIT_WORDS)])

    def provinces(self) -> Self:
        return self.filter(kind__in=AdministrativeUnit.PROVINCES)

    def communes(self) -> Self:
        return self.filter(kind__in=AdministrativeUnit.COMMUNES)


class Dated(models.Model):
    """Something that stands from one day until another."""

    valid_from = models.DateField("có hiệu lực từ ngày", null=True, blank=True, help_text="Để trống nếu không rõ")
    valid_until = models.DateField(
        "hết hiệu lực từ ngày", null=True, blank=True, help_text="Ngày đầu không còn hiệu lực; để trống nếu vẫn còn"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    @property
    def span(self) -> Span:
        return Span(self.valid_from, self.valid_until)


class AdministrativeUnit(Dated):
    """A province, district or commune, as it stood between two days. Reference data: see data/NOTICE.txt."""

    class Kind(models.TextChoices):
        PROVINCE = "province", "Tỉnh"
        CENTRAL_CITY = "central_city", "Thành phố trực thuộc trung ương"
        PROVINCIAL_CITY = "provincial_city", "Thành phố thuộc tỉnh"
        URBAN_DISTRICT = "urban_district", "Quận"
        DISTRICT = "district", "Huyện"
        TOWN = "town", "Thị xã"
        COMMUNE = "commune", "Xã"
        WARD = "ward", "Phường"
        TOWNSHIP = "township", "Thị trấn"
        SPECIAL_ZONE = "special_zone", "Đặc khu"

    PROVINCES = (Kind.PROVINCE, Kind.CENTRAL_CITY)
    DISTRICTS = (Kind.PROVINCIAL_CITY, Kind.URBAN_DISTRICT, Kind.DISTRICT, Kind.TOWN)
    COMMUNES = (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP, Kind.SPECIAL_ZONE)

    key = models.CharField("khóa", max_length=120, unique=True)
    code = models.CharField("mã", max_length=10, blank=True, db_index=True, help_text="Mã có thể được dùng lại")
    name = models.CharField("tên", max_length=120)
    folded = FoldedField(of="name", verbose_name="tên không dấu")
    kind = models.CharField("loại", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="đơn vị cấp trên"
    )
    decision = models.CharField("nghị quyết", max_length=80, blank=True)
    was = models.TextField("trước là", blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_until__isnull=True) & ~Q(code=""),
                name="administrativeunit_one_for_a_code_today",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="administrativeunit_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        ended = f" (đến {self.valid_until:%d/%m/%Y})" if self.valid_until else ""
        return f"{self.name}{ended}"


class UnitSuccession(models.Model):
    """`new` took over `old`, or a part of it, on the day `new` begins, by the decision `new` carries."""

    old = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="succeeded_by", verbose_name="đơn vị cũ")
    new = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="succeeds", verbose_name="đơn vị mới")

    class Meta:
        verbose_name = "kế thừa đơn vị hành chính"
        verbose_name_plural = "kế thừa đơn vị hành chính"
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="unitsuccession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="unitsuccession_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Organisation(Dated):
    """An agency, a party body or a unit, under one name between two days. Renamed, it is another row that succeeds."""

    class Kind(models.TextChoices):
        PROVINCE = "province", "Tỉnh, thành phố"
        PARTY = "party", "Cơ quan Đảng"
        PEOPLES_COUNCIL = "peoples_council", "Hội đồng nhân dân"
        PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
        OFFICE = "office", "Văn phòng"
        DEPARTMENT = "department", "Sở, ban, ngành"
        COMMUNE = "commune", "Xã, phường, đặc khu"
        FRONT = "front", "Mặt trận Tổ quốc, đoàn thể"
        COURT = "court", "Tòa án, viện kiểm sát"
        UNIT = "unit", "Đơn vị trực thuộc"
        OTHER = "other", "Cơ quan khác"

    name = models.CharField("tên đầy đủ", max_length=255)
    folded = FoldedField(of="name", verbose_name="tên không dấu")
    short_name = models.CharField("tên gọi tắt", max_length=80, blank=True)
    folded_short = FoldedField(of="short_name", max_length=80, verbose_name="tên gọi tắt không dấu")
    kind = models.CharField("loại", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="cơ quan cấp trên"
    )
    place = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="địa bàn"
    )
    code = models.CharField(
        "mã định danh", max_length=40, blank=True, help_text="Mã định danh điện tử của cơ quan, ví dụ H01.02"
    )
    address = models.CharField("địa chỉ", max_length=255, blank=True)
    phone = models.CharField("điện thoại", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    website = models.URLField("trang thông tin", blank=True)
    signed_approvals = models.BooleanField(
        "phải ký bằng khóa khi duyệt",
        default=False,
        help_text="Nội dung của cơ quan, và người duyệt thuộc cơ quan, chỉ được duyệt khi ký bằng khóa bảo mật (passkey).",
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "cơ quan, tổ chức"
        verbose_name_plural = "cơ quan, tổ chức"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["name", "parent"],
                condition=Q(valid_until__isnull=True),
                name="organisation_one_name_under_a_parent",
                violation_error_message="Đã có cơ quan cùng tên, cùng cấp trên còn hiệu lực.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_until__isnull=True) & ~Q(code=""),
                name="organisation_one_for_a_code_today",
                violation_error_message="Mã định danh này đang được một cơ quan khác dùng.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_not_in_itself",
                violation_error_message="Một cơ quan không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        ended = f" (đến {self.valid_until:%d/%m/%Y})" if self.valid_until else ""
        return f"{self.name}{ended}"

    def clean(self) -> None:
        """Normalises the names; refuses a circle of parents, and two of one name under one parent at one time."""
        super().clean()
        self.name, self.short_name = (" ".join(nfc(text).split()) for text in (self.name, self.short_name))
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            return  # The constraint says so already.
        others = Organisation.objects.exclude(pk=self.pk)
        if self.pk and self.parent_id:
            above = {pk: [parent] for pk, parent in others.filter(parent__isnull=False).values_list("pk", "parent_id")}
            if makes_cycle(above, self.pk, self.parent_id):
                raise ValidationError({"parent": "Cơ quan cấp trên lại trực thuộc chính cơ quan này."})
        same = others.filter(name=self.name, parent=self.parent_id)
        if any(self.span.overlaps(other.span) for other in same):
            raise ValidationError({"name": "Đã có cơ quan cùng tên, cùng cấp trên trong thời gian này."})


class Succession(models.Model):
    """One organisation took over another's name, duties or part of them, on a day, by a decision.

    Who recorded it is in the audit trail (`organisations.merge`, `.split`, `.rename`).
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "Sáp nhập, hợp nhất"
        SPLIT = "split", "Chia, tách"
        RENAME = "rename", "Đổi tên"

    predecessor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="succeeded_by", verbose_name="cơ quan trước"
    )
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="succeeds", verbose_name="cơ quan kế thừa")
    on = models.DateField("từ ngày")
    decision = models.CharField("quyết định", max_length=200, blank=True, help_text="Số, ký hiệu, ngày của văn bản")
    kind = models.CharField("hình thức", max_length=10, choices=Kind)
    recorded_at = models.DateTimeField("ghi nhận lúc")

    class Meta:
        verbose_name = "kế thừa cơ quan"
        verbose_name_plural = "kế thừa cơ quan"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
