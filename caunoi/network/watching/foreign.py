"""A portal that has no public log: what is usual there is learned, and what is not usual any more is said.

Bytes cannot be compared: such pages differ at each look. What is compared is what an intruder needs: hosts that pages lead to, foreign scripts and
frames, redirects, what the four visitors are told, and words of the trade.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from caunoi.gate.guard.hosts import host_of, speaks_of_gambling
from caunoi.gate.guard.text import text_findings
from caunoi.network.fetching import Unreachable
from caunoi.network.watching import addresses, judging, naming
from caunoi.network.watching.book import Book, Trouble
from caunoi.network.watching.pace import Pace
from caunoi.network.watching.sweeping import Judgement, Look, Manner, Sweeps
from caunoi.network.watching.visitors import DESKTOP, PHONE, Seen, four, look_as

NEW_HOST, NEW_SCRIPT, FINDINGS = "new-host", "new-script", "findings"
_MET: Final = (NEW_HOST, NEW_SCRIPT, judging.CLOAKED)
_ALIKE: Final = 0.4
"""Two versions of a page that share less of their text are two pages."""
_WORDS: Final = 4
_SWEEPS: Final = "sweeps"
_GUESSED: Final = 40  # guesses of one sweep
_FILES: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|webp|svg|ico|css|js|mp[34]|avi|woff2?|ttf)$", re.I
)
_URL: Final = re.compile(r"https?:\\?/\\?/([\w.-]+\.[a-z]{2,})", re.I)
_LOC: Final = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>", re.I)
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS page (path TEXT PRIMARY KEY, seen INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usual (kind TEXT, name TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""


class Usual:
    """What was learned of a portal: `host`, `script`, `redirect` (to a host, per visitor), pages that were there. One SQLite file."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
        self._base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES)
        self._known = set(self._base.execute("SELECT kind, name FROM usual"))

    def knows(self, kind: str, name: str) -> bool:
        return (kind, name) in self._known

    def learn(self, kind: str, names: Iterable[str]) -> None:
        new = {(kind, name) for name in names} - self._known
        self._known |= new
        if new:
            self._base.executemany("INSERT OR IGNORE INTO usual VALUES (?, ?)", sorted(new))

    def names(self, kind: str) -> frozenset[str]:
        return frozenset(name for one, name in self._known if one == kind)

    def page(self, path: str, sweep: int) -> None:
        self._base.execute("INSERT OR REPLACE INTO page VALUES (?, ?)", (path, sweep))

    def pages(self, most: int) -> list[str]:
        """Pages seen in earlier sweeps, the most recent first."""
        return [
            path for (path,) in self._base.execute("SELECT path FROM page ORDER BY seen DESC, path LIMIT ?", (most,))
        ]


class ForeignWatch(Sweeps):
    """Learns during the first `learn` sweeps; looks at `pages` pages at most."""

    def __init__(
        self,
        base: str,
        folder: Path,
        book: Book,
        manner: Manner,
        *,
        learn: int = 2,
        pages: int = 500,
        paths: Sequence[str] = (),
        guesses: Sequence[str] | None = None,
        allowed: Sequence[str] = (),
        said: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda done, whole: None,
    ) -> None:
        super().__init__(base, folder, book, manner, said, progress)
        self.usual = Usual(folder / "usual.db")
        self._learn, self._most, self._given = learn, pages, list(paths)
        self._guesses = addresses.guesses() if guesses is None else guesses
        self._own = urlsplit(base).hostname or ""
        self._main = four(base, manner.timeout)
        self._plan: list[str] = []
        self._planned: set[str] = set()
        self._met = {
            what: one.address for one in book.standing() if one.kind in _MET for what in one.mark.split("|")
        }  # fmt: skip
        self.usual.learn("host", allowed)
        self._robots = RobotFileParser()
        self._asked_robots = False
        self._home_at = -1e9

    @property
    def sweep(self) -> int:
        """How many sweeps are over."""
        return int(self.book.note(_SWEEPS) or 0)

    @property
    def learning(self) -> bool:
        return self.sweep < self._learn

    def pulse(self) -> None:
        now = time.monotonic()
        if now - self._home_at < max(10.0, 20 / self.manner.rate) and not (
            self.down and now - self._home_at > self.manner.grace
        ):
            return
        self._home_at = now
        shown = look_as(self._main, "/")
        gone = all(isinstance(one, Unreachable) for one in shown.values())
        if gone and self.down:
            what = (str(next(iter(shown.values())))[:200],)
            self.settle("/", [Trouble(judging.UNREACHABLE, "/", tuple(shown), judging.UNREACHABLE, what)], {})
        elif gone:
            time.sleep(self.manner.grace)
            self._home_at = -1e9
        elif self.down or any(one.kind == judging.UNREACHABLE for one in self.book.standing("/")):
            self.soon("/")
        self.down = gone

    def plan(self) -> Sequence[str]:
        self._ask_robots()
        self._plan, self._planned = [], set()
        for path in ("/", *self._given, *self._sitemaps(), *self.usual.pages(self._most)):
            self._add(path)
        for one in self.book.standing():
            self._add(one.address)
        every = self._guesses
        first = self.sweep * _GUESSED % max(1, len(every))
        for path in (addresses.nowhere(), *(*every, *every)[first : first + _GUESSED]):
            self._add(path, guessed=True)
        return self._plan

    def swept(self) -> None:
        self.book.keep(_SWEEPS, str(self.sweep + 1))

    def judge(self, look: Look) -> Judgement:
        seen = {name: one for name, one in look.shown.items() if isinstance(one, Seen)}
        if not seen:
            return Judgement(waits=self.down)
        pages = {name: _Page(one) for name, one in seen.items() if one.is_html and one.status < 500}
        if any(one.status == 200 for one in seen.values()) and look.path not in self._guesses:
            self.usual.page(look.path, self.sweep)
        for name, page in pages.items():
            if seen[name].status == 200:
                for link in sorted(page.links):
                    self._add(link)
        if self.learning:
            self._take_for_usual(look, seen, pages)
        found = [*self._gone(look, seen), *self._redirects(look, seen), *self._strangers(look, pages)]
        found += self._spoken(look, pages)
        told = {name for one in found for name in one.visitors}
        found += [one for one in self._cloaked(look, seen, pages) if not told.issuperset(one.visitors)]
        return Judgement(found)

    def _add(self, path: str, *, guessed: bool = False) -> None:
        if path in self._planned or len(self._plan) >= self._most + (2 * _GUESSED if guessed else 0):
            return
        if _FILES.search(path.partition("?")[0]) or not self._robots_allow(path):
            return
        self._planned.add(path)
        self._plan.append(path)

    def _robots_allow(self, path: str) -> bool:
        return path == "/" or self._robots.can_fetch("caunoi", self.base + path)

    def _ask_robots(self) -> None:
        if self._asked_robots:
            return
        self._asked_robots = True
        answer = look_as({DESKTOP: self._main[DESKTOP]}, "/robots.txt")[DESKTOP]
        lines = naming.decoded(answer.data).splitlines() if isinstance(answer, Seen) and answer.status == 200 else []
        self._robots.parse(lines)
        delay = self._robots.crawl_delay("caunoi")
        if delay and float(delay) > 1 / self.manner.rate:
            self.pace = Pace(1 / float(delay))

    def _sitemaps(self) -> list[str]:
        """What the sitemaps list; a list of lists is followed once."""
        waiting, found = [*(self._robots.site_maps() or ()), urljoin(self.base, "/sitemap.xml")], []
        for url in list(dict.fromkeys(waiting))[:5]:
            for one in self._listed(url):
                found += self._listed(one) if one.endswith(".xml") else [one]
                if len(found) >= self._most:
                    return [_path(one) for one in found[: self._most]]
        return [_path(one) for one in found]

    def _listed(self, url: str) -> list[str]:
        if urlsplit(url).netloc != urlsplit(self.base).netloc:
            return []
        self.pace.step()
        answer = look_as({DESKTOP: self._main[DESKTOP]}, _path(url))[DESKTOP]
        if not isinstance(answer, Seen) or answer.status != 200:
            return []
        return [
            one
            for one in _LOC.findall(naming.decoded(answer.data))
            if urlsplit(one).netloc == urlsplit(self.base).netloc
        ]

    def _take_for_usual(self, look: Look, seen: dict[str, Seen], pages: dict[str, _Page]) -> None:
        """A redirect may be usual for one visitor, and a host anywhere; but nothing that bears the name of the trade."""
        for page in (pages[name] for name in (DESKTOP, PHONE) if name in pages):
            self.usual.learn("host", (host for host in page.hosts if not speaks_of_gambling(host)))
            self.usual.learn("script", page.scripts)
        for name, one in seen.items():
            host = host_of(one.leads_to)
            if one.leads_out and host and not speaks_of_gambling(host):
                self.usual.learn("redirect", [f"{name} {host}"])
        if not look.again and set(pages) == set(seen):
            self.usual.learn("unlike", (f"{name} {look.path}" for name in _unlike(pages) if name == PHONE))

    def _gone(self, look: Look, seen: dict[str, Seen]) -> list[Trouble]:
        wrong = {name: one for name, one in seen.items() if one.status >= 400}
        if look.path != "/" or len(wrong) < len(seen):
            return []
        status = str(next(iter(wrong.values())).status)
        return [Trouble(judging.MISSING, "/", tuple(wrong), status, (f"trang chủ: máy chủ trả lời {status}",))]

    def _redirects(self, look: Look, seen: dict[str, Seen]) -> list[Trouble]:
        groups: dict[str, list[str]] = {}
        for name, one in seen.items():
            host = host_of(one.leads_to)
            if one.leads_out and host and not self.usual.knows("redirect", f"{name} {host}") and not self._kin(host):
                groups.setdefault(one.leads_to, []).append(name)
        return [
            Trouble(
                _kind(judging.REDIRECT, names, seen),
                look.path,
                tuple(names),
                host_of(to) or to,
                (f"chuyển hướng đến {to}",),
            )
            for to, names in groups.items()
        ]

    def _strangers(self, look: Look, pages: dict[str, _Page]) -> list[Trouble]:
        """Each is told once, of the page on which it was met first."""
        found = []
        hosts: dict[str, list[str]] = {}
        scripts: dict[str, list[str]] = {}
        for name, page in pages.items():
            for host in page.hosts:
                if not self.usual.knows("host", host) and not self._kin(host) and self._first_at(host, look.path):
                    hosts.setdefault(host, []).append(name)
            for script in page.scripts:
                met = self.usual.knows("script", script) or not self.usual.knows("host", host_of(script) or "")
                if not met and self._first_at(script, look.path):
                    scripts.setdefault(script, []).append(name)
        for gone in [
            one for one, path in self._met.items() if path == look.path and one not in hosts and one not in scripts
        ]:
            del self._met[gone]
        for kind, many, told in ((NEW_HOST, hosts, "máy chủ"), (NEW_SCRIPT, scripts, "mã lệnh")):
            groups: dict[tuple[str, ...], list[str]] = {}
            for one, names in many.items():
                groups.setdefault(tuple(names), []).append(one)
            for visitors, which in groups.items():
                what = tuple(f"{told} {one}{self._how(pages[visitors[0]], one)}" for one in sorted(which)[:10])
                found.append(Trouble(_kind(kind, visitors, pages), look.path, visitors, "|".join(sorted(which)), what))
        return found

    def _first_at(self, what: str, path: str) -> bool:
        return self._met.setdefault(what, path) == path

    def _kin(self, host: str) -> bool:
        """The same portal under another name of its own."""
        return host == self._own or host.removeprefix("www.") == self._own.removeprefix("www.")

    @staticmethod
    def _how(page: _Page, host: str) -> str:
        ways = (
            ("scripts", "mã lệnh"),
            ("frames", "khung nhúng"),
            ("refreshes", "tự chuyển trang"),
            ("forms", "biểu mẫu"),
        )
        for name, told in ways:
            if any(host_of(one) == host for one in getattr(page.parts, name)):
                return f" ({told})"
        return " (liên kết bị giấu)" if any(host in one for one in page.parts.hidden) else ""

    def _spoken(self, look: Look, pages: dict[str, _Page]) -> list[Trouble]:
        groups: dict[tuple[str, ...], list[str]] = {}
        for name, page in pages.items():
            said = page.said
            if said:
                groups.setdefault(said, []).append(name)
        return [
            Trouble(_kind(FINDINGS, names, pages), look.path, tuple(names), said[0], said[: naming.MOST])
            for said, names in groups.items()
        ]

    def _cloaked(self, look: Look, seen: dict[str, Seen], pages: dict[str, _Page]) -> list[Trouble]:
        usual = seen.get(DESKTOP)
        if usual is None:
            return []
        other = [
            name
            for name, one in seen.items()
            if (one.status < 400) != (usual.status < 400) and one.status not in judging.BUSY
        ]
        found = []
        if other and usual.status not in judging.BUSY:
            what = f"máy chủ trả lời {seen[other[0]].status}, còn với máy tính là {usual.status}"
            found.append(Trouble(judging.CLOAKED, look.path, tuple(other), "status", (what,)))
        unlike = [
            name
            for name in _unlike(pages)
            if name not in other and not self.usual.knows("unlike", f"{name} {look.path}")
        ]
        if unlike and usual.status == 200:
            text = pages[unlike[0]].text
            what = f"nội dung khác hẳn: “{' '.join(text.split())[:160]}”"
            found.append(Trouble(judging.CLOAKED, look.path, tuple(unlike), "text", (what,)))
        return found


class _Page:
    """A page as one visitor was shown it."""

    def __init__(self, seen: Seen) -> None:
        page = naming.decoded(seen.data, seen.media_type)
        self.parts = naming.parts(page)
        self.text = self.parts.text
        inline = {host.lower() for one in self.parts.scripts for host in _URL.findall(one)}
        self.hosts = self.parts.hosts | inline
        self.scripts = {one.partition("?")[0] for one in self.parts.scripts if "//" in one[:8] and " " not in one}
        self.links = naming.own_links(page, seen.url)

    @property
    def said(self) -> tuple[str, ...]:
        """What the guard has against it."""
        rules = [
            f"{one.rule}: “{one.excerpt[:120]}”"
            for one in text_findings(self.text[:200_000], "trang")
            if one.severity == "block"
        ]
        named = [f"máy chủ mang tên cờ bạc: {host}" for host in sorted(self.hosts) if speaks_of_gambling(host)]
        away = [f"tự chuyển trang đến “{one[:120]}”" for one in self.parts.refreshes if host_of(one)]
        return tuple(dict.fromkeys(rules + named + away))


def _kind(kind: str, names: Sequence[str], every: dict[str, Seen] | dict[str, _Page]) -> str:
    """What only some are shown is hidden from the others."""
    return kind if len(names) == len(every) else judging.CLOAKED


def _unlike(pages: dict[str, _Page]) -> list[str]:
    usual = pages.get(DESKTOP)
    if usual is None:
        return []
    mine = _shingles(usual.text)
    return [name for name, page in pages.items() if name != DESKTOP and _share(mine, _shingles(page.text)) < _ALIKE]


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Runs of words; what holds a digit honestly differs from look to look."""
    words = [word for word in text.lower().split() if not any(letter.isdigit() for letter in word)]
    return {tuple(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1))}


def _share(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, min(len(one), len(other))) if max(len(one), len(other)) >= 12 else 1.0


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
