"""The page of one case: what it shows, what is pressed on it, and that nothing typed is lost."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from caunoi.desk.cases.tests.stage import PUBLIC, Stage, address, said
from caunoi.ground.people.models import AuditEntry
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import acts, answering, following, sealing
from caunoi.inbound.cases.models import AnswerTemplate, Case, CaseEvent

pytestmark = pytest.mark.django_db


def words_of(page: str) -> str:
    """What a reader of the page reads, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_tells_the_case_its_clock_and_its_story(stage: Stage) -> None:
    case = stage.waiting()
    acts.note(case.pk, text="Đã gọi xã xác minh.", by=stage.agencies.chi, at=timezone.now())
    page = stage.page(stage.agencies.an, case)
    read = words_of(page)
    for words in ("Hỗ trợ giống lúa sau ngập", "Ruộng nhà tôi bị ngập", "Chờ người gửi bổ sung", "Ruộng ở thôn nào?", "Phan Thị An",
                  "Đã gọi xã xác minh.", "(nội bộ)", "15 ngày làm việc", "Ngày nhận, không tính", "Lê Hồng Hạnh"):  # fmt: skip
        assert words in read, words
    assert (
        "0912345678" not in page and "nguyen.thi.lua" not in page
    )  # the contact is not on the page, though the words may hold a number


def test_every_act_on_the_page_is_allowed_and_every_other_says_why_not(stage: Stage) -> None:
    case = stage.working()
    page = stage.page(stage.agencies.an, case)
    offered = set(re.findall(r'name="act" value="(\w+)"', page))
    assert offered == {
        "look", "draft", "submit", "return", "transfer", "assign", "ask", "classify", "merge", "redirect", "note",
    }  # fmt: skip
    read = words_of(page)
    assert "Phân công Việc này chỉ dành cho Văn phòng." in read
    assert "Hồ sơ đang ở bước “Đang xử lý”, nên chưa thể nhận việc." in read
    assert "không được gia hạn" in read  # the term of a question cannot be extended, whoever asks
    assert "Không có việc nào bạn có thể làm" in words_of(stage.page(stage.province.son, case))


def test_a_suggestion_names_the_words_that_led_to_it_and_stands_first_in_the_select(stage: Stage) -> None:
    case = stage.filed()
    page = stage.page(stage.agencies.hanh, case)
    assert re.search(r"Sở Nông nghiệp và Môi trường tỉnh Thử Nghiệm \d+%, vì có: .*lúa", words_of(page))
    select = page[page.index('id="id_route_to"') :]
    assert (
        select.index("Gợi ý")
        < select.index(f'value="{stage.agencies.farm.pk}"')
        < select.index("Cơ quan có cán bộ xử lý")
    )


def test_whoever_comes_second_is_told_what_changed_and_keeps_what_they_typed(stage: Stage) -> None:
    case = stage.working()
    typed = said("ask", case, stage) | {"text": "Xin cho biết thửa ruộng ở thôn nào."}
    acts.classify(case.pk, topic="dat-dai", by=stage.agencies.chi, at=timezone.now())
    browser = stage.browser(stage.agencies.an)
    refused = browser.post(address(case), typed)
    page = refused.content.decode()
    assert refused.status_code == 409 and not case.events.filter(act="ask").exists()
    assert "Đỗ Quỳnh Chi đã sửa phân loại" in page and "Từ lúc bạn mở hồ sơ" in page
    assert "Xin cho biết thửa ruộng ở thôn nào.</textarea>" in page
    # Pressed again on the page as it is now, it is done.
    version = re.search(r'name="expected" value="(\d+)"[^>]*id="id_ask_expected"', page)
    assert version
    assert browser.post(address(case), typed | {"expected": version[1]}).status_code == 302
    assert case.events.get(act="ask").by == stage.agencies.an


def test_an_answer_being_typed_survives_what_others_do(stage: Stage) -> None:
    case = stage.working()
    typed = said("draft", case, stage) | {"text": "Một câu trả lời dài đã gõ cả buổi sáng."}
    acts.assign(case.pk, to=stage.agencies.chi, by=stage.agencies.an, at=timezone.now())
    page = stage.browser(stage.agencies.an).post(address(case), typed).content.decode()
    assert "Một câu trả lời dài đã gõ cả buổi sáng.</textarea>" in page and not case.answers.exists()
    # The state no longer allows an answer at all: the words are given back all the same.
    following.withdraw(case.pk, at=timezone.now())
    page = stage.browser(stage.agencies.an).post(address(case), typed).content.decode()
    assert "Một câu trả lời dài đã gõ cả buổi sáng.</textarea>" in page and not case.answers.exists()


def test_a_case_that_left_the_agency_gives_back_what_was_typed_and_shows_no_more(stage: Stage) -> None:
    case = stage.working()
    acts.transfer(case.pk, to=stage.agencies.build, text="Việc xây dựng.", by=stage.agencies.chi, at=timezone.now())
    typed = said("draft", case, stage) | {"text": "Chữ đã gõ."}
    left = stage.browser(stage.agencies.an).post(address(case), typed)
    assert left.status_code == 409 and "Chữ đã gõ.</textarea>" in left.content.decode()
    assert "Ruộng nhà tôi" not in left.content.decode()
    assert stage.browser(stage.agencies.an).get(address(case)).status_code == 404
    # Whoever never had it learns nothing, whatever they post.
    never = stage.working()
    assert stage.browser(stage.agencies.em).post(address(never), typed).status_code == 404


def test_saving_and_submitting_is_one_thing(stage: Stage) -> None:
    case = stage.working()
    browser = stage.browser(stage.agencies.an)
    assert browser.post(address(case), said("submit", case, stage)).status_code == 302
    case.refresh_from_db()
    assert case.state == "review" and case.answers.count() == 1
    # Submitted as it was saved, no version is added.
    again = stage.drafted()
    as_saved = said("submit", again, stage) | {"text": "Bà được hỗ trợ giống theo quy định.", "basis": ""}
    assert browser.post(address(again), as_saved).status_code == 302
    assert again.answers.count() == 1
    # Nothing typed: neither is done.
    empty = stage.working()
    refused = browser.post(address(empty), said("submit", empty, stage) | {"text": "  ", "basis": ""})
    assert (
        refused.status_code == 409 and not empty.answers.exists() and Case.objects.get(pk=empty.pk).state == "working"
    )


def test_versions_of_the_answer_are_listed_with_their_differences(stage: Stage) -> None:
    case = stage.drafted()
    text = "Bà chưa được hỗ trợ giống theo quy định."
    answering.draft(case.pk, text=text, basis="Nghị định số 9/2025/NĐ-CP", by=stage.agencies.chi, at=timezone.now())
    page = stage.page(stage.agencies.an, case)
    assert re.search(r"<ins>\s*chưa\s*</ins>", page) and "Các bản đã lưu (2)" in page and "Đỗ Quỳnh Chi" in page
    assert text in page[page.index('id="id_draft_text"') :]


def test_a_template_is_filled_in_after_what_was_typed_and_a_name_in_it_is_a_look(stage: Stage) -> None:
    case = stage.working()
    plain = AnswerTemplate.objects.create(title="Kết", text="Trân trọng, {co_quan}. Hồ sơ {ma}, hạn {han}.")
    named = AnswerTemplate.objects.create(title="Mở", text="Kính gửi {ten},", agency=stage.agencies.farm)
    other = AnswerTemplate.objects.create(title="Của nơi khác", text="…", agency=stage.agencies.build)
    browser = stage.browser(stage.agencies.an)

    def put(template: AnswerTemplate) -> str:
        sent = {
            "act": "template",
            "template": template.pk,
            "text": "Đã gõ.",
            "basis": "Luật A",
            "expected": case.version,
        }
        return browser.post(address(case), sent).content.decode()

    page = put(plain)
    due = timezone.localdate(case.due_at).strftime("%d/%m/%Y")
    assert (
        f"Đã gõ.\n\nTrân trọng, {stage.agencies.farm.name}. Hồ sơ {case.code}, hạn {due}.</textarea>" in page
        and "Luật A</textarea>" in page
    )
    assert not AuditEntry.objects.filter(act="case_looked").exists() and not case.answers.exists()
    assert "Kính gửi Nguyễn Thị Lúa,</textarea>" in put(named)
    assert AuditEntry.objects.filter(act="case_looked", by=stage.agencies.an).count() == 1
    assert "Chọn một mẫu trả lời" in put(other) and "Của nơi khác" not in page


def test_the_public_text_is_proposed_masked_and_follows_the_ticks(stage: Stage) -> None:
    case = stage.drafted()
    browser = stage.browser(stage.agencies.an)
    page = browser.get(address(case)).content.decode()
    field = page[page.index('id="id_public_question"') :]
    assert "[số điện thoại]" in field[: field.index("</textarea>")] and "0912 345 678" in page  # the original beside it
    assert "Đề nghị che" in page and "đã khai ở phần liên hệ" in page
    keys = re.findall(r'name="che" value="(question:\d+)"', page)
    assert keys
    none = browser.post(address(case), {"act": "mask", "expected": case.version}).content.decode()
    field = none[none.index('id="id_public_question"') :]
    assert "0912 345 678" in field[: field.index("</textarea>")]
    chosen = browser.post(address(case), {"act": "mask", "expected": case.version, "che": keys}).content.decode()
    field = chosen[chosen.index('id="id_public_question"') :]
    assert "0912 345 678" not in field[: field.index("</textarea>")]


def test_the_public_text_is_saved_only_when_confirmed_and_never_with_the_persons_contact(stage: Stage) -> None:
    case = stage.drafted()
    browser = stage.browser(stage.agencies.an)
    sent = said("prepare", case, stage)
    del sent["confirmed"]
    assert "đánh dấu xác nhận" in browser.post(address(case), sent).content.decode() and answers.prepared(case) is None
    leak = sent | {"confirmed": "1", "question": "Tôi là Nguyễn Thị Lúa, gọi 0912.345.678"}
    refused = browser.post(address(case), leak)
    assert refused.status_code == 409 and answers.prepared(case) is None
    assert "gọi 0912.345.678</textarea>" in refused.content.decode()  # what was typed is kept
    assert browser.post(address(case), sent | {"confirmed": "1"}).status_code == 302
    public = answers.prepared(case)
    assert public is not None and public.question == PUBLIC["question"] and not public.live


def test_of_two_who_prepare_the_public_text_the_second_is_told(stage: Stage) -> None:
    case = stage.drafted()
    first, second = (said("prepare", case, stage) | {"title": title} for title in ("Bản của An", "Bản của Chi"))
    assert stage.browser(stage.agencies.an).post(address(case), first).status_code == 302
    refused = stage.browser(stage.agencies.chi).post(address(case), second)
    assert refused.status_code == 409 and "Người khác vừa lưu bản công khai" in refused.content.decode()
    assert 'value="Bản của Chi"' in refused.content.decode()
    public = answers.prepared(case)
    assert public is not None and public.title == "Bản của An"


def test_without_consent_there_is_no_public_text_and_the_page_says_so(stage: Stage) -> None:
    case = stage.working(consents=frozenset({"handle"}))
    answering.draft(case.pk, text="Bà được hỗ trợ.", basis="", by=stage.agencies.an, at=timezone.now())
    case.refresh_from_db()
    page = stage.page(stage.agencies.an, case)
    assert 'id="id_public_title"' not in page and "người gửi không đồng ý" in page
    refused = stage.browser(stage.agencies.an).post(address(case), said("prepare", case, stage))
    assert refused.status_code == 409 and answers.prepared(case) is None


def test_the_reviewer_sees_both_texts_and_approves_exactly_these(stage: Stage) -> None:
    case = stage.in_review()
    page = stage.page(stage.agencies.dung, case)
    last, public = answering.latest(case), answers.prepared(case)
    assert last is not None and public is not None
    assert (
        f'name="digest" value="{last.digest}"' in page
        and f'name="public" value="{answers.public_digest(public)}"' in page
    )
    assert reverse("desk_case_preview", args=[case.code]) in page and "Bà được hỗ trợ giống theo quy định." in page
    preview = stage.browser(stage.agencies.dung).get(reverse("desk_case_preview", args=[case.code]))
    assert (
        preview["X-Frame-Options"] == "SAMEORIGIN"
        and "Ruộng bị ngập có được hỗ trợ giống lúa không?" in preview.content.decode()
    )
    browser = stage.browser(stage.agencies.dung)
    for wrong in ({"digest": "0" * 64}, {"public": "0" * 64}):
        refused = browser.post(address(case), said("answer", case, stage) | wrong)
        assert refused.status_code == 409 and "thay đổi sau khi bạn mở ra đọc" in refused.content.decode()
        assert (
            Case.objects.get(pk=case.pk).state == "review"
            and not case.events.filter(act__in=("answer", "publish")).exists()
        )
    assert browser.post(address(case), said("answer", case, stage)).status_code == 302
    assert list(CaseEvent.objects.filter(case=case).order_by("-number").values_list("act", flat=True)[:2]) == [
        "publish",
        "answer",
    ]


def test_an_answer_may_go_out_without_the_public_text(stage: Stage) -> None:
    case = stage.in_review()
    sent = said("answer", case, stage)
    del sent["publish"]
    assert stage.browser(stage.agencies.dung).post(address(case), sent).status_code == 302
    assert case.events.filter(act="answer").exists() and not case.events.filter(act="publish").exists()
    assert 'value="publish"' in stage.page(stage.agencies.dung, case)


def test_a_rejection_without_a_ground_and_a_merge_into_nothing_are_refused(stage: Stage) -> None:
    case = stage.working()
    dung, an = stage.browser(stage.agencies.dung), stage.browser(stage.agencies.an)
    no_ground = dung.post(address(case), said("reject", case, stage) | {"ground": ""})
    assert no_ground.status_code == 409 and "căn cứ pháp luật" in no_ground.content.decode()
    foreign = stage.working()
    acts.transfer(foreign.pk, to=stage.agencies.build, text="Việc xây dựng.", by=stage.agencies.an, at=timezone.now())
    for code in ("", "0000-0000", foreign.code):
        nowhere = an.post(address(case), said("merge", case, stage) | {"code": code})
        assert nowhere.status_code == 409 and "trong các hồ sơ bạn được xem" in nowhere.content.decode()
    twin = stage.working()
    assert an.post(address(case), said("merge", case, stage) | {"code": twin.code.lower()}).status_code == 302
    case.refresh_from_db()
    assert case.merged_into == twin and case.state == "merged"


def test_duplicates_elsewhere_are_counted_and_not_shown(stage: Stage) -> None:
    case, here, there = stage.working(), stage.working(), stage.working()
    acts.transfer(there.pk, to=stage.agencies.build, text="Việc xây dựng.", by=stage.agencies.an, at=timezone.now())
    page = stage.page(stage.agencies.an, case)
    assert here.code in page and there.code not in page and "1 hồ sơ cùng người gửi ở cơ quan khác" in page
    assert there.code in stage.page(stage.agencies.hanh, case)


def test_what_the_page_does_not_know_it_refuses(stage: Stage) -> None:
    case = stage.working()
    browser = stage.browser(stage.agencies.an)
    for sent in (
        {},
        {"act": "delete"},
        {"act": "file"},
        {"act": "note", "expected": "x", "text": "a"},
        {"act": "draft", "expected": ""},
    ):
        assert browser.post(address(case), sent).status_code == 409, sent
    assert case.events.count() == 3
    lower = browser.get(reverse("desk_case", args=[case.code.lower()]))
    assert lower.status_code == 302 and lower["Location"] == address(case)


def test_the_page_costs_the_same_queries_however_long_the_story(stage: Stage) -> None:
    case = stage.drafted()
    browser = stage.browser(stage.agencies.an)

    def cost() -> int:
        browser.get(address(case))
        with CaptureQueriesContext(connection) as seen:
            browser.get(address(case))
        return len(seen)

    before = cost()
    for number in range(4):
        acts.note(case.pk, text=f"Ghi chú {number}", by=stage.agencies.chi, at=timezone.now())
        answering.draft(case.pk, text=f"Bản {number}", basis="", by=stage.agencies.chi, at=timezone.now())
    assert cost() == before
    assert before <= 45, before


def test_a_reopened_case_shows_its_new_term(stage: Stage) -> None:
    case = stage.answered()
    sent = said("reopen", case, stage)
    assert stage.browser(stage.agencies.hanh).post(address(case), sent).status_code == 302
    case.refresh_from_db()
    assert case.state == "working" and case.due_at is not None and case.due_at > timezone.now() + timedelta(days=14)
    assert "Ngày mở lại, không tính" in words_of(stage.page(stage.agencies.an, case))
    assert sealing.writings_of(case)[case.version] == "Lời viết khi reopen."
