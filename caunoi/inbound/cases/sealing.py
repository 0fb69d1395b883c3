"""Reading and writing what is sealed: the words of a case, the contact of its person, what was written in the acts."""

from __future__ import annotations

from typing import Any

from caunoi.ground.vault.keys import the_vault
from caunoi.inbound.cases.models import Answer, Attachment, Case, DataRequest, Writing

Fields = dict[str, Any]


def seal_words(code: str, fields: Fields) -> str:
    """{"title", "text", "address", "salt"}: what was filed, sealed for this code only."""
    return the_vault().seal_fields(fields, about=f"case:{code}:words")


def words_of(case: Case) -> Fields:
    """What was filed; empty fields after erasure."""
    if not case.sealed_words:
        return {"title": "", "text": "", "address": "", "salt": ""}
    return the_vault().open_fields(case.sealed_words, about=f"case:{case.code}:words")


def seal_contact(code: str, fields: Fields) -> str:
    """{"name", "phone", "email", "address"}, sealed for this code only."""
    return the_vault().seal_fields(fields, about=f"case:{code}:contact")


def contact_of(case: Case) -> Fields:
    """The person's contact; empty fields when none was given or after erasure. Whoever shows it to staff records the look."""
    if not case.sealed_contact:
        return {"name": "", "phone": "", "email": "", "address": ""}
    return the_vault().open_fields(case.sealed_contact, about=f"case:{case.code}:contact")


def write_down(case: Case, number: int, text: str) -> None:
    """Keep what somebody wrote in the event with that number; nothing for nothing."""
    if text:
        sealed = the_vault().seal_fields({"text": text}, about=f"case:{case.code}:event:{number}")
        Writing.objects.create(case=case, number=number, sealed=sealed)


def writings_of(case: Case) -> dict[int, str]:
    """What was written in each event, by its number."""
    return {
        row.number: str(the_vault().open_fields(row.sealed, about=f"case:{case.code}:event:{row.number}")["text"])
        for row in case.writings.all()
    }


def seal_answer(code: str, number: int, fields: Fields) -> str:
    return the_vault().seal_fields(fields, about=f"case:{code}:answer:{number}")


def answer_of(case: Case, answer: Answer) -> Fields:
    """{"text", "basis"} of one version of the answer."""
    if not answer.sealed:
        return {"text": "", "basis": ""}
    return the_vault().open_fields(answer.sealed, about=f"case:{case.code}:answer:{answer.number}")


def asked_of(request: DataRequest) -> str:
    """What the person wrote with a request about their data; "" for nothing."""
    if not request.sealed:
        return ""
    return str(the_vault().open_fields(request.sealed, about=f"case:{request.case.code}:request")["text"])


def seal_name(code: str, stored: str, name: str) -> str:
    return the_vault().seal_fields({"name": name}, about=f"case:{code}:file:{stored}")


def name_of(case: Case, attachment: Attachment) -> str:
    """The name of a file as the citizen's machine called it."""
    about = f"case:{case.code}:file:{attachment.stored}"
    return str(the_vault().open_fields(attachment.sealed_name, about=about)["name"])


def seal_request(code: str, text: str) -> str:
    """What a person wrote when asking for their data; "" for nothing."""
    return the_vault().seal_fields({"text": text}, about=f"case:{code}:request") if text else ""


def phone_print(phone: str) -> str:
    """The blind index by which cases of one telephone are found without keeping the number in the clear."""
    digits = _digits(phone)
    return the_vault().fingerprint(digits, purpose="phone") if digits else ""


def phone_prints(phone: str) -> list[str]:
    """The marks that cases of this telephone may bear, under any of the portal's keys."""
    digits = _digits(phone)
    return the_vault().fingerprints(digits, purpose="phone") if digits else []


def _digits(phone: str) -> str:
    digits = "".join(c for c in phone if c.isascii() and c.isdigit())
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits


def email_print(email: str) -> str:
    return the_vault().fingerprint(email.strip().casefold(), purpose="email") if email.strip() else ""
