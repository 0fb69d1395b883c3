"""The press: from a composed page to bytes that the gate will stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from caunoi.gate.guard import markup, structured
from caunoi.gate.guard.addresses import address_findings
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.fragments import OWN
from caunoi.gate.guard.hosts import host_findings
from caunoi.gate.guard.markup import Policy, css_findings, markup_findings
from caunoi.gate.guard.names import passage_findings
from caunoi.gate.render import reading, streams
from caunoi.gate.render.page import Composed, template
from caunoi.gate.render.reading import Reading, data_element, read
from caunoi.ground.refused import Refused

_MEMORY = 20_000
_LONG = 80
Names = tuple[str, ...]
_read_before: list[tuple[Names, dict[str, tuple[Finding, ...]]]] = [((), {})]


class NotApproved(Refused):
    """Something stands on the page that nobody approved, or something approved is missing."""


@dataclass
class Pressed:
    """Bytes, and what the guard says of them."""

    data: bytes
    findings: list[Finding] = field(default_factory=list)


def press(page: Composed, policy: Policy) -> Pressed:
    """Make the bytes of a page, read them back, compare every region with what was approved, and let the guard read them.

    Raises NotApproved, naming the regions; findings of the guard are returned, for the caller to weigh.
    """
    if page.data is not None:
        return Pressed(page.data, _check_data(page, policy))
    data = template(page.template, page.context).encode()
    found = read(data)
    wrong = differences(page, found)
    if wrong:
        raise NotApproved(f"Trang {page.path} có nội dung chưa được duyệt.", details=tuple(wrong))
    findings = _findings(found, policy, page.told)
    findings.extend(read_text(page.title, "head", policy.names))
    for words in structured.words(page.structured):
        if words != page.title and not _stands(words, found):
            findings.extend(read_text(words, "head", policy.names))
    return Pressed(data, findings)


def _stands(words: str, found: Reading) -> bool:
    """Do these words stand in the text of the page's record, and are they too long to be worth remembering? There they are read."""
    return len(words) >= _LONG and any(
        streams.squeeze(words) in region.stream for region in found.regions if region.key == OWN
    )


def read_back(data: bytes, policy: Policy) -> list[Finding]:
    """What the guard says of a whole page, whoever made it and whatever was approved."""
    return _findings(read(data), policy)


def _findings(found: Reading, policy: Policy, data: str = "") -> list[Finding]:
    findings = markup_findings(found.tree, policy, data)
    for region in found.regions:
        if region.key != "label":
            findings.extend(read_text(region.text, region.key, policy.names))
            findings.extend(address_findings(region.text, region.key, policy.allowed_hosts))
    return findings


def differences(page: Composed, reading: Reading) -> list[str]:
    """Where the bytes part from the approved content, one sentence for each place; empty when they agree."""
    wrong = [f"Ngoài mọi vùng đã duyệt: “{streams.readable(orphan)}”." for orphan in reading.orphans]
    found: Counter[tuple[str, str]] = Counter()
    for region in reading.regions:
        if region.key != "label":
            found[region.key, region.stream] += 1
        elif region.stream not in page.labels:
            wrong.append(f"Nhãn giao diện chưa được duyệt: “{region.text.strip()}”.")
    expected = Counter(page.regions)
    if found != expected:
        missing, extra = expected - found, found - expected
        for key, stream in extra:
            twin = next((other for name, other in missing if name == key), None)
            if twin is None:
                wrong.append(f"Vùng “{key}” không có trong nội dung đã duyệt: “{streams.readable(stream)[:160]}”.")
            else:
                wrong.append(f"Vùng “{key}” khác bản đã duyệt: {streams.difference(twin, stream)}.")
        for key, stream in missing:
            if not any(name == key for name, _ in extra):
                wrong.append(f"Vùng “{key}” đã duyệt nhưng thiếu trên trang: “{streams.readable(stream)[:160]}”.")
    head = sorted([*page.head, data_element(page.told)] if page.told else page.head)
    if reading.head != head:
        odd = [item for item in reading.head if item not in head] or [item for item in head if item not in reading.head]
        wrong.extend(f"Phần đầu trang khác nội dung đã duyệt: {' '.join(item)[:200]}." for item in odd)
        if not odd:
            wrong.append("Phần đầu trang có mục lặp lại.")
    return wrong


def read_text(text: str, place: str, names: Names = ()) -> list[Finding]:
    """What the guard says of a text and of the official names in it, remembered: shells and cards stand on many pages."""
    before = _memory(names)
    known = before.get(text)
    if known is None:
        known = tuple(passage_findings(text, "", names))
        if place != OWN:  # a record's own words stand on one page only
            before[text] = known
    if not known:
        return []
    lines = _places(text, [finding.excerpt for finding in known])
    return [
        Finding(f.rule, f.severity, f"{place}, đoạn {line}" if line else place, f.excerpt, f.message)
        for f, line in zip(known, lines, strict=True)
    ]


def _memory(names: Names) -> dict[str, tuple[Finding, ...]]:
    """What was said of texts before, by this list of names."""
    before, texts = _read_before[0]
    if names is not before or len(texts) >= _MEMORY:
        texts = texts if names == before and len(texts) < _MEMORY else {}
        _read_before[0] = (names, texts)
    return texts


def _places(text: str, excerpts: list[str]) -> list[int]:
    """In which non-empty line each excerpt stands, the same excerpt looked for further on each time; 0 when there is one line."""
    lines, seen = [], dict.fromkeys(excerpts, 0)
    if len([line for line in text.split("\n") if line.strip()]) < 2:
        return [0] * len(excerpts)
    for excerpt in excerpts:
        at = text.find(excerpt, seen[excerpt])
        if at < 0:
            at = text.find(excerpt)
        seen[excerpt] = at + len(excerpt)
        lines.append(sum(1 for line in text[: max(at, 0) + len(excerpt)].split("\n") if line.strip()))
    return lines


@lru_cache(maxsize=8192)
def _link_findings(href: str, allowed: frozenset[str]) -> tuple[Finding, ...]:
    return tuple(host_findings(href, "link", allowed))


def forget() -> None:
    """Read everything anew, as a new process does."""
    _read_before[0] = ((), {})
    reading.forget()
    markup.forget()
    _link_findings.cache_clear()


def _check_data(page: Composed, policy: Policy) -> list[Finding]:
    assert page.data is not None
    if page.media_type == "text/css":
        return css_findings(page.data.decode())
    if page.read_back is None:
        return []
    found = page.read_back(page.data)
    if Counter(found) != Counter(page.regions):
        odd = (Counter(found) - Counter(page.regions)) or (Counter(page.regions) - Counter(found))
        raise NotApproved(
            f"Tệp {page.path} có nội dung chưa được duyệt.",
            details=tuple(f"“{key}”: {streams.readable(stream)[:160]}" for key, stream in odd),
        )
    findings: list[Finding] = []
    for key, stream in found:
        findings.extend(read_text(stream, key, policy.names))
        if key == "link":
            findings.extend(_link_findings(stream, policy.allowed_hosts))
    return findings
