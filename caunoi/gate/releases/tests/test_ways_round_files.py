"""Ways round approval, 6: pictures, attachments, the words and the files that ship with the product."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from markupsafe import Markup
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from caunoi.gate.releases import actions, approving, preview
from caunoi.gate.releases.models import Page, Release
from caunoi.gate.releases.tests.steps import Portal, change, end, latest, path_of, version
from caunoi.gate.render.page import PageRef
from caunoi.ground.refused import Refused
from caunoi.ground.uploads.tests.made import pdf
from caunoi.outbound.articles.models import Article
from caunoi.outbound.media.models import Attachment, Picture
from caunoi.web import assets, environment, face, words
from tests.province import Province, picture

EVIL = "Nạp tiền nhận thưởng ngay"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


def approved(province: Province, **fields: Any) -> Article:
    article = province.draft(**fields)
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    return article


def with_picture(province: Province, made: Picture) -> Article:
    return approved(province, image=made, image_alt="Cầu Suối Biếc")


def attachment(words: str) -> Attachment:
    made = Attachment(title="Kế hoạch", file=ContentFile(words.encode(), name="Kế hoạch.txt"))
    made.save()
    return made


def with_file(province: Province, file: Attachment) -> Article:
    return approved(province, body=[("file", {"title": "Kế hoạch", "file": file})])


def other_bytes() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (800, 500), "#cc0000").save(data, "JPEG")
    return data.getvalue()


def test_a_picture_that_is_as_it_was_approved_is_released(province: Province) -> None:
    made = picture()
    article = with_picture(province, made)
    latest(article).publish(user=None)
    assert Release.objects.filter(media_type="image/webp").exists()


def test_a_picture_replaced_on_disk_is_refused(province: Province) -> None:
    made = picture()
    article = with_picture(province, made)
    Path(made.file.path).write_bytes(other_bytes())
    before = end()
    with pytest.raises(Refused, match="khác với ảnh đã duyệt"):
        latest(article).publish(user=None)
    assert end() == before


def test_a_picture_replaced_in_the_library_is_another_content(province: Province) -> None:
    made = picture()
    article = with_picture(province, made)
    made.file = ContentFile(other_bytes(), name="khác.jpg")
    made._set_file_hash()
    made.save()
    with pytest.raises(Refused, match="đã thay đổi sau khi được duyệt"):
        latest(article).publish(user=None)


@pytest.mark.parametrize("field", ["sha256", "credit", "width"])
def test_a_picture_row_changed_by_sql_is_another_content(province: Province, field: str) -> None:
    made, other = picture(), picture("cảnh khác", colour="#aa2200")
    article = with_picture(province, made)
    with_picture(province, other)
    other.refresh_from_db()
    value = {"sha256": other.sha256, "credit": EVIL, "width": 400}[field]
    Picture.objects.filter(pk=made.pk).update(**{field: value})
    with pytest.raises(Refused, match="đã thay đổi sau khi được duyệt"):
        latest(article).publish(user=None)


def test_another_picture_under_the_old_sum_is_refused(province: Province) -> None:
    """The row of the swapped file is given the sum of the approved one."""
    made = picture()
    article = with_picture(province, made)
    made.refresh_from_db()
    sha256, sha256_for = made.sha256, made.sha256_for
    Path(made.file.path).write_bytes(other_bytes())
    Picture.objects.filter(pk=made.pk).update(sha256=sha256, sha256_for=sha256_for, file_hash=sha256_for)
    with pytest.raises(Refused, match="khác với ảnh đã duyệt"):
        latest(article).publish(user=None)


def test_a_picture_that_is_gone_is_refused(province: Province) -> None:
    made = picture()
    article = with_picture(province, made)
    Picture.objects.filter(pk=made.pk).update(sha256="0" * 64, sha256_for=made.get_file_hash())
    with pytest.raises(Refused):
        latest(article).publish(user=None)


def test_another_description_of_a_picture_needs_a_new_approval(province: Province) -> None:
    article = with_picture(province, picture())
    changed = change(article, by=province.mai, image_alt="Cầu Suối Biếc lúc chiều xuống")
    with pytest.raises(Refused):
        changed.publish(user=None)
    changed.publish(user=province.duyen)


def test_an_attachment_is_the_file_that_was_approved(province: Province, portal: Portal) -> None:
    file = attachment("Kế hoạch công tác.")
    article = with_file(province, file)
    Path(file.file.path).write_text(EVIL)
    before = end()
    with pytest.raises(Refused, match="khác với tệp đã duyệt"):
        latest(article).publish(user=None)
    assert end() == before
    Path(file.file.path).write_text("Kế hoạch công tác.")
    latest(article).publish(user=None)
    assert "ke-hoach.txt" in portal.page(path_of(article))
    shelf = next(page for page in Page.objects.filter(kind="file"))
    assert portal.page(shelf.path) == "Kế hoạch công tác."


def test_an_attachment_swapped_by_sql_is_another_content(province: Province) -> None:
    file, other = attachment("Kế hoạch công tác."), attachment(EVIL)
    article = with_file(province, file)
    with_file(province, other)
    other.refresh_from_db()
    columns = ("file", "file_hash", "file_size", "sha256", "sha256_for")
    Attachment.objects.filter(pk=file.pk).update(**{name: getattr(other, name) for name in columns})
    with pytest.raises(Refused, match="đã thay đổi sau khi được duyệt"):
        latest(article).publish(user=None)


@pytest.fixture
def other_assets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """`other_assets("site.css", "…")`: the product now ships with that added to that file."""

    def ship(name: str, more: str) -> None:
        folder = tmp_path / "assets"
        shutil.copytree(assets.FOLDER, folder)
        (folder / name).write_text((folder / name).read_text() + more)
        monkeypatch.setattr(assets, "FOLDER", folder)
        forget()

    def forget() -> None:
        assets.assets.cache_clear()

    yield ship
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize(
    ("name", "more"), [("site.js", "\nalert(1)"), ("site.css", "\n.lead{color:#123456}"), ("favicon.svg", "<!-- -->")]
)
def test_a_file_that_ships_with_the_product_waits_for_the_shell(
    province: Province, portal: Portal, other_assets: Any, name: str, more: str
) -> None:
    article = province.released()
    before = portal.everything()
    other_assets(name, more)
    with pytest.raises(Refused, match="Khung trang"):
        province.released("Một bài khác")
    assert portal.everything() == before
    change(province.shell, by=province.ky).publish(user=province.duyen)
    province.released("Một bài khác nữa")
    actions.render_pages({PageRef("article", str(article.pk))}, at=timezone.now())


@pytest.mark.parametrize(
    "more",
    [
        f'\n.lead::after{{content:"{EVIL}"}}',
        "\n.lead::after{content:attr(data-x)}",
        '\n@import "https://cdn.example/x.css";',
        "\n.lead{background:url(//cdn.example/x.png)}",
        "\n.lead{display:none}",
    ],
)
def test_a_stylesheet_that_speaks_or_hides_is_refused_although_approved(
    province: Province, other_assets: Any, more: str
) -> None:
    other_assets("site.css", more)
    with pytest.raises(Refused):
        change(province.shell, by=province.ky).publish(user=province.duyen) or province.released()
    assert not Release.objects.filter(record__startswith="article:").exists()


def test_words_changed_in_the_code_wait_for_the_shell(
    province: Province, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {**words.WORDS, "related": "Tin nên đọc"}
    monkeypatch.setitem(words.WORDS, "related", "Tin nên đọc")
    labels = {key: Markup('<span data-r="label">{}</span>').format(text) for key, text in changed.items()}
    monkeypatch.setitem(environment._LABELS, "vi", labels)
    monkeypatch.setitem(environment._WORDS, "vi", changed)
    made = environment.environment({})
    monkeypatch.setattr(face, "_environment", lambda: made)
    with pytest.raises(Refused, match=r"Nhãn giao diện|nội dung chưa được duyệt"):
        [province.released(title) for title in ("Bài thứ nhất", "Bài có tin liên quan")]
    change(province.shell, by=province.ky).publish(user=province.duyen)
    province.released("Một bài nữa")
    second = province.released("Bài có tin liên quan")
    assert "Tin nên đọc" in portal.page(path_of(second))


def test_words_in_a_file_are_read_by_the_guard_before_and_at_release(province: Province) -> None:
    article = with_file(province, attachment("Kính gửi các hộ dân.\nnhà cái uy tín, tài xỉu online"))
    found = preview.findings(article)
    assert ("gambling-text", "block", "Tệp ke-hoach.txt, đoạn 2") in [(f.rule, f.severity, f.place) for f in found]
    before = end()
    with pytest.raises(Refused, match="Bộ kiểm duyệt chặn"):
        latest(article).publish(user=None)
    assert end() == before


def test_a_file_that_acts_by_itself_is_not_released(province: Province) -> None:
    file = attachment("x")
    file.file = ContentFile(pdf("<< /S /JavaScript /JS (app.alert(1)) >>"), name="Kế hoạch.pdf")
    file._set_document_file_metadata()
    file.save()
    article = with_file(province, file)
    with pytest.raises(Refused, match="JavaScript"):
        latest(article).publish(user=None)


def test_the_form_refuses_what_the_gate_would_refuse_and_takes_the_rest(province: Province) -> None:
    form_class = get_document_form(Attachment)
    province.duyen.is_superuser = True  # may put files into every collection; never saved

    def errors(name: str, data: bytes) -> Any:
        about = {"title": "Kế hoạch", "collection": Collection.get_first_root_node().pk}
        return form_class(about, {"file": SimpleUploadedFile(name, data)}, user=province.duyen).errors.get("file")

    assert "JavaScript" in errors("a.pdf", pdf("<< /S /JavaScript /JS (app.alert(1)) >>"))[0]
    assert "nội dung là PDF" in errors("a.txt", pdf())[0]
    assert errors("a.txt", "Kính gửi".encode()) is None
