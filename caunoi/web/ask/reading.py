"""Reading a receipt back: whether this portal's key signed it, and whether it is of certain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caunoi.ground.refused import Refused
from caunoi.inbound.cases import filing, receipts
from caunoi.inbound.cases.models import Case

_NONE = (
    "Đây không phải tệp biên nhận của Cổng. Chọn tệp .json đã tải về sau khi gửi, hoặc dán toàn bộ nội dung của tệp."
)


@dataclass(frozen=True)
class Outcome:
    """`genuine`: signed by our key, letter by letter. `ours`: the key it names is ours. `of_words`: it is of the words (None: not asked)."""

    genuine: bool
    ours: bool
    of_words: bool | None
    body: dict[str, str]


def files_sent(case: Case) -> list[str]:
    """The SHA-256 of each file that came with the filing, as the receipt commits to it."""
    return sorted(case.attachments.filter(event=1).values_list("sha256", flat=True))


def judged(text: str, said: Mapping[str, str], largest: int) -> Outcome:
    """What a receipt file is worth; `said` are words to hold it against, or else those in the file. Raises Refused for what is no receipt."""
    try:
        kept = json.loads(text) if len(text) <= largest else None
    except (ValueError, RecursionError):
        raise Refused(_NONE) from None
    if (
        not isinstance(kept, dict)
        or not isinstance(kept.get("bien_nhan"), dict)
        or not isinstance(kept.get("chu_ky"), str)
    ):
        raise Refused(_NONE)
    body, key = kept["bien_nhan"], receipts.public_key(filing.the_key())
    genuine = _signed(body, kept["chu_ky"], key)
    shown = {str(name): str(value)[:300] for name, value in body.items()} if genuine else {}
    return Outcome(genuine, body.get("key") == key, _of_words(kept, said) if genuine else None, shown)


def _signed(body: dict[str, Any], signature: str, key: str) -> bool:
    try:
        return receipts.is_genuine(body, signature, key)
    except RecursionError:
        return False


def _of_words(kept: dict[str, Any], said: Mapping[str, str]) -> bool | None:
    words = dict(said) if any(said.values()) else kept.get("noi_dung")
    salt, files = kept.get("muoi"), kept.get("tep", [])
    if not isinstance(words, dict) or not isinstance(salt, str) or not isinstance(files, list):
        return None
    try:
        return receipts.says(
            kept["bien_nhan"], salt, {str(k): str(v) for k, v in words.items()}, [str(one) for one in files]
        )
    except ValueError:  # halves of characters
        return False
