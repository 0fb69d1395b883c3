"""With the program's own files: templates, styles, the guard itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.attack.folder import in_words
from tests.attack.payloads import SITE
from tests.attack.stage import Inside, Stage
from tests.attack.table import DETECTED, MISSED, PREVENTED, Row, rule_of

HOLDS = "the program's files"
PATIENCE = 60.0


@contextmanager
def changed(file: Path, old: str, new: str) -> Iterator[None]:
    before = file.read_text()
    assert old in before, f"{file} has no {old}"
    file.write_text(before.replace(old, new))
    try:
        yield
    finally:
        file.write_text(before)


def play(stage: Stage) -> Iterator[Row]:
    """The templates, then the guard."""
    yield from templates(stage)
    yield _guard_blinded(stage)


def templates(stage: Stage) -> Iterator[Row]:
    """After each, an article is published by a process that has the changed files."""
    folder = stage.program / "web" / "templates"
    for what, file, old, new in (
        ("adds a link to the template of every page", folder / "base.html", "</body>", f'<a href="{SITE}">x</a></body>'),
        ("adds a script to the template of every page", folder / "base.html", "</head>", f'<script src="{SITE}a.js"></script></head>'),
        ("adds a sentence to the template of articles", folder / "article.html", "</article>", "<p>Nạp tiền nhận thưởng ngay</p></article>"),
        ("makes the template of articles keep silent about words", folder / "base.html", "<body", '<body style="display:none"'),
    ):  # fmt: skip
        with changed(file, old, new):
            yield _tried(stage, what)


def _tried(stage: Stage, what: str) -> Row:
    other = Inside(stage.environment, stage.folder / "inside-changed.log")
    try:
        other.do("join")
        said = other.do("one_more", title=f"Tin sau khi đổi mẫu, {what}"[:90])
    finally:
        other.close()
    return Row(
        HOLDS, what, PREVENTED if "refused" in said else MISSED, rule_of(said.get("refused", "")), said["seconds"]
    )


def _guard_blinded(stage: Stage) -> Row:
    """The guard says nothing any more; two accounts then release an advertisement: what the portal's own log vouches for."""
    what = "makes the guard say nothing, then releases an advertisement with two accounts"
    begun = time.monotonic()
    with changed(
        stage.program / "gate" / "guard" / "glance.py", "return _CALL.search(", "return False and _CALL.search("
    ):
        other = Inside(stage.environment, stage.folder / "inside-changed.log")
        try:
            other.do("join")
            said = other.do("injected", payload="text")
        finally:
            other.close()
    if "refused" in said:
        return Row(HOLDS, what, PREVENTED, rule_of(said["refused"]), said["seconds"])
    begun = time.monotonic()
    heard = stage.watch.wait_for(("findings",), said["done"]["path"], since=begun - 30, patience=PATIENCE)
    stage.inside.do("withdraw", path=said["done"]["path"])
    by = f"watch: {heard.kind}, {in_words(heard.said)}" if heard else ""
    return Row(HOLDS, what, DETECTED if heard else MISSED, by, heard.at - begun if heard else PATIENCE)
