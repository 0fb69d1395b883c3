"""The fields of administration, the phrases that lead to them, and what was learned from past cases."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from caunoi.ground.organisations.models import Dated, DatedQuerySet, Organisation
from caunoi.ground.vietnamese.text import nfc
from caunoi.inbound.suggestions.agencies import LABELS
from caunoi.inbound.suggestions.phrases import written
from caunoi.inbound.suggestions.rules import Target


class Answered(models.Model):
    """Something that an agency answers: one of this province by name, or the one of a kind that every province has."""

    agency = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cơ quan",
        help_text="Chỉ chọn khi tỉnh có cơ quan riêng; nếu không, chọn loại cơ quan bên cạnh",
    )
    kind_of_agency = models.CharField("loại cơ quan", max_length=20, blank=True, choices=list(LABELS.items()))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(kind_of_agency=""),
                name="%(class)s_one_way_to_an_agency",
                violation_error_message="Chỉ chọn một trong hai: cơ quan hoặc loại cơ quan.",
            )
        ]

    @property
    def target(self) -> Target:
        return Target(self.agency_id, self.kind_of_agency)


class Topic(Dated, Answered):
    """A field of administration (lĩnh vực), and the agency that answers for it."""

    slug = models.SlugField("mã", max_length=60, unique=True, help_text="Không dấu, ví dụ dat-dai; không đổi về sau")
    title = models.CharField("tên lĩnh vực", max_length=120)
    order = models.PositiveIntegerField("thứ tự", default=0)

    objects = DatedQuerySet["Topic"].as_manager()

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        constraints = [
            *Dated.Meta.constraints,
            *Answered.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="topic_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class RoutingRule(Answered):
    """Phrases that lead to a topic, and to an agency where it is not the one that answers for the topic."""

    key = models.CharField("mã", max_length=60, null=True, blank=True, unique=True, editable=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="rules", verbose_name="lĩnh vực")
    words = models.TextField(
        "từ ngữ",
        help_text="Mỗi dòng một cụm từ, đúng như người dân hay viết, có dấu. Câu viết không dấu vẫn được nhận ra. "
        "Cụm từ càng dài càng nặng; cụm từ dài che các cụm từ ngắn nằm trong nó.",
    )
    weight = models.FloatField("trọng số", default=1.0, help_text="1 là bình thường, 2 là nặng gấp đôi")
    active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "quy tắc gợi ý"
        verbose_name_plural = "quy tắc gợi ý"
        constraints = [
            *Answered.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weight__gt=0) & Q(weight__lte=10),
                name="routingrule_weight_within_bounds",
                violation_error_message="Trọng số phải lớn hơn 0 và không quá 10.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {', '.join(self.words.split(chr(10))[:3])}"

    def clean(self) -> None:
        """Tidies the lines; refuses a rule without a single word."""
        super().clean()
        lines = [" ".join(line.split()) for line in nfc(self.words).splitlines()]
        self.words = "\n".join(dict.fromkeys(line for line in lines if written(line).syllables))
        if not self.words:
            raise ValidationError({"words": "Hãy nhập ít nhất một từ hoặc cụm từ."})


class LearnedModel(models.Model):
    """What was counted from the office's own past cases, and how well that did on cases it had not seen.

    Only the newest of a kind keeps its counts.
    """

    class Kind(models.TextChoices):
        AGENCY = "agency", "Cơ quan"
        TOPIC = "topic", "Lĩnh vực"

    kind = models.CharField("gợi ý", max_length=10, choices=Kind)
    version = models.PositiveIntegerField("phiên bản")
    trained_at = models.DateTimeField("học lúc")
    samples = models.PositiveIntegerField("số hồ sơ")
    accuracy = models.FloatField("tỷ lệ đúng trên hồ sơ chưa thấy")
    rules_accuracy = models.FloatField("tỷ lệ đúng của quy tắc trên cùng hồ sơ")
    data = models.TextField("số đếm", blank=True, editable=False)
    digest = models.CharField("mã băm của số đếm", max_length=64, editable=False)

    class Meta:
        verbose_name = "mô hình gợi ý"
        verbose_name_plural = "mô hình gợi ý"
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="learnedmodel_one_of_a_version"),
            models.CheckConstraint(
                condition=Q(accuracy__gte=0, accuracy__lte=1, rules_accuracy__gte=0, rules_accuracy__lte=1),
                name="learnedmodel_accuracies_are_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, phiên bản {self.version}"
