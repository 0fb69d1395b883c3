"""What the filing form said: read, tidied, bounded. What speaks against it is `caunoi.inbound.cases.submission`'s to say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.core import signing
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.organisations.queries import units_now
from caunoi.inbound.cases.submission import PURPOSES, Contact, File, Submission, against, tidy

WHERE: Final = 120
PHONE: Final = 40
_KEPT: Final = "caunoi.ask.kept"
_PLACES: Final = 30
# A sure complaint is sent on to the reception office, or the person says that it is none.
SEND_ON: Final = "chuyen"
NO_COMPLAINT: Final = "khong"

TRAP: Final = "trang_web"


@dataclass(frozen=True)
class Typed:
    """Everything the form said, as it will be shown again. `place` and `agency` are numbers that may be nobody's."""

    kind: str = ""
    title: str = ""
    text: str = ""
    where: str = ""
    place: int | None = None
    address: str = ""
    agency: int | None = None
    contact: Contact = field(default_factory=Contact)
    consents: frozenset[str] = frozenset()
    complaint: str = ""
    trap: str = ""
    files: tuple[File, ...] = ()

    def submission(self, nonce: str, *, unproved: bool = False) -> Submission:
        """What is filed. A place that was not found in the list stays as words."""
        address = ", ".join(filter(None, (self.address, self.where if self.place is None else "")))
        return Submission(
            nonce=nonce, kind=self.kind, title=self.title, text=self.text, address=address, place=self.place, agency=self.agency,
            contact=self.contact, consents=self.consents, files=self.files, no_complaint=self.complaint == NO_COMPLAINT,
            unproved=unproved,
        )  # fmt: skip

    @property
    def all_words(self) -> str:
        """What suggestions are made from."""
        return "\n".join(filter(None, (self.title, self.text, self.where, self.address)))


def said(posted: MultiValueDict[str, str], name: str) -> str:
    """One field in one line."""
    return " ".join(tidy(posted.get(name, "")).split())


def number(posted: MultiValueDict[str, str], name: str) -> int | None:
    """A whole number that a database can look for, or None."""
    text = posted.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


def read(posted: QueryDict) -> Typed:
    """The form as it came, whatever came."""
    contact = Contact(
        name=said(posted, "name"), phone=said(posted, "phone"), email=said(posted, "email"), address=said(posted, "home")
    )  # fmt: skip
    return Typed(
        kind=said(posted, "kind")[:20], title=said(posted, "title"), text=tidy(posted.get("text", "")),
        where=said(posted, "where"), place=number(posted, "place"), address=said(posted, "address"),
        agency=number(posted, "agency"), contact=contact,
        consents=frozenset(PURPOSES) & set(posted.getlist("consent")),
        complaint=said(posted, "complaint")[:10], trap=said(posted, TRAP),
    )  # fmt: skip


def wrong_with(typed: Typed, places: list[AdministrativeUnit], agencies: list[Organisation]) -> dict[str, str]:
    """What speaks against the form, by field, in Vietnamese."""
    wrong = against(typed.submission(""))
    if len(typed.where) > WHERE:
        wrong["where"] = f"Tên xã, phường dài quá {WHERE} ký tự."
    elif len(places) > 1:
        wrong["where"] = f"Có {len(places)} nơi mang tên này. Chọn đúng nơi có việc ở danh sách bên dưới."
    if typed.agency is not None and typed.agency not in {agency.pk for agency in agencies}:
        wrong["agency"] = "Chọn một cơ quan trong danh sách, hoặc chọn “Tôi không biết”."
    if len(typed.contact.phone) > PHONE:
        wrong["phone"] = "Số điện thoại chưa đúng. Ví dụ: 0912 345 678."
    if typed.trap:
        wrong[TRAP] = "Ô này dành để chặn máy gửi tự động. Xóa nội dung trong ô rồi gửi lại."
    return wrong


def settle_place(typed: Typed, on: date) -> tuple[Typed, list[AdministrativeUnit]]:
    """The form with the commune that its words mean today (old names found too), and the candidates when there are several.

    Communes that have an office in this portal come before namesakes elsewhere in the country.
    """
    if not typed.where or len(typed.where) > WHERE:
        return replace(typed, place=None), []
    found = [unit for unit in units_now(typed.where, on=on) if unit.kind in AdministrativeUnit.COMMUNES]
    ours = (
        set(Organisation.objects.valid(on=on).filter(place__in=found).values_list("place_id", flat=True))
        if found
        else set()
    )
    found = [unit for unit in found if unit.pk in ours] or found
    chosen = next((unit for unit in found if unit.pk == typed.place), found[0] if len(found) == 1 else None)
    return replace(typed, place=chosen.pk if chosen else None), [] if chosen else found[:_PLACES]


def seal_kept(files: tuple[File, ...], nonce: str) -> str:
    """The files of one form as a field that only this form can give back."""
    if not files:
        return ""
    rows = [[f.stored, f.name, f.media_type, f.size, f.sha256, f.scanned, f.kept_sha256] for f in files]
    return signing.dumps([nonce, rows], salt=_KEPT, compress=True)


def open_kept(field: str, nonce: str) -> tuple[File, ...]:
    """The files that were kept for this form; none when the field is not what we gave to it."""
    try:
        mine, rows = signing.loads(field, salt=_KEPT)
    except (signing.BadSignature, ValueError):
        return ()
    return tuple(File(*row) for row in rows) if mine == nonce else ()
