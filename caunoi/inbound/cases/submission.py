"""What a person files, before it is a case: plain values, and what speaks against accepting them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from caunoi.ground.vietnamese.text import nfc
from caunoi.inbound.cases import kinds

TITLE: Final = 200
TEXT: Final = 20_000
SHORTEST: Final = 10
NAME: Final = 120
ADDRESS: Final = 300
TOPIC: Final = 40
# No database and no receipt can hold them: C0 and C1 but tab and line feed, and halves of characters.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]+\n")
_EMPTY_LINES = re.compile(r"\n{4,}")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.IGNORECASE)

# A consent per purpose, nothing pre-ticked (Law 91/2025/QH15): purpose → the words that are shown and kept.
PURPOSES: Final[dict[str, str]] = {
    "handle": "Tôi đồng ý để Cổng và cơ quan có thẩm quyền dùng thông tin liên hệ của tôi để giải quyết và trả lời nội dung này.",
    "publish": "Tôi đồng ý để nội dung này và câu trả lời được đăng công khai sau khi đã che họ tên, số điện thoại, địa chỉ, số giấy tờ của tôi.",
    "survey": "Tôi đồng ý để Cổng hỏi ý kiến tôi về chất lượng trả lời.",
}


@dataclass(frozen=True)
class Contact:
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class File:
    """A file already in quarantine. `sha256` is of what was sent: the receipt is of that; `kept_sha256` of what is kept, if that
    differs (pictures are drawn anew).
    """

    stored: str
    name: str
    media_type: str
    size: int
    sha256: str
    scanned: str = ""
    kept_sha256: str = ""


@dataclass(frozen=True)
class Submission:
    """Everything one form says. `nonce` is its token's: the same nonce is the same submission."""

    nonce: str
    kind: str
    title: str
    text: str
    address: str = ""
    place: int | None = None
    agency: int | None = None
    topic: str = ""
    contact: Contact = Contact()
    consents: frozenset[str] = frozenset()
    files: tuple[File, ...] = ()
    no_complaint: bool = False
    unproved: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def own_words(self) -> str:
        return own_words(self.title, self.text)


def own_words(title: str, text: str) -> str:
    """What is judged (a complaint? urgent?): by the form before it is sent and by filing, so both by the same words."""
    return f"{title}\n{text}"


def tidy(text: str) -> str:
    """Text as it is kept: NFC, nothing invisible, no control characters or half characters, at most two empty lines together."""
    clean = nfc(_NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _EMPTY_LINES.sub("\n\n\n", _LINE_ENDS.sub("\n", clean)).strip()


def one_line(text: str) -> str:
    """As `tidy`, in one line."""
    return " ".join(tidy(text).split())


def tidied(one: Submission) -> Submission:
    """The submission as it is judged and kept, whatever door it came through."""
    contact = Contact(
        *(one_line(field) for field in (one.contact.name, one.contact.phone, one.contact.email, one.contact.address))
    )
    files = tuple(replace(file, name=one_line(file.name)) for file in one.files)
    return replace(
        one, title=one_line(one.title), text=tidy(one.text), address=one_line(one.address), topic=one_line(one.topic),
        contact=contact, files=files,
    )  # fmt: skip


def read_phone(typed: str) -> str:
    """The digits of a Vietnamese telephone number, "0912345678"; "" when it is none."""
    digits = re.sub(r"[\s.()\-]", "", typed)
    digits = "0" + digits.removeprefix("+84").removeprefix("84") if digits.startswith(("+84", "84")) else digits
    return digits if re.fullmatch(r"0[0-9]{9,10}", digits) else ""


def is_email(typed: str) -> bool:
    return len(typed) <= 254 and _EMAIL.fullmatch(typed) is not None


def against(one: Submission) -> dict[str, str]:
    """What speaks against accepting this, by field, in Vietnamese; empty when nothing does."""
    wrong: dict[str, str] = {}
    if one.kind not in kinds.CHOSEN:
        wrong["kind"] = "Chọn một loại nội dung trong danh sách."
    if not one.title:
        wrong["title"] = "Viết tiêu đề ngắn cho nội dung cần gửi."
    elif len(one.title) > TITLE:
        wrong["title"] = f"Tiêu đề dài {len(one.title)} ký tự; rút xuống còn tối đa {TITLE}."
    if len(one.text) < SHORTEST:
        wrong["text"] = "Viết rõ nội dung cần hỏi hoặc phản ánh (ít nhất 10 ký tự)."
    elif len(one.text) > TEXT:
        wrong["text"] = (
            f"Nội dung dài {len(one.text):,} ký tự; rút xuống còn tối đa {TEXT:,}, phần còn lại gửi trong tệp đính kèm.".replace(
                ",", "."
            )
        )
    if len(one.address) > ADDRESS:
        wrong["address"] = f"Địa điểm dài quá {ADDRESS} ký tự."
    if len(one.topic) > TOPIC:
        wrong["topic"] = "Chọn một lĩnh vực trong danh sách."
    contact = one.contact
    if contact.phone and not read_phone(contact.phone):
        wrong["phone"] = "Số điện thoại chưa đúng. Ví dụ: 0912 345 678."
    if contact.email and not is_email(contact.email):
        wrong["email"] = "Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@gmail.com."
    if len(contact.name) > NAME:
        wrong["name"] = f"Họ tên dài quá {NAME} ký tự."
    if len(contact.address) > ADDRESS:
        wrong["home"] = f"Địa chỉ dài quá {ADDRESS} ký tự."
    if one.kind in kinds.KINDS and kinds.KINDS[one.kind].needs_contact:
        # Decree 20/2008/NĐ-CP Art. 7, Law on Access to Information Art. 24: name, and how to reach the sender.
        if not contact.name:
            wrong.setdefault("name", "Loại nội dung này cần họ tên người gửi, theo quy định của pháp luật.")
        if not (contact.phone or contact.email):
            wrong.setdefault("phone", "Cho biết số điện thoại hoặc thư điện tử để cơ quan liên hệ.")
    if any((contact.name, contact.phone, contact.email, contact.address)) and "handle" not in one.consents:
        wrong["handle"] = (
            "Cần sự đồng ý này thì Cổng mới được lưu và dùng thông tin liên hệ; hoặc xóa thông tin liên hệ để gửi ẩn danh."
        )
    return wrong
