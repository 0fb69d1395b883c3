"""Names of people: after words that announce one ("tôi tên là", "Họ và tên:"), after a title (ông, bà, anh …), by family name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caunoi.gate.guard.letters import bare
from caunoi.inbound.masking import words_names as words
from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.offices import held_by
from caunoi.inbound.masking.reading import Reading

_KIN = (
    r"(?:vo|chong|con(?: trai| gai| dau| re| nuoi)?|bo|ba|me|cha|ma|ong|anh|chi|em(?: trai| gai)?|chau|co|chu|bac|di|cau)"
    r"(?: (?:trai|gai|ruot|de|nuoi|vo|chong|ho|noi|ngoai)){0,2} (?:cua )?(?:toi|em|chau|minh|chung toi)"
)
_SELF = r"(?:toi|em|chau|minh|con|e|ban than toi|dan)"
_FORM = (
    r"ho[ ,]{0,2}(?:va )?(?:chu dem )?(?:va )?ten(?: day du| khai sinh| chu ho| con| vo| chong| toi| em|"
    r" nguoi \w{1,10}(?: \w{1,10})?)?|ten nguoi \w{1,10}|"
    r"nguoi (?:gui|hoi|lam don|viet don|khai|nop don|nop|dai dien|ky|dung ten|lien he|phan anh|kien nghi|yeu cau|de nghi|thu huong|nhan)|"
    r"chu ho|chu tai khoan|chu tk|chu dat|dung ten|ten chu the|ky ten|cong dan|nguyen don|bi don|benh nhan|hoc sinh|sinh vien|nguoi lao dong|"
    r"ho ?ten|full ?name|gap|ong ?/ ?ba|ong ?\(ba\)|ong, ba|ten(?= ?[:=])|cho ket qua"
)
_CUE = re.compile(
    rf"(?<![^\W_])(?=[a-z])(?:(?P<told>(?:{_SELF}|{_KIN}|nguoi nay|chau be|be|ong ay) ten(?: la)?|"
    rf"ten(?: (?:{_SELF}|{_KIN}))? la|ten (?:toi|em|chau|minh))"
    rf"|(?P<called>(?:nguoi|xe|te|ban|hang|xom|la|be|con|chu|anh|chi|co|ong|ba|vien|bo) ten(?: la)?)"
    rf"|(?P<form>{_FORM})|(?P<is>(?:{_SELF}|{_KIN})(?: day)? la|{_KIN}))(?![^\W_])"
    rf"[^\S\n]{{0,3}}(?P<sign>[:=\-.,(]?)[^\S\n]{{0,3}}(?:la[ :]{{1,2}})?"
)
_TITLE = re.compile(rf"(?<![^\W_])(?:{words.TITLES}|ong|ba|chi|chau|co|chu|bac|cu|be|ban)[ ]{{1,2}}(?=[^\W\d_])")
_FAMILY = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(sorted(words.COMMON | words.RARE, key=lambda w: (-len(w), w)))
    + r")(?=[ ]{1,3}[^\W\d_])"
)
# Unaccented these are also other words (đang, vợ, hộ …): they count with a capital, with Văn or Thị, or where a name is announced.
_BARE_OF: Final = frozenset(bare(word) for word in words.COMMON) - words.PLAIN
_FAMILY_BARE = re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(words.PLAIN | _BARE_OF)) + r")(?=[ ]{1,3}[a-z])")
_KIN_OR_FRIEND: Final = frozenset("con bạn vợ chồng bố mẹ cha".split())
_ALSO_OTHER: Final = frozenset("ong ba chi chau co chu bac cu be ban".split())
_NOT_CITIZENS: Final = frozenset(map(bare, words.NOT_CITIZENS))
_NOT_NAMES: Final = frozenset(map(bare, words.NOT_NAMES))
_MIDDLE = re.compile(r"[ ]{1,3}(?:văn|thị|van|thi)[ ]")
_STAFF: Final = "Tên cán bộ, nhân viên: xem câu hỏi có nêu đích danh để phê phán hay không."
_THING = re.compile(rf"(?<![^\W_])(?:{words.THINGS})[ ]{{1,2}}$|(?<![^\W_])(?!(?:19|20)\d\d )\d{{1,4}}[a-z]?[ ]$")
_ORGANISATION = re.compile(rf"(?<![^\W_])(?:{words.ORGANISATIONS})(?![^\W_])")
_SENTENCE = re.compile(r"[,;:\n(“\".!?/\-]")
_WORD = re.compile(r"(?:[HKY]['’])?[^\W\d_]+(?:['’][^\W\d_]+)?\.?")
# Words that may be names, but not with these behind them: the next field of a form has begun.
_FIELD = re.compile(
    r"sinh (?:ngay|nam)|nam sinh|thuong tru|hien (?:o|dang|tru|nay)|cong (?:dan|an|ty)|tai khoan|que quan|ho (?:khau|ten|va)|quoc tich|"
    r"chuc (?:vu|danh)|"
    r"co quan|dia chi|ten (?:toi|la)|dien thoai|ngan hang|kinh (?:gui|mong|thua|de)|kien nghi|con (?:toi|la|cua)|"
    r"gia dinh|ket qua|bao hiem|quyet dinh|dan toc|dai dien|de nghi|phan anh|tran trong|"
    r"cong an|vui long|lien he|thuoc|tai |mong |truong (?:th|mam|tieu)"
)
_GAP = re.compile(r"[ ]{1,3}|(?<=\.)")


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    words: tuple[str, ...]
    family: bool
    shaped: bool  # written with capitals, as a name should be

    @property
    def telling(self) -> bool:
        """Văn, Thị in the second place: a person's name and nothing else."""
        middle = words.MIDDLE if "".join(self.words).isascii() else words.MIDDLE - {"van", "thi"}
        return (
            len(self.words) >= 3
            and self.words[1].lower() in middle
            and (self.words[2].istitle() or bare(self.words[2].lower()) not in words.NOT_GIVEN)
        )


def name_claims(reading: Reading) -> Iterator[Claim]:
    """Linear. Claims may overlap: the surest wins when they are settled."""
    yield from _announced(reading)
    yield from _titled(reading)
    yield from _by_family(reading)


def _announced(reading: Reading) -> Iterator[Claim]:
    for cue in _CUE.finditer(reading.bare):
        word = re.split(r"[^a-z]", cue[0], maxsplit=1)[0]
        written = reading.lower[cue.start() : cue.start() + len(word)]
        if written not in (word, words.MEANT.get(word, written)):
            continue
        firm = bool(cue["told"]) or (bool(cue["form"]) and (cue["sign"] in (":", "=") or cue["form"] == "gap"))
        name = _name_at(reading, cue.end(), announced=firm)
        if name is None:
            continue
        said = reading.text[cue.start() : cue.end()].strip(" :=-,(.\t")
        if cue["called"]:
            if name.shaped and bare(name.words[0].lower()) not in words.OFFICES and not cue["sign"]:
                yield Claim(name.start, name.end, "name", "likely", f"Đứng sau “{said}”: có thể là tên người.")
            continue
        if cue["is"] and cue["sign"] not in ("", ":", "-", "("):
            continue
        if not name.shaped and not (firm or cue["is"] or name.telling):
            continue
        if not name.family and (
            not name.shaped or bare(name.words[0].lower()) in words.OFFICES or (len(name.words) < 2 and not cue["told"])
        ):
            continue
        if not name.family and not firm and not (name.shaped and len(name.words) > 2 and cue["form"]):
            continue
        if not firm and (_names_a_thing(reading, name.start) or len(name.words) < 2):
            continue
        yield Claim(name.start, name.end, "name", "sure", f"Đứng sau “{said}”: họ tên của một người.")


def _titled(reading: Reading) -> Iterator[Claim]:
    for title in _TITLE.finditer(reading.lower):
        name = _name_at(reading, title.end())
        called = reading.text[title.start() : title.end()].strip()
        if name is None or not (name.shaped or name.telling or _plainly(called, name)):
            continue
        if f"{title[0].strip()} {name.words[0].lower()}" in words.PLACES_LIKE_TITLES or (
            called.isupper() and len(name.words) == 1
        ):
            continue
        if (called.lower() in _ALSO_OTHER and not _unaccented(name)) or (
            called.isupper() and not name.telling and name.words[0].lower() not in words.COMMON
        ):
            continue
        if len(name.words) == 1 and (
            len(name.words[0]) == 1
            or called.lower() in _KIN_OR_FRIEND
            or name.words[0] == "Anh"
            or (called[0].isupper() and not _opens_a_sentence(reading, title.start()))
        ):
            continue
        if not name.family and bare(name.words[0].lower()) in words.OFFICES:
            continue
        office = held_by(reading, name.start, name.end)
        if office == "leader":
            continue
        if office == "staff":
            yield Claim(name.start, name.end, "name", "likely", _STAFF)
        elif name.family and len(name.words) >= 2 and (name.shaped or name.telling):
            yield Claim(name.start, name.end, "name", "sure", f"Họ tên đứng sau chữ “{called}”.")
        else:
            yield Claim(name.start, name.end, "name", "likely", f"Có vẻ là tên người, đứng sau chữ “{called}”.")


def _by_family(reading: Reading) -> Iterator[Claim]:
    for form, pattern in ((reading.lower, _FAMILY), (reading.bare, _FAMILY_BARE)):
        done = 0
        for found in pattern.finditer(form):
            start = found.start()
            if start < done or (form is reading.bare and not reading.lower[start : found.end()].isascii()):
                continue
            if not reading.text[start].isupper() and not _MIDDLE.match(form, found.end()):
                continue
            name = _name_at(reading, start)
            if name is None or not name.family or len(name.words) < 2:
                continue
            common = found[0] in words.COMMON or found[0] in words.PLAIN or found[0] in _BARE_OF
            if (not name.telling and not (name.shaped and common)) or not _may_begin(reading, start, name):
                continue
            done = name.end
            if _names_a_thing(reading, start) or _no_citizen(name):
                continue
            office = held_by(reading, name.start, name.end)
            if office == "staff":
                yield Claim(name.start, name.end, "name", "likely", _STAFF)
            elif (
                office is None
                and name.telling
                and name.words[0].lower() not in words.RARE
                and (name.shaped or not reading.text[start : name.end].isascii())
            ):
                yield Claim(name.start, name.end, "name", "sure", "Họ và chữ đệm “Văn”, “Thị”: họ tên của một người.")
            elif office is None:
                yield Claim(
                    name.start, name.end, "name", "likely", "Bắt đầu bằng một họ: có thể là họ tên của một người."
                )


def _may_begin(reading: Reading, start: int, name: _Name) -> bool:
    """A family name inside a longer name in capitals begins none of its own ("Thị trấn Khe Tre Nguyễn …" may, "Trà Lê" may not)."""
    before = re.search(r"([^\W\d_]+)[ ]{1,2}$", reading.text[max(0, start - 14) : start])
    if not before or not name.shaped or not before[1][0].isupper():
        return True
    return name.telling or before[1].lower() in words.STOPS or before[1].isupper() != name.words[0].isupper()


def _name_at(reading: Reading, start: int, *, announced: bool = False) -> _Name | None:
    """The name that begins at a place: words joined by blanks, up to a word that no name has, at most five."""
    found: list[re.Match[str]] = []
    place = start
    shaped = upper = False
    while len(found) < 5:
        word = _WORD.match(reading.text, place)
        if not word:
            break
        written = word[0].rstrip(".")
        low = reading.lower[word.start() : word.start() + len(written)]
        if not found:
            shaped = written[0].isupper()
            upper = written.isupper() and len(written) > 1
            if low in words.STOPS and low not in words.COMMON and low not in _BARE_OF:
                return None
        elif not _goes_on(written, low, shaped, upper, reading.text[word.end() : word.end() + 1]) or (
            _FIELD.match(reading.bare, word.start()) and not (not shaped and len(found) == 2 and low == "hien")
        ):
            break
        if (len(written) > 7 and "'" not in written) or (word[0].endswith(".") and len(written) > 1):
            if len(written) <= 7:
                found.append(word)
            break
        found.append(word)
        gap = _GAP.match(reading.text, word.end())
        if not gap or gap.end() == place:
            break
        place = gap.end()
        if not shaped and len(found) == 4:
            break
    if not found:
        return None
    parts = tuple(word[0].rstrip(".") for word in found)
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        return None  # "N.V.A.": masked already
    end = found[-1].start() + len(parts[-1])
    first = parts[0].lower()
    family = _is_family(parts, first, shaped or announced)
    if not shaped and not family:
        return None
    return _Name(found[0].start(), end, parts, family, shaped)


def _goes_on(written: str, low: str, shaped: bool, upper: bool, behind: str) -> bool:
    if not shaped:
        if written[0].isupper() or low in words.PLAIN_STOPS:
            return False
        return low not in words.STOPS or (low in words.ALSO_NAMES and behind in ",.;\n")
    if not written[0].isupper():
        return False
    if upper and not written.isupper():
        return False
    if not upper and written.isupper() and len(written) > 1:
        return False
    return low not in words.STOPS or low in words.ALSO_NAMES


def _is_family(parts: tuple[str, ...], first: str, shaped: bool) -> bool:
    second = parts[1].lower() if len(parts) > 1 else ""
    if len(parts) == 1 and not shaped:
        return False
    if "".join(parts).isascii():
        if first in words.PLAIN or (first in _BARE_OF and (shaped or second in words.MIDDLE)):
            return True
        return shaped and len(parts) > 2 and second in words.MIDDLE
    if shaped:
        return first in words.COMMON or first in words.RARE
    return first in words.COMMON


def _opens_a_sentence(reading: Reading, start: int) -> bool:
    return reading.text[max(0, start - 3) : start].rstrip(" ")[-1:] in ("", ".", "!", "?", "\n", ":", "-", "(")


def _plainly(called: str, name: _Name) -> bool:
    """Three words or more in small unaccented letters, by title and family a name: "anh le quang dung"."""
    return called.lower() in ("anh", "em") and len(name.words) >= 3 and name.family and _unaccented(name)


def _no_citizen(name: _Name) -> bool:
    whole = bare(" ".join(name.words))
    return whole in _NOT_CITIZENS or " ".join(whole.split()[:2]) in _NOT_NAMES


def _unaccented(name: _Name) -> bool:
    return "".join(name.words).isascii()


def _names_a_thing(reading: Reading, start: int) -> bool:
    """Whether what stands before makes it a street, a ward, a school, a company: "đường Nguyễn Trãi", "18 Nguyễn Du"."""
    low = max(0, start - 60)
    if _THING.search(reading.lower, max(0, start - 24), start):
        return True
    parts = list(_SENTENCE.finditer(reading.lower, low, start))
    place = parts[-1].end() if parts else low
    found = list(_ORGANISATION.finditer(reading.lower, place, start))
    return bool(found) and all(word[0][0].isupper() for word in _WORD.finditer(reading.text, found[-1].end(), start))
