"""What changed between two contents of a record, field by field and word by word. Pure: names of what is referred to are an argument."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

_LONG: Final = 4000  # words: beyond that, lines are compared instead
_CONTEXT: Final = 160  # characters kept on either side of a change
_HIDDEN: Final = frozenset({"sha", "width", "height", "type", "order", "body", "section_slug", "size", "src", "line"})
# Keys whose value is the number of a record: of which kind.
REFERS: Final = {
    "sections": "section", "section": "section", "parent": "section", "special": "special", "related": "article", "ids": "article",
    "article": "article", "leaders": "leader",
}  # fmt: skip
LABELS: Final = {
    "title": "Tiêu đề", "name": "Tên", "slug": "Đường dẫn", "lead": "Sapo", "sections": "Chuyên mục", "special": "Chuyên trang",
    "image": "Ảnh chính", "blocks": "Nội dung", "place": "Nơi viết", "source": "Nguồn tin", "dated": "Ngày giờ hiện trên bài",
    "tags": "Thẻ", "related": "Tin liên quan", "byline": "Người tham gia", "correction": "Đính chính", "description": "Mô tả",
    "parent": "Thuộc chuyên mục", "banner": "Ảnh đầu trang", "opened_on": "Mở từ ngày", "closed_on": "Đóng từ ngày", "photo": "Ảnh chân dung",
    "born": "Năm sinh", "biography_html": "Tiểu sử", "duties_html": "Nhiệm vụ", "contact": "Liên hệ", "posts": "Chức vụ",
    "monday": "Tuần bắt đầu", "revision": "Lần sửa", "revision_note": "Nội dung sửa", "revised_on": "Ngày sửa", "earlier": "Các lần trước",
    "entries": "Lịch", "portal_name": "Tên cổng", "province": "Tỉnh", "owner": "Cơ quan chủ quản", "slogan": "Khẩu hiệu", "menu": "Menu",
    "links": "Liên kết", "footer": "Chân trang", "allowed_hosts": "Tên miền được dẫn tới", "words": "Chữ giao diện", "assets": "Tệp giao diện",
    "alt": "Mô tả ảnh", "credit": "Nguồn ảnh", "caption": "Chú thích", "by": "Người nói", "on": "Ngày", "until": "Đến ngày", "from": "Từ ngày",
    "part": "Phần", "time": "Giờ", "content": "Nội dung", "who": "Thành phần", "href": "Địa chỉ", "url": "Địa chỉ", "items": "Mục con",
    "unit": "Đơn vị", "responsible": "Chịu trách nhiệm", "address": "Địa chỉ", "phone": "Điện thoại", "email": "Thư điện tử",
    "licence": "Giấy phép", "organisation": "Cơ quan", "count": "Số tin", "others": "Số tin kèm", "article": "Bài", "section": "Chuyên mục",
    "leaders": "Lãnh đạo", "ids": "Các bài", "images": "Các ảnh", "rows": "Các dòng", "header": "Dòng đầu là tiêu đề", "file": "Tệp",
    "text": "Chữ", "html": "Văn bản", "question": "Câu hỏi", "answer": "Trả lời", "basis": "Căn cứ", "agency_name": "Cơ quan trả lời",
    "topic_title": "Lĩnh vực", "asked_on": "Ngày hỏi",
}  # fmt: skip
BLOCKS: Final = {
    "text": "Văn bản", "heading": "Tiêu đề nhỏ", "image": "Ảnh", "gallery": "Chùm ảnh", "quote": "Trích dẫn", "table": "Bảng",
    "file": "Tệp đính kèm", "video": "Video", "read_also": "Đọc thêm", "lead": "Tin nổi bật", "section": "Chuyên mục",
    "specials": "Chuyên trang", "leaders": "Lãnh đạo", "schedule": "Lịch công tác", "answers": "Hỏi đáp",
}  # fmt: skip

_ORDER: Final = {name: place for place, name in enumerate(LABELS)}
_FIRST: Final = frozenset({"text", "html", "title", "name"})  # what a thing says itself, without a label
_TOKEN: Final = re.compile(r"\w+(?:[.,/:-]\w+)*|\s+|[^\w\s]")

Names = Callable[[str, int], str]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is `same`, `ins`erted or `del`eted."""

    kind: str
    text: str


@dataclass(frozen=True)
class Said:
    """A value as people read it: its words, and the pictures in it by the sha-256 of their originals."""

    text: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One field, or one item of a list: what it said, what it says. `kind`: changed, added, removed."""

    label: str
    kind: str
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    pictures_before: tuple[str, ...] = ()
    pictures_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """What is different, and the labels of what is not."""

    changes: list[Change]
    same: list[str]


def compared(before: Mapping[str, Any], after: Mapping[str, Any], labels: Mapping[str, str], names: Names) -> Compared:
    """The fields in the order of the newer content, then those it no longer has."""
    changes: list[Change] = []
    same: list[str] = []
    for key in [*after, *(key for key in before if key not in after)]:
        if key in _HIDDEN:
            continue
        label = LABELS.get(key) or labels.get(key.removesuffix("_html")) or labels.get(key) or key
        old, new = before.get(key), after.get(key)
        if _is_list(old) or _is_list(new):
            found = list(_of_a_list(label, key, old or [], new or [], names))
        else:
            found = list(_of_one(label, said(old, key, names), said(new, key, names)))
        changes += found
        if not found:
            same.append(label)
    return Compared(changes, list(dict.fromkeys(same)))


def _is_list(value: Any) -> bool:
    """Lists of things; a list of words or numbers is one value."""
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _of_one(label: str, old: Said, new: Said) -> Iterator[Change]:
    if old == new:
        return
    kind = "added" if old == Said("") else "removed" if new == Said("") else "changed"
    before, after = sides(old.text, new.text)
    pictures = old.pictures != new.pictures
    yield Change(label, kind, before, after, old.pictures if pictures else (), new.pictures if pictures else ())


def _of_a_list(label: str, key: str, old: list[Any], new: list[Any], names: Names) -> Iterator[Change]:
    """Items that stayed are passed over; those between are paired in their order."""
    old_said, new_said = [said(one, key, names) for one in old], [said(one, key, names) for one in new]
    matcher = difflib.SequenceMatcher(None, old_said, new_said, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        for shift in range(max(b - a, d - c)):
            was = old_said[a + shift] if a + shift < b else Said("")
            now = new_said[c + shift] if c + shift < d else Said("")
            place = (c if c + shift < d else a) + shift
            item = new[c + shift] if c + shift < d else old[a + shift]
            yield from _of_one(f"{label}, {_item_name(item)} {place + 1}", was, now)


def _item_name(item: Any) -> str:
    kind = item.get("type", "") if isinstance(item, dict) else ""
    return f"khối “{BLOCKS.get(kind, kind)}”" if kind else "mục"


def said(value: Any, key: str, names: Names) -> Said:
    """A value in words: fields by name, markup as text with the addresses of its links, numbers of records as their titles."""
    pictures: list[str] = []
    text = "\n".join(line for line in _lines(value, key, names, pictures) if line)
    return Said(text, tuple(pictures))


def _lines(value: Any, key: str, names: Names, pictures: list[str]) -> Iterator[str]:
    if value is None or value == "":
        return
    if isinstance(value, dict):
        if "sha" in value and "width" in value:
            pictures.append(value["sha"])
        inner = [(name, value[name]) for name in sorted(value, key=_place) if name not in _HIDDEN]
        for name, one in inner:
            spoken = "\n".join(_lines(one, name, names, pictures))
            if spoken and (name in _FIRST or len(inner) == 1 or isinstance(one, dict | list)):
                yield spoken
            elif spoken:
                yield f"{LABELS.get(name, name)}: {spoken}"
    elif isinstance(value, list):
        if all(not isinstance(one, dict | list) for one in value):
            yield ", ".join(spoken for one in value for spoken in _lines(one, key, names, pictures))
        else:
            for one in value:
                yield (
                    " | ".join(_lines(one, key, names, pictures))
                    if isinstance(one, list)
                    else "\n".join(_lines(one, key, names, pictures))
                )
    elif isinstance(value, bool):
        yield "có" if value else "không"
    elif isinstance(value, int) and key in REFERS:
        yield names(REFERS[key], value)
    elif key == "html" or key.endswith("_html"):
        yield words_of(str(value))
    elif day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(value)):
        yield f"{day[3]}/{day[2]}/{day[1]}"
    else:
        yield str(value)


def _place(name: str) -> tuple[int, str]:
    """The order in which people read the fields of a thing, however they were stored."""
    return -1 if name in _FIRST else _ORDER.get(name, len(_ORDER)), name


def words_of(html: str) -> str:
    """A piece of HTML as text: a line for each paragraph, the address of a link after its words."""
    page = LexborHTMLParser(f"<div>{html}</div>")
    for link in page.css("a[href]"):
        link.insert_after(f" [{link.attributes['href']}]")
    for mark, sign in (("li", "• "), ("h2", ""), ("h3", "")):
        for node in page.css(mark):
            node.insert_before("\n" + sign)
    for node in page.css("p, li, h2, h3, br, ul, ol"):
        node.insert_after("\n")
    text = page.body.text() if page.body else ""
    return "\n".join(line for line in (" ".join(one.split()) for one in text.splitlines()) if line)


def changes_between(before: str, after: str) -> list[Piece]:
    """What was taken out and put in, word by word; line by line where the texts are very long."""
    old, new = (_TOKEN.findall(text) for text in (before, after))
    if max(len(old), len(new)) > _LONG:
        old, new = (text.splitlines(keepends=True) for text in (before, after))
    pieces: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        pieces += [Piece("del", "".join(old[a:b]))] * (a < b) + [Piece("ins", "".join(new[c:d]))] * (c < d)
    return pieces


def sides(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """The two texts beside each other: the left with what was taken out, the right with what was put in."""
    pieces = changes_between(before, after)
    return _joined(p for p in pieces if p.kind != "ins"), _joined(p for p in pieces if p.kind != "del")


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind are one piece, and so are two that only a space parts: a phrase that was replaced is not cut into words."""
    found: list[Piece] = []
    for piece in pieces:
        if len(found) > 1 and not found[-1].text.strip() and found[-1].kind == "same" and found[-2].kind == piece.kind:
            found[-2:] = [Piece(piece.kind, found[-2].text + found[-1].text)]
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def shortened(pieces: list[Piece]) -> list[Piece]:
    """Long stretches that stayed are cut in their middle, so that what changed is seen."""
    return [_short(piece) if piece.kind == "same" and len(piece.text) > _CONTEXT * 3 else piece for piece in pieces]


def _short(piece: Piece) -> Piece:
    return Piece("same", f"{piece.text[:_CONTEXT].rsplit(' ', 1)[0]} […] {piece.text[-_CONTEXT:].split(' ', 1)[-1]}")
