"""Standing pages, channels and outages at the desk: who may write them, and what the writer is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from caunoi.ground.deadlines.actions import load_terms
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import User
from caunoi.outbound.channels.models import Channel
from caunoi.outbound.outages.models import Outage
from caunoi.outbound.standing_pages.models import StandingPage
from tests.province import Province


@pytest.fixture(autouse=True)
def _one_factor(settings: Any, tmp_path: Any) -> None:
    settings.DEMO = True
    settings.DATA = tmp_path


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="caunoi.ground.people.backends.PostBackend")
    return client


def address(model: type[Model], view: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)  # type: ignore[attr-defined]


def sent(user: User, model: type[Model], **fields: Any) -> Any:
    """A new record from the form; "Lưu nháp"."""
    data = nested_form_data(fields | {"go_live_at": "", "expire_at": ""})
    return signed_in(user).post(address(model, "add"), data, follow=True)


PAGE: dict[str, Any] = {
    "title": "Quyền riêng tư", "lead": "Cổng giữ gì của bạn.", "slug": "quyen-rieng-tu", "group": "terms", "order": "1",
    "updated_on": "2026-11-20", "body": streamfield([("heading", "Giữ gì"), ("text", rich_text("<p>Ít nhất có thể.</p>"))]),
}  # fmt: skip


def outage(days: int) -> dict[str, Any]:
    begin = timezone.localtime() + timedelta(days=days)
    return {
        "title": "Thay máy chủ", "reason": "Máy cũ.", "affected": "Gửi câu hỏi", "unforeseen": "",
        "from_at": begin.strftime("%Y-%m-%d %H:%M"), "until_at": (begin + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M"),
        "meanwhile": rich_text("<p>Gọi điện.</p>"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("mai", ()),
        ("binh", (StandingPage, Channel, Outage)),
        ("ky", (Outage,)),
        ("duyen", ()),
        ("son", ()),
    ],
)
def test_editors_write_all_three_and_the_technician_outages(
    province: Province, who: str, may: tuple[type[Model], ...]
) -> None:
    browser = signed_in(getattr(province, who))
    opened = [
        model for model in (StandingPage, Channel, Outage) if browser.get(address(model, "add")).status_code == 200
    ]
    assert tuple(opened) == may


def test_a_page_goes_from_the_form_to_the_public_by_two_people(province: Province) -> None:
    assert sent(province.binh, StandingPage, **PAGE).status_code == 200
    page = StandingPage.objects.get()
    edit = address(StandingPage, "edit", page.pk)
    form = nested_form_data(PAGE | {"go_live_at": "", "expire_at": ""})
    signed_in(province.binh).post(edit, form | {"action-submit": "1"}, follow=True)
    signed_in(province.duyen).post(
        edit, form | {"action-workflow-action": "1", "workflow-action-name": "approve"}, follow=True
    )
    page.refresh_from_db()
    assert page.live
    assert [block.block_type for block in page.body] == ["heading", "text"]
    assert "/quyen-rieng-tu/" in signed_in(province.binh).get(address(StandingPage, "list")).content.decode()


def test_an_address_that_programs_have_is_refused_in_the_form(province: Province) -> None:
    told = sent(province.binh, StandingPage, **PAGE | {"slug": "theo-doi"}).content.decode()
    assert "dành cho phần mềm của cổng" in told
    assert not StandingPage.objects.exists()


def test_a_channel_without_any_way_to_it_is_refused_in_the_form(province: Province) -> None:
    office = Organisation.objects.create(name="Văn phòng", kind="office", valid_from=date(2025, 7, 1))
    fields: dict[str, Any] = {
        "name": "Tổng đài", "kind": "phone", "purpose": "Hỏi thủ tục.", "address": "", "phone": "", "place": "", "hours": "",
        "operator": office.pk, "since_on": "", "checked_on": "2026-11-20", "closed_on": "", "order": "0",
    }  # fmt: skip
    assert "ít nhất một cách liên hệ" in sent(province.binh, Channel, **fields).content.decode()
    assert not Channel.objects.exists()
    sent(province.binh, Channel, **fields | {"phone": "0298 1022"})
    assert Channel.objects.get().phone == "0298 1022"


def test_whoever_announces_an_outage_too_late_is_told_beside_the_form_and_cannot_submit_it(province: Province) -> None:
    load_terms()
    sent(province.ky, Outage, **outage(days=2))
    late = Outage.objects.get()
    edit = address(Outage, "edit", late.pk)
    browser = signed_in(province.ky)
    assert "trước ít nhất 7 ngày làm việc" in browser.get(edit).content.decode()
    form = nested_form_data(outage(days=2) | {"go_live_at": "", "expire_at": ""})
    browser.post(edit, form | {"action-submit": "1"}, follow=True)
    assert not late.workflow_in_progress
    browser.post(edit, form | {"action-submit": "1", "unforeseen": "Lũ làm mất điện."}, follow=True)
    assert late.workflow_in_progress


def test_a_draft_that_comes_too_late_has_a_preview_all_the_same(province: Province) -> None:
    load_terms()
    sent(province.ky, Outage, **outage(days=2))
    browser = signed_in(province.ky)
    shown = browser.get(address(Outage, "edit", Outage.objects.get().pk))
    assert shown.status_code == 200
    assert "Dự kiến khôi phục" in Outage.objects.get().serve_preview(shown.wsgi_request, "").content.decode()
