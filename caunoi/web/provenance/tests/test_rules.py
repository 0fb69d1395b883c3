"""Which address is meant, and what each entry did to it."""

from __future__ import annotations

import pytest

from caunoi.ground.refused import Refused
from caunoi.web.provenance import rules

HOST = "mien.gov.vn"


@pytest.mark.parametrize(
    ("typed", "path"),
    [("/", "/"), ("tin-tuc/", "/tin-tuc/"), (" /a.html?x=1#y ", "/a.html"), ("https://mien.gov.vn/a.html", "/a.html"), ("/a%20b", "/a b"),
     ("https://MIEN.gov.vn:443", "/"), ("//evil.example/a", "/evil.example/a"), ("/t%E1%BB%87p", "/tệp")],
)  # fmt: skip
def test_a_path_and_a_whole_address_mean_the_same(typed: str, path: str) -> None:
    assert rules.address(typed, HOST) == path


@pytest.mark.parametrize(
    "typed",
    ["https://other.gov.vn/a", "javascript://x", "https://[", "/a\x00", "/%00", "/a%0d", "/" + "a" * 401, "/a\\b"],
)
def test_what_can_be_no_address_of_this_portal_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        rules.address(typed, HOST)


def test_each_entry_is_told_by_what_it_did() -> None:
    first = {"type": "release", "content": "a"}
    newest_first = [
        {"type": "move", "target": "/b"}, {"type": "release", "content": "b"}, {"type": "withdrawal"}, {"type": "release", "content": "b"},
        first, first,
    ]  # fmt: skip
    told = [
        "Chuyển sang địa chỉ khác", "Phát hành lại", "Gỡ khỏi Cổng", "Sửa nội dung", "Làm lại trang, nội dung được duyệt vẫn như cũ",
    ]  # fmt: skip
    assert rules.acts(newest_first, whole=True) == [*told, "Phát hành lần đầu"]
    assert rules.acts(newest_first, whole=False) == [*told, "Phát hành"]
