"""After a play of the inbound lane: submissions, histories, receipts, outbox and mail folder must tell one story.

Each check yields what it finds wrong, in a sentence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from django.utils import timezone

from caunoi.ground.outbox import delivering, folder, queries, rules, sealing
from caunoi.ground.outbox.models import Message, State
from caunoi.inbound.cases import codes, filing, rebuilding, receipts
from caunoi.inbound.cases import rules as acts
from caunoi.inbound.cases import sealing as words
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import PURPOSES
from caunoi.web.ask import tickets
from tests.crash.citizens import Acknowledged
from tests.crash.clerks import CASES, Step
from tests.crash.journal import DONE, FOUND

Wrong = Iterator[str]
# How many messages an act sends: to the person, to the mailbox of the agency.
_TOLD: Final = {"file": 1, "route": 2, "ask": 1, "reply": 1, "answer": 1, "reopen": 1}


def up_to_date() -> bool:
    """Is nothing due to be sent?"""
    return not Message.objects.filter(next_at__lte=timezone.now()).exists()


def deliver_what_was_cut_short() -> int:
    """Send what a killed worker had claimed, as the worker does when its claim has run out. Returns how many those were."""
    sent = 0
    while done := delivering.deliver(at=timezone.now() + rules.LEASE):
        sent += done
    return sent


def wrong_with_filing(acknowledged: list[Acknowledged]) -> list[str]:
    """Everything that does not hold after submissions."""
    return [*_filed(acknowledged), *_histories(), *_receipts(), *_mails()]


def wrong_with_acting(steps: list[Step], journal: dict[int, str]) -> list[str]:
    """Everything that does not hold after acts."""
    return [*_done(steps, journal), *_histories(), *_receipts(), *_mails()]


def summary() -> str:
    """What was compared, in one line."""
    events = sum(Case.objects.values_list("version", flat=True))
    return f"{Case.objects.count()} cases, {events} acts, {Message.objects.count()} messages, each once and whole"


def unacknowledged(acknowledged: list[Acknowledged]) -> int:
    """How many were filed by a request whose answer never came: the form that led to the receipt was sent after it."""
    filed = dict(Case.objects.values_list("token_digest", "filed_at"))
    return sum(
        filed[codes.digest(one.nonce, "token")]
        < datetime.fromtimestamp(one.last_sent - 0.001, UTC)  # kept in milliseconds
        for one in acknowledged
        if one.times > 1
    )


def _filed(acknowledged: list[Acknowledged]) -> Wrong:
    """Each acknowledged submission is one case, there is no other, and its ticket leads to it."""
    kept = Counter(Case.objects.values_list("token_digest", flat=True))
    sent = Counter(codes.digest(one.nonce, "token") for one in acknowledged)
    if kept != sent or set(sent.values()) != {1}:
        yield f"acknowledged and lost: {len(sent - kept)}; kept and never acknowledged: {len(kept - sent)}"
    for one in acknowledged:
        if tickets.nonce_of(one.ticket, at=timezone.now()) != one.nonce:
            yield f"{one.nonce}: its ticket leads to another receipt"
    for case in Case.objects.prefetch_related("consents"):
        purposes = sorted(consent.purpose for consent in case.consents.all())
        if purposes != sorted(PURPOSES):
            yield f"{case.code} has consents for {purposes}"


def _done(steps: list[Step], journal: dict[int, str]) -> Wrong:
    """Each history holds exactly the acts that were planned, and each act was acknowledged."""
    missing = [step.number for step in steps if journal.get(step.number) not in (DONE, FOUND)]
    if missing:
        yield f"never acknowledged: {missing}"
    planned = [["file"] for _ in range(CASES)]
    for step in steps:
        planned[step.case].append(step.act)
    for case, meant in zip(Case.objects.order_by("pk"), planned, strict=True):
        done = [event.act for event in case.events.order_by("number")]
        if done != meant:
            yield f"{case.code}: {done}, and should be {meant}"
        if case.answers.count() != done.count("draft"):
            yield f"{case.code}: {case.answers.count()} versions of the answer after {done.count('draft')} drafts"


def _histories() -> Wrong:
    """Each row is what its history says, numbered without a gap, and each act told those whom it must tell."""
    posted = Counter(Message.objects.filter(about__startswith="case:").values_list("about", flat=True))
    for case in Case.objects.prefetch_related("events"):
        events = sorted(case.events.all(), key=lambda event: event.number)
        if [event.number for event in events] != list(range(1, case.version + 1)):
            yield f"{case.code}: version {case.version}, events {[event.number for event in events]}"
        if acts.state_after([event.act for event in events]) != case.state:
            yield f"{case.code} is {case.state}, its history says otherwise"
        told = sum(_TOLD.get(event.act, 0) for event in events)
        if posted.pop(f"case:{case.code}", 0) != told:
            yield f"{case.code}: its acts tell {told} times, its messages differ"
    if posted:
        yield f"messages about no case: {sorted(posted)}"
    for case, differences in rebuilding.rebuild(at=timezone.now()):
        for one in differences:
            yield f"{case.code}: {one.column} said {one.said}, the history says {one.says}"


def _receipts() -> Wrong:
    """Each case has a receipt of this portal, and it is of these words."""
    key = receipts.public_key(filing.the_key())
    for case in Case.objects.select_related("receipt"):
        body, filed = json.loads(case.receipt.body), words.words_of(case)
        genuine = receipts.is_genuine(body, case.receipt.signature, key)
        if not (genuine and body["code"] == case.code and receipts.says(body, filed["salt"], filed, [])):
            yield f"{case.code}: its receipt does not verify"


def _mails() -> Wrong:
    """Every message was sent; the folder holds the mail of each, whole, and nothing else."""
    counts = queries.counts()
    if {state for state, number in counts.items() if number} != {State.SENT}:
        yield f"the outbox is not through: {counts}"
    lying = Counter(file.name for file in folder.folder().iterdir())
    meant = Counter(f"{rules.identity(key)}.eml" for key in Message.objects.values_list("key", flat=True))
    if lying != meant:
        yield f"mails that are missing: {len(meant - lying)}; that nobody posted: {sorted(lying - meant)}"
    for message in Message.objects.all():
        mail = folder.read(rules.identity(message.key))
        if mail is not None and (mail.to, mail.text) != sealing.open_sealed(message.key, message.sealed):
            yield f"{message.key}: the mail says something else"
