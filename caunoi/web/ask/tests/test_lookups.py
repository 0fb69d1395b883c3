"""Looking up: due days, holidays, communes; bad input is explained, links can be passed on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation, UnitSuccession
from caunoi.web.ask.tests.citizen import PERSON, Citizen, fields, page, text

pytestmark = pytest.mark.django_db
DUE, DAYS_OFF, PLACES = "/tra-cuu/han-tra-loi/", "/tra-cuu/ngay-nghi/", "/tra-cuu/xa-phuong/"


@pytest.fixture
def communes(db: None) -> dict[str, AdministrativeUnit]:
    """Two old communes called Tân Lập in two provinces; one went into Bình Minh, which has its office here."""
    made: dict[str, AdministrativeUnit] = {}

    def unit(
        key: str, name: str, kind: str, parent: str = "", begin: date | None = None, end: date | None = None
    ) -> None:
        made[key] = AdministrativeUnit.objects.create(
            key=key, name=name, kind=kind, parent=made.get(parent), valid_from=begin, valid_until=end
        )  # fmt: skip

    merged = date(2025, 7, 1)
    unit("p", "Tỉnh Thử Nghiệm", "province")
    unit("q", "Tỉnh Bên Cạnh", "province")
    unit("old", "Xã Tân Lập", "commune", "p", end=merged)
    unit("new", "Xã Bình Minh", "commune", "p", begin=merged)
    unit("far", "Xã Tân Lập", "commune", "q")
    UnitSuccession.objects.create(old=made["old"], new=made["new"])
    return made


@pytest.fixture
def office(communes: dict[str, AdministrativeUnit]) -> Organisation:
    return Organisation.objects.create(
        name="Ủy ban nhân dân xã Bình Minh", kind="commune", place=communes["new"], address="Thôn Đông", phone="0298 111 222",
        valid_from=date(2025, 7, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["10/6/2026", "10-06-26", "2026-06-10", "Thứ Tư, ngày 10 tháng 6 năm 2026", "ngay 10 thang 6 nam 2026"]
)
def test_a_due_day_is_told_day_by_day_however_the_day_is_typed(lua: Citizen, typed: str) -> None:
    said = text(lua.get(DUE, **{"so": "5", "don-vi": "working_days", "tu-ngay": typed}))
    assert "Hạn chót: Thứ Tư, 17/06/2026" in said and "Ngày nhận, không tính" in said and "Thứ Bảy" in said


def test_a_term_of_the_law_is_told_with_its_article(lua: Citizen) -> None:
    answer = lua.get(DUE, **{"thoi-han": "qa_answer", "tu-ngay": "10/6/2026"})
    said = text(answer)
    assert "Hạn chót: Thứ Tư, 01/07/2026" in said and "Căn cứ:" in said
    assert page(answer).xpath("//option[@selected]/@value")[0] == "qa_answer"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"so": "0"}, "từ 1 đến 365"),
        ({"so": "10000000000"}, "từ 1 đến 365"),
        ({"so": "²"}, "từ 1 đến 365"),
        ({"so": "năm"}, "từ 1 đến 365"),
        ({"so": "5", "don-vi": "tuần"}, "Chọn đơn vị"),
        ({"so": "5", "tu-ngay": "32/13/2026"}, "Không có ngày"),
        ({"so": "5", "tu-ngay": "hôm qua"}, "Không đọc được ngày"),
        ({"so": "5", "tu-ngay": "1/1/1900"}, "Chỉ tính được từ ngày"),
        ({"so": "5", "tu-ngay": "1/1/9999"}, "Chỉ tính được từ ngày"),
        ({"thoi-han": "khong-co"}, "Chưa có thời hạn"),
        ({"thoi-han": "'; DROP TABLE"}, "Chưa có thời hạn"),
        ({"thoi-han": "\x00"}, ""),
    ],
)
def test_what_cannot_be_reckoned_is_explained(lua: Citizen, query: dict[str, str], said: str) -> None:
    answer = lua.get(DUE, **query)
    assert answer.status_code == (422 if said else 200) and said in text(answer)


def test_the_days_off_of_a_year_come_with_the_days_worked_instead(lua: Citizen) -> None:
    said = text(lua.get(DAYS_OFF, nam="2026"))
    assert "Thứ Bảy, 22/08/2026" in said and "Quốc khánh" in said and "Dữ liệu: holidays" in said


@pytest.mark.parametrize("year", ["1800", "x", "99999999999", "-1", "20 26", "２０２６", "\x00"])
def test_a_year_we_do_not_know_is_said(lua: Citizen, year: str) -> None:
    answer = lua.get(DAYS_OFF, nam=year)
    assert answer.status_code in (200, 422) and (answer.status_code == 200 or "Viết một năm" in text(answer))


def test_an_old_commune_is_found_as_what_it_is_now_with_its_office(lua: Citizen, office: Organisation) -> None:
    said = text(lua.get(PLACES, ten="tan lap"))
    assert (
        "Xã Bình Minh, Tỉnh Thử Nghiệm" in said
        and "Thôn Đông" in said
        and "0298 111 222" in said
        and "Tỉnh Bên Cạnh" in said
    )
    assert "thay đổi gần nhất có trong dữ liệu: 01/07/2025" in said
    only = text(lua.get(PLACES, ten="Tân Lập, Bên Cạnh"))
    assert "Tỉnh Bên Cạnh" in only and "Bình Minh" not in only


@pytest.mark.parametrize(
    "name",
    ["không có đâu", "%", "_", "'; --", "{{x}}", "\x00", ",,,", "x" * 5000, "🚲", "Ta\u0302n La\u0323\u0302p xyz"],
)
def test_a_place_nobody_knows_is_no_error_of_ours(lua: Citizen, communes: Any, name: str) -> None:
    answer = lua.get(PLACES, ten=name)
    assert answer.status_code in (200, 422) and page(answer).get("lang") == "vi"


def test_the_form_asks_which_of_two_namesakes_is_meant_and_keeps_the_choice(
    lua: Citizen, communes: dict[str, AdministrativeUnit]
) -> None:
    asked = lua.reviews(**PERSON, where="Tân Lập")
    assert asked.status_code == 422 and "Có 2 nơi mang tên này" in text(asked)
    review = lua.post("/gui-y-kien/", fields(asked) | {"place": str(communes["far"].pk), "step": "review"})
    assert "Xã Tân Lập, Tỉnh Bên Cạnh" in text(review)


def test_a_commune_of_this_portal_comes_before_its_namesakes(lua: Citizen, office: Organisation) -> None:
    assert "Xã Bình Minh, Tỉnh Thử Nghiệm" in text(lua.reviews(where="Tân Lập"))


def test_a_place_nobody_knows_is_sent_on_as_it_was_written(lua: Citizen) -> None:
    assert "chưa nhận ra tên" in text(lua.reviews(where="Xóm Mới"))


def test_look_ups_cost_a_constant_number_of_queries(lua: Citizen, office: Organisation) -> None:
    counts = []
    for name in ("Bình Minh", "Tân Lập"):
        with CaptureQueriesContext(connection) as asked:
            lua.get(PLACES, ten=name)
        counts.append(len(asked))
    assert max(counts) <= 10, counts
    for path, most in (("/tra-cuu/", 1), (DAYS_OFF, 2), (DUE, 3)):
        with CaptureQueriesContext(connection) as asked:
            lua.get(path)
        assert len(asked) <= most, path


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([DUE, DAYS_OFF, PLACES]),
    st.dictionaries(st.sampled_from(["so", "don-vi", "tu-ngay", "thoi-han", "nam", "ten"]), st.text(max_size=30)),
)
def test_whatever_is_asked_is_answered_in_vietnamese(lua: Citizen, path: str, query: dict[str, str]) -> None:
    answer = lua.get(path, **{name: value.encode("utf-8", "replace").decode() for name, value in query.items()})
    assert answer.status_code in (200, 422) and page(answer).get("lang") == "vi"
