"""Putting something in the place of what was accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from caunoi.ground.vietnamese.text import nfc
from caunoi.inbound.masking.proposals import Kind, Proposal

_INSTEAD: Final[dict[Kind, str]] = {
    "phone": "[số điện thoại]",
    "email": "[thư điện tử]",
    "identity": "[số giấy tờ tùy thân]",
    "insurance": "[mã số bảo hiểm]",
    "account": "[số tài khoản]",
    "tax": "[mã số thuế]",
    "birth_date": "[ngày sinh]",
    "address": "[địa chỉ]",
    "plate": "[biển số xe]",
    "dossier": "[mã hồ sơ]",
    "profile": "[trang cá nhân]",
    "plot": "[thửa đất]",
}
_LETTER = re.compile(r"[^\W\d_]+")


def instead(proposal: Proposal) -> str:
    """What stands in the masked text: initials for a name ("N.V.A."), the kind in brackets for the rest."""
    if proposal.kind != "name":
        return _INSTEAD[proposal.kind]
    return "".join(f"{word[0].upper()}." for word in _LETTER.findall(nfc(proposal.text)))


def mask(text: str, proposals: Iterable[Proposal]) -> str:
    """The text with the accepted proposals replaced. They must be proposals for this very text: anything else is a bug.

    Where two overlap, the one that begins first (the longer of two that begin together) stands for both.
    """
    parts: list[str] = []
    done = 0
    for proposal in sorted(proposals, key=lambda one: (one.start, -one.end)):
        if text[proposal.start : proposal.end] != proposal.text:
            raise ValueError("a proposal for another text")
        if proposal.start < done:
            done = max(done, proposal.end)
            continue
        put = instead(proposal)
        if put.endswith(".") and text[proposal.end : proposal.end + 1] == ".":
            put = put[:-1]
        parts += [text[done : proposal.start], put]
        done = proposal.end
    return "".join([*parts, text[done:]])
