"""What is proposed to be masked, and what each kind is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal[
    "name", "phone", "email", "identity", "insurance", "account", "tax", "birth_date", "address", "plate", "dossier",
    "profile", "plot",
]  # fmt: skip
Certainty = Literal["sure", "likely"]

KINDS_VI: Final[dict[Kind, str]] = {
    "name": "Họ tên",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "identity": "Số căn cước, chứng minh nhân dân, hộ chiếu",
    "insurance": "Mã số bảo hiểm",
    "account": "Số tài khoản",
    "tax": "Mã số thuế cá nhân",
    "birth_date": "Ngày sinh",
    "address": "Địa chỉ",
    "plate": "Biển số xe",
    "dossier": "Mã hồ sơ, số giấy tờ",
    "profile": "Trang cá nhân trên mạng",
    "plot": "Thửa đất, tờ bản đồ",
}
"""Each kind as the desk shows it, in the order in which kinds are listed."""


@dataclass(frozen=True)
class Proposal:
    """One stretch of a text that should not be published: `text` is exactly what stands at [start:end] of it.

    `sure`: personal data by its shape or by the words around it. `likely`: someone must look. `reason` is Vietnamese,
    for the person who decides.
    """

    start: int
    end: int
    kind: Kind
    text: str
    certainty: Certainty
    reason: str
