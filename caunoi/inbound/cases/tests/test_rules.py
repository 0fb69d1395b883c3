"""States and acts, codes, receipts, what a form may say: pure."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.inbound.cases import codes, kinds, receipts, rights, rules
from caunoi.inbound.cases.queries import percentile
from caunoi.inbound.cases.submission import PURPOSES, Contact, Submission, against, read_phone, tidy


def test_every_act_leads_from_known_states_to_a_known_one() -> None:
    for act in rules.ACTS.values():
        assert act.since <= frozenset(rules.STATES)
        assert act.to == "" or act.to in rules.STATES


def test_every_act_has_its_row_in_the_table_of_rights() -> None:
    assert set(rules.ACTS) == set(rights.TABLE) - {"see", "see_contact", "see_files"}


def test_what_has_ended_can_only_be_looked_at_rated_reopened_published_or_noted() -> None:
    allowed = {act.key for act in rules.ACTS.values() if act.since & rules.CLOSED}
    assert allowed == {"rate", "reopen", "publish", "unpublish", "note"}


def test_a_refusal_says_where_the_case_stands() -> None:
    assert (
        rules.why_not_now("answer", rules.WORKING) == "Hồ sơ đang ở bước “Đang xử lý”, nên chưa thể duyệt và trả lời."
    )
    assert rules.why_not_now("ask", rules.ANSWERED) == "Hồ sơ đã kết thúc (đã trả lời), nên không thể đề nghị bổ sung."


def test_the_straight_way_ends_with_an_answer() -> None:
    assert (
        rules.state_after(["file", "route", "take_up", "draft", "submit", "answer", "publish", "rate"])
        == rules.ANSWERED
    )


@pytest.mark.parametrize(
    "acts",
    [
        ["route"],
        ["file", "file"],
        ["file", "take_up"],
        ["file", "route", "take_up", "ask", "submit"],
        ["file", "withdraw", "route"],
    ],
)
def test_a_history_that_the_rules_do_not_allow_is_no_history(acts: list[str]) -> None:
    with pytest.raises(ValueError, match="act"):
        rules.state_after(acts)


@given(st.lists(st.sampled_from(sorted(rules.ACTS)), max_size=12))
def test_no_order_of_acts_leaves_the_known_states(acts: list[str]) -> None:
    state = rules.RECEIVED
    for act in acts:
        if rules.why_not_now(act, state) is None:
            state = rules.becomes(act, state)
        assert state in rules.STATES


@pytest.mark.parametrize(("role", "agency", "held"), [
    ("office", 9, {"office"}), ("auditor", None, {"auditor"}), ("clerk", 1, {"clerk"}), ("reviewer", 1, {"reviewer"}),
    ("clerk", 2, set()), ("reviewer", None, set()), ("reporter", 1, set()), ("approver", None, set()), ("technician", 1, set()),
    ("administrator", None, set()), ("editor", 1, set()),
])  # fmt: skip
def test_a_relation_follows_from_role_and_agency(role: str, agency: int | None, held: set[str]) -> None:
    assert rights.relations([(role, agency)], 1) == held


def test_nobody_of_an_agency_is_related_to_what_is_at_none() -> None:
    assert rights.relations([("clerk", 1), ("reviewer", 1)], None) == frozenset()


def test_a_refused_right_names_who_may() -> None:
    assert rights.why_not("route", {"clerk"}) == "Việc này chỉ dành cho Văn phòng."
    assert rights.why_not("route", {"office"}) is None


def test_codes_are_read_as_people_type_them() -> None:
    code = codes.new_code()
    assert codes.read_code(code.lower().replace("-", " ")) == code
    assert codes.read_code("7k2q m9xd") == "7K2Q-M9XD"
    assert codes.read_code("7KIQ-MOXD") == "7K1Q-M0XD"
    assert codes.read_code("7K2Q") == codes.read_code("") == codes.read_code("x" * 1000) == ""


def test_the_same_token_gives_the_same_secret_and_another_another() -> None:
    made = {codes.secret_for(f"token-{n}", "key") for n in range(500)}
    assert len(made) == 500
    assert (
        codes.secret_for("token-1", "key")
        == codes.secret_for("token-1", "key")
        != codes.secret_for("token-1", "other key")
    )
    assert all(codes.read_secret(one.lower()) == one for one in made)


def test_a_receipt_proves_the_words_and_nothing_else() -> None:
    key = receipts.key_from("a key")
    salt, words = receipts.new_salt(), {"title": "Tiêu đề", "text": "Nội dung", "address": ""}
    body = {"code": "7K2Q-M9XD", "commitment": receipts.commitment(salt, words, ["ab"])}
    signature = receipts.sign(body, key)
    public = receipts.public_key(key)
    assert receipts.is_genuine(body, signature, public)
    assert receipts.says(body, salt, words, ["ab"])
    assert not receipts.says(body, salt, {**words, "text": "Nội dung."}, ["ab"])
    assert not receipts.says(body, salt, words, [])
    assert not receipts.says(body, receipts.new_salt(), words, ["ab"])
    assert not receipts.is_genuine({**body, "code": "0000-0000"}, signature, public)
    assert not receipts.is_genuine(body, signature, receipts.public_key(receipts.key_from("another")))
    for rubbish in ("", "AAAA", "không phải", signature[:-4]):
        assert not receipts.is_genuine(body, rubbish, public)
        assert not receipts.is_genuine(body, signature, rubbish)


def test_a_receipt_of_decomposed_letters_is_that_of_composed_ones() -> None:
    assert receipts.commitment("00", {"text": "Hòa"}, []) == receipts.commitment("00", {"text": "Ho\u0300a"}, [])


@pytest.mark.parametrize("typed", ["0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678", "(0298) 3800 005"])
def test_telephone_numbers_are_read_in_every_way(typed: str) -> None:
    assert read_phone(typed).startswith("0")


@pytest.mark.parametrize("typed", ["", "12345", "0912-abc", "090" * 20, "０９１２３４５６７８x"])
def test_what_is_no_telephone_number_is_not_read(typed: str) -> None:
    assert read_phone(typed) == ""


def _one(**fields: object) -> Submission:
    values: dict[str, object] = {
        "nonce": "n",
        "kind": "question",
        "title": "Hỏi về sổ đỏ",
        "text": "Xin hỏi thủ tục cấp đổi sổ đỏ?",
    }
    return Submission(**values | fields)  # type: ignore[arg-type]


def test_a_question_may_be_asked_without_a_name() -> None:
    assert against(_one()) == {}


def test_a_petition_needs_a_name_and_a_way_to_answer() -> None:
    assert set(against(_one(kind="petition"))) == {"name", "phone"}
    named = _one(kind="petition", contact=Contact("Lê Thị Lan", "0912345678"), consents=frozenset({"handle"}))
    assert against(named) == {}


def test_contact_without_consent_is_not_kept() -> None:
    assert "handle" in against(_one(contact=Contact("Lê Thị Lan")))
    assert "handle" not in against(_one(contact=Contact("Lê Thị Lan"), consents=frozenset({"handle"})))


@pytest.mark.parametrize(("field", "value", "said"), [
    ("kind", "rubbish", "kind"), ("kind", "complaint", "kind"), ("title", "", "title"), ("title", "x" * 201, "title"), ("text", "ngắn", "text"),
    ("text", "x" * 20_001, "text"), ("address", "x" * 301, "address"),
])  # fmt: skip
def test_every_objection_stands_at_its_field(field: str, value: str, said: str) -> None:
    assert said in against(_one(**{field: value}))


def test_no_purpose_is_agreed_to_by_silence() -> None:
    assert _one().consents == frozenset() and set(PURPOSES) == {"handle", "publish", "survey"}


@given(st.text())
def test_tidy_text_stays_tidy(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once and "\x00" not in once and "\r" not in once


def test_a_percentile_of_a_histogram_is_that_of_its_values() -> None:
    for values in itertools.chain(
        [[]], itertools.combinations_with_replacement([0, 1, 3, 7], 5), [[2], [1, 2], [1, 1, 9]]
    ):
        histogram = {v: list(values).count(v) for v in values}
        ordered = sorted(values)
        n = len(ordered)
        middle = None if not n else (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
        assert percentile(histogram, 0.5) == middle
        assert percentile(histogram, 0.9) == (float(ordered[-(-9 * n // 10) - 1]) if n else None)


def test_every_kind_has_lawful_grounds_with_their_article() -> None:
    for kind in kinds.KINDS.values():
        assert kind.grounds and all("Điều" in ground.article for ground in kind.grounds)
