"""The approved frame around pages that are made when they are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from caunoi.gate.releases.models import Standing
from caunoi.ground.refused import Refused
from caunoi.inbound.cases.kinds import KINDS
from caunoi.inbound.cases.submission import PURPOSES
from caunoi.web import dynamic
from caunoi.web.ask.tests.citizen import PERSON, Citizen, page, text
from caunoi.web.serve.app import DYNAMIC
from tests.province import Province

pytestmark = pytest.mark.django_db


def test_a_dynamic_page_stands_in_the_frame_that_was_approved(client: Client, province: Province) -> None:
    shown = page(client.get("/tra-cuu/"))
    assert shown.xpath("string(//header//a[@href='/'])") == province.shell.portal_name
    assert shown.xpath("//link[@rel='stylesheet']/@href")[0].startswith("/giao-dien/site.")
    assert "Số 1 đường Bờ Sông" in shown.xpath("string(//footer)")


def test_every_page_of_a_case_stands_in_it(province: Province, lua: Citizen) -> None:
    lua.reviews(title="")
    code, secret = lua.files(**PERSON)
    status = lua.follows(code, secret)
    data = lua.get(page(status).xpath("//ul[@class='ways']//a/@href")[0])
    for answer in (
        status,
        data,
        lua.get("/gui-y-kien/quyen-rieng-tu/"),
        lua.get("/theo-doi/kiem-tra/"),
        lua.get("/tra-cuu/han-tra-loi/"),
    ):
        assert (
            answer.status_code == 200
            and page(answer).xpath("string(//header//a[@href='/'])") == province.shell.portal_name
        )


def test_a_frame_that_only_waits_for_approval_is_not_shown(client: Client, province: Province) -> None:
    province.shell.slogan = "Chưa ai duyệt dòng này"
    province.shell.save()
    province.shell.save_revision(user=province.ky)
    assert "Chưa ai duyệt" not in text(client.get("/tra-cuu/"))


def test_the_frame_is_composed_once_for_a_revision(client: Client, province: Province) -> None:
    client.get("/tra-cuu/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/tra-cuu/")
    assert len(asked) == 1


def test_without_a_frame_the_page_is_plain_and_works(client: Client) -> None:
    for path in ("/tra-cuu/", "/gui-y-kien/", "/theo-doi/", "/gui-y-kien/quyen-rieng-tu/"):
        answer = client.get(path)
        assert answer.status_code == 200 and page(answer).xpath("//h1"), path


def test_a_frame_whose_seal_is_broken_is_not_shown(client: Client, province: Province) -> None:
    Standing.objects.filter(kind="shell").update(content="{}")
    dynamic._composed.cache_clear()
    assert not page(client.get("/tra-cuu/")).xpath("//header")


def test_while_newer_assets_wait_the_approved_ones_are_used(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caunoi.web.shell.assets", dict)
    dynamic._composed.cache_clear()
    assert dynamic.frame()[1]["css"].startswith("/giao-dien/site.")


def test_an_address_that_leads_nowhere_is_answered_in_the_frame(client: Client, province: Province) -> None:
    for path in ("/theo-doi/khong-co/", "/gui-y-kien/a/b/", "/tra-cuu/x/"):
        answer = client.get(path)
        assert answer.status_code == 404 and "không có trên Cổng" in text(answer)
    assert client.get("/tra-cuu/ngay-nghi").status_code == 301


def test_a_refusal_is_a_page_with_its_reasons(rf: RequestFactory) -> None:
    @dynamic.public
    def refusing(request: HttpRequest, /) -> HttpResponse:
        raise Refused("Không được.", details=("Vì thế này.",))

    answer = refusing(rf.get("/theo-doi/"))
    assert (
        answer.status_code == 400
        and "Không được. Vì thế này." in text(answer)
        and answer["Cache-Control"] == "no-store"
    )


def test_the_privacy_page_names_every_purpose_and_how_long_each_kind_is_kept(client: Client) -> None:
    notice = client.get("/gui-y-kien/quyen-rieng-tu/")
    rows = [tuple(cell.text_content() for cell in row) for row in page(notice).xpath("//tbody/tr")]
    assert rows == [(kind.title, f"{kind.keeps_months} tháng") for kind in KINDS.values()]
    assert all(said in text(notice) for said in PURPOSES.values())


def test_every_address_of_these_pages_goes_to_the_application() -> None:
    from caunoi.ground.languages import OTHERS, prefix
    from caunoi.web.ask.urls import SPOKEN, VIETNAMESE

    for pattern in (*VIETNAMESE[:-1], *SPOKEN[:-1]):
        assert f"/{pattern.pattern}".startswith(DYNAMIC)
    for code in OTHERS:
        assert all(f"{prefix(code)}/{pattern.pattern}".startswith(DYNAMIC) for pattern in SPOKEN[:-1])


def test_templates_have_no_script_or_style_of_their_own() -> None:
    for path in (Path(dynamic.__file__).parent / "templates" / "ask").glob("*.html"):
        source = path.read_text()
        assert " style=" not in source and "<style" not in source and " on" + "click" not in source
        assert source.count("<script") == source.count('<script src="{{ assets['), path.name
