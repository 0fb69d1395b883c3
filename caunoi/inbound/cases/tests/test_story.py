"""A case from the form to the published answer, and the ways in which it can go otherwise; everything through actions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from caunoi.gate.releases.models import Page, Standing
from caunoi.ground.outbox.models import Message
from caunoi.ground.people.models import AuditEntry
from caunoi.ground.refused import Refused
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import (
    acts,
    answering,
    clock,
    following,
    opening,
    privacy,
    queries,
    receipts,
    reminding,
    sealing,
)
from caunoi.inbound.cases.models import Case, CaseEvent
from tests.agencies import TEXT, Agencies
from tests.province import Province

pytestmark = pytest.mark.django_db
WEDNESDAY = timezone.make_aware(datetime(2026, 6, 10, 9, 0))


def test_a_filed_case_has_a_code_a_secret_and_a_receipt_that_holds(agencies: Agencies) -> None:
    filed = agencies.filed(at=WEDNESDAY)
    assert (
        filed.case.state == "received"
        and filed.receipt["term"] == "15 ngày làm việc"
        and filed.receipt["due_on"] == "2026-07-01"
    )
    assert receipts.is_genuine(filed.receipt, filed.signature, filed.receipt["key"])
    assert receipts.says(filed.receipt, filed.salt, sealing.words_of(filed.case), [])
    assert opening.case_for(filed.case.code.lower(), filed.secret) == filed.case
    assert opening.case_by_token(opening.follow_token(filed.case)) == filed.case


def test_not_one_word_of_the_person_stands_in_the_database(province: Province, agencies: Agencies) -> None:
    case = agencies.answered(at=timezone.now())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("cases_", "outbox_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                everything = repr(cursor.fetchall())
                for word in ("Lúa", "0912345678", "lua@thu.example", "Ruộng nhà tôi"):
                    assert word not in everything, (table, word)
    assert sealing.contact_of(case)["name"] == "Nguyễn Thị Lúa" and sealing.words_of(case)["text"] == TEXT


def test_the_same_form_sent_twice_is_one_case(agencies: Agencies) -> None:
    first = agencies.filed(nonce="the same")
    second = agencies.filed(nonce="the same", title="Đã sửa tiêu đề sau khi gửi")
    assert (second.case, second.secret, second.again) == (first.case, first.secret, True)
    assert Case.objects.count() == 1 and Message.objects.filter(about=f"case:{first.case.code}").count() == 1


@pytest.mark.parametrize(
    ("code", "secret"), [("", ""), ("0000-0000", "AAAAA-AAAAA"), ("x" * 5000, "y"), ("' OR 1=1 --", "{{7*7}}")]
)
def test_a_wrong_code_or_secret_opens_nothing(agencies: Agencies, code: str, secret: str) -> None:
    agencies.filed()
    with pytest.raises(Refused, match="Không có hồ sơ"):
        opening.case_for(code, secret)


def test_a_complaint_goes_to_the_reception_office_and_its_person_is_told_why(agencies: Agencies) -> None:
    text = "Tôi khiếu nại Quyết định số 45/QĐ-UBND về việc thu hồi đất của gia đình tôi, đề nghị hủy bỏ quyết định này."
    case = agencies.filed(title="Khiếu nại quyết định thu hồi đất", text=text).case
    assert (case.kind, case.state, case.agency) == ("complaint", "routed", agencies.reception)
    assert [event.actor for event in case.events.all()] == ["citizen", "system"]
    told = Message.objects.get(about=f"case:{case.code}")
    assert told.subject.startswith(f"[{case.code}]")
    kept = agencies.filed(title="Khiếu nại quyết định thu hồi đất", text=text, no_complaint=True).case
    assert (kept.kind, kept.state) == ("question", "received") and "khieu-nai-to-cao" in kept.flagged


def test_the_whole_way_to_a_published_answer(province: Province, agencies: Agencies) -> None:
    case = agencies.answered()
    assert case.state == "answered" and not case.late and case.answered_at is not None
    assert [e.act for e in case.events.all()] == ["file", "route", "take_up", "draft", "submit", "answer", "publish"]
    page = Page.objects.get(kind="answer")
    assert page.path.startswith("/hoi-dap/ho-tro-giong-lua-sau-ngap-")
    assert {p.kind for p in Page.objects.filter(path__startswith="/hoi-dap/")} == {
        "answer", "answers", "answers-month", "answers-agency", "answers-topic",
    }  # fmt: skip
    standing = Standing.objects.get(kind="answer")
    assert "0912" not in standing.content and "Nguyễn Thị Lúa" not in standing.content
    assert standing.approval.role == "reviewer" and standing.approval.by == agencies.dung
    following.rate(case.pk, grade=3, at=timezone.now())
    with pytest.raises(Refused, match="đánh giá"):
        following.rate(case.pk, grade=1, at=timezone.now())


def test_asking_for_more_stops_the_clock_until_the_reply(agencies: Agencies) -> None:
    case = agencies.working(at=WEDNESDAY)
    assert timezone.localdate(case.due_at) == date(2026, 7, 1)
    acts.ask(case.pk, text="Ruộng ở thôn nào?", by=agencies.an, at=WEDNESDAY + timedelta(days=1))
    case.refresh_from_db()
    assert case.state == "waiting" and case.due_at is None
    following.reply(case.pk, text="Ở thôn Đình Thượng.", at=WEDNESDAY + timedelta(days=8))
    case.refresh_from_db()
    # Asked on Thursday 11 June (which counts), replied on Thursday 18 June (which does not): five working days are given back.
    assert timezone.localdate(case.due_at) == date(2026, 7, 8)
    story = queries.story(case, for_citizen=True)
    assert [step.written for step in story if step.written] == ["Ruộng ở thôn nào?", "Ở thôn Đình Thượng."]
    assert all(step.who == "" for step in story)


def test_a_case_moved_to_another_agency_keeps_its_first_day(agencies: Agencies) -> None:
    case = agencies.working(at=WEDNESDAY)
    due = case.due_at
    acts.transfer(
        case.pk, to=agencies.build, text="Thuộc ngành xây dựng.", by=agencies.an, at=WEDNESDAY + timedelta(days=2)
    )
    case.refresh_from_db()
    assert (case.agency, case.due_at, case.assignee, case.state) == (agencies.build, due, None, "routed")
    used = clock.reckoning_of(case.events.all(), at=WEDNESDAY + timedelta(days=6)).by_holder
    assert used[str(agencies.farm.pk)] == 2 and used[str(agencies.build.pk)] == 2
    with pytest.raises(Refused, match="chỉ dành cho"):
        acts.transfer(case.pk, to=agencies.farm, text="Trả lại", by=agencies.an, at=timezone.now())


def test_after_five_working_days_an_agency_may_not_transfer_any_more(agencies: Agencies) -> None:
    case = agencies.working(at=WEDNESDAY)
    with pytest.raises(Refused, match="Điều 9 Nghị định 20/2008"):
        acts.transfer(
            case.pk, to=agencies.build, text="Thuộc ngành xây dựng.", by=agencies.an, at=WEDNESDAY + timedelta(days=8)
        )
    acts.transfer(
        case.pk, to=agencies.build, text="Văn phòng quyết định.", by=agencies.hanh, at=WEDNESDAY + timedelta(days=8)
    )


def test_who_wrote_a_character_may_not_approve_it(agencies: Agencies) -> None:
    case = agencies.working()
    answering.draft(case.pk, text="Trả lời của An.", basis="", by=agencies.an, at=timezone.now())
    answering.submit(case.pk, by=agencies.an, at=timezone.now())
    last = answering.latest(case)
    assert last is not None
    with pytest.raises(Refused, match="chỉ dành cho"):
        answering.answer(case.pk, digest=last.digest, by=agencies.an, at=timezone.now())
    from caunoi.ground.people.actions import appoint

    appoint(
        agencies.an, role="reviewer", organisation=agencies.farm, from_on=date(2015, 1, 1), by=None, at=timezone.now()
    )
    with pytest.raises(Refused, match="một ký tự"):
        answering.answer(case.pk, digest=last.digest, by=agencies.an, at=timezone.now())
    with pytest.raises(Refused, match="đã thay đổi"):
        answering.answer(case.pk, digest="0" * 64, by=agencies.dung, at=timezone.now())
    answering.answer(case.pk, digest=last.digest, by=agencies.dung, at=timezone.now())


def test_a_reviewer_of_another_agency_cannot_release_its_answer(province: Province, agencies: Agencies) -> None:
    case = agencies.in_review()
    last, text = answering.latest(case), answers.prepared(case)
    assert last is not None and text is not None
    with pytest.raises(Refused, match="chỉ dành cho"):
        answers.answer_and_publish(
            case.pk, digest=last.digest, public=answers.public_digest(text), by=agencies.giang, at=timezone.now()
        )
    from caunoi.gate.releases import approving
    from caunoi.gate.releases.approving import Version

    for stranger in (agencies.giang, agencies.hanh, agencies.an):
        with pytest.raises(Refused):
            approving.approve(Version(text, text.get_latest_revision()), by=stranger, at=timezone.now())
    assert not Page.objects.filter(kind="answer").exists()


def test_an_approver_of_articles_cannot_approve_answers_nor_a_reviewer_articles(
    province: Province, agencies: Agencies
) -> None:
    from caunoi.gate.releases import approving
    from caunoi.gate.releases.approving import Version

    agencies.in_review()
    text = answers.prepared(Case.objects.get())
    assert text is not None
    with pytest.raises(Refused):
        approving.approve(Version(text, text.get_latest_revision()), by=province.duyen, at=timezone.now())
    article = province.draft()
    with pytest.raises(Refused):
        approving.approve(Version(article, article.get_latest_revision()), by=agencies.dung, at=timezone.now())


def test_the_contact_of_the_person_cannot_be_left_in_the_public_text(agencies: Agencies) -> None:
    case = agencies.working()
    for left in ("Gọi 0912.345.678 nhé.", "Chị Nguyễn Thị Lúa hỏi.", "Thư: LUA@thu.example"):
        with pytest.raises(Refused, match="còn thông tin của người gửi"):
            answers.prepare(case.pk, title="Hỏi", question=left, answer="Trả lời.", by=agencies.an, at=timezone.now())


def test_without_consent_nothing_is_published(agencies: Agencies) -> None:
    case = agencies.answered(consents=frozenset({"handle"}), public=False)
    with pytest.raises(Refused, match="không đồng ý"):
        answers.prepare(case.pk, title="Hỏi", question="Câu hỏi", answer="Trả lời.", by=agencies.an, at=timezone.now())
    assert not Page.objects.filter(kind="answer").exists()


def test_the_second_of_two_is_told_and_overwrites_nothing(agencies: Agencies) -> None:
    case = agencies.working()
    seen = case.version
    acts.ask(case.pk, text="Ở đâu?", by=agencies.an, at=timezone.now(), expected=seen)
    with pytest.raises(Refused, match="vừa thay đổi: Phan Thị An đã đề nghị bổ sung"):
        answering.draft(case.pk, text="Trả lời.", basis="", by=agencies.chi, at=timezone.now(), expected=seen)


def test_a_reopened_case_has_a_new_term_and_needs_a_new_answer(agencies: Agencies) -> None:
    case = agencies.answered(at=WEDNESDAY, public=False)
    following.reopen(case.pk, text="Chưa nói mức hỗ trợ.", at=WEDNESDAY + timedelta(days=5))
    case.refresh_from_db()
    assert (case.state, case.answered_at, case.rating) == ("working", None, None)
    assert timezone.localdate(case.due_at) == date(2026, 7, 6)
    with pytest.raises(Refused, match="Chưa có dự thảo"):
        answering.submit(case.pk, by=agencies.an, at=WEDNESDAY + timedelta(days=6))


def test_reopening_has_an_end(agencies: Agencies) -> None:
    case = agencies.answered(at=WEDNESDAY, public=False)
    with pytest.raises(Refused, match="Đã quá 15 ngày"):
        following.reopen(case.pk, text="Xem lại", at=WEDNESDAY + timedelta(days=17))


def test_history_cannot_be_changed_or_taken_out(agencies: Agencies) -> None:
    case = agencies.routed()
    event = case.events.order_by("number")[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEvent.objects.filter(pk=event.pk).update(act="note")
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()


def test_what_the_history_says_is_what_the_row_says(province: Province, agencies: Agencies) -> None:
    from caunoi.inbound.cases import rules

    case = agencies.answered()
    assert rules.state_after([e.act for e in case.events.order_by("number")]) == case.state
    assert case.version == case.events.count()


def test_every_look_at_the_contact_is_on_record(agencies: Agencies) -> None:
    case = agencies.working()
    assert privacy.look(case, by=agencies.an, at=timezone.now())["phone"] == "0912345678"
    assert AuditEntry.objects.filter(act="case_looked", by=agencies.an, subject=f"case:{case.code}").count() == 1
    with pytest.raises(Refused):
        privacy.look(case, by=agencies.em, at=timezone.now())


def test_erasing_leaves_the_fact_and_takes_the_person(agencies: Agencies) -> None:
    case = agencies.answered(public=False)
    request = privacy.request(case, "delete", at=timezone.now())
    assert request.reply_due_at < request.due_at
    privacy.settle(request, outcome="Đã xóa.", by=agencies.hanh, at=timezone.now())
    case.refresh_from_db()
    assert sealing.contact_of(case)["name"] == "" and sealing.words_of(case)["text"] == "" and case.phone_print == ""
    assert case.events.count() >= 6 and case.receipt.commitment
    assert not any(step.written for step in queries.story(case, for_citizen=False))


def test_what_was_kept_long_enough_is_erased_by_itself(agencies: Agencies) -> None:
    case = agencies.answered(at=WEDNESDAY, public=False)
    assert privacy.retain(at=WEDNESDAY + timedelta(days=30 * 24)) == 0
    assert privacy.retain(at=WEDNESDAY + timedelta(days=30 * 24 + 2)) == 1
    case.refresh_from_db()
    assert case.erased_at is not None and case.sealed_contact == ""


def test_an_export_says_everything_in_words(province: Province, agencies: Agencies) -> None:
    case = agencies.answered()
    told = privacy.export(case)
    assert (
        told["Họ tên"] == "Nguyễn Thị Lúa"
        and told["Nội dung"] == TEXT
        and told["Trả lời"] == "Bà được hỗ trợ giống theo quy định."
    )


def test_reminders_go_out_once_a_working_day(agencies: Agencies) -> None:
    case = agencies.working(at=WEDNESDAY)
    morning = timezone.make_aware(datetime(2026, 7, 1, 7, 45))
    assert reminding.remind(at=morning - timedelta(hours=1)) == 0
    assert reminding.remind(at=morning) > 0
    sent = set(Message.objects.values_list("key", flat=True))
    assert reminding.remind(at=morning + timedelta(hours=2)) == 0
    assert set(Message.objects.values_list("key", flat=True)) == sent
    assert any(key.startswith(f"case:{case.code}:due:today:2026-07-01") for key in sent)
    assert any(key.startswith("digest:2026-07-01:") for key in sent)


def test_what_is_late_for_three_working_days_is_reported_above(agencies: Agencies) -> None:
    case = agencies.working(at=WEDNESDAY)
    for day in (2, 3, 6, 7):
        reminding.remind(at=timezone.make_aware(datetime(2026, 7, day, 8, 0)))
    assert case.events.filter(act="escalate").count() == 1


def test_duplicates_are_found_by_telephone_without_its_being_kept_open(agencies: Agencies) -> None:
    first = agencies.filed().case
    second = agencies.filed(title="Hỏi lần nữa").case
    assert queries.duplicates_of(second) == [first]


def test_merging_ends_the_one_and_answers_both(agencies: Agencies) -> None:
    first, second = agencies.working(), agencies.working(nonce="another", title="Hỏi lần nữa")
    acts.merge(second.pk, into=first, by=agencies.an, at=timezone.now())
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", first)


def test_a_rejection_rests_on_a_ground_of_the_law(agencies: Agencies) -> None:
    case = agencies.routed()
    with pytest.raises(Refused, match="căn cứ"):
        acts.reject(case.pk, ground="vì tôi không thích", text="Không", by=agencies.hanh, at=timezone.now())
    event = acts.reject(case.pk, ground="unclear", text="Xin viết rõ hơn.", by=agencies.hanh, at=timezone.now())
    assert event.detail["article"] == "Điều 7 Nghị định 20/2008/NĐ-CP"


def test_unpublishing_leaves_a_reason_at_the_address(province: Province, agencies: Agencies) -> None:
    case = agencies.answered()
    answers.unpublish(case.pk, reason="withdrawn_privacy", by=agencies.hanh, at=timezone.now())
    assert not Page.objects.filter(kind="answer").exists() and not Standing.objects.filter(kind="answer").exists()


def test_the_board_counts_what_the_cases_say(agencies: Agencies) -> None:
    agencies.answered(at=WEDNESDAY, public=False)
    late = agencies.working(nonce="late", at=WEDNESDAY)
    board = {
        one.agency: one for one in queries.board(date(2026, 6, 1), date(2026, 6, 30), at=WEDNESDAY + timedelta(days=40))
    }
    farm = board[agencies.farm.pk]
    assert (farm.received, farm.answered, farm.on_time, farm.late_open, farm.median_days) == (2, 1, 1, 1, 0.0)
    assert late.code
