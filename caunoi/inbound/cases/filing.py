"""Filing: one transaction accepts a submission; after it the citizen has a code, a secret and a signed receipt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from caunoi.gate.guard.names import may_hold_names, passage_findings
from caunoi.gate.public_log import entries
from caunoi.gate.public_log.sequencer import hand_in
from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.organisations.queries import official_names
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import long_date
from caunoi.ground.writing import in_turn, put
from caunoi.inbound.cases import clock, codes, kinds, messages, receipts, rules, sealing
from caunoi.inbound.cases.models import Attachment, Case, CaseEvent, Consent, Duty, Receipt
from caunoi.inbound.cases.submission import PURPOSES, File, Submission, against, read_phone, tidied
from caunoi.inbound.suggestions.guidance import guidance_for
from caunoi.inbound.suggestions.nature import Nature, nature
from caunoi.inbound.suggestions.urgent import urgent

_LONGEST_NONCE = 100


@dataclass(frozen=True)
class Filed:
    """What the citizen gets: the case, the secret (shown now, never stored), the receipt with its salt. `again`: it was filed before."""

    case: Case
    secret: str
    receipt: receipts.Body
    signature: str
    salt: str
    again: bool = False


def file(one: Submission, *, at: datetime) -> Filed:
    """Accept a submission, once. Raises Refused with every objection; what was typed is the caller's to show again.

    A double click, a reload or a lost connection sends the same token: the same case comes back. When this returns (and was called
    outside of a transaction) the case is on the disk: what is acknowledged survives a power cut.
    """
    one = tidied(one)
    wrong = against(one)
    if wrong:
        raise Refused("Chưa gửi được: còn chỗ cần sửa.", details=tuple(dict.fromkeys(wrong.values())))
    if not (0 < len(one.nonce) <= _LONGEST_NONCE and one.nonce.isascii() and one.nonce.isprintable()):
        raise Refused("Biểu mẫu này không dùng được nữa. Hãy tải lại trang rồi gửi lại.")
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    token = codes.digest(one.nonce, "token")
    if known := filed_before(one.nonce):
        return known
    _must_exist(one)
    found = nature(one.own_words)
    kind = _kind(one, found)
    flags = _flags(one, found)
    guided = guidance_for(found) if kind == kinds.COMPLAINT else None
    told = "\n\n".join(guided.sentences) if guided else ""
    term = clock.term_of_kind(kind, on=timezone.localdate(at))
    days = clock.the_calendar(at)
    desk = _desk_name(on=timezone.localdate(at))
    reception = who_bears(Duty.Key.RECEPTION, on=timezone.localdate(at)) if kind == kinds.COMPLAINT else None
    salt, secret = receipts.new_salt(), codes.secret_for(one.nonce, settings.SECRET_KEY)
    words = {"title": one.title, "text": one.text, "address": one.address, "salt": salt}
    for attempt in range(3):
        case = _case(one, kind, codes.new_code(), token, secret, words, flags, at=at)
        events = _events(case, clock.frozen(term), reception, at=at)
        clock.project(case, clock.reckoning_of(events, at=at, days=days))
        body = _receipt_body(case, one, words, days.version, term, desk, at=at)
        signature = receipts.sign(body, the_key())
        # Whoever holds the transaction holds up the others: what can be made before it is.
        receipt = Receipt(commitment=body["commitment"], body=receipts.canonical(body), signature=signature, at=at)
        consents = _consents(one, at=at)
        try:
            with in_turn(), transaction.atomic():
                put(case)
                rows: list[CaseEvent | Receipt | Consent] = [*events, receipt, *consents]
                for row in rows:
                    row.case = case
                    put(row)
                hand_in(entries.written(entries.RECEIPT, at, commitment=body["commitment"]))
                attach(case, one.files, 1)
                messages.filed(case, contact=one.contact, due=body["due_on"], guidance=told, at=at)
        except IntegrityError:
            if known := filed_before(one.nonce):
                return known
            if attempt == 2:
                raise
            continue
        return Filed(case, secret, body, signature, salt)
    raise AssertionError("three codes were taken")


def filed_before(nonce: str) -> Filed | None:
    """What was filed with this form's token, or None. The secret and the salt come back with it: who holds the token filed it."""
    # Nearly always there is nothing: that is asked first, for it costs a quarter of reading the row.
    for pk in Case.objects.filter(token_digest=codes.digest(nonce, "token")).values_list("pk", flat=True):
        case = Case.objects.select_related("receipt").get(pk=pk)
        break
    else:
        return None
    salt = str(sealing.words_of(case).get("salt", ""))
    body = json.loads(case.receipt.body)
    return Filed(case, codes.secret_for(nonce, settings.SECRET_KEY), body, case.receipt.signature, salt, again=True)


def the_key() -> Ed25519PrivateKey:
    return _key(settings.RECEIPT_KEY)


_key = cache(receipts.key_from)


def who_bears(key: str, *, on: date) -> Organisation | None:
    """The organisation that bears a duty on a day."""
    row = Duty.objects.filter(key=key, from_on__lte=on).select_related("organisation").order_by("-from_on").first()
    return row.organisation if row else None


def _desk_name(*, on: date) -> str:
    """Who receives for the province, as the receipt names them."""
    rows = Duty.objects.filter(key=Duty.Key.FIRST_DESK, from_on__lte=on).order_by("-from_on")
    return next(iter(rows.values_list("organisation__name", flat=True)[:1]), "")


def _must_exist(one: Submission) -> None:
    """Raise Refused for a place, an agency or a file that a made-up form names."""
    if one.agency is not None and not Organisation.objects.filter(pk=one.agency).exists():
        raise Refused("Chọn một cơ quan trong danh sách, hoặc chọn “Tôi không biết”.")
    if one.place is not None and not AdministrativeUnit.objects.filter(pk=one.place).exists():
        raise Refused("Chọn xã, phường trong danh sách.")
    stored = [file.stored for file in one.files]
    if stored and (len(set(stored)) < len(stored) or Attachment.objects.filter(stored__in=stored).exists()):
        raise Refused("Tệp đính kèm này đã gửi trong một hồ sơ khác. Đính kèm lại tệp rồi gửi.")


def is_surely_a_complaint(found: Nature) -> bool:
    """Whether a text is sent on as a complaint, unless its sender says that it is none."""
    return found.kind in ("complaint", "denunciation") and guidance_for(found) is not None


def _kind(one: Submission, found: Nature) -> str:
    return kinds.COMPLAINT if is_surely_a_complaint(found) and not one.no_complaint else one.kind


def _flags(one: Submission, found: Nature) -> str:
    flags = []
    if found.kind in ("complaint", "denunciation"):
        flags.append("khieu-nai-to-cao")
    text = one.own_words
    if urgent(text):
        flags.append("khan-cap")
    names = tuple(official_names()) if may_hold_names(text) else ()
    rules_hit = {f.rule for f in passage_findings(text, "", names) if f.severity == "block"}
    flags.extend(sorted(rules_hit))
    return ",".join(flags)[:200]


def _case(
    one: Submission, kind: str, code: str, token: str, secret: str, words: dict[str, str], flags: str, *, at: datetime
) -> Case:
    contact, phone = one.contact, read_phone(one.contact.phone)
    given = any((contact.name, contact.phone, contact.email, contact.address))
    sealed = sealing.seal_contact(code, {
        "name": contact.name, "phone": phone, "email": contact.email, "address": contact.address,
    }) if given else ""  # fmt: skip
    return Case(
        code=code, kind=kind, state=rules.RECEIVED, version=1, filed_at=at, suggested_agency_id=one.agency, place_id=one.place,
        topic=one.topic, may_publish="publish" in one.consents and kinds.KINDS[kind].may_be_published, unproved=one.unproved,
        flagged=flags, sealed_words=sealing.seal_words(code, words), sealed_contact=sealed,
        phone_print=sealing.phone_print(phone), email_print=sealing.email_print(contact.email),
        secret_digest=codes.digest(secret, code), token_digest=token,
    )  # fmt: skip


def _events(case: Case, term: dict[str, Any], reception: Organisation | None, *, at: datetime) -> list[CaseEvent]:
    """The first event; for a complaint also the second: it goes to the reception office at once (Decree 20/2008/NĐ-CP Art. 1)."""
    events = [CaseEvent(number=1, act="file", at=at, actor=rules.CITIZEN, detail={"term": term, "kind": case.kind})]
    if reception is not None:
        events.append(
            CaseEvent(
                number=2,
                act="route",
                at=at,
                actor=rules.SYSTEM,
                to_agency=reception,
                detail={"why": "khieu-nai-to-cao"},
            )
        )
        case.version, case.state, case.agency, case.agency_since = 2, rules.ROUTED, reception, at
    return events


def _receipt_body(
    case: Case, one: Submission, words: dict[str, str], calendar: str, term: Any, desk: str, *, at: datetime
) -> receipts.Body:
    due = timezone.localtime(case.due_at) if case.due_at else None
    return {
        "v": 1, "portal": settings.BASE_URL, "by": desk, "code": case.code, "kind": case.kind,
        "kind_title": case.nature.title, "received_at": timezone.localtime(at).isoformat(timespec="milliseconds"),
        "commitment": receipts.commitment(words["salt"], words, [f.sha256 for f in one.files]),
        "due_on": due.date().isoformat() if due else "", "due": long_date(due.date()) if due else "",
        "term": clock.words_of(clock.frozen(term)), "article": term.article, "calendar": calendar,
        "key": receipts.public_key(the_key()),
    }  # fmt: skip


def _consents(one: Submission, *, at: datetime) -> list[Consent]:
    return [
        Consent(purpose=purpose, given=purpose in one.consents, words=words, at=at)
        for purpose, words in PURPOSES.items()
    ]


def attach(case: Case, files: tuple[File, ...], event: int) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            case=case, event=event, stored=f.stored, sealed_name=sealing.seal_name(case.code, f.stored, f.name),
            media_type=f.media_type, size=f.size, sha256=f.sha256, kept_sha256=f.kept_sha256 or f.sha256, scanned=f.scanned,
        )
        for f in files
    )  # fmt: skip
