"""After filing: the receipt, the status page, what the sender may do, and their data."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caunoi.inbound.cases import acts, answering, opening, receipts
from caunoi.inbound.cases.models import Case, DataRequest
from caunoi.web.ask import pictures, tickets
from caunoi.web.ask.tests.citizen import FORM, PERSON, QUESTION, Citizen, fields, page, text
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db


def link(case: Case) -> str:
    return f"/theo-doi/?k={opening.follow_token(case)}"


def the_act(lua: Citizen, case: Case, act: str, **said: Any) -> Any:
    """The form of one act, found on the status page, filled in and sent."""
    shown = page(lua.get(link(case)))
    form = next(
        f for f in shown.xpath("//form[@action='/theo-doi/viec/']") if f.xpath(f".//input[@name='act'][@value='{act}']")
    )
    hidden = dict(form.form_values())
    return lua.post("/theo-doi/viec/", hidden | said)


@pytest.fixture
def ticket(lua: Citizen) -> str:
    sent = lua.sends(**PERSON)
    return str(sent["Location"])


def test_the_receipt_shows_code_secret_due_day_and_why(lua: Citizen, ticket: str) -> None:
    receipt = lua.get(ticket)
    case = Case.objects.get()
    said = text(receipt)
    assert (
        case.code in said
        and "15 ngày làm việc" in said
        and "Ngày nhận, không tính" in said
        and "lua@thu.example" in said
    )
    body = json.loads(case.receipt.body)
    assert body["article"] in said and body["due"] in said and body["commitment"] in said


def test_no_address_and_no_header_holds_the_secret(lua: Citizen, ticket: str) -> None:
    receipt = lua.get(ticket)
    secret = re.findall(r'class="code">([^<]+)', receipt.content.decode())[1]
    assert secret not in ticket and secret not in repr(receipt.headers)
    assert all(secret not in address for address in page(receipt).xpath("//@href | //@src | //@action"))
    case = Case.objects.get()
    door = lua.get("/theo-doi/")
    sent = lua.post("/theo-doi/", fields(door, "/theo-doi/") | {"code": case.code, "secret": secret})
    assert sent.status_code == 303 and secret not in sent["Location"]


def test_the_receipt_page_closes_after_half_an_hour_and_says_what_to_do(lua: Citizen) -> None:
    old = tickets.address("00" * 16, at=timezone.now() - tickets.LIVES - timedelta(seconds=1))
    for address in (
        old,
        "/theo-doi/bien-nhan/?b=x",
        "/theo-doi/bien-nhan/",
        "/theo-doi/bien-nhan/?b=" + "đ" * 50,
        "/theo-doi/bien-nhan.json?b=A",
    ):
        answer = lua.get(address)
        assert answer.status_code == 400 and "mã bí mật" in text(answer), address


def test_the_kept_file_is_genuine_and_one_changed_letter_is_found(lua: Citizen, ticket: str) -> None:
    kept = lua.get(ticket.replace("bien-nhan/", "bien-nhan.json"))
    assert kept["Content-Disposition"].startswith('attachment; filename="bien-nhan-')
    form = {"pasted": kept.content.decode()}
    assert "Biên nhận thật" in text(lua.post("/theo-doi/kiem-tra/", form)) and "Nội dung khớp" in text(
        lua.post("/theo-doi/kiem-tra/", form)
    )
    upload = SimpleUploadedFile("b.json", kept.content, "application/json")
    assert "Biên nhận thật" in text(lua.post("/theo-doi/kiem-tra/", {"file": upload}))
    other = text(lua.post("/theo-doi/kiem-tra/", form | {"title": QUESTION["title"], "text": QUESTION["text"] + "!"}))
    assert "Biên nhận thật" in other and "Nội dung không khớp" in other
    body = json.loads(kept.content)
    for name in ("due_on", "code", "received_at"):
        forged = body | {"bien_nhan": body["bien_nhan"] | {name: "2030-01-01"}}
        assert "đã bị sửa" in text(lua.post("/theo-doi/kiem-tra/", {"pasted": json.dumps(forged)}))
    stranger = receipts.key_from("another portal")
    theirs = body["bien_nhan"] | {"key": receipts.public_key(stranger)}
    foreign = {"bien_nhan": theirs, "chu_ky": receipts.sign(theirs, stranger)}
    assert "khóa khác" in text(lua.post("/theo-doi/kiem-tra/", {"pasted": json.dumps(foreign)}))


def test_the_receipt_holds_without_us_as_the_key_page_says(lua: Citizen, ticket: str) -> None:
    kept = json.loads(lua.get(ticket.replace("bien-nhan/", "bien-nhan.json")).content)
    key = lua.get("/theo-doi/khoa.txt").content.decode().split()[1]
    assert receipts.is_genuine(kept["bien_nhan"], kept["chu_ky"], key)
    assert receipts.says(kept["bien_nhan"], kept["muoi"], kept["noi_dung"], kept["tep"])


@pytest.mark.parametrize(
    "pasted",
    ["", "không phải", "[]", "{}", '{"bien_nhan": 1, "chu_ky": 2}', '{"bien_nhan": {"a": NaN}, "chu_ky": "đ"}', "[" * 100_000, '"' * 9,
     '{"bien_nhan": {"a": "\\ud800"}, "chu_ky": "AAAA"}', "x" * 400_000, '{"bien_nhan": {}, "chu_ky": ""}', "9" * 9999],
)  # fmt: skip
def test_what_is_no_receipt_is_called_none(lua: Citizen, pasted: str) -> None:
    answer = lua.post("/theo-doi/kiem-tra/", {"pasted": pasted})
    assert answer.status_code in (200, 422) and re.search("không phải tệp biên nhận|Không phải biên nhận", text(answer))


def test_the_qr_code_opens_the_status_page_and_is_made_for_nobody_else(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.filed().case
    token = opening.follow_token(case)
    picture = lua.get("/theo-doi/qr.svg", k=token)
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.decode() == pictures.qr(
        pictures.follow_address(token)
    )
    assert pictures.follow_address(token) == f"{settings.BASE_URL}/theo-doi/?k={token}"
    assert lua.get("/theo-doi/qr.svg", k="https://mua.example").status_code == 400


@pytest.mark.parametrize(
    ("code", "secret"),
    [("", ""), ("0000-0000", "AAAAA-AAAAA"), ("' OR 1=1", "{{7}}"), ("x" * 9999, "\x00"), ("７K2Q", "đ")],
)
def test_a_wrong_code_or_secret_opens_nothing_and_says_so(
    lua: Citizen, agencies: Agencies, code: str, secret: str
) -> None:
    agencies.filed()
    answer = lua.follows(code, secret)
    assert answer.status_code == 422 and "Không có hồ sơ với mã" in text(answer)


def test_guessing_is_slowed_down(lua: Citizen, agencies: Agencies) -> None:
    filed = agencies.filed()
    for _ in range(5):
        lua.follows(filed.case.code, "AAAAA-AAAAA")
    assert "gửi lại sau" in text(lua.follows(filed.case.code, filed.secret)), "the right one waits as well"


@pytest.mark.parametrize("token", ["x", "a:b:c", "đ", "x" * 5000, "WyJhIl0:1:2"])
@pytest.mark.parametrize("where", ["/theo-doi/", "/theo-doi/du-lieu/", "/theo-doi/du-lieu.json", "/theo-doi/qr.svg"])
def test_a_link_that_is_not_ours_opens_nothing(lua: Citizen, where: str, token: str) -> None:
    answer = lua.get(where, k=token)
    assert answer.status_code == 400 and "Nhập mã hồ sơ" in text(answer)


def test_the_status_page_tells_who_has_it_since_when_and_until_when_day_by_day(
    lua: Citizen, agencies: Agencies
) -> None:
    case = agencies.working()
    said = text(lua.get(link(case)))
    for words in (
        case.code,
        agencies.farm.name,
        "Đang xử lý",
        "Cổng đã tiếp nhận",
        "Đã chuyển đến",
        "đã nhận xử lý",
        "Còn 15 ngày làm việc",
    ):
        assert words in said, words
    assert "Phan Thị An" not in said, "clerks are not named"


def test_a_reply_with_a_file_sets_the_clock_going_again_and_is_sent_once(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.working()
    acts.ask(case.pk, text="Xin cho biết số thửa.", by=agencies.an, at=timezone.now())
    waiting = text(lua.get(link(case)))
    assert "Xin cho biết số thửa." in waiting and "Tạm dừng" in waiting
    shown = page(lua.get(link(case)))
    hidden = dict(shown.xpath("//form[@id='viec-reply']")[0].form_values())
    said = hidden | {"text": "Thửa 12", "files": SimpleUploadedFile("thua.txt", "Thửa 12".encode(), "text/plain")}
    assert lua.post("/theo-doi/viec/", said).status_code == 303
    assert lua.post("/theo-doi/viec/", hidden | {"text": "Thửa 12"}).status_code == 303, (
        "sent twice, it is there already"
    )
    case.refresh_from_db()
    assert case.state == "working" and case.events.filter(act="reply").count() == 1 and case.attachments.count() == 1
    assert "Thửa 12" in text(lua.get(link(case)))


def test_an_empty_reply_is_refused_and_what_was_typed_stays(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.working()
    acts.ask(case.pk, text="Xin cho biết số thửa.", by=agencies.an, at=timezone.now())
    assert "Viết nội dung bổ sung" in text(the_act(lua, case, "reply", text=" "))
    bad = the_act(lua, case, "reply", text="Thửa 12", files=SimpleUploadedFile("x.exe", b"MZ" + b"\0" * 99))
    assert bad.status_code == 422 and "x.exe" in text(bad) and "Thửa 12" in bad.content.decode()


def test_an_answer_is_read_rated_and_asked_again(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.in_review(public=False)
    last = answering.latest(case)
    assert last is not None
    answering.answer(case.pk, digest=last.digest, by=agencies.dung, at=timezone.now())
    assert "Bà được hỗ trợ giống theo quy định." in text(lua.get(link(case)))
    assert the_act(lua, case, "rate", grade="1").status_code == 303
    case.refresh_from_db()
    assert case.rating == 1 and "Bạn đã đánh giá: Chưa hài lòng" in text(lua.get(link(case)))
    assert "Cho biết điểm nào" in text(the_act(lua, case, "reopen", text=""))
    assert the_act(lua, case, "reopen", text="Chưa nói bao nhiêu ký.").status_code == 303
    case.refresh_from_db()
    assert case.state == "working"


@pytest.mark.parametrize("grade", ["", "0", "4", "-1", "x", "9" * 40])
def test_there_are_three_grades_and_no_other(lua: Citizen, agencies: Agencies, grade: str) -> None:
    case = agencies.in_review(public=False)
    last = answering.latest(case)
    assert last is not None
    answering.answer(case.pk, digest=last.digest, by=agencies.dung, at=timezone.now())
    answer = the_act(lua, case, "rate", grade=grade)
    assert answer.status_code == 422 and "Chọn một trong ba mức" in text(answer)


def test_a_case_is_withdrawn_only_on_purpose(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.filed().case
    assert "Đánh dấu ô xác nhận" in text(the_act(lua, case, "withdraw"))
    assert the_act(lua, case, "withdraw", sure="1").status_code == 303
    case.refresh_from_db()
    assert case.state == "withdrawn" and "Người gửi đã rút" in text(lua.get(link(case)))


@pytest.mark.parametrize("act", ["answer", "route", "", "file", "../x", "note"])
def test_nothing_else_can_be_done_from_there(lua: Citizen, agencies: Agencies, act: str) -> None:
    case = agencies.working()
    answer = lua.post("/theo-doi/viec/", {"k": opening.follow_token(case), "act": act, "version": str(case.version)})
    assert answer.status_code == 422 and "Chọn một việc" in text(answer)
    case.refresh_from_db()
    assert case.state == "working"


def test_who_was_overtaken_is_told_and_loses_nothing(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.working()
    acts.ask(case.pk, text="Xin cho biết số thửa.", by=agencies.an, at=timezone.now())
    answer = the_act(lua, case, "reply", text="Thửa 12", version="1")
    assert answer.status_code == 422 and "vừa thay đổi" in text(answer) and "Thửa 12" in answer.content.decode()


def test_everything_kept_can_be_seen_and_taken_along(lua: Citizen, agencies: Agencies) -> None:
    case = agencies.filed().case
    token = opening.follow_token(case)
    said = text(lua.get("/theo-doi/du-lieu/", k=token))
    kept = json.loads(lua.get("/theo-doi/du-lieu.json", k=token).content)
    for words in ("Nguyễn Thị Lúa", "0912345678", "lua@thu.example"):
        assert words in said and words in json.dumps(kept, ensure_ascii=False)


def test_correction_deletion_and_withdrawn_consent_are_asked_for_with_their_due_days(
    lua: Citizen, agencies: Agencies
) -> None:
    case = agencies.filed().case
    token = opening.follow_token(case)
    where = "/theo-doi/du-lieu/"
    assert "Viết rõ điều gì cần sửa" in text(lua.post(where, {"k": token, "kind": "correct", "text": ""}))
    for kind in ("correct", "delete", "withdraw"):
        assert lua.post(where, {"k": token, "kind": kind, "text": "Tên tôi là Lụa"}).status_code == 303
    assert DataRequest.objects.filter(case=case).count() == 3
    case.refresh_from_db()
    assert not case.may_publish
    said = text(lua.get(where, k=token))
    assert "Phản hồi đầu tiên chậm nhất" in said
    assert "đã gửi yêu cầu này rồi" in text(lua.post(where, {"k": token, "kind": "delete"}))
    assert "Chọn việc cần làm" in text(lua.post(where, {"k": token, "kind": "'; --"}))


def test_the_status_page_costs_the_same_queries_however_long_the_story(lua: Citizen, agencies: Agencies) -> None:
    short, long = agencies.working(), agencies.working()
    for number in range(3):
        acts.ask(long.pk, text=f"Câu {number}", by=agencies.an, at=timezone.now())
        the_act(lua, long, "reply", text=f"Trả lời {number}")
    counts = []
    for case in (short, long):
        with CaptureQueriesContext(connection) as asked:
            lua.get(link(case))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12, counts


def test_a_post_where_only_reading_is_done_is_told_so(lua: Citizen) -> None:
    for path in ("/theo-doi/viec/", "/theo-doi/bien-nhan/", "/tra-cuu/ngay-nghi/"):
        answer = lua.get(path) if "viec" in path else lua.post(path, {})
        assert answer.status_code == 405 and "chỉ dùng từ biểu mẫu" in text(answer)
    assert lua.get(FORM).status_code == 200
