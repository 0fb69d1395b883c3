"""The office's pages: the board and its file, reminders from there, requests about personal data."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.desk.cases.tests.stage import LUA, Stage
from caunoi.ground.people.models import AuditEntry
from caunoi.inbound.cases import following, privacy, sealing
from caunoi.inbound.cases.models import Case, DataRequest

pytestmark = pytest.mark.django_db


def test_the_board_says_what_the_cases_say_and_holds_its_tongue_of_few(stage: Stage) -> None:
    for number in range(5):
        case = stage.answered()
        following.rate(case.pk, grade=1 + (number > 0) * 2, at=timezone.now())
    stage.working()
    late = stage.working(at=timezone.now() - timedelta(days=60))
    Case.objects.filter(pk=late.pk).update(agency=stage.agencies.build)
    office = stage.browser(stage.agencies.hanh)
    page = office.get(reverse("desk_agencies")).content.decode()
    assert (
        "100%" in page and "(5/5)" in page and "80%" in page and "dưới mẫu tối thiểu" in page and "dưới 5 hồ sơ" in page
    )
    table = office.get(reverse("desk_agencies"), {"csv": "1"})
    assert table["Content-Disposition"].startswith("attachment") and table.content.startswith("﻿".encode())
    rows = {row["Cơ quan"]: row for row in csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))}
    farm, build = rows[stage.agencies.farm.name], rows[stage.agencies.build.name]
    assert (farm["Tiếp nhận"], farm["Đã trả lời"], farm["Tỷ lệ đúng hạn (%)"], farm["Hài lòng (%)"]) == (
        "6",
        "5",
        "100",
        "80",
    )
    assert (build["Đang quá hạn"], build["Tỷ lệ đúng hạn (%)"], build["Trung vị (ngày)"]) == ("1", "", "")


@pytest.mark.parametrize(
    "query", [{"tu": "31/02/2026"}, {"tu": "hôm qua"}, {"tu": "01/02/2026", "den": "01/01/2026"}, {"tu": "01/01/2001"}]
)
def test_a_period_that_cannot_be_is_said_and_this_month_shown(stage: Stage, query: dict[str, str]) -> None:
    page = stage.browser(stage.agencies.hanh).get(reverse("desk_agencies"), query)
    assert page.status_code == 200 and 'class="cases-problem" role="alert"' in page.content.decode()


def test_the_office_reminds_and_reports_everything_late_at_an_agency(stage: Stage) -> None:
    late, fresh = stage.working(at=timezone.now() - timedelta(days=60)), stage.working()
    office = stage.browser(stage.agencies.hanh)
    for act in ("remind", "escalate"):
        page = office.post(reverse("desk_agencies"), {"act": act, "agency": stage.agencies.farm.pk})
        assert (
            page.status_code == 200 and late.code in page.content.decode() and fresh.code not in page.content.decode()
        )
        assert (
            late.events.filter(act=act, by=stage.agencies.hanh).count() == 1
            and not fresh.events.filter(act=act).exists()
        )
    nothing = office.post(reverse("desk_agencies"), {"act": "remind", "agency": stage.agencies.build.pk}, follow=True)
    assert "không có hồ sơ quá hạn" in nothing.content.decode()
    wrong = office.post(reverse("desk_agencies"), {"act": "reject", "agency": stage.agencies.farm.pk}, follow=True)
    assert "Chọn một việc" in wrong.content.decode() and not late.events.filter(act="reject").exists()


def one(stage: Stage, kind: str, text: str = "") -> DataRequest:
    return privacy.request(stage.answered(), kind, text=text, at=timezone.now())


def test_requests_wait_with_two_clocks_the_most_urgent_first(stage: Stage) -> None:
    deletion, access = one(stage, "delete"), one(stage, "access", "Tôi muốn xem.")
    page = stage.browser(stage.agencies.hanh).get(reverse("desk_data_requests")).content.decode()
    assert page.index(access.case.code) < page.index(deletion.case.code)
    assert page.count("cases-due--") == 4 and "Không có yêu cầu" not in page
    own = stage.browser(stage.agencies.hanh).get(reverse("desk_data_request", args=[access.pk])).content.decode()
    assert "Tôi muốn xem." in own and "0912345678" not in own and "ngày làm việc" in own


def test_a_contact_is_opened_on_record_and_corrected(stage: Stage) -> None:
    made = one(stage, "correct", "Số mới là 0987 654 321")
    office, page = stage.browser(stage.agencies.hanh), reverse("desk_data_request", args=[made.pk])
    assert LUA.phone not in office.get(page).content.decode()
    opened = office.post(page, {"act": "open"}).content.decode()
    assert (
        f'value="{LUA.phone}"' in opened
        and AuditEntry.objects.filter(act="case_looked", by=stage.agencies.hanh).count() == 1
    )
    fields = {"name": LUA.name, "phone": "0987654321", "email": LUA.email, "address": LUA.address}
    assert office.post(page, {"act": "correct", **fields}).status_code == 302
    assert sealing.contact_of(Case.objects.get(pk=made.case_id))["phone"] == "0987654321"
    again = office.post(page, {"act": "correct", **fields})
    assert again.status_code == 409 and "đã xử lý xong" in again.content.decode()


def test_deletion_is_refused_while_the_case_is_open_and_then_takes_the_person(stage: Stage) -> None:
    case = stage.working()
    made = privacy.request(case, "delete", at=timezone.now())
    office, page = stage.browser(stage.agencies.hanh), reverse("desk_data_request", args=[made.pk])
    refused = office.post(page, {"act": "settle", "outcome": "Đã xóa"})
    assert refused.status_code == 409 and 'value="Đã xóa"' in refused.content.decode()
    following.withdraw(case.pk, at=timezone.now())
    assert office.post(page, {"act": "settle", "outcome": ""}).status_code == 409
    assert office.post(page, {"act": "settle", "outcome": "Đã xóa"}).status_code == 302
    case.refresh_from_db()
    assert case.sealed_words == case.sealed_contact == "" and case.erased_at is not None
    settled = office.get(reverse("desk_data_requests")).content.decode()
    assert "Đã xóa" in settled and "Không có yêu cầu nào đang chờ" in settled


def test_the_copy_says_everything_and_taking_it_is_on_record(stage: Stage) -> None:
    made = one(stage, "access")
    copy = stage.browser(stage.agencies.hanh).post(reverse("desk_data_copy", args=[made.pk]))
    said = copy.json()
    assert said["Họ tên"] == LUA.name and said["Điện thoại"] == LUA.phone and said["Trả lời"]
    assert copy["Content-Disposition"] == f'attachment; filename="{made.case.code}.json"'
    assert (
        AuditEntry.objects.filter(act="case_exported", by=stage.agencies.hanh, subject=f"case:{made.case.code}").count()
        == 1
    )
