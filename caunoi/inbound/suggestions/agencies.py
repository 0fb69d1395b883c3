"""Which agency of a province is meant: by kind, as the law makes it everywhere, or by its name in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from caunoi.ground.vietnamese.text import fold
from caunoi.inbound.suggestions.phrases import Found, Phrases, Written

COMMUNE: Final = "commune"

# The agencies that every province has, under the names they bear since 2025 (Decree 45/2025/NĐ-CP for the departments).
# An agency of that name, or of a name that begins so, is of the kind; a province that differs names its agency in the rule.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    COMMUNE: (),
    "office": ("Văn phòng UBND tỉnh", "Văn phòng UBND thành phố", "Văn phòng Ủy ban nhân dân"),
    "finance": ("Sở Tài chính",),
    "home_affairs": ("Sở Nội vụ",),
    "justice": ("Sở Tư pháp",),
    "agriculture": ("Sở Nông nghiệp và Môi trường",),
    "construction": ("Sở Xây dựng",),
    "trade": ("Sở Công Thương",),
    "science": ("Sở Khoa học và Công nghệ",),
    "health": ("Sở Y tế",),
    "education": ("Sở Giáo dục và Đào tạo",),
    "culture": ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao"),
    "ethnic": ("Sở Dân tộc và Tôn giáo", "Ban Dân tộc", "Sở Nội vụ"),
    "inspectorate": ("Thanh tra tỉnh", "Thanh tra thành phố"),
    "police": ("Công an tỉnh", "Công an thành phố"),
    "army": ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự"),
    "social_insurance": ("Bảo hiểm xã hội", "BHXH", "Sở Nội vụ"),
    "tax": ("Thuế tỉnh", "Cục Thuế", "Thuế thành phố", "Sở Tài chính"),
    "bank": ("Ngân hàng Nhà nước", "Sở Tài chính"),
    "zones": ("Ban Quản lý các KCN", "Ban Quản lý các khu công nghiệp", "Ban Quản lý khu kinh tế"),
}
LABELS: Final[Mapping[str, str]] = {
    kind: names[0] if names else "UBND xã, phường, đặc khu nơi có việc" for kind, names in NAMES.items()
}
_COMMITTEE: Final = ("uy ban nhan dan ", "ubnd ")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that stands: its names, whether it is a commune's committee, and the former names of its place."""

    pk: int
    name: str
    short_name: str = ""
    is_commune: bool = False
    former_places: tuple[str, ...] = ()

    def called(self) -> tuple[str, ...]:
        """All that people may write for it; a commune's committee also by the commune alone, old or new."""
        names = [name for name in (self.name, self.short_name) if name]
        if self.is_commune:
            bare = [name[len(start) :] for name in names for start in _COMMITTEE if fold(name).startswith(start)]
            names += [*bare, *self.former_places]
        return tuple(names)


class Directory:
    """The agencies that stand on one day."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._agencies = {agency.pk: agency for agency in agencies}
        self.communes = frozenset(pk for pk, agency in self._agencies.items() if agency.is_commune)
        self._named = Phrases((name, pk) for pk, agency in self._agencies.items() for name in agency.called())

    def __contains__(self, pk: int) -> bool:
        return pk in self._agencies

    def of_kind(self, kind: str) -> list[int]:
        """The agency of that kind: under the first of its names that one bears, the shortest of those; or nobody."""
        for name in NAMES.get(kind, ()):
            wanted = fold(name)
            bearing = [
                agency
                for agency in self._agencies.values()
                if any((fold(own) + " ").startswith(wanted + " ") for own in (agency.short_name, agency.name))
            ]
            if bearing:
                best = min(bearing, key=lambda a: (fold(a.short_name) != wanted, len(a.name), a.pk))
                return [best.pk]
        return []

    def named_in(self, text: Written) -> list[tuple[int, Found[int]]]:
        """Agencies and communes that the text names, in its order."""
        return [(pk, found) for found in self._named.find(text) for pk in found.meanings]
