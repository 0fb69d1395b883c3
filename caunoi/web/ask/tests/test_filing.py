"""The form as people use it and as they misuse it: nothing is lost, nothing is filed twice, nothing half."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from caunoi.inbound.cases import sealing
from caunoi.inbound.cases.models import Attachment, Case, Consent
from caunoi.inbound.doors import tokens
from caunoi.inbound.uploads.quarantine import StoredFile
from caunoi.inbound.uploads.scanning import Scan
from caunoi.inbound.uploads.serving import download_response
from caunoi.web.ask.tests.citizen import FORM, PERSON, QUESTION, Citizen, fields, page, text
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
NOTE = b"Danh s\xc3\xa1ch c\xc3\xa1c h\xe1\xbb\x99 b\xe1\xbb\x8b ng\xe1\xba\xadp\n"
COMPLAINT = (
    "Tôi khiếu nại Quyết định số 45/QĐ-UBND về việc thu hồi đất của gia đình tôi, đề nghị hủy bỏ quyết định này."
)


def note(name: str = "danh-sach.txt", data: bytes = NOTE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


def test_a_question_is_filed_in_two_steps_without_a_line_of_script(lua: Citizen) -> None:
    code, secret = lua.files(**PERSON, where="", agency="")
    case = Case.objects.get(code=code)
    assert sealing.words_of(case)["title"] == QUESTION["title"] and sealing.contact_of(case)["phone"] == "0912345678"
    assert {c.purpose for c in Consent.objects.filter(case=case, given=True)} == {"handle"}
    assert case.unproved, "no work was done for this token: a person looks at it first"
    assert QUESTION["title"] in text(lua.follows(code, secret))


def test_a_question_may_be_asked_by_nobody(lua: Citizen) -> None:
    code, _ = lua.files()
    assert Case.objects.get(code=code).sealed_contact == ""


def test_no_consent_is_ticked_beforehand(lua: Citizen) -> None:
    assert not page(lua.get(FORM)).xpath("//input[@name='consent'][@checked]")
    assert not page(lua.reviews(**PERSON | {"consent": []})).xpath("//input[@name='consent'][@checked]")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"kind": ""}, "kind", "Chọn một loại"),
        ({"kind": "complaint"}, "kind", "Chọn một loại"),
        ({"title": " \u200b\u00a0 "}, "title", "Viết tiêu đề"),
        ({"title": "a" * 201}, "title", "rút xuống còn tối đa 200"),
        ({"text": "ngắn"}, "text", "ít nhất 10 ký tự"),
        ({"text": "dài " * 250_000}, "text", "rút xuống còn tối đa 20.000"),
        ({"phone": "gọi tôi", "consent": ["handle"]}, "phone", "Số điện thoại chưa đúng"),
        ({"email": "tôi@", "consent": ["handle"]}, "email", "thư điện tử chưa đúng"),
        ({"name": "Lúa"}, "handle", "Cần sự đồng ý này"),
        ({"kind": "petition"}, "name", "cần họ tên người gửi"),
        ({"kind": "petition", "name": "Lúa", "consent": ["handle"]}, "phone", "số điện thoại hoặc thư điện tử"),
        ({"agency": "999999"}, "agency", "Chọn một cơ quan"),
        ({"where": "x" * 121}, "where", "dài quá 120"),
        ({"address": "x" * 301}, "address", "dài quá 300"),
        ({"trang_web": "https://mua.example"}, "trang_web", "chặn máy gửi tự động"),
    ],
)
def test_what_is_wrong_is_said_on_top_and_at_its_field_and_nothing_typed_is_lost(
    lua: Citizen, changes: dict[str, Any], field: str, said: str
) -> None:
    answer = lua.reviews(**changes)
    shown = page(answer)
    assert answer.status_code == 422 and "Chưa gửi được" in shown.xpath("string(//title)")
    link = shown.xpath(f"//div[@role='alert']//a[contains(., '{said}')]")[0]
    assert shown.xpath(f"//*[@id='{link.get('href').removeprefix('#')}']"), "the summary leads to the field"
    errors = shown.xpath(f"//*[@id='{field}-error'][contains(., '{said}')]")
    assert (errors and shown.xpath(f"//*[contains(@aria-describedby, '{field}-error')]")) or field == "trang_web"
    kept = fields(answer)
    for name, value in (QUESTION | changes).items():
        if name not in ("agency", "consent", "kind", "title"):
            assert kept[name] == value.strip(), name
    assert Case.objects.count() == 0


def test_text_is_kept_composed_and_without_what_cannot_be_seen(lua: Citizen) -> None:
    decomposed = "Hỗ trợ gio\u0302\u0301ng lu\u0301a\u200b\x00"
    code, _ = lua.files(title=decomposed)
    assert sealing.words_of(Case.objects.get(code=code))["title"] == "Hỗ trợ giống lúa"


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 7*7 }}{% include 'base.html' %}",
        "'; DROP TABLE cases_case; --",
        "<script>alert(1)</script>",
        "%s%n\\u0000",
        "${jndi:x}",
    ],
)
def test_code_is_text(lua: Citizen, hostile: str) -> None:
    code, secret = lua.files(title=hostile, text=hostile + " xin cho biết", address=hostile)
    status = lua.follows(code, secret)
    assert page(status).xpath("//dd[contains(., $t)]", t=hostile)
    assert b"<script>alert" not in status.content


def test_ten_thousand_values_and_too_many_bytes_are_answered_in_vietnamese(lua: Citizen) -> None:
    many = lua.post(FORM, lua.writes() | {"consent": ["handle"] * 10_000})
    assert many.status_code == 400 and "rút ngắn" in text(many)
    heavy = lua.client.post(FORM, "text=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded")
    assert heavy.status_code == 413 and "rút ngắn" in text(heavy)
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "application/json", "text/plain; charset=utf-7"]
)
def test_a_body_that_is_no_form_is_answered_in_vietnamese(lua: Citizen, kind: str) -> None:
    answer = lua.client.generic("POST", FORM, b"--x\r\n\xff\xfe{", content_type=kind)
    assert answer.status_code in (400, 422) and re.search("đọc được|Chưa gửi được", text(answer))


def test_a_form_filed_twice_is_one_case_with_one_receipt(lua: Citizen) -> None:
    review = lua.reviews()
    form = fields(review) | {"step": "send"}
    first, second = lua.post(FORM, form), lua.post(FORM, form | {"title": "Sửa sau khi gửi"})
    assert (first.status_code, second.status_code, Case.objects.count()) == (303, 303, 1)
    receipts = [
        re.findall(r'class="code">([^<]+)', lua.get(one["Location"]).content.decode()) for one in (first, second)
    ]
    assert receipts[0] == receipts[1]
    assert lua.post(FORM, form | {"step": "review"}).status_code == 303, "back and review shows the receipt again"


def test_a_form_left_open_too_long_is_renewed_with_everything_in_it(lua: Citizen) -> None:
    old = tokens.issue(timezone.now() - timedelta(hours=25))
    form = lua.writes(token=old, **PERSON)
    kept = lua.post(FORM, form | {"files": note()})
    assert "Nội dung bạn viết vẫn còn nguyên" in text(kept) and Case.objects.count() == 0
    again = fields(kept)
    assert again["title"] == QUESTION["title"] and again["token"] != old and "danh-sach.txt" in text(kept)
    review = lua.post(FORM, again | {"step": "review"})
    assert lua.post(FORM, fields(review) | {"step": "send"}).status_code == 303
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "đ" * 43, "A" * 10_000])
def test_a_token_that_is_not_ours_files_nothing_and_loses_nothing(lua: Citizen, token: str) -> None:
    answer = lua.post(FORM, lua.writes(token=token) | {"step": "send"})
    assert "vẫn còn nguyên" in text(answer) and fields(answer)["title"] == QUESTION["title"]
    assert Case.objects.count() == 0


def test_files_are_uploaded_once_and_survive_errors_and_the_review(lua: Citizen) -> None:
    wrong = lua.post(FORM, lua.writes(text="") | {"step": "review", "files": note()})
    assert wrong.status_code == 422 and "danh-sach.txt" in text(wrong)
    review = lua.post(FORM, fields(wrong) | {"text": QUESTION["text"], "step": "review"})
    assert "danh-sach.txt" in text(review)
    assert lua.post(FORM, fields(review) | {"step": "send"}).status_code == 303
    one = Attachment.objects.get()
    assert sealing.name_of(one.case, one) == "danh-sach.txt"


def test_a_file_can_be_dropped_again(lua: Citizen) -> None:
    form = lua.post(FORM, lua.writes() | {"step": "edit", "files": note()})
    stored = page(form).xpath("//input[@name='drop']/@value")
    review = lua.post(FORM, fields(form) | {"drop": stored, "step": "review"})
    assert "danh-sach.txt" not in text(review)


def test_a_file_we_do_not_take_is_named_and_the_others_stay(lua: Citizen) -> None:
    form = lua.post(FORM, lua.writes() | {"step": "edit", "files": note()})
    answer = lua.post(
        FORM, fields(form) | {"step": "review", "files": note("tro-choi.exe", b"MZ\x90\x00" + b"\0" * 100)}
    )
    said = text(answer)
    assert answer.status_code == 422 and "tro-choi.exe" in said and "danh-sach.txt" in said


def test_the_files_of_one_form_cannot_be_sent_with_another(lua: Citizen) -> None:
    form = lua.post(FORM, lua.writes() | {"step": "edit", "files": note()})
    stolen = fields(form)["kept"]
    assert "danh-sach.txt" not in text(lua.reviews(kept=stolen))
    for broken in (stolen[:-2], "x", "x" * 100_000):
        assert "danh-sach.txt" not in text(lua.reviews(kept=broken))


def test_a_complaint_is_not_filed_before_its_sender_has_chosen(lua: Citizen, agencies: Agencies) -> None:
    review = lua.reviews(text=COMPLAINT)
    assert "có thể là khiếu nại" in text(review)
    unsaid = lua.post(FORM, fields(review) | {"step": "send"})
    assert unsaid.status_code == 422 and Case.objects.count() == 0
    assert lua.post(FORM, fields(unsaid) | {"step": "send", "complaint": "chuyen"}).status_code == 303
    case = Case.objects.get()
    assert (case.kind, case.agency) == ("complaint", agencies.reception)


def test_the_page_and_filing_judge_by_the_same_words(lua: Citizen) -> None:
    """The words of a place may say what the text does not: "gần trụ sở tiếp dân, nơi nhận đơn khiếu nại"."""
    review = lua.reviews(address=COMPLAINT)
    assert "có thể là khiếu nại" not in text(review)
    assert lua.post(FORM, fields(review) | {"step": "send"}).status_code == 303
    assert Case.objects.get().kind == "question"


def test_whoever_says_it_is_no_complaint_is_believed_and_it_is_flagged(lua: Citizen) -> None:
    review = lua.reviews(text=COMPLAINT)
    lua.post(FORM, fields(review) | {"step": "send", "complaint": "khong"})
    case = Case.objects.get()
    assert case.kind == "question" and "khieu-nai-to-cao" in case.flagged


def test_an_agency_is_proposed_with_the_words_that_led_to_it_and_never_chosen(lua: Citizen, agencies: Agencies) -> None:
    review = lua.reviews()
    assert agencies.farm.name in text(review) and "vì có:" in text(review)
    assert page(review).xpath("//input[@name='agency'][@checked]/@value") == [""]
    lua.post(FORM, fields(review) | {"step": "send", "agency": str(agencies.farm.pk)})
    assert Case.objects.get().suggested_agency == agencies.farm


def test_too_many_forms_from_one_address_are_told_when_to_come_back(lua: Citizen) -> None:
    for _ in range(5):
        lua.files()
    answer = lua.sends()
    assert "gửi lại sau" in text(answer) and fields(answer)["title"] == QUESTION["title"]
    assert Case.objects.count() == 5
    lua.address = "192.0.2.11"
    lua.files()


def test_pages_set_no_cookie_are_kept_by_nobody_and_carry_the_public_headers(lua: Citizen) -> None:
    code, secret = lua.files()
    for answer in (
        lua.get(FORM),
        lua.reviews(),
        lua.follows(code, secret),
        lua.get("/theo-doi/"),
        lua.get("/tra-cuu/"),
    ):
        assert not answer.cookies and answer["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer["Content-Security-Policy"] and answer["Referrer-Policy"] == "same-origin"


def test_search_engines_find_the_empty_form_and_nothing_of_any_person(lua: Citizen) -> None:
    code, secret = lua.files()
    everyones = (lua.get(FORM), lua.get("/theo-doi/"), lua.get("/tra-cuu/"), lua.get("/tra-cuu/ngay-nghi/"))
    assert {answer["X-Robots-Tag"] for answer in everyones} == {"all"}
    ones = (lua.reviews(), lua.follows(code, secret), lua.get(FORM + "?kind=petition"), lua.get("/theo-doi/?k=x"))
    assert {answer["X-Robots-Tag"] for answer in ones} == {"noindex, nofollow"}


def test_the_form_costs_the_same_few_queries_whatever_is_in_it(lua: Citizen) -> None:
    lua.reviews()
    counts = []
    for changes in ({}, PERSON | {"where": "Không Có Nơi Này", "text": "Đất đai, xây dựng, y tế. " * 200}):
        form = lua.writes(**changes) | {"step": "review"}
        with CaptureQueriesContext(connection) as asked:
            lua.post(FORM, form)
        counts.append(len(asked))
    assert max(counts) <= 14 and max(counts) - min(counts) <= 2, counts


words = st.text(max_size=60) | st.sampled_from(["question", "petition", "\x00", "9" * 30, "-1", "{{x}}", "handle"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=st.dictionaries(
        st.sampled_from(["kind", "title", "text", "where", "place", "address", "agency", "name", "phone", "email", "home", "consent", "step",
                         "token", "kept", "drop", "complaint", "proof"]), words, max_size=12,
    )
)  # fmt: skip
def test_whatever_comes_is_answered_in_vietnamese(lua: Citizen, form: dict[str, str]) -> None:
    sent = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
    answer = lua.post(FORM, sent)
    assert answer.status_code in (200, 303, 400, 422)
    assert answer.status_code == 303 or page(answer).get("lang") == "vi"


def test_a_photograph_is_receipted_as_it_was_sent_and_handed_to_staff_as_it_is_kept(lua: Citizen) -> None:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "#226644").save(data, "JPEG")
    form = lua.post(FORM, lua.writes() | {"step": "review", "files": note("ruong.jpg", data.getvalue())})
    lua.post(FORM, fields(form) | {"step": "send"})
    one = Attachment.objects.get()
    assert one.sha256 == hashlib.sha256(data.getvalue()).hexdigest() != one.kept_sha256
    kept = StoredFile(one.stored, one.kept_sha256, one.size, one.media_type, Scan.OFF)
    assert download_response(kept, "ruong.jpg").content.startswith(b"\xff\xd8\xff")
