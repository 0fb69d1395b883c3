"""What translators look at: the original as it stands, and how far each translation follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from caunoi.gate.releases import translating
from caunoi.gate.releases.models import Page
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.paragraphs import MISSING, STALE, Paragraph
from caunoi.ground.refused import Refused
from caunoi.outbound.translations import rules
from caunoi.outbound.translations.models import Translation


@dataclass(frozen=True)
class Following:
    """How far a translation follows its original: stale and missing paragraphs, and the version of the original since when."""

    stale: int
    missing: int
    since: datetime | None

    @property
    def behind(self) -> bool:
        return bool(self.stale or self.missing)


def original(record: str) -> Snapshot:
    """The Vietnamese that stands. Raises Refused when none does, or when it cannot be translated."""
    if translating.translatable(record) is None:
        raise Refused("Loại nội dung này không dịch được.")
    found = Sources().live(record)
    if found is None:
        raise Refused("Bản tiếng Việt chưa được phát hành hoặc đã bị gỡ, nên không có gì để dịch.")
    return found


def paragraphs_of(record: str) -> list[Paragraph]:
    """The paragraphs of the Vietnamese that stands, in the order in which they are read. Raises Refused as `original` does."""
    return translating.paragraphs(record, original(record).content)


def record_at(path: str) -> str:
    """The record of the Vietnamese page at an address. Raises Refused for addresses that no translatable record has."""
    page = Page.objects.filter(path=path).exclude(record="").first()
    for kind in translating.every() if page is not None else ():
        assert page is not None
        if page.record.partition(":")[0] == kind.kind and PageRef(page.kind, page.key) in _own(page.record):
            return page.record
    raise Refused(
        "Địa chỉ này không phải trang dịch được: cần một bài, chuyên mục, chuyên trang, lãnh đạo hoặc trang chủ đang đứng trên cổng."
    )


def _own(record: str) -> list[PageRef]:
    kind = translating.translatable(record)
    assert kind is not None
    return [PageRef(kind.page, record.partition(":")[2] + kind.suffix)]


def following(translations: Iterable[Translation]) -> dict[int, Following]:
    """How far each of some translations follows, by its number; two queries however many they are."""
    every = list(translations)
    sources = Sources()
    sources.fetch(one.of for one in every)
    found = {}
    for one in every:
        source = sources.live(one.of)
        if source is None:
            found[one.pk] = Following(0, 0, None)
            continue
        count = rules.counts(rules.told(translating.paragraphs(one.of, source.content), one.pairs))
        found[one.pk] = Following(count[STALE], count[MISSING], source.approved_at)
    return found
