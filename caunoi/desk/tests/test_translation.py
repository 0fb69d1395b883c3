"""The Vietnamese of the admin: complete where staff look, and true to the placeholders of the English."""

from __future__ import annotations

import ast
import gettext
import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client
from django.utils import translation

LOCALE = Path(__file__).parent.parent / "locale" / "vi" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\([A-Za-z_]+\)[sdr]|%[sd]|\{[A-Za-z_]*\}")
TAG = re.compile(r"<[^>]+>")
DOMAINS = ("django", "djangojs")

# What a reporter or an editor meets every day. A word of the newsroom's stands in each (the glossary).
EVERY_DAY = {
    "Save draft": "Lưu bản nháp",
    "Publish": "Phát hành",
    "Unpublish": "Gỡ khỏi cổng",
    "Submit to %(workflow_name)s": "Trình duyệt theo %(workflow_name)s",
    "Resubmit to %(task_name)s": "Trình lại bước %(task_name)s",
    "Cancel workflow ": "Hủy quy trình duyệt ",
    "Approve": "Duyệt",
    "Approve with comment": "Duyệt kèm ý kiến",
    "Reject": "Trả lại",
    "Request changes": "Trả lại để sửa",
    "In progress": "Đang duyệt",
    "Needs changes": "Cần sửa",
    "Awaiting your review": "Chờ bạn duyệt",
    "Your most recent edits": "Bài bạn sửa gần đây",
    "live": "đang trên cổng",
    "draft": "bản nháp",
    "scheduled": "đã hẹn giờ",
    "Locked": "Đã khóa",
    "Lock": "Khóa",
    "Unlock": "Mở khóa",
    "History": "Lịch sử",
    "Preview": "Xem trước",
    "Compare with current version": "So với phiên bản hiện tại",
    "Review this version": "Xem lại phiên bản này",
    "Set schedule": "Đặt lịch",
    "Choose an image": "Chọn ảnh",
    "Choose a document": "Chọn tệp",
    "Alt text": "Mô tả ảnh",
    "Upload": "Tải lên",
    "Collection": "Bộ sưu tập",
    "Snippets": "Mục nội dung",
    "Filter": "Lọc",
    "Bold": "Đậm",
    "Heading 2": "Đề mục 2",
    "Blockquote": "Trích dẫn",
    "Comments": "Bình luận",
    "Account": "Tài khoản",
    "Log out": "Đăng xuất",
    "This field is required.": "Trường này là bắt buộc.",
}
CATALOGUES = {
    "wagtail.admin": "django",
    "wagtail": "django",
    "wagtail.snippets": "django",
    "wagtail.images": "django",
    "wagtail.documents": "django",
    "wagtail.users": "django",
    "wagtail.contrib.settings": "django",
    "django.contrib.auth": "django",
}


class Entry(NamedTuple):
    context: str
    singular: str
    plural: str
    vietnamese: str


def entries(path: Path) -> Iterator[Entry]:
    """The live entries of a .po file; its header (the empty msgid) left out."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        found: dict[str, str] = {}
        at = ""
        for line in block.splitlines():
            if keyword := re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$', line):
                at = keyword[1]
                found[at] = ast.literal_eval(keyword[2])
            elif line.startswith('"'):
                found[at] += ast.literal_eval(line)
            else:
                assert not line or line.startswith("#"), f"{path.name}: {line}"
        if found.get("msgid"):
            vietnamese = found.get("msgstr", found.get("msgstr[0]", ""))
            yield Entry(found.get("msgctxt", ""), found["msgid"], found.get("msgid_plural", ""), vietnamese)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_translated_once(domain: str) -> None:
    ours = list(entries(LOCALE / f"{domain}.po"))
    assert ours
    assert [entry for entry in ours if not entry.vietnamese.strip()] == []
    assert len({entry[:2] for entry in ours}) == len(ours)


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_and_tags_are_those_of_the_english(domain: str) -> None:
    for entry in entries(LOCALE / f"{domain}.po"):
        english = entry.plural or entry.singular
        assert set(PLACEHOLDER.findall(entry.vietnamese)) == set(PLACEHOLDER.findall(english)), entry
        assert sorted(TAG.findall(entry.vietnamese)) == sorted(TAG.findall(english)), entry


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_says_what_the_source_says(domain: str) -> None:
    with (LOCALE / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for context, singular, plural, vietnamese in entries(LOCALE / f"{domain}.po"):
        if plural:
            said = (
                compiled.npgettext(context, singular, plural, 2) if context else compiled.ngettext(singular, plural, 2)
            )
        else:
            said = compiled.pgettext(context, singular) if context else compiled.gettext(singular)
        assert said == vietnamese, f"{domain}.mo is older than {domain}.po; compile it again with msgfmt"


@pytest.mark.parametrize("english", EVERY_DAY)
def test_the_words_of_every_day_are_the_newsrooms(english: str) -> None:
    with translation.override("vi"):
        assert translation.gettext(english) == EVERY_DAY[english]


def test_nearly_everything_staff_may_see_is_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, per package, the English entries that the admin answers in Vietnamese (from our catalogue or the package's own)."""
    figures: list[str] = []
    done = total = 0
    known = set(_known())
    with translation.override("vi"):
        for package, domain in CATALOGUES.items():
            spec = find_spec(package)
            assert spec is not None
            assert spec.origin is not None
            source = Path(spec.origin).parent / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
            english = list(entries(source))
            here = sum((entry.context, entry.singular) in known or _answered(entry) for entry in english)
            figures.append(f"{package} {here}/{len(english)}")
            done, total = done + here, total + len(english)
    with capsys.disabled():
        print(f"\nVietnamese of the admin: {done}/{total} ({', '.join(figures)})")  # noqa: T201
    assert done / total > 0.97, figures


def _known() -> Iterator[tuple[str, str]]:
    for entry in entries(LOCALE / "django.po"):
        yield entry.context, entry.singular


def _answered(entry: Entry) -> bool:
    if entry.plural:
        return translation.ngettext(entry.singular, entry.plural, 2) != entry.plural
    if entry.context:
        return translation.pgettext(entry.context, entry.singular) != entry.singular
    return translation.gettext(entry.singular) != entry.singular


def test_the_browser_is_served_our_words(client: Client) -> None:
    """Wagtail names its own package only, but Django adds LOCALE_PATHS to every JavaScript catalogue."""
    answer = client.get("/quan-tri/jsi18n/", headers={"accept-language": "vi"})
    assert answer.status_code == 200
    said = answer.content.decode()
    for words in ("Đang tự động lưu…", "Tách khối", "Ghim thanh công cụ"):
        assert json.dumps(words) in said
