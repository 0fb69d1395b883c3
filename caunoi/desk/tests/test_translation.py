"""The Vietnamese of the admin: complete where staff look, and true to the placeholders of the English."""

from __future__ import annotations

import gettext
import json
import re

import pytest
from django.test import Client
from django.utils import translation

from caunoi.desk.tests.catalogues import (
    DOMAINS,
    LOCALE,
    PLACEHOLDER,
    english,
    entries,
    of_the_package,
    ours,
    packages,
)

TAG = re.compile(r"<[^>]+>")

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


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_translated_once(domain: str) -> None:
    found = list(entries(LOCALE / f"{domain}.po"))
    assert found
    assert [entry for entry in found if not entry.vietnamese.strip()] == []
    assert len({entry.key for entry in found}) == len(found)


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
    for context, singular, plural, vietnamese, *_ in entries(LOCALE / f"{domain}.po"):
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


def test_everything_that_can_be_shown_is_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, over all that is installed, what packages translate themselves and what is translated with our catalogue: all."""
    figures: list[str] = []
    missing: list[str] = []
    themselves = total = of_wagtail = wagtails = 0
    for package in packages():
        for domain in DOMAINS:
            strings = english(package, domain)
            own = sum(one.key in of_the_package(package, domain) for one in strings)
            left = [one for one in strings if one.key not in of_the_package(package, domain) | ours(domain)]
            missing += [f"{package.name} ({domain}): {one.singular!r}" for one in left]
            themselves, total = themselves + own, total + len(strings)
            if package.name.startswith("wagtail"):
                of_wagtail, wagtails = of_wagtail + own, wagtails + len(strings)
            if strings:
                figures.append(f"{package.name} {len(strings) - len(left)}/{len(strings)}")
    with capsys.disabled():
        print(  # noqa: T201
            f"\nVietnamese of the desk: what is installed of Wagtail translates {of_wagtail} of {wagtails} itself, all packages "
            f"{themselves} of {total}; with ours {total - len(missing)} of {total} ({', '.join(figures)})"
        )
    assert total > 2_000
    assert missing == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_of_ours_is_fuzzy(domain: str) -> None:
    assert [one for one in entries(LOCALE / f"{domain}.po") if "fuzzy" in one.flags] == []


def test_the_browser_is_served_our_words(client: Client) -> None:
    """Wagtail names its own package only, but Django adds LOCALE_PATHS to every JavaScript catalogue."""
    answer = client.get("/quan-tri/jsi18n/", headers={"accept-language": "vi"})
    assert answer.status_code == 200
    said = answer.content.decode()
    for words in ("Đang tự động lưu…", "Tách khối", "Ghim thanh công cụ"):
        assert json.dumps(words) in said
