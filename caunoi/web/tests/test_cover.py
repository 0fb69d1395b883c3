"""The picture by which a page without one is shared: made of approved words, once, and gone when they are."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from caunoi.gate.releases import actions
from caunoi.gate.releases.models import Page, Release
from caunoi.gate.releases.tests.conftest import Patch
from caunoi.gate.releases.tests.conftest import portal as portal
from caunoi.gate.releases.tests.conftest import template as template
from caunoi.gate.releases.tests.steps import Portal, change, path_of, withdraw
from caunoi.ground.refused import Refused
from caunoi.web import cover, drawing
from caunoi.web.tests.test_described import BASE, metas, told, written
from tests.province import Province, picture

WORDS = (
    "Khởi công cầu treo qua sông Ngân",
    "Kinh tế",
    "Cổng Thông tin điện tử tỉnh Mây Trắng",
    "Ủy ban nhân dân tỉnh Mây Trắng",
)


def drawn(title: str = WORDS[0], above: str = WORDS[1]) -> bytes:
    return drawing.draw(title, above, *WORDS[2:], cover._shipped())


def file_of(portal: Portal, html: str) -> Any:
    address = metas(html, "og:")["image"]
    assert address.startswith(f"{BASE}/tep/chia-se/")
    return portal.tree("public") / address.removeprefix(f"{BASE}/")


def test_the_same_words_make_the_same_bytes_and_others_make_others() -> None:
    one = drawn()
    drawing._font.cache_clear()
    drawing._emblem.cache_clear()
    assert drawn() == one != drawn("Khởi công cầu treo qua sông Ngàn")
    image = Image.open(io.BytesIO(one))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert image.info == {}


@pytest.mark.parametrize(
    "title", ["", "A", "Ngắn", "dài " * 80, "Không-có-chỗ-nào-để-ngắt" * 20, "Nghị quyết “ậ ữ ỗ ằ ẵ” – 100%", "漢字 🙂"]
)
def test_no_title_is_too_long_and_no_picture_too_heavy(title: str) -> None:
    data = drawn(title, "Chuyên mục rất dài › " * 6)
    assert len(data) <= 60_000
    pixels = Image.open(io.BytesIO(data)).convert("RGB")
    ground = pixels.getpixel((40, 300))
    edge = pixels.crop((drawing.WIDTH - 79, 14, drawing.WIDTH, 560))
    assert edge.getcolors() == [(79 * 546, ground)]  # nothing runs out at the right


def test_the_letters_are_those_of_the_typeface() -> None:
    """An accent or a letter that the font lacks would be drawn as the box that stands for nothing."""
    font = drawing._font(cover._shipped().bold, 66)
    nothing = bytes(font.getmask("\U000f0000"))
    for letter in (
        "ăâđêôơưĂÂĐÊÔƠƯ"
        + "".join("aáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
        + "“”–…›%&/0123456789"
    ):
        assert bytes(font.getmask(letter)) != nothing, letter


@pytest.mark.django_db
def test_an_article_without_a_picture_is_shared_by_its_title(province: Province, portal: Portal) -> None:
    article = written(province, title="Khởi công cầu treo")
    html = portal.page(path_of(article))
    data = file_of(portal, html).read_bytes()
    assert data == drawing.draw(
        "Khởi công cầu treo", "Tin tức › Kinh tế", province.shell.portal_name, province.shell.owner, cover._shipped()
    )
    shared = metas(html, "og:")
    assert (shared["image:width"], shared["image:height"]) == ("1200", "630")
    assert shared["image:alt"] == "Khởi công cầu treo"
    assert told(html)["NewsArticle"]["image"] == [shared["image"]]
    released = Release.objects.get(path=shared["image"].removeprefix(BASE))
    assert (released.record, released.media_type, released.role) == (f"article:{article.pk}", "image/png", "approver")
    with_its_own = written(province, title="Có ảnh", image=picture())
    assert "/chia-se/" not in metas(portal.page(path_of(with_its_own)), "og:")["image"]


@pytest.mark.django_db
def test_it_is_made_once_and_a_corrected_title_gets_another(
    province: Province, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = written(province, title="Khởi công cầu treo")
    path = path_of(article)
    first = file_of(portal, portal.page(path))
    drawings: list[str] = []
    draw = drawing.draw

    def noted(title: str, *further: Any) -> bytes:
        drawings.append(title)
        return draw(title, *further)

    monkeypatch.setattr(drawing, "draw", noted)
    change(article, by=province.mai, lead="Sapo khác.").publish(user=province.duyen)
    actions.render_everything()
    while actions.render_stale(at=timezone.now()):
        pass
    assert file_of(portal, portal.page(path)) == first
    assert drawings == []
    change(article, by=province.mai, title="Khởi công cầu đôi").publish(user=province.duyen)
    second = file_of(portal, portal.page(path_of(article)))
    assert drawings == ["Khởi công cầu đôi"]
    assert second != first
    assert second.is_file()
    assert not first.exists()  # the wrong title answers nowhere any more
    withdraw(article, by=province.duyen)
    portal.page("/")
    assert not second.exists()
    assert Page.objects.filter(kind=cover.NAME, record=f"article:{article.pk}").count() == 0


@pytest.mark.django_db
def test_lists_are_shared_by_the_portals_and_sections_by_their_own(province: Province, portal: Portal) -> None:
    written(province, title="Khởi công cầu treo")
    home, tag, section = (portal.page(path) for path in ("/", "/the/cau-treo/", "/kinh-te/"))
    assert file_of(portal, home) == file_of(portal, tag) != file_of(portal, section)
    assert file_of(portal, home).is_file()
    assert file_of(portal, section).is_file()
    for file in portal.tree("public").rglob("*.html"):
        assert file_of(portal, file.read_text()).is_file(), file


@pytest.mark.django_db
def test_no_template_can_show_another(province: Province, portal: Portal, template: Patch) -> None:
    article = written(province, title="Khởi công cầu treo")
    other = metas(portal.page("/"), "og:")["image"]
    template(
        "base.html",
        "{{ metas('property', page.graph) }}",
        f'<meta property="og:image" content="{other}">{{{{ metas("property", page.graph) }}}}',
    )
    with pytest.raises(Refused):
        change(article, by=province.mai, lead="Sapo khác.").publish(user=province.duyen)
