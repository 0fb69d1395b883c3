"""The administrative units of the country, before and after 2025-07-01."""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path

import pytest

from caunoi.ground.organisations.actions import Loaded, load_units
from caunoi.ground.organisations.models import AdministrativeUnit, UnitSuccession
from caunoi.ground.organisations.queries import current_name_of, parent_on, units_now
from caunoi.ground.vietnamese.text import fold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]

TODAY = date(2026, 11, 23)
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)
Units = AdministrativeUnit.objects


def test_the_whole_list_is_loaded(country: Loaded) -> None:
    assert country == Loaded(added=14_935, changed=0, connected=10_436)


def test_there_are_34_provinces_and_3321_communes_today() -> None:
    assert Units.provinces().valid(on=TODAY).count() == 34
    assert Units.communes().valid(on=TODAY).count() == 3321
    assert Units.valid(on=TODAY).count() == 34 + 3321
    assert Units.filter(kind="central_city").valid(on=TODAY).count() == 9
    assert Units.filter(kind="special_zone").valid(on=TODAY).count() == 13


def test_there_were_63_provinces_and_705_districts_before() -> None:
    assert Units.provinces().valid(on=JUNE).count() == 63
    assert Units.filter(kind__in=AdministrativeUnit.DISTRICTS).valid(on=JUNE).count() == 705
    assert Units.communes().exclude(code="").valid(on=JUNE).count() == 10_599


def test_every_province_of_today_follows_from_the_63() -> None:
    became = {fold(name) for p in Units.provinces().valid(on=JUNE) for name in current_name_of(p.name, on=TODAY)}
    assert became == {fold(p.name) for p in Units.provinces().valid(on=TODAY)}


def test_no_unit_of_today_stands_under_one_that_ended() -> None:
    assert not Units.valid(on=TODAY).filter(parent__valid_until__lte=TODAY).exists()
    assert not Units.valid(on=TODAY).communes().filter(parent__isnull=True).exists()


def test_every_successor_begins_when_its_predecessor_ends() -> None:
    links = UnitSuccession.objects.values_list("old__valid_until", "new__valid_from")
    assert {old == new for old, new in links} == {True}


def test_every_commune_of_today_has_a_predecessor() -> None:
    assert not Units.communes().valid(on=TODAY).filter(succeeds__isnull=True).exists()


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("Hà Giang", ["Tỉnh Tuyên Quang"]),
        ("tinh ha giang", ["Tỉnh Tuyên Quang"]),
        ("tỉnh Hà Tây", []),
        ("TP. Hồ Chí Minh", ["Thành phố Hồ Chí Minh"]),
        ("Bình Dương, ", ["Thành phố Hồ Chí Minh"]),
        ("Thừa Thiên Huế", ["Thành phố Huế"]),
        ("Tỉnh Bình Phước", ["Thành phố Đồng Nai"]),
        ("Phường Nguyễn Thái Bình, Quận 1, Hồ Chí Minh", ["Phường Bến Thành, Thành phố Hồ Chí Minh"]),
        ("huyện Côn Đảo", ["Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"]),
        ("Xã Kép", ["Phường Kép, Thành phố Bắc Ninh"]),
    ],
)
def test_an_old_name_of_a_place_leads_to_todays(typed: str, now: list[str]) -> None:
    found = current_name_of(typed, on=TODAY)
    assert set(now) <= set(found)
    assert now or not found


def test_either_spelling_of_a_place_finds_it() -> None:
    assert (
        current_name_of("tỉnh Khánh Hoà", on=TODAY) == current_name_of("tỉnh Khánh Hòa", on=TODAY) == ["Tỉnh Khánh Hòa"]
    )


def test_an_accent_typed_tells_places_apart() -> None:
    assert {u.name for u in units_now("Phường Hòa Bình, Phú Thọ", on=TODAY)} == {"Phường Hòa Bình"}
    assert {u.name for u in units_now("xa son ha, quang ngai", on=TODAY)} == {"Xã Sơn Hà", "Xã Sơn Hạ"}
    assert {u.name for u in units_now("Xã Sơn Hạ, Quảng Ngãi", on=TODAY)} == {"Xã Sơn Hạ"}


def test_a_commune_keeps_its_province_through_its_change_into_a_city() -> None:
    ward = Units.valid(on=TODAY).get(name="Phường Biên Hòa")
    assert str(parent_on(ward, on=TODAY)) == "Thành phố Đồng Nai"
    assert getattr(parent_on(ward, on=date(2026, 1, 1)), "name", "") == "Tỉnh Đồng Nai"


def test_loading_again_changes_nothing_and_a_damaged_row_is_put_right() -> None:
    assert load_units() == Loaded(0, 0, 0)
    Units.filter(key="01").update(name="Ha Noi", folded="x")
    assert load_units() == Loaded(0, 1, 0)
    assert (Units.get(key="01").name, Units.get(key="01").folded) == ("Thành phố Hà Nội", "thanh pho ha noi")


# Another source, with another licence, which is not part of the product: compared where it is at hand.
OTHER = Path(os.environ.get("CAUNOI_TEST_DATA", "../shared/data")) / "adminunits"
needs_other = pytest.mark.skipif(not OTHER.exists(), reason="the comparison data is not at hand")


@needs_other
def test_another_source_knows_the_same_communes() -> None:
    other = json.loads((OTHER / "units_2026-07-25.json").read_text("utf-8"))
    theirs = {(fold(p["ten_ngan"]), fold(x["ten"]).split(" ", 1)[1]) for p in other for x in p["don_vi"]}
    day = date(2026, 7, 25)
    ours = {
        (fold(u.parent.name).removeprefix("tinh ").removeprefix("thanh pho "), u.folded.split(" ", 1)[1])
        for u in Units.communes().valid(on=day).select_related("parent")
        if u.parent
    }
    ours_bare = {(p, n.removeprefix("khu ")) for p, n in ours}
    theirs_bare = {(p, n.removeprefix("khu ")) for p, n in theirs}
    assert len(theirs_bare & ours_bare) / len(theirs_bare) > 0.99


@needs_other
def test_another_source_agrees_what_became_of_old_communes() -> None:
    text = (OTHER / "communes_old_to_new.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))[::50]
    agreed = 0
    for row in rows:
        path = ", ".join(filter(None, (row["xa_cu"], row["huyen_cu"], row["tinh_cu"])))
        agreed += fold(row["xa_moi"]) in {unit.folded for unit in units_now(path, on=JULY)}
    assert agreed / len(rows) > 0.93
