"""The markup of a page: elements and attributes, scripts, frames, forms, and everything that hides text or links.

A browser shows a reader one thing and a search engine another; an intruder lives in the difference. So a released page may
hide nothing: what stands in its bytes is what its readers see. (Interface words for screen readers are regions "label",
which the gate compares with an approved list.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard import structured
from caunoi.gate.guard.addresses import link_says_otherwise
from caunoi.gate.guard.allowed import ELEMENTS
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.fragments import Fragments, markup_of
from caunoi.gate.guard.hosts import host_findings, host_of, listed
from caunoi.gate.guard.styles import css_findings, hides, hiding_classes
from caunoi.gate.guard.text import text_findings

# Attributes that hold no words.
_MUTE: Final = frozenset(
    "class id href src srcset sizes width height data-r rel type charset name http-equiv property datetime lang dir role loading decoding "
    "style action method for tabindex scope colspan rowspan headers media integrity allow sandbox".split()
)

__all__ = ["Policy", "css_findings", "hiding_classes", "markup_findings"]

Attributes = Mapping[str, str | None]


@dataclass(frozen=True)
class Policy:
    """What a portal allows on its pages. Hosts stand for themselves and all below them; scripts and styles are exact addresses.

    `allowed_forms` are signatures such as "post /tim/ q:text" (method, action, each field with its type); None: any that stays on the site.
    `hiding_classes` comes from the style sheet; `names` are official names, for `names.name_findings`.
    """

    allowed_hosts: frozenset[str] = frozenset()
    video_hosts: frozenset[str] = frozenset()
    allowed_scripts: frozenset[str] = frozenset()
    allowed_styles: frozenset[str] = frozenset()
    hiding_classes: frozenset[str] = frozenset()
    allowed_forms: frozenset[str] | None = None
    names: tuple[str, ...] = ()


_WITHIN = re.compile(r"(?<=[=?&/#])https?:/{1,3}[^&\s]+")
_TECHNICIAN: Final = "Hãy báo bộ phận kỹ thuật: trang mẫu hoặc nội dung có thể đã bị sửa."


def markup_findings(tree: LexborHTMLParser, policy: Policy, data: str = "") -> list[Finding]:
    """What the guard says against the markup of a whole page, in document order. One traversal.

    `data` is what the page may tell machines (`structured.written`), once and in its head; "": nothing.
    """
    found: list[Finding] = []
    root = tree.root
    if root is not None:
        _outside(root, found)
        _examine(root, _judge(policy), found)
    if tree.head is not None:
        _data(tree.head, data, found)
    return found


class _Judge:
    """A policy made ready: which class attributes hide, and the regions in whose markup nothing was found."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.sound: Fragments[bool] = Fragments()
        self._single = frozenset(name for name in policy.hiding_classes if "." not in name)
        self._joint = [frozenset(name.split(".")) for name in policy.hiding_classes if "." in name]
        self._known: dict[str, bool] = {}

    def hiding(self, classes: str) -> bool:
        known = self._known.get(classes)
        if known is None:
            names = set(classes.split())
            known = not self._single.isdisjoint(names) or any(both <= names for both in self._joint)
            if len(self._known) < 1000:
                self._known[classes] = known
        return known


_judge = lru_cache(maxsize=4)(_Judge)


def forget() -> None:
    """Read every region anew, as a new process does."""
    _judge.cache_clear()
    _said.cache_clear()


def _examine(node: Any, judge: _Judge, found: list[Finding]) -> None:
    """A node and all that stands in it; but a region whose very markup was found sound before."""
    tag = node.tag or "-"
    if tag == "-comment":
        _comment(node, found)
        return
    allowed = ELEMENTS.get(tag)
    if allowed is None:
        if tag[0] not in "-!":
            _stranger(node, tag, found)
        _below(node, judge, found)
        return
    attributes: Attributes = node.attributes
    markup, before = None, len(found)
    if attributes:
        key = attributes.get("data-r")
        if key is not None:
            markup = markup_of(node, key)
            if judge.sound.get(markup):
                return
        if not attributes.keys() <= allowed:
            _attributes(node, tag, attributes, allowed, found)
        classes = attributes.get("class")
        if classes is not None and judge.hiding(classes):
            _hidden(node, tag, f"lớp trình bày “{classes}”", found)
        _words(node, attributes, found)
        if "hidden" in attributes:
            _hidden(node, tag, "thuộc tính hidden", found)
        if attributes.get("aria-hidden") == "true":
            _hidden(node, tag, "aria-hidden", found)
    check = _CHECKS.get(tag)
    if check is not None:
        check(node, attributes, judge.policy, found)
    _below(node, judge, found)
    if len(found) == before:
        judge.sound.keep(markup, True)


# The address of a page is its title without marks, which says other things than the title: "ẩn dụ" as "an-du".
_IS_ADDRESS = re.compile(r"(?:https?://|/)[!-~]+").fullmatch


def _words(node: Any, attributes: Attributes, found: list[Finding]) -> None:
    """Words in attributes are read aloud, shown on hover, taken by search engines: they are text like any other."""
    for name, value in attributes.items():
        if value and len(value) > 5 and name not in _MUTE and not (name == "content" and _IS_ADDRESS(value)):
            said = _said(value.replace("-", " ") if name == "download" else value)
            found.extend(replace(one, place=f"{_place(node)}, thuộc tính {name}") for one in said)


@lru_cache(maxsize=4096)
def _said(value: str) -> tuple[Finding, ...]:
    return tuple(text_findings(value, ""))


def _below(node: Any, judge: _Judge, found: list[Finding]) -> None:
    child = node.child
    while child is not None:
        if child.tag != "-text":
            _examine(child, judge, found)
        child = child.next


def _place(node: Any) -> str:
    """The region a node stands in, for the message: nearest data-r, else "head" or "body"."""
    while node is not None:
        region = node.attributes.get("data-r") if node.tag[0] != "-" else None
        if region:
            return str(region)
        if node.tag in ("head", "body"):
            return str(node.tag)
        node = node.parent
    return "trang"


def _excerpt(node: Any) -> str:
    return " ".join((node.html or "").split())[:160]


def _add(found: list[Finding], rule: str, node: Any, message: str, stood: str | None = None) -> None:
    found.append(Finding(rule, "block", _place(node), (stood if stood is not None else _excerpt(node))[:160], message))


def _comment(node: Any, found: list[Finding]) -> None:
    text = node.comment_content or ""
    if any(c.isalnum() for c in text):
        _add(
            found,
            "comment",
            node,
            f"Trang có chú thích ẩn trong mã nguồn; người đọc không thấy nhưng máy tìm kiếm thấy. {_TECHNICIAN}",
            text.strip(),
        )


def _outside(root: Any, found: list[Finding]) -> None:
    for step in ("prev", "next"):
        node = getattr(root, step)
        while node is not None:
            if node.tag == "-comment":
                _comment(node, found)
            node = getattr(node, step)


def _stranger(node: Any, tag: str, found: list[Finding]) -> None:
    if tag == "base":
        _add(found, "base-href", node, f"Trang có thẻ <base>, làm mọi liên kết đổi hướng sang nơi khác. {_TECHNICIAN}")
    else:
        _add(
            found,
            "unlisted-element",
            node,
            f"Thẻ <{tag}> không thuộc danh sách thẻ được dùng trên trang công khai. {_TECHNICIAN}",
        )


def _attributes(node: Any, tag: str, attributes: Attributes, allowed: frozenset[str], found: list[Finding]) -> None:
    for name in attributes.keys() - allowed:
        value = attributes[name] or ""
        if name.startswith(("data-", "aria-")):
            continue
        stood = f'{name}="{value}"'
        if name.startswith("on"):
            _add(
                found,
                "event-handler",
                node,
                f"Thẻ <{tag}> có mã lệnh chạy khi người đọc thao tác ({name}). {_TECHNICIAN}",
                stood,
            )
        elif name == "style":
            if hides(value) and _content(node):
                _hidden(node, tag, f"kiểu “{value[:60]}”", found)
            else:
                _add(
                    found,
                    "inline-style",
                    node,
                    f"Thẻ <{tag}> có kiểu trình bày viết thẳng (style). {_TECHNICIAN}",
                    stood,
                )
        else:
            _add(
                found,
                "unlisted-attribute",
                node,
                f"Thuộc tính “{name}” của thẻ <{tag}> không được dùng trên trang công khai. {_TECHNICIAN}",
                stood,
            )


def _hidden(node: Any, tag: str, how: str, found: list[Finding]) -> None:
    content = _content(node)
    if content is None:
        return
    kind, stood = content
    what = "Liên kết" if kind == "hidden-link" else "Nội dung"
    _add(
        found,
        kind,
        node,
        f"{what} bị giấu bằng {how}: người đọc không thấy nhưng máy tìm kiếm thấy. Hãy xoá phần này. {_TECHNICIAN}",
        stood,
    )


def _content(node: Any) -> tuple[str, str] | None:
    """What a reader would miss if a node were hidden: a link, a text outside the labels, a picture; None if nothing."""
    text = ""
    for inner in node.traverse(include_text=True):
        tag = inner.tag
        if tag == "-text":
            words = (inner.text_content or "").strip()
            if any(c.isalnum() for c in words) and _place(inner.parent) != "label":
                text = text or words
        elif tag == "a":
            href = inner.attributes.get("href")
            if href is not None and not href.startswith("#"):
                return "hidden-link", f"{href} {inner.text(deep=True).strip()}".strip()
        elif tag in ("img", "iframe", "form"):
            text = text or _excerpt(inner)
    return ("hidden-text", text) if text else None


def _hosts(address: str | None, node: Any, hosts: frozenset[str], found: list[Finding]) -> None:
    if (
        address
        and address[0] != "#"
        and (address[0] != "/" or address[1:2] in ("/", "\\") or not address.isprintable())
    ):
        found.extend(host_findings(address, _place(node), hosts))


def _link_to(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    href = attributes.get("href")
    if href is None:
        return
    _hosts(href, node, policy.allowed_hosts, found)
    _leads_on(href, node, policy, found)
    shown = node.text(deep=True)
    if "." in shown or "chấm" in shown:
        found.extend(link_says_otherwise(shown, href, _place(node)))
    child = node.child
    if child is not None and child.tag == "-text" and (child.text_content or "")[:1].isalnum():
        return
    if not any(c.isalnum() for c in shown) and not attributes.get("aria-label") and node.css_first("img") is None:
        _add(
            found,
            "empty-link",
            node,
            "Liên kết không có chữ nên người đọc không thấy. Hãy xoá, hoặc đặt chữ cho liên kết.",
            f"{href}",
        )


def _leads_on(href: str, node: Any, policy: Policy, found: list[Finding]) -> None:
    """An address within an address: where a page that passes visitors on sends them."""
    inner = _WITHIN.search(unquote(href), 1) if "http" in href[1:] else None
    host = host_of(inner.group()) if inner else None
    if host and not listed(host, policy.allowed_hosts) and host != host_of(href):
        found.extend(host_findings(inner.group() if inner else "", _place(node), policy.allowed_hosts))


def _picture(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    _hosts(attributes.get("src"), node, policy.allowed_hosts, found)
    srcset = attributes.get("srcset")
    if srcset and (":" in srcset or "//" in srcset or "\\" in srcset):
        for candidate in srcset.split(","):
            _hosts(candidate.strip().split(" ")[0], node, policy.allowed_hosts, found)


def _is_data(node: Any, attributes: Attributes) -> bool:
    """Is this data for machines where it belongs? Nothing but its exact type makes a script one that no browser runs."""
    return attributes == {"type": structured.TYPE} and node.parent is not None and node.parent.tag == "head"


def _data(head: Any, expected: str, found: list[Finding]) -> None:
    node, seen = head.child, False
    while node is not None:
        if node.tag == "script" and _is_data(node, node.attributes):
            if seen or not expected or node.text(deep=True) != expected:
                what = "khác nội dung đã duyệt, hoặc nhiều hơn một lần"
                _add(found, "script", node, f"Trang có dữ liệu cho máy tìm kiếm {what}. {_TECHNICIAN}")
            seen = True
        node = node.next


def _script(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    if _is_data(node, attributes):
        return  # compared as a whole by `_data`
    source = attributes.get("src")
    if source not in policy.allowed_scripts or (node.text(deep=True) or "").strip():
        what = f"lấy từ “{source}”" if source else "viết thẳng trong trang"
        _add(found, "script", node, f"Trang có mã lệnh {what}, không phải mã của cổng. {_TECHNICIAN}")


def _stylesheet(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    href = attributes.get("href")
    if "stylesheet" in (attributes.get("rel") or "").lower().split():
        if href not in policy.allowed_styles:
            _add(found, "stylesheet", node, f"Trang dùng tệp kiểu trình bày lạ: “{href}”. {_TECHNICIAN}")
    else:
        _hosts(href, node, policy.allowed_hosts, found)


def _meta(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    equivalent = attributes.get("http-equiv")
    if equivalent is not None and equivalent.strip().lower() not in ("content-type", "x-ua-compatible"):
        rule = "meta-refresh" if equivalent.strip().lower() == "refresh" else "unlisted-attribute"
        _add(
            found,
            rule,
            node,
            f"Trang tự chuyển người đọc đi nơi khác hoặc đổi cách trình duyệt xử lý (meta {equivalent}). {_TECHNICIAN}",
        )


def _frame(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    source = attributes.get("src") or ""
    host = host_of(source)
    if host is None or not listed(host, policy.video_hosts) or host_findings(source, "", policy.video_hosts):
        _add(
            found,
            "frame",
            node,
            "Khung nhúng không thuộc danh sách trang video được phép. Hãy bỏ, hoặc dùng video của trang trong danh sách.",
            source,
        )
    elif attributes.get("width") in ("0", "1") or attributes.get("height") in ("0", "1"):
        _add(found, "hidden-text", node, f"Khung nhúng nhỏ đến mức không nhìn thấy. {_TECHNICIAN}", source)


def _form(node: Any, attributes: Attributes, policy: Policy, found: list[Finding]) -> None:
    action = attributes.get("action") or ""
    if host_findings(action, "", policy.allowed_hosts):
        _add(
            found,
            "form-action",
            node,
            f"Biểu mẫu gửi thông tin của người đọc tới nơi lạ: “{action[:80]}”. {_TECHNICIAN}",
            action,
        )
    elif policy.allowed_forms is not None and (signature := _signature(node, attributes)) not in policy.allowed_forms:
        _add(
            found,
            "form-action",
            node,
            f"Biểu mẫu này không phải biểu mẫu của cổng: “{signature[:120]}”. {_TECHNICIAN}",
            signature,
        )


def _signature(form: Any, attributes: Attributes) -> str:
    """What a form asks for, and where it sends it: the same form has the same, whatever its words."""
    fields = set()
    for field in form.traverse():
        if field.tag in _TYPES:
            asked = field.attributes
            fields.add(f"{asked.get('name') or ''}:{asked.get('type') or _TYPES[field.tag]}")
    return " ".join([(attributes.get("method") or "get").lower(), attributes.get("action") or "", *sorted(fields)])


_TYPES: Final = {"input": "text", "button": "submit", "select": "select", "textarea": "textarea"}


_CHECKS: Final[dict[str, Callable[[Any, Attributes, Policy, list[Finding]], None]]] = {
    "a": _link_to, "img": _picture, "source": _picture, "script": _script, "link": _stylesheet, "meta": _meta,
    "iframe": _frame, "form": _form,
}  # fmt: skip
