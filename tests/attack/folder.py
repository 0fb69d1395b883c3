"""With the public folder: files altered, added, taken away; while the worker heals, and while an intruder has stopped it."""

from __future__ import annotations

import gzip
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.attack.payloads import EVERY, SITE
from tests.attack.stage import FROZEN_AFTER, Stage
from tests.attack.table import DETECTED, HEALED, MISSED, Row

PATIENCE = 60.0
CASINO = f'<html><body><h1>Nhà cái uy tín</h1><a href="{SITE}">Chơi ngay</a></body></html>'.encode()


@dataclass(frozen=True)
class Deed:
    """Something done to the file of an address, and to those of others. `kinds` are the watch's words for it."""

    what: str
    path: str
    act: Callable[[Stage, Path], None]
    kinds: tuple[str, ...] = ("altered", "cloaked")
    also: tuple[str, ...] = ()


def _insert(payload: str) -> Callable[[Stage, Path], None]:
    def act(stage: Stage, file: Path) -> None:
        html = EVERY[payload].html.encode()
        data = file.read_bytes()
        whole = data.replace(b"</main>", html + b"</main>") if b"</main>" in data else data + html
        _write(file, whole)

    return act


def _write(file: Path, data: bytes) -> None:
    """The page and its twin, as a careful intruder does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    for end, pack in ((".gz", gzip.compress),):
        if file.with_name(file.name + end).exists():
            file.with_name(file.name + end).write_bytes(pack(data))
    file.with_name(file.name + ".br").unlink(missing_ok=True)


def _new(stage: Stage, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(CASINO)


def _linked(stage: Stage, file: Path) -> None:
    """So that search engines find it: from the page of a section."""
    _new(stage, file)
    shelf = stage.public / "kinh-te" / "index.html"
    _write(shelf, shelf.read_bytes().replace(b"</body>", b'<a href="/tep/uploads/no-hu.html">x</a></body>'))


def _twin(stage: Stage, file: Path) -> None:
    file.with_name(file.name + ".gz").write_bytes(
        gzip.compress(file.read_bytes().replace(b"</main>", CASINO + b"</main>"))
    )


def _other(stage: Stage, file: Path) -> None:
    _write(file, (stage.public / "kinh-te" / "index.html").read_bytes())


def _gone(stage: Stage, file: Path) -> None:
    for end in ("", ".gz", ".br"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _item(stage: Stage, file: Path) -> None:
    item = f"<item><title>Nổ hũ đổi thưởng</title><link>{SITE}</link></item></channel>"
    _write(file, file.read_bytes().replace(b"</channel>", item.encode()))


def _css(stage: Stage, file: Path) -> None:
    _write(file, file.read_bytes() + b'\nmain::before{content:"Nha cai uy tin"}')


def _link(stage: Stage, file: Path) -> None:
    elsewhere = stage.folder / "elsewhere.html"
    elsewhere.write_bytes(CASINO)
    _gone(stage, file)
    file.symlink_to(elsewhere)


def deeds(stage: Stage) -> list[Deed]:
    """Each at an address of its own, so that what is found can be told apart."""
    pages = sorted(
        str(path)
        for (path,) in stage.sql("SELECT path FROM releases_page WHERE kind = 'article' AND path LIKE '%tin-mau%.html'")
    )
    take = iter(pages)
    css = next(path for (path,) in stage.sql("SELECT path FROM releases_page WHERE path LIKE '/giao-dien/%.css'"))
    feed = next(
        path
        for (path,) in stage.sql("SELECT path FROM releases_page WHERE path LIKE '%rss.xml' AND path <> '/rss.xml'")
    )
    picture = next(
        path for (path,) in stage.sql("SELECT path FROM releases_page WHERE path LIKE '%.webp' OR path LIKE '%.jpg'")
    )
    attached = next(path for (path,) in stage.sql("SELECT path FROM releases_page WHERE kind = 'file'"))
    return [
        *(Deed(f"writes into a page: {name}", next(take), _insert(name)) for name in EVERY),
        Deed("alters only the compressed twin that browsers get", next(take), _twin),
        Deed("puts the bytes of another page in the place of a page", next(take), _other, ("altered", "swapped")),
        Deed("takes a page away", next(take), _gone, ("missing", "altered")),
        Deed("makes a page a link to a file elsewhere", next(take), _link, ("altered", "missing")),
        Deed("adds an item to a feed", feed, _item),
        Deed("alters the stylesheet so that it speaks", css, _css),
        Deed("puts another picture in the place of a picture", picture, lambda stage, file: _write(file, OTHER_PICTURE.read_bytes())),
        Deed("replaces an attachment", attached, lambda stage, file: _write(file, b"%PDF-1.4 redirect")),
        Deed("adds a page for gamblers", "/nha-cai.html", _new, ("unreleased",)),
        Deed("adds a page among uploads, with a link to it", "/tep/uploads/no-hu.html", _linked, ("unreleased",), ("/kinh-te/",)),
    ]  # fmt: skip


OTHER_PICTURE = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "home-360.png"


def file_of(stage: Stage, path: str) -> Path:
    return stage.public / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


def while_healing(stage: Stage) -> Iterator[Row]:
    """One after the other; until the visitor gets again what was released."""
    for deed in deeds(stage):
        file = file_of(stage, deed.path)
        good = _state(stage, deed.path)
        begun = time.monotonic()
        deed.act(stage, file)
        assert _state(stage, deed.path) != good, f"{deed.what}: nothing happened"
        until = begun + PATIENCE
        while _state(stage, deed.path) != good and time.monotonic() < until:
            time.sleep(0.02)
        seconds = time.monotonic() - begun
        while not (told := _incidents(stage, deed.path)) and time.monotonic() < until:
            time.sleep(0.02)  # the file is there a moment before the row is
        healed = _state(stage, deed.path) == good and told
        yield Row(
            "the public folder",
            deed.what,
            HEALED if healed else MISSED,
            "self-healing, incident, verdict in the log",
            seconds,
        )


def _incidents(stage: Stage, path: str) -> int:
    return int(stage.sql("SELECT count(*) FROM incidents_incident WHERE path = ?", path)[0][0])


def _state(stage: Stage, path: str) -> tuple[object, ...]:
    """What visitors with and without compression get."""
    return tuple(stage.get(path, Accept_Encoding=coding)[:2] for coding in ("identity", "gzip"))


@contextmanager
def stopped(stage: Stage) -> Iterator[None]:
    """An intruder has stopped the worker: nobody heals."""
    os.kill(stage.worker.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(stage.worker.process.pid, signal.SIGCONT)


def while_stopped(stage: Stage) -> Iterator[Row]:
    """All at once; until the watch names each."""
    todo = deeds(stage)
    with stopped(stage):
        kept = {path: _kept(file_of(stage, path)) for deed in todo for path in (deed.path, *deed.also)}
        begun = time.monotonic()
        for deed in todo:
            deed.act(stage, file_of(stage, deed.path))
        for deed in todo:
            heard = stage.watch.wait_for(
                deed.kinds, deed.path, since=begun, patience=max(1.0, begun + PATIENCE - time.monotonic())
            )
            said = f"watch: {heard.kind}, {in_words(heard.said)}" if heard else ""
            seconds = heard.at - begun if heard else PATIENCE
            yield Row("the public folder, the worker stopped", deed.what, DETECTED if heard else MISSED, said, seconds)
        heard = stage.watch.wait_for(("frozen",), "", since=begun - 60, patience=PATIENCE)
        yield Row(
            "the machine", "stops the worker, so that nothing heals", DETECTED if heard else MISSED,
            f"watch: frozen (after {FROZEN_AFTER} s without a new head)" if heard else "", heard.at - begun if heard else PATIENCE,
        )  # fmt: skip
        for path, before in kept.items():
            _put_back(file_of(stage, path), before)
    stage.watch.quiet(patience=PATIENCE)


def in_words(said: Mapping[str, Any]) -> str:
    """The watch's words about what differs, shortened."""
    text = "; ".join(str(one) for one in said.get("what", []))
    return text[:90] + ("…" if len(text) > 90 else "")


def _kept(file: Path) -> dict[str, bytes | None]:
    return {
        end: (file.with_name(file.name + end).read_bytes() if file.with_name(file.name + end).exists() else None)
        for end in ("", ".gz", ".br")
    }


def _put_back(file: Path, kept: dict[str, bytes | None]) -> None:
    for end, data in kept.items():
        one = file.with_name(file.name + end)
        one.unlink(missing_ok=True)
        if data is not None:
            one.write_bytes(data)
