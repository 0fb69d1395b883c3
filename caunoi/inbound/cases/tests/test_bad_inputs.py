"""Two thousand bad inputs: each is refused in words or taken in whole, and a refusal leaves nothing behind."""

from __future__ import annotations

import functools
import itertools
import json
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from caunoi.ground.refused import Refused
from caunoi.inbound.cases import acts, answering, filing, following, opening, privacy, queries, receipts, sealing
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import Contact, File, Submission, against, one_line, tidied, tidy
from tests.agencies import TEXT, Agencies

TABLES = (
    "case", "caseevent", "writing", "attachment", "consent", "receipt", "answer", "datarequest",
)  # fmt: skip
QUESTION = "Xin hỏi thủ tục đăng ký khai sinh cho con ngoài giá thú?"
NASTY: dict[str, str] = {
    "nothing": "",
    "blanks": " \t\n\r\u00a0\u3000\u2028",
    "decomposed": unicodedata.normalize("NFD", QUESTION),
    "marks without letters": "\u0301" * 50 + QUESTION,
    "a tower of marks": "Z" + "\u0336\u0489\u0310" * 400 + QUESTION,
    "zero width": "\u200b".join(QUESTION),
    "only zero width": "\u200b\u200c\u200d\u2060\ufeff" * 20,
    "right to left": f"\u202e{QUESTION}\u202c \u2067abc\u2069",
    "arabic": "مرحبا بالعالم، هذا سؤال طويل بما يكفي",
    "arabic digits": "٠٩١٢٣٤٥٦٧٨",
    "nul": f"Xin\x00 hỏi{QUESTION}\x00",
    "only nul": "\x00" * 30,
    "control": "".join(map(chr, range(32))) + QUESTION + "\x7f\x80\x9f\x85",
    "a lone high half": f"{QUESTION}\ud83d",
    "a lone low half": f"\udc00{QUESTION}",
    "halves only": "\ud800\udfff" * 10,
    "noncharacters": f"{QUESTION}\ufffe\uffff\U0010ffff",
    "private use": "\ue000\uf8ff" * 20,
    "emoji": "👩‍👩‍👧‍👦🇻🇳👍🏽 " * 10,
    "line separators": QUESTION.replace(" ", "\u2028"),
    "one megabyte": "Ngập lụt. " * 100_000,
    "one word of a megabyte": "a" * 1_000_000,
    "ten thousand lines": "à\n" * 9_999,
    "ten thousand empty lines": f"{QUESTION}{chr(10) * 10_000}Hết.",
    "ten thousand questions": "ai?\n" * 4_999,
    "blanks before a line end": f"{' ' * 19_000}\n{QUESTION}",
    "sql": "'; DROP TABLE cases_case; -- ' OR '1'='1",
    "sql that sleeps": "1 AND 1=(SELECT 1 FROM PG_SLEEP(5)) /* x */ UNION SELECT NULL,NULL--",
    "percent": "%s %d %(x)s 100% {} {0} %%s " * 5,
    "a template": "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} #{7*7} <%= 7*7 %> {{ settings.SECRET_KEY }}",
    "a format": "{code} {agency.__class__.__mro__} {to} {ground} {0!r}",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1)",
    "a header": "Lúa\r\nBcc: ai@example.vn\r\n\r\nXin chào các bạn",
    "a path": "../../../../etc/passwd\\..\\..\\windows\\win.ini và hơn thế",
    "json": '{"$ne": null, "__proto__": {"x": 1}, "a": [[[[[[]]]]]]} ' * 3,
    "deep json": "[" * 10_000,
    "xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "a formula": '=HYPERLINK("http://x.example";"y") +1+1 @SUM(A1) -2',
    "numbers": "NaN Infinity -1 1e309 0x1F 999999999999999999999999",
    "a regular expression": "(a+)+$ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
    "many at signs": "@" * 500 + "a.b" * 300,
    "an address with a line": "lua@thu.example\nBcc: x@y.example",
    "an address with marks": "lúa@thu.example",
    "a long address": f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 63}",
    "an address": "lua@thu.example",
    "a telephone": "+84 (912) 345-678",
    "a telephone of ten thousand": "0" * 10_000,
    "a telephone among dots": "." * 3000 + "0912345678" + "-" * 3000,
    "ordinary": QUESTION,
    "full width": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in "Xin hoi 0912345678 abc@x.vn"),
    "look-alikes": "Хin hоi thủ tục Ủу bаn nhân dân",
    "capitals that grow": "ßŉǰΐ" * 10 + "İ" * 20,
    "question marks": "?" * 19_000,
}  # fmt: skip


def rows() -> int:
    """How many rows cases and the outbox have, by one query."""
    names = [*(f"cases_{name}" for name in TABLES), "outbox_message"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {' + '.join(f'(SELECT count(*) FROM {name})' for name in names)}")
        return int(cursor.fetchone()[0])


def tried(act: Callable[[], object], what: object) -> bool:
    """Do it and undo it. True: it was done; False: refused, with a reason to read and nothing half-done."""
    before, point, refused = rows(), transaction.savepoint(), None
    try:
        act()
    except Refused as refusal:
        refused = refusal.reason
    except Exception as bug:
        raise AssertionError(f"{what}: {bug!r}"[:500]) from bug
    after = rows()
    transaction.savepoint_rollback(point)
    if refused is None:
        return True
    assert refused.encode() and "\x00" not in refused, what
    assert after == before, f"{what}: refused, and yet something was stored"
    return False


def submission(**fields: Any) -> Submission:
    values: dict[str, Any] = {
        "nonce": secrets.token_hex(16), "kind": "question", "title": "Một câu hỏi", "text": TEXT,
        "contact": Contact("Nguyễn Thị Lúa", "0912345678", "lua@thu.example"), "consents": frozenset({"handle"}),
    }  # fmt: skip
    return Submission(**values | fields)


def filed_well(one: Submission) -> None:
    """File it; if it is taken, everything about it holds: the receipt is of what is kept, and reading it back works."""
    filed = filing.file(one, at=timezone.now())
    case = Case.objects.get(pk=filed.case.pk)
    words, key = sealing.words_of(case), receipts.public_key(filing.the_key())
    assert receipts.is_genuine(json.loads(case.receipt.body), case.receipt.signature, key)
    assert receipts.says(filed.receipt, filed.salt, words, [file.sha256 for file in one.files])
    assert words["text"] == tidy(one.text) and words["title"] == one_line(one.title)
    assert opening.case_for(filed.case.code, filed.secret) == case
    assert privacy.export(case)["Nội dung"] == words["text"] and queries.story(case, for_citizen=True)


def shapes(text: str) -> Iterator[tuple[str, Submission]]:
    """The text in each field of a form."""
    for kind in ("question", "petition", "information"):
        yield f"text of a {kind}", submission(kind=kind, text=text)
    yield "title", submission(title=text)
    yield "title and text", submission(title=text, text=text, contact=Contact())
    yield "address", submission(address=text)
    yield "kind", submission(kind=text)
    yield "topic", submission(topic=text)
    yield "nonce", submission(nonce=text)
    yield "name", submission(contact=Contact(name=text, phone="0912345678"))
    yield "telephone", submission(contact=Contact(name="Lúa", phone=text))
    yield "e-mail", submission(contact=Contact(name="Lúa", email=text))
    yield "home", submission(contact=Contact(address=text))
    yield "all of the contact", submission(contact=Contact(text, text, text, text))
    yield "consents", submission(consents=frozenset({text, "handle"}))
    file = File(secrets.token_hex(16), text, "image/png", 10, "0" * 64)
    yield "name of a file", submission(files=(file,))


@pytest.mark.parametrize("name", NASTY)
def test_in_any_field_of_a_form_it_is_refused_or_taken_whole(agencies: Agencies, name: str) -> None:
    taken = [tried(lambda one=one: filed_well(one), (name, field)) for field, one in shapes(NASTY[name])]  # type: ignore[misc]
    assert len(taken) == 16 and any(taken)  # a foreign consent, at least, harms nobody


def test_in_every_act_that_takes_words_it_is_refused_or_taken_whole(agencies: Agencies) -> None:
    now = timezone.now
    working, waiting, review, answered = (
        agencies.working(kind="information"), agencies.working(), agencies.in_review(public=False), agencies.answered(public=False)
    )  # fmt: skip
    received = agencies.filed().case
    acts.ask(waiting.pk, text="Ở đâu?", by=agencies.an, at=now())
    verbs: dict[str, Callable[[str], object]] = {
        "reply": lambda t: following.reply(waiting.pk, text=t, at=now()),
        "rate": lambda t: following.rate(answered.pk, grade=2, text=t, at=now()),
        "reopen": lambda t: following.reopen(answered.pk, text=t, at=now()),
        "request": lambda t: privacy.request(answered, "access", text=t, at=now()),
        "request of a kind": lambda t: privacy.request(answered, t, at=now()),
        "draft": lambda t: answering.draft(working.pk, text=t, basis="", by=agencies.an, at=now()),
        "basis": lambda t: answering.draft(working.pk, text="Trả lời.", basis=t, by=agencies.an, at=now()),
        "send back": lambda t: answering.send_back(review.pk, text=t, by=agencies.dung, at=now()),
        "digest": lambda t: answering.answer(review.pk, digest=t, by=agencies.dung, at=now()),
        "route": lambda t: acts.route(received.pk, to=agencies.farm, text=t, by=agencies.hanh, at=now()),
        "return": lambda t: acts.return_(working.pk, text=t, by=agencies.an, at=now()),
        "transfer": lambda t: acts.transfer(working.pk, to=agencies.build, text=t, by=agencies.an, at=now()),
        "ask": lambda t: acts.ask(working.pk, text=t, by=agencies.an, at=now()),
        "extend": lambda t: acts.extend(working.pk, text=t, by=agencies.an, at=now()),
        "reject": lambda t: acts.reject(received.pk, ground="unclear", text=t, by=agencies.hanh, at=now()),
        "ground": lambda t: acts.reject(received.pk, ground=t, text="Không rõ.", by=agencies.hanh, at=now()),
        "redirect": lambda t: acts.redirect(received.pk, text=t, by=agencies.hanh, at=now()),
        "note": lambda t: acts.note(working.pk, text=t, by=agencies.an, at=now()),
        "classify": lambda t: acts.classify(working.pk, topic=t, by=agencies.an, at=now()),
        "remind": lambda t: acts.remind(working.pk, text=t, by=agencies.hanh, at=now()),
        "escalate": lambda t: acts.escalate(working.pk, text=t, by=agencies.hanh, at=now()),
        "code": lambda t: opening.case_for(t, "AAAAA-AAAAA"),
        "secret": lambda t: opening.case_for(received.code, t),
        "link": lambda t: opening.case_by_token(t),
    }  # fmt: skip
    taken = dict.fromkeys(verbs, 0)
    for (verb, act), (name, text) in itertools.product(verbs.items(), NASTY.items()):
        taken[verb] += tried(lambda act=act, text=text: act(text), (verb, name))  # type: ignore[misc]
    never = {verb for verb, count in taken.items() if not count}
    assert never == {"request of a kind", "digest", "ground", "code", "secret", "link"}


def test_numbers_that_name_nothing_are_refused(agencies: Agencies) -> None:
    answered = agencies.answered(public=False)
    for number in (0, -1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30):
        for one in (submission(place=number), submission(agency=number)):
            assert not tried(lambda one=one: filed_well(one), number)  # type: ignore[misc]
        assert not tried(lambda n=number: following.rate(answered.pk, grade=n, at=timezone.now()), number)  # type: ignore[misc]
        again = functools.partial(following.reopen, answered.pk, text="Xem lại", at=timezone.now(), expected=number)
        assert not tried(again, number)


def test_a_file_is_of_one_case(agencies: Agencies) -> None:
    file = File("a" * 32, "ảnh.png", "image/png", 10, "0" * 64)
    filed_well(submission(files=(file,)))
    assert not tried(lambda: filed_well(submission(files=(file,))), "a file of another case")
    other = File("b" * 32, "ảnh.png", "image/png", 10, "0" * 64)
    assert not tried(lambda: filed_well(submission(files=(other, other))), "a file twice")


def test_a_form_sent_again_with_anything_in_it_is_the_first_case(agencies: Agencies) -> None:
    first = filing.file(submission(nonce="n" * 32), at=timezone.now())
    before = rows()
    for name, text in NASTY.items():
        again = submission(nonce="n" * 32, text=text)
        if not against(tidied(again)):
            filed = filing.file(again, at=timezone.now())
            assert (filed.case, filed.secret, filed.receipt, filed.again) == (
                first.case,
                first.secret,
                first.receipt,
                True,
            ), name
    assert rows() == before


def test_the_longest_texts_are_read_in_good_time(agencies: Agencies) -> None:
    """No text makes the machine think for seconds: not by its lines, not by its signs."""
    for name in ("ten thousand lines", "ten thousand questions", "question marks", "a tower of marks", "one megabyte"):
        begun = time.process_time()
        tried(lambda name=name: filed_well(submission(text=NASTY[name])), name)  # type: ignore[misc]
        assert time.process_time() - begun < 5, name


anything = st.text(st.characters(exclude_categories=()), max_size=60)


@given(st.data())
@hypothesis_settings(max_examples=300)
def test_what_is_tidied_stays_as_it_is(data: st.DataObject) -> None:
    text = data.draw(anything)
    once = tidy(text)
    assert tidy(once) == once and one_line(one_line(text)) == one_line(text)
    assert "\x00" not in once.encode().decode() and unicodedata.is_normalized("NFC", once)
    one = tidied(submission(title=text, text=text, contact=Contact(text, text, text, text)))
    assert tidied(one) == one and isinstance(against(one), dict)


@given(
    title=anything, text=anything, address=anything, name=anything, phone=anything, email=anything, topic=anything, nonce=anything,
    kind=st.sampled_from(["question", "petition", "information", "complaint", ""]), sure=st.booleans(),
)  # fmt: skip
@hypothesis_settings(
    max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_form_at_all_is_refused_or_taken_whole(
    agencies: Agencies,
    title: str,
    text: str,
    address: str,
    name: str,
    phone: str,
    email: str,
    topic: str,
    nonce: str,
    kind: str,
    sure: bool,
) -> None:
    contact = Contact(name, phone if sure else "0912345678", email if sure else "", address)
    one = submission(
        nonce=nonce or "x",
        kind=kind,
        title=title or "Hỏi",
        text=text + QUESTION,
        address=address,
        topic=topic,
        contact=contact,
    )
    tried(lambda: filed_well(one), one)
