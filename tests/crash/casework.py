"""The inside of the plays of intake.py: the stage, the process that acts on cases, and what must be true afterwards."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.outbox import rules as posting
from caunoi.ground.outbox.delivering import deliver
from caunoi.ground.outbox.models import Message
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import acts, answering, clock, codes, filing, following, receipts, rules, sealing
from caunoi.inbound.cases.models import Case, CaseEvent
from caunoi.inbound.cases.rebuilding import COLUMNS, projected
from caunoi.inbound.cases.submission import Contact, Submission
from caunoi.inbound.doors import tokens
from tests.agencies import TEXT, make_agencies

Wrong = Iterator[str]
# Three walks of life; a case takes one by its place.
PLANS = (
    "route take_up ask reply draft submit send_back draft submit answer rate",
    "route return route take_up note draft submit answer reopen draft submit answer",
    "route transfer take_up ask reply draft draft submit answer rate",
)
# Acts of which somebody is told, in the same transaction.
TOLD = {
    "file": {"citizen"}, "route": {"citizen", "agency"}, "transfer": {"citizen", "agency"}, "ask": {"citizen"}, "reply": {"agency"},
    "answer": {"citizen"}, "reopen": {"agency"},
}  # fmt: skip


def prepare(data: Path) -> None:
    for name in ("public", "static", "mail"):
        (data / name).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    make_agencies()


def issue() -> tuple[str, str]:
    """A token for a form, and its nonce."""
    token = tokens.issue(timezone.now())
    return token, tokens.read(token, timezone.now()).nonce.hex()


def prepare_cases(data: Path, count: int) -> int:
    """So many cases that are filed, and nothing more yet; how many acts are to come."""
    prepare(data)
    for n in range(count):
        contact = Contact(f"Người thứ {n}", "", f"nguoi{n}@thu.example")
        one = Submission(
            nonce=f"{n:032}",
            kind="question",
            title=f"Câu hỏi số {n}",
            text=TEXT,
            contact=contact,
            consents=frozenset({"handle"}),
        )
        filing.file(one, at=timezone.now())
    return sum(len(PLANS[n % len(PLANS)].split()) for n in range(count))


class Actor:
    """Does what the plans say, one act after the other over all cases. Before each it writes down what it will do and on which version;
    begun anew after a kill it does the last of these again, on that version: done already, it is refused.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal.open("a", buffering=1)
        self._before = journal.read_text().splitlines()
        people = {user.username: user for user in User.objects.all()}
        agency = {one.email.partition("@")[0]: one for one in Organisation.objects.exclude(email="")}
        self._verbs = _verbs(people, agency)

    def go_on(self) -> None:
        cases = list(Case.objects.order_by("pk").values_list("pk", "code"))
        for n, (pk, code) in enumerate(cases):
            for number, name in enumerate(PLANS[n % len(PLANS)].split(), 1):
                line = f"{code} {number} {name}"
                if f"{line} done" in self._before:
                    continue
                self._once(pk, number, name, line)

    def _once(self, pk: int, version: int, name: str, line: str) -> None:
        if f"{line} begun" in self._before:
            self._journal.write("again\n")
        self._journal.write(f"{line} begun\n")
        try:
            self._verbs[name](pk, version)
        except Refused:
            # Only what this very actor had begun, and was killed before it could say so, may be done already.
            there = CaseEvent.objects.filter(case=pk, number=version + 1, act=name).exists()
            if not there or f"{line} begun" not in self._before:
                raise
        self._journal.write(f"{line} done\n")


def _verbs(who: dict[str, User], agency: dict[str, Organisation]) -> dict[str, Callable[[int, int], object]]:
    def clerk(pk: int) -> User:
        return who["an"] if Case.objects.get(pk=pk).agency == agency["farm"] else who["em"]

    def reviewer(pk: int) -> User:
        return who["dung"] if Case.objects.get(pk=pk).agency == agency["farm"] else who["giang"]

    def digest(pk: int) -> str:
        last = answering.latest(Case.objects.get(pk=pk))
        return last.digest if last else ""

    now, route_to, move_to = timezone.now, agency["farm"], agency["build"]
    return {
        "route": lambda pk, v: acts.route(pk, to=route_to, by=who["hanh"], at=now(), expected=v),
        "take_up": lambda pk, v: acts.take_up(pk, by=clerk(pk), at=now(), expected=v),
        "return": lambda pk, v: acts.return_(pk, text="Không thuộc ngành.", by=who["an"], at=now(), expected=v),
        "transfer": lambda pk, v: acts.transfer(pk, to=move_to, text="Thuộc ngành xây dựng.", by=who["an"], at=now(), expected=v),
        "ask": lambda pk, v: acts.ask(pk, text="Ở thôn nào?", by=clerk(pk), at=now(), expected=v),
        "reply": lambda pk, v: following.reply(pk, text="Thôn Đình Thượng.", at=now(), expected=v),
        "note": lambda pk, v: _unless_past(pk, v, lambda: acts.note(pk, text="Đã gọi điện.", by=who["an"], at=now())),
        "draft": lambda pk, v: answering.draft(pk, text=f"Trả lời {v}.", basis="", by=clerk(pk), at=now(), expected=v),
        "submit": lambda pk, v: answering.submit(pk, by=clerk(pk), at=now(), expected=v),
        "send_back": lambda pk, v: answering.send_back(pk, text="Nêu căn cứ.", by=reviewer(pk), at=now(), expected=v),
        "answer": lambda pk, v: answering.answer(pk, digest=digest(pk), by=reviewer(pk), at=now(), expected=v),
        "reopen": lambda pk, v: following.reopen(pk, text="Chưa nói mức.", at=now(), expected=v),
        "rate": lambda pk, v: _unless_past(pk, v, lambda: following.rate(pk, grade=3, at=now())),
    }  # fmt: skip


def _unless_past(pk: int, version: int, do: Callable[[], object]) -> object:
    """For the acts that ask for no version: whoever repeats them looks first."""
    if Case.objects.get(pk=pk).version != version:
        raise Refused("Hồ sơ vừa thay đổi.")
    return do()


def act(data: Path) -> None:
    Actor(data / "journal").go_on()


# ── afterwards ──


def all_wrong(data: Path) -> list[str]:
    """Everything that does not hold; an empty list is the truth. What killed workers had claimed is delivered first, its lease over."""
    while deliver(at=timezone.now() + 2 * posting.LEASE, limit=100):
        pass
    checks = [_histories(), _words_and_receipts(), _messages(data)]
    checks.append(_acknowledged(data) if (data / "forms.json").exists() else _done(data))
    return [sentence for check in checks for sentence in check]


def summary() -> str:
    return (
        f"{Case.objects.count()} cases, {CaseEvent.objects.count()} events, {Message.objects.count()} messages, "
        f"{Message.objects.filter(tries__gt=1).count()} of them tried again"
    )


def _acknowledged(data: Path) -> Wrong:
    """Every form that was acknowledged is one case, and the receipt that its sender holds is of it."""
    forms = json.loads((data / "forms.json").read_text())
    held = json.loads((data / "acknowledged.json").read_text())
    if len(held) != len(forms) or Case.objects.count() != len(forms):
        yield f"{len(forms)} forms, {len(held)} acknowledged, {Case.objects.count()} cases"
    key = receipts.public_key(filing.the_key())
    for nonce, text in held.items():
        kept = json.loads(text)
        cases = list(Case.objects.filter(token_digest=codes.digest(nonce, "token")))
        body = kept["bien_nhan"]
        if [case.code for case in cases] != [body["code"]]:
            yield f"{body['code']}: acknowledged, but there is {cases}"
        if not receipts.is_genuine(body, kept["chu_ky"], key) or not receipts.says(
            body, kept["muoi"], kept["noi_dung"], kept["tep"]
        ):
            yield f"{body['code']}: the receipt that its sender holds does not verify"


def _done(data: Path) -> Wrong:
    """Every act that was done is in the history where it was done, once, and nothing else is."""
    done = [line.split()[:3] for line in (data / "journal").read_text().splitlines() if line.endswith(" done")]
    expected = {(code, int(version) + 1, name) for code, version, name in done}
    there = set(CaseEvent.objects.exclude(act="file").values_list("case__code", "number", "act"))
    if expected != there or len(done) != len(expected):
        yield f"{len(done)} acts done, {len(there)} events; {sorted(expected ^ there)[:5]}"


def _histories() -> Wrong:
    """Each row says what its history says."""
    days = clock.the_calendar(timezone.now())
    titles: Counter[str] = Counter()
    for case in Case.objects.prefetch_related("events").order_by("pk"):
        events = sorted(case.events.all(), key=lambda event: event.number)
        if [event.number for event in events] != list(range(1, len(events) + 1)) or case.version != len(events):
            yield f"{case.code}: version {case.version}, events {[event.number for event in events]}"
            continue
        if rules.state_after([event.act for event in events]) != case.state:
            yield f"{case.code}: {case.state} does not follow from {[event.act for event in events]}"
        says: dict[str, Any] = projected(events, days)
        differing = [name for name in COLUMNS if getattr(case, name) != says[name]]
        if differing:
            yield f"{case.code}: {differing} are not what the history says"
        titles[sealing.words_of(case)["title"]] += 1
        drafts = sum(event.act == "draft" for event in events)
        if case.answers.count() != drafts:
            yield f"{case.code}: {drafts} drafts in the history, {case.answers.count()} kept"
    yield from (f"{title!r} was filed {count} times" for title, count in titles.items() if count > 1)


def _words_and_receipts() -> Wrong:
    """Each case has its receipt, which verifies against its words, its consents and its sealed words whole."""
    key = receipts.public_key(filing.the_key())
    for case in Case.objects.select_related("receipt").prefetch_related("consents"):
        words, body = sealing.words_of(case), json.loads(case.receipt.body)
        if not receipts.is_genuine(body, case.receipt.signature, key) or not receipts.says(
            body, words["salt"], words, []
        ):
            yield f"{case.code}: its receipt does not verify against its words"
        if len(case.consents.all()) != 3:
            yield f"{case.code}: {len(case.consents.all())} consents"


def _messages(data: Path) -> Wrong:
    """No act without its messages, no message without its act, and each is in the mail folder once."""
    told: dict[tuple[str, int], set[str]] = {}
    for key in Message.objects.values_list("key", flat=True):
        _, code, number, to = key.split(":")[:4]
        told.setdefault((code, int(number)), set()).add(to)
    due = {
        (code, number): TOLD[name]
        for code, number, name in CaseEvent.objects.filter(act__in=TOLD).values_list("case__code", "number", "act")
    }
    if told != due:
        yield f"told of {sorted(set(told) ^ set(due))[:5]} or to others than due"
    names = sorted(file.name for file in (data / "mail").iterdir())
    if names != sorted(f"{posting.identity(key)}.eml" for key in Message.objects.values_list("key", flat=True)):
        yield f"{Message.objects.count()} messages, {len(names)} files: {names[:3]}"
    seen = Counter(
        found
        for file in (data / "mail").glob("*.eml")
        for found in re.findall(rb"(?m)^Message-ID: .*$", file.read_bytes())[:1]
    )
    yield from (f"{name} was sent {count} times" for name, count in seen.items() if count > 1)
    if Message.objects.filter(sent_at__isnull=True).exists():
        yield "not everything was sent"
