"""Where a person lives: house number, alley, hamlet, group, street, commune. Province and central city stay: they tell nobody.

An address is a chain of parts ("số 12 ngõ 3", "thôn An Hà", "xã Gio Linh"). With words before it that say somebody lives there it
is sure; a chain with a fine part (house, alley, hamlet, group) elsewhere is likely; an agency's own address is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caunoi.gate.guard.letters import bare
from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.context import Context
from caunoi.inbound.masking.proposals import Certainty
from caunoi.inbound.masking.reading import Reading

_HOUSE: Final = "số nhà|nhà số|số"
_FINE: Final = (
    "ngõ|ngách|hẻm|kiệt|tổ dân phố|tổ|tdp|khu phố|kp|khóm|đội|lô|căn hộ|căn|phòng|tầng|block|tòa|toà|cụm|thôn|ấp|xóm|bản|buôn|làng|"
    "khu tập thể|chung cư|khu đô thị|kđt|khu dân cư|phum|sóc"
)
_COARSE: Final = "đường|phố|phường|xã|thị trấn|thị xã|huyện|quận|thành phố|tp|đặc khu|p|x|h|q|tt|tx"
_HAMLET: Final = frozenset("thon ap xom ban buon lang khom to tdp kp doi phum soc".split())
_BEGINS: Final = _HAMLET | frozenset(
    ("so nha", "nha so", "ngo", "ngach", "hem", "kiet", "to dan pho", "khu pho", "can ho", "chung cu")
)
_ON_A_STREET: Final = frozenset(("so", "so nha", "nha so", "ngo", "ngach", "hem", "kiet"))
_CENTRAL: Final = frozenset(("ha noi", "ho chi minh", "hcm", "da nang", "hai phong", "can tho", "hue", "dong nai"))

_ACCENTED: Final[dict[str, set[str]]] = {}
for _key in f"{_HOUSE}|{_FINE}|{_COARSE}".split("|"):
    _ACCENTED.setdefault(bare(_key), set()).add(_key)
_KEY = re.compile(
    r"(?<![^\W_])(?:" + "|".join(map(re.escape, sorted(_ACCENTED, key=lambda key: (-len(key), key)))) + r")(?![^\W\d_])"
    r"(?! (?:hoi|chuc|hanh|than|do|ve|cong tac|vuc|quyen|luong|dien|thoai)(?![^\W_]))\.?[ ]{0,2}[:#]?[ ]?(?:so[ ]?(?=\d))?"
)
_SOMEBODY = r"(?:toi|em|chau|minh|gia dinh(?: toi| em)?|ong|ba|vo chong toi|hien|dang|nay)(?: (?:hien|dang|cung|nay|ay|ta)){0,2}"
_LIVES = re.compile(
    r"(?<![^\W_])(?:(?P<told>dia chi(?: (?:thuong tru|nha|lien he|lien lac|nhan thu|nha rieng|tam tru|"
    r"cua (?:toi|em|nguoi \w{1,9})|hien (?:tai|nay)|hien o|"
    r"cu tru|nguoi \w{1,9}))?|d/c|dc)|ho khau(?: thuong tru)?|hktt|thuong tru|tam tru|cu tru|tru quan|"
    r"noi (?:o|cu tru|thuong tru|tam tru|dang ky thuong tru|dkhktt)(?: hien (?:tai|nay))?|cho o(?: hien (?:tai|nay))?|"
    r"que quan|que|nguyen quan|ngu|tru|"
    r"nha(?: (?:toi|em|minh|chau|cua (?:toi|em)|rieng|rieng cua toi))?|"
    rf"{_SOMEBODY} (?:o|song|sinh song(?: va lam viec)?|o tro|thue nha|thue tro|dinh cu)|song|sinh song|thue tro|o tro|(?:nguoi |cong |(?<!to ))dan)"
    r"(?![^\W_])(?: (?:tai|o|hien tai|hien nay|la|thuoc|dia chi|ngay))*+[ ]?[:=\-.,]?[ ]{0,2}"
)
# Unaccented they are other words too: sông, trừ, ngủ …
_MEANT: Final = {
    "song": "sống",
    "ngu": "ngụ",
    "tru": "trú",
    "que": "quê",
    "nha": "nhà",
    "dan": "dân",
    "dc": "đc",
    "o": "ở",
}
_NUMBER = re.compile(r"(?!0\d{3})\d{1,4}[a-z]?\d?(?:[/\-]\d{1,4}[a-z]?){0,5}(?![^\W_]|[/.]\d|[ ]\d{3})")
_JOINT = re.compile(r"[ ]{0,2}(?:[,;\-.(/+]|,?[ ]?\n)?[ ]{0,2}(?:thuoc |o |tai )?")
_BEHIND_A_NAME = re.compile(r"[ ]{0,2}[,;(\-]?[ ]?(?:(?:hien |dang )?(?:o|tai|ngu|tru|song)(?: tai| o)? )?")
_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"[ ]{1,2}")
_LONGEST: Final = 12  # parts
_ROAD = re.compile(r"(?:quoc lo|tinh lo|huong lo|ql|tl|dt)[ .]?\d{1,4}[a-z]?(?![^\W_])")
_END_OF_VALUE: Final = frozenset(
    "toi em chau minh muon xin hoi cho nay la da dang bi co hien sdt dt cccd cmnd dien lien so sinh nam ngay kinh va thi nen khong duoc can tinh "
    "tp huyen xa phuong quan thon voi cua tai thuoc theo tu den o cung hay ngu email mail nha de chua vua moi ve vi ma roi "
    "gui mong rat chung vo chong con ben trong ten ho".split()
)
_NO_VALUE: Final = frozenset("toi em chau minh nay do kia xin muon va bi khong la o tai".split())
_WITH_NAMES: Final = frozenset(
    ("thon", "xa", "phuong", "huyen", "quan", "thi tran", "thi xa", "thanh pho", "duong", "khu pho", "dac khu")
)
_END = re.compile(
    r"thuong (?:tru|xuyen)|lam (?:viec|giay|thu|ho|nghe)|do (?:la|vay|nha|bi)|gia dinh|thanh pho|phan (?:anh|mem)|thi (?:xa|tran)|nam (?:nay|sinh|\d)"
)


@dataclass(frozen=True)
class _Chain:
    start: int
    end: int
    keys: tuple[str, ...]
    shaped: bool  # some part with capitals or a number, not small letters only
    firm: bool  # no part in small letters among accented ones

    @property
    def fine(self) -> bool:
        return any(key not in _COARSE_BARE for key in self.keys)


_COARSE_BARE: Final = frozenset(bare(key) for key in _COARSE.split("|"))


def address_claims(reading: Reading, context: Context, names: list[Claim]) -> Iterator[Claim]:
    """Linear: each place is the beginning of at most one chain, and chains are bounded."""
    done = 0
    for cue in _LIVES.finditer(reading.bare):
        word = re.split(r"[ :=\-.,]", cue[0], maxsplit=1)[0]
        written = reading.lower[cue.start() : cue.start() + len(word)]
        if cue.end() < done or written not in (word, _MEANT.get(word, written)):
            continue
        if word == "nha" and cue[0].rstrip()[-1] in ".,":
            continue  # "Quản lý nhà, số 0233 …"
        chain = _chain(reading, cue.end(), lives=True)
        if chain is None or (not chain.shaped and (len(chain.keys) < 2 or not chain.fine)):
            continue
        if not chain.firm and chain.keys[0] not in _BEGINS:
            continue
        done = chain.end
        speaker = context.speaker(cue.end()) if cue["told"] else "person"
        if speaker in ("agency", "company") and chain.keys[0] not in _HAMLET:
            continue  # published
        said = reading.text[cue.start() : cue.end()].strip(" :=-.,")
        if speaker == "person" and chain.fine and chain.firm:
            yield Claim(chain.start, chain.end, "address", "sure", f"Đứng sau “{said}”: nơi ở của một người.")
        else:
            yield Claim(
                chain.start, chain.end, "address", "likely", f"Đứng sau “{said}”: có thể là nơi ở của một người."
            )
    for name in names:
        joint = _BEHIND_A_NAME.match(reading.bare, name.end)
        chain = _chain(reading, joint.end(), lives=True) if joint and name.certainty == "sure" else None
        if chain and chain.fine and (chain.shaped or len(chain.keys) > 1):
            sure: Certainty = (
                "likely" if joint and joint[0].strip(" ,") == "tai" else "sure"
            )  # bought of somebody "tại …"
            yield Claim(chain.start, chain.end, "address", sure, "Địa chỉ viết liền sau họ tên.")
    done = 0
    for key in _KEY.finditer(reading.bare):
        if key.start() < done or _core(key[0]) not in _BEGINS:
            continue
        chain = _chain(reading, key.start(), lives=False)
        if chain is None:
            continue
        done = chain.end
        if not chain.shaped or not any(one in _COARSE_BARE for one in chain.keys[1:]):
            continue
        yield Claim(
            chain.start,
            chain.end,
            "address",
            "likely",
            "Địa chỉ cụ thể: nếu là nơi ở của một người thì che, nếu là nơi xảy ra vụ việc thì để nguyên.",
        )


def _core(key: str) -> str:
    return key.strip(" .:#").removesuffix(" so").strip(" .:#") if key.strip() not in ("nha so",) else "nha so"


def _chain(reading: Reading, start: int, *, lives: bool) -> _Chain | None:
    """The longest chain of parts from a place on."""
    keys: list[str] = []
    place = end = start
    shaped, firm = False, True
    while len(keys) < _LONGEST:
        part = _part(reading, place, lives=lives, first=not keys, house=bool(keys) and keys[-1] in _ON_A_STREET)
        if part is None:
            break
        key, stop, capital = part
        keys.append(key)
        shaped = shaped or capital
        firm = firm and (capital or reading.lower[place:stop].isascii())
        end = stop
        place = _JOINT.match(reading.bare, end).end()  # type: ignore[union-attr]
    return _Chain(start, end, tuple(keys), shaped, firm) if keys and end > start else None


def _part(reading: Reading, place: int, *, lives: bool, first: bool, house: bool) -> tuple[str, int, bool] | None:
    """(key, end, in capitals or a number) of the part at a place."""
    key = _KEY.match(reading.bare, place)
    if not key:
        if not lives or not (first or house):
            return None
        number = _NUMBER.match(reading.bare, place)
        plain = reading.lower[place : place + 25].isascii()
        street = _street(reading, number.end(), small=plain) if number else _value(reading, place, small=False)
        return ("so", street, True) if street and (number or house) else None
    core = _core(key[0])
    written = reading.lower[place : place + len(core)]
    local = reading.lower[place : place + 25].isascii()
    if written not in _ACCENTED.get(core, set()) and not (written == core and (local or len(core) <= 2)):
        return None
    number = _NUMBER.match(reading.bare, key.end())
    if number and core not in ("xa", "huyen", "thi tran", "duong", "pho"):
        if core in _ON_A_STREET:
            street = _street(reading, number.end(), small=lives and local)
            return core, street or number.end(), True
        return core, number.end(), True
    if core in ("so", "so nha", "nha so", "doi", "lo", "can", "phong", "tang"):
        return None
    stop = _value(reading, key.end(), small=lives)
    if not stop:
        return None
    value = reading.bare[key.end() : stop]
    if core in ("thanh pho", "tp") and value.removeprefix("tp ") in _CENTRAL:
        return None
    return core, stop, reading.text[key.end()].isupper()


def _after(reading: Reading, place: int) -> int:
    blank = _BLANK.match(reading.bare, place)
    return blank.end() if blank else place


def _street(reading: Reading, number: int, *, small: bool) -> int:
    """Where the street behind a house number ends; 0 when there is none, or when it is a part of its own ("số 3 đường …")."""
    place = _after(reading, number)
    word = _WORD.match(reading.bare, place)
    if not word or _is_key(reading, place) or (word[0] in _END_OF_VALUE and not reading.text[place].isupper()):
        return 0
    return _value(reading, place, small=small)


def _value(reading: Reading, place: int, *, small: bool) -> int:
    """Where the name of a street or place that begins here ends: up to four words with capitals, or (`small`) without; 0 for none."""
    road = _ROAD.match(reading.bare, place)
    if road:
        return road.end()
    end = 0
    capital = reading.text[place : place + 1].isupper()
    if not capital and not small:
        return 0
    for count in range(4):
        word = _WORD.match(reading.text, place)
        if not word or (count and _is_key(reading, place)):
            break
        low = reading.bare[word.start() : word.end()]
        if capital and not word[0][0].isupper() and not (count and word[0].isdigit()):
            break
        if not capital and (
            word[0][0].isupper()
            or (
                low in _END_OF_VALUE and reading.text[word.end() : word.end() + 1] != "," if count else low in _NO_VALUE
            )
            or _END.match(reading.bare, place)
        ):
            break
        end = word.end()
        place = _after(reading, end)
        if place == end:
            break
    return end


def _is_key(reading: Reading, place: int) -> bool:
    """Whether the word here is the key of a next part ("Thôn An Hà Xã Gio Linh") and no part of a name ("Lý Thường Kiệt")."""
    key = _KEY.match(reading.bare, place)
    if not key or reading.lower[place : place + len(_core(key[0]))] not in _ACCENTED[_core(key[0])] | {_core(key[0])}:
        return False
    follows = reading.text[key.end() : key.end() + 1]
    if follows.isdigit():
        return True
    return _core(key[0]) in _WITH_NAMES and follows.isalpha() and reading.text[place].isupper() <= follows.isupper()
