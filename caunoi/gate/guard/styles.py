"""The style sheet read for what it could hide or say: rules that hide, words in `content`, addresses, code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caunoi.gate.guard.findings import Finding

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.S)
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_ON_CONDITION = re.compile(r"@(?:media|container|supports)")
_STATE = re.compile(
    r":(?:empty|hover|focus|focus-within|active|target|checked|popover-open)\b(?![^(]*\))|\[(?:hidden|open|aria-)"
)
_NESTED = re.compile(r"\([^()]*\)")
_CLASS = re.compile(r"\.(-?[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*)")
_FAR = r"-\s*(?:\d{3,}|[1-9]\d(?=vw|vh|em|rem|%)|[1-9]\d(?=r?em))"
_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*(?:0*\.0\d*|0+(?:\.0+)?)(?![\d.])%?|font-size\s*:\s*(?:0*(?:\.[0-2]\d*)?(?:em|rem|%)?|[0-2](?:\.\d+)?(?:px|pt))\s*(?:[;!}]|$)"
    rf"|text-indent\s*:\s*{_FAR}|(?:left|top|right|bottom|inset(?:-[a-z-]+)?|margin(?:-[a-z-]+)?)\s*:\s*[^;]*{_FAR}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?\b|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0(?:px)?\s+0(?:px)?\s*\))"
    r"|transform\s*:[^;]*(?:scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]|translate[^;]*-\s*\d{4,})|(?<!-)color\s*:\s*transparent"
    r"|(?:^|;)\s*color\s*:\s*(?:rgba\([^)]*,\s*0(?:\.0+)?\)|#[0-9a-f]{3}0\b|#[0-9a-f]{6}00\b))",
    re.I,
)
_TINY = re.compile(r"(?<![\w-])(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:[;!}]|$)", re.I)
_CROPPED = re.compile(r"overflow[\w-]*\s*:\s*(?:hidden|clip)", re.I)
_INK = re.compile(r"(?<![\w-])color\s*:\s*([^;!]+)", re.I)
_PAPER = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]+)", re.I)
_CONTENT = re.compile(r"(?<![\w-])content\s*:\s*([^;}]+)", re.I)
_ADDRESS = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.I | re.S)
_CODE = re.compile(r"expression\s*\(|(?<![\w-])behavior\s*:|-moz-binding|(?:java|vb)script:", re.I)


def hides(declarations: str) -> bool:
    """Whether declarations make an element's content invisible: gone, transparent, off the screen, a pixel, ink like paper."""
    if _HIDES.search(declarations) or (_TINY.search(declarations) and _CROPPED.search(declarations)):
        return True
    ink, paper = _INK.search(declarations), _PAPER.search(declarations)
    return bool(ink and paper and _colour(ink.group(1)) == _colour(paper.group(1)))


def hiding_classes(css: str) -> frozenset[str]:
    """Names of classes that hide what bears them; "a.b" where both must stand together.

    Rules that hold only for some screens, on paper, or in a passing state (hover, focus, empty) do not count.
    """
    found: set[str] = set()
    for selectors, declarations, conditional in _rules(_plain(css)):
        if conditional or not hides(declarations):
            continue
        for selector in _split(selectors):
            subject = re.split(r"[\s>+~]+", _without_arguments(selector).strip())[-1]
            if (
                "::" in subject
                or re.search(r":(?:before|after)\b", subject)
                or _STATE.search(_subject_with_arguments(selector))
            ):
                continue
            names = sorted(_CLASS.findall(subject))
            if names:
                found.add(".".join(names))
    return frozenset(found)


def css_findings(css: str) -> list[Finding]:
    """What the guard says against a style sheet: words that readers would see and nobody approved, imports, far addresses, code."""
    plain = _plain(css)
    found = []
    if re.search(r"@import\b", plain, re.I):
        found.append(_finding("@import", "nạp thêm tệp kiểu từ nơi khác; hãy gộp vào một tệp"))
    says = (m.group() for m in _CONTENT.finditer(plain) if _speaks(m.group(1)))
    found.extend(
        _finding(one, "chèn chữ bằng thuộc tính content; hãy bỏ, chữ phải nằm trong nội dung được duyệt")
        for one in says
    )
    far = (
        m.group() for m in _ADDRESS.finditer(plain) if re.match(r"[a-z][a-z0-9+.-]*:|//|\\", m.group(2).strip(), re.I)
    )
    found.extend(_finding(one, "lấy tệp ngoài cổng; hãy dùng tệp của chính cổng") for one in far)
    found.extend(_finding(m.group(), "chứa mã lệnh; hãy bỏ") for m in _CODE.finditer(plain))
    return found


def _speaks(content: str) -> bool:
    """Whether the value of a `content` property shows letters; counters and signs do not."""
    strings = "".join(m.group() for m in _STRING.finditer(content))
    return any(c.isalpha() for c in strings) or re.search(r"attr\(", content, re.I) is not None


def _finding(stood: str, why: str) -> Finding:
    return Finding("style-sheet", "block", "tệp CSS", stood[:160], f"Tệp kiểu trình bày (CSS) {why}.")


def _plain(css: str) -> str:
    def character(m: re.Match[str]) -> str:
        if m.group(1) is None:
            return m.group(2)
        code = int(m.group(1), 16)
        return chr(code) if 0x20 <= code <= 0x10FFFF and chr(code) not in "\"'{};" else " "

    return _ESCAPE.sub(character, _COMMENT.sub(" ", css))


def _rules(css: str) -> Iterator[tuple[str, str, bool]]:
    """(selectors, declarations, whether only on a condition) of every rule, nested ones too."""
    stack: list[tuple[str, bool]] = []
    start = 0
    masked = _STRING.sub(lambda m: re.sub(r"[{};]", " ", m.group()), css)
    for m in re.finditer(r"[{}]", masked):
        before = masked[start : m.start()]
        start = m.end()
        if m.group() == "{":
            head = before.rpartition(";")[2].strip()
            if stack and before.rpartition(";")[0].strip():
                yield stack[-1][0], before.rpartition(";")[0], stack[-1][1]
            conditional = bool(_ON_CONDITION.match(head)) or (bool(stack) and stack[-1][1])
            if head.startswith("@"):
                stack.append((stack[-1][0] if stack else "", conditional))
            else:
                stack.append((head, conditional))
        elif stack:
            selectors, conditional = stack.pop()
            if before.strip() and selectors:
                yield selectors, before, conditional


def _without_arguments(selector: str) -> str:
    while True:
        shorter = _NESTED.sub("", selector)
        if shorter == selector:
            return shorter
        selector = shorter


def _subject_with_arguments(selector: str) -> str:
    return re.split(r"[\s>+~]+(?![^()]*\))", selector.strip())[-1]


def _split(selectors: str) -> list[str]:
    return re.split(r",(?![^()]*\))", selectors)


def _colour(value: str) -> str:
    value = re.sub(r"\s+", "", value.lower())
    names = {
        "white": "#ffffff",
        "#fff": "#ffffff",
        "black": "#000000",
        "#000": "#000000",
        "rgb(255,255,255)": "#ffffff",
        "rgb(0,0,0)": "#000000",
    }
    return names.get(value, value)
