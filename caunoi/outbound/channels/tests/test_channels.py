"""The list of channels: what is on it, in which order, and what is no longer a way to the state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from caunoi.gate.releases.tests.steps import Portal, change, withdraw
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.refused import Refused
from caunoi.outbound.channels import rules
from caunoi.outbound.channels.models import Channel
from tests.province import Province

HERE = "/kenh-thong-tin/"


def channel(province: Province, name: str, kind: str, **fields: Any) -> Channel:
    """Bình wrote it, Duyên approved it: it is on the list."""
    office, _ = Organisation.objects.get_or_create(
        name="Văn phòng UBND tỉnh", kind="office", valid_from=date(2025, 7, 1)
    )
    made = Channel(
        name=name, kind=kind, purpose=f"Dùng {name}.", operator=office, checked_on=date(2026, 11, 20), **fields
    )
    made.full_clean()
    made.save()
    made.save_revision(user=province.binh).publish(user=province.duyen)
    return made


def test_channels_stand_by_kind_in_the_order_of_the_law(province: Province, portal: Portal) -> None:
    channel(province, "Tổng đài tỉnh", "phone", phone="0298 1022 (nhánh 1)", hours="24/7")
    channel(province, "Trang Facebook của tỉnh", "social", address="https://www.facebook.com/thunghiem")
    channel(province, "Cổng tỉnh", "portal", address="https://thunghiem.gov.vn/")
    shown = portal.page(HERE)
    places = [shown.index(f"<h2>{name}</h2>") for name in ("Cổng tỉnh", "Trang Facebook của tỉnh", "Tổng đài tỉnh")]
    assert places == sorted(places)
    assert '<a href="https://thunghiem.gov.vn/">thunghiem.gov.vn</a>' in shown
    assert '<a href="tel:029810221">0298 1022 (nhánh 1)</a>' in shown
    assert "Văn phòng UBND tỉnh" in shown
    assert HERE in portal.page("/so-do-trang/")


def test_what_is_no_longer_used_stays_on_the_list_but_nothing_leads_there(province: Province, portal: Portal) -> None:
    old = channel(province, "Ứng dụng cũ", "app", address="https://app.thunghiem.gov.vn")
    change(old, by=province.binh, closed_on=date(2026, 11, 1)).publish(user=province.duyen)
    shown = portal.page(HERE)
    assert 'id="da-ngung"' in shown
    assert "app.thunghiem.gov.vn" in shown
    assert 'href="https://app.thunghiem.gov.vn' not in shown


def test_the_list_is_gone_when_its_last_channel_is(province: Province, portal: Portal) -> None:
    only = channel(province, "Cổng tỉnh", "portal", address="https://thunghiem.gov.vn")
    withdraw(only, by=province.duyen)
    assert portal.page(HERE) == ""
    assert HERE not in portal.page("/so-do-trang/")


def test_a_channel_on_a_host_that_nobody_approved_is_refused(province: Province, portal: Portal) -> None:
    with pytest.raises(Refused) as refused:
        channel(province, "Trang lạ", "social", address="https://tinh-thu-nghiem.example.com/trang")
    assert any("off-list-host" in line for line in refused.value.details)
    assert portal.page(HERE) == ""


def test_a_channel_that_nobody_could_reach_is_refused_at_the_desk() -> None:
    with pytest.raises(ValidationError, match="ít nhất một cách"):
        Channel(name="Kênh", kind="other", purpose="…").clean()


@pytest.mark.parametrize(
    ("address", "shown", "link"),
    [
        ("https://www.facebook.com/tinh/", "facebook.com/tinh", "https://www.facebook.com/tinh/"),
        ("cong@tinh.gov.vn", "cong@tinh.gov.vn", "mailto:cong@tinh.gov.vn"),
        ("", "", ""),
    ],
)
def test_an_address_is_shown_as_it_is_said(address: str, shown: str, link: str) -> None:
    assert (rules.shown(address), rules.link(address)) == (shown, link)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "tinh.gov.vn", "ftp://tinh.gov.vn", "https:///x", "a b@c"])
def test_what_is_no_address_is_refused(address: str) -> None:
    assert rules.why_not_reached(address, "", "")
