"""Every role, every act, at the agency that has the case and at another: through HTTP, the forbidden beside the allowed.

The table here is written by hand and read by nobody but this file: it says what the law and the brief of each role say, not what the code does.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from caunoi.desk.cases.tests.stage import BEFORE, Stage, address, said
from caunoi.ground.people.actions import appoint, end_post
from caunoi.ground.people.models import AuditEntry, User
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import privacy, sealing
from caunoi.inbound.cases.models import Attachment, Case, DataRequest
from caunoi.inbound.cases.rules import ACTS
from caunoi.inbound.uploads import quarantine

pytestmark = pytest.mark.django_db

# Act → who may, of the people who work for the agency that has the case, and of the office. All others: nobody.
MAY = {
    "route": "office",
    "take_up": "clerk",
    "return": "clerk reviewer",
    "transfer": "clerk reviewer office",
    "assign": "clerk reviewer",
    "ask": "clerk",
    "extend": "clerk reviewer",
    "draft": "clerk",
    "prepare": "clerk",
    "submit": "clerk",
    "send_back": "reviewer",
    "answer": "reviewer",
    "publish": "reviewer",
    "unpublish": "reviewer office",
    "merge": "clerk office",
    "reject": "reviewer office",
    "redirect": "clerk reviewer office",
    "note": "clerk reviewer office",
    "remind": "office",
    "escalate": "office",
    "classify": "clerk office",
    "reopen": "office",
}
SEE = {"clerk", "reviewer", "office", "auditor"}
LOOK = {"clerk", "reviewer", "office"}


def people(stage: Stage) -> dict[str, User]:
    """Everybody there is, by role; of clerks and reviewers also those of another agency, and one whose post names no agency."""
    return {
        "clerk": stage.agencies.chi,
        "reviewer": stage.agencies.dung,
        "office": stage.agencies.hanh,
        "auditor": stage.province.son,
        "clerk elsewhere": stage.agencies.em,
        "reviewer elsewhere": stage.agencies.giang,
        "clerk of nowhere": stage.hired("khong-co-quan", "clerk"),
        "reporter": stage.province.mai,
        "editor": stage.province.binh,
        "approver": stage.province.duyen,
        "technician": stage.province.ky,
        "administrator": stage.hired("quan-tri", "administrator"),
    }


def traces(case: Case) -> tuple[int, int, int, str]:
    """What an act would leave behind: events, drafts, versions of the public text."""
    public = answers.prepared(case)
    return (
        case.events.count(),
        case.answers.count(),
        public.revisions.count() if public else 0,
        Case.objects.get(pk=case.pk).state,
    )


def turned_away(role: str, *, at_an_agency: bool) -> int:
    """Told why on the page (409), as if there were no such case (404), or led back to the first page (302)."""
    if role in ("office", "auditor") or (role in SEE and at_an_agency):
        return 409
    return 404 if role in ("clerk", "reviewer", "clerk elsewhere", "reviewer elsewhere") else 302


@pytest.mark.parametrize("act", MAY)
def test_an_act_is_done_by_whom_it_is_for_and_by_nobody_else(stage: Stage, act: str) -> None:
    case = BEFORE[act](stage)
    twin = stage.working()
    for role, user in people(stage).items():
        before = traces(case)
        with transaction.atomic():
            answer = stage.browser(user).post(address(case), said(act, case, stage, twin))
            after = traces(case)
            last = case.events.order_by("-number").select_related("by").first()
            transaction.set_rollback(True)
        if role in MAY[act].split():
            assert answer.status_code == 302, (role, answer.content.decode()[-3000:])
            assert after != before, role
            assert last is not None and (act == "prepare" or (last.act in (act, "publish") and last.by == user)), role
        else:
            assert after == before, role
            assert answer.status_code == turned_away(role, at_an_agency=case.agency_id is not None), role


def test_a_case_is_seen_by_its_agency_the_office_and_the_auditor(stage: Stage) -> None:
    case = stage.in_review()
    for role, user in people(stage).items():
        page = stage.browser(user).get(address(case))
        preview = stage.browser(user).get(reverse("desk_case_preview", args=[case.code]))
        rows = stage.browser(user).get(reverse("desk_cases"))
        if role in SEE:
            assert (page.status_code, preview.status_code) == (200, 200), role
            assert case.code in rows.content.decode(), role
        else:
            assert page.status_code == preview.status_code == (404 if "elsewhere" in role else 302), role
            assert case.code not in rows.content.decode(), role


def test_the_contact_is_shown_to_whom_it_may_be_and_every_look_is_on_record(stage: Stage) -> None:
    case = stage.working()
    for role, user in people(stage).items():
        shown = stage.browser(user).post(address(case), {"act": "look"})
        looks = AuditEntry.objects.filter(act="case_looked", by=user, subject=f"case:{case.code}").count()
        words = shown.content.decode()
        assert ("0912345678" in words, looks) == ((True, 1) if role in LOOK else (False, 0)), role
        assert "nguyen.thi.lua@" not in stage.browser(user).get(address(case)).content.decode(), role


def test_a_file_is_taken_away_by_whom_it_may_be_and_on_record(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    case = stage.working()
    monkeypatch.setattr(quarantine, "read", lambda name: b"%PDF-1.4 mau")
    kept = Attachment.objects.create(
        case=case, stored="a" * 32, sealed_name=sealing.seal_name(case.code, "a" * 32, "Đơn của tôi.pdf"), media_type="application/pdf",
        size=12, sha256="0" * 64, kept_sha256=hashlib.sha256(b"%PDF-1.4 mau").hexdigest(), scanned="clean",
    )  # fmt: skip
    for role, user in people(stage).items():
        got = stage.browser(user).get(reverse("desk_case_file", args=[case.code, kept.pk]))
        reads = AuditEntry.objects.filter(act="case_file_read", by=user).count()
        if role in LOOK:
            assert (got.status_code, got.content, reads) == (200, b"%PDF-1.4 mau", 1), role
            assert got["Content-Disposition"].startswith("attachment") and got["Content-Security-Policy"].startswith(
                "sandbox"
            )
            assert "Đơn của tôi.pdf" in stage.page(user, case)
        else:
            assert (got.status_code in (302, 404), reads) == (True, 0), role
            assert "Đơn của tôi" not in stage.page(user, case)


@pytest.mark.parametrize(
    ("name", "may"), [("desk_agencies", {"office", "auditor"}), ("desk_data_requests", {"office"}), ("desk_cases", SEE)]
)
def test_pages_are_for_whom_they_are(stage: Stage, name: str, may: set[str]) -> None:
    for role, user in people(stage).items():
        got = stage.browser(user).get(reverse(name)).status_code
        allowed = role in may or (name == "desk_cases" and "elsewhere" in role)
        assert got == (200 if allowed else 302), role


def test_only_the_office_reminds_from_the_board_and_settles_requests(stage: Stage) -> None:
    case = stage.working(at=timezone.now() - timedelta(days=60))
    made = privacy.request(case, "access", at=timezone.now())
    for role, user in people(stage).items():
        with transaction.atomic():
            browser = stage.browser(user)
            browser.post(reverse("desk_agencies"), {"act": "remind", "agency": stage.agencies.farm.pk})
            browser.post(reverse("desk_data_request", args=[made.pk]), {"act": "settle", "outcome": "Đã gửi bản sao"})
            copy = browser.post(reverse("desk_data_copy", args=[made.pk]))
            reminded = case.events.filter(act="remind").exists()
            settled = DataRequest.objects.get(pk=made.pk).done_at is not None
            transaction.set_rollback(True)
        office = role == "office"
        assert (reminded, settled, b"0912345678" in copy.content) == (office, office, office), role


def test_who_wrote_a_character_does_not_approve_it_even_as_reviewer(stage: Stage) -> None:
    case = stage.in_review()
    appoint(
        stage.agencies.an,
        role="reviewer",
        organisation=stage.agencies.farm,
        from_on=date(2015, 1, 1),
        by=None,
        at=timezone.now(),
    )
    page = stage.page(stage.agencies.an, case)
    assert 'value="answer"' not in page and "dù chỉ một ký tự" in page
    refused = stage.browser(stage.agencies.an).post(address(case), said("answer", case, stage))
    assert refused.status_code == 409 and not case.events.filter(act="answer").exists()
    assert 'value="answer"' in stage.page(stage.agencies.dung, case)


def test_a_right_ends_with_the_post(stage: Stage) -> None:
    case = stage.working()
    yesterday = timezone.localdate() - timedelta(days=1)
    end_post(stage.agencies.an.posts.get(), until_on=yesterday, by=None, at=timezone.now())
    assert stage.browser(stage.agencies.an).get(address(case)).status_code == 302
    assert stage.browser(stage.agencies.chi).get(address(case)).status_code == 200


def test_the_matrix_names_every_act_that_staff_have() -> None:
    citizens = {"file", "reply", "rate", "withdraw"}
    assert set(MAY) - {"prepare"} == set(ACTS) - citizens
