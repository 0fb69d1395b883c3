"""The pages of one process, kept in memory up to a number of bytes; each use costs at most one `stat`."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Lock
from time import monotonic

from caunoi.web.serve.addresses import INDEX, file_name, is_twin
from caunoi.web.serve.headers import Headers
from caunoi.web.serve.pages import Page, exists_inside, open_inside, read_page, signature_of


class Shelf:
    """Pages of the tree below `root` (`root/<site>/<name>`), read at first need and again whenever the file has
    changed.

    It holds at most `limit` bytes; what was not asked for since the last round goes first. A page larger than
    `largest` is described here (type, length, tag) but read from its file. `common` gives the security headers of
    an address. Any number of threads may ask at once.

    A page looked at less than `fresh` seconds ago is believed without asking the disk: a system call lets every other
    thread in, and under load that costs more than all the rest together.
    """

    def __init__(self, root: str, *, limit: int, largest: int, common: Callable[[str], Headers], fresh: float) -> None:
        self._root = root
        self._limit, self._largest, self._common = limit, largest, common
        self._fresh = fresh
        self._pages: dict[tuple[str, str], Page] = {}
        self._held = 0
        self._lock = Lock()

    @property
    def held(self) -> int:
        """How many bytes are kept now."""
        return self._held

    def at(self, site: str, path: str) -> Page | None:
        """The page at this WSGI `PATH_INFO`, as it is on disk, or was `fresh` seconds ago; None if there is none."""
        page = self._pages.get((site, path))
        if page is None:
            return self._read(site, path)
        now = monotonic()
        if now < page.looked_at + self._fresh:
            page.used = True
            return page
        try:
            found = os.stat(page.file)
        except OSError:
            self._drop(site, path)
            return self._read(site, path)
        if (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size) == page.signature:
            page.used = True
            page.looked_at = now
            return page
        self._drop(site, path)
        return self._read(site, path)

    def reopen(self, page: Page) -> int | None:
        """The page's file, open, if it is still the one described; None if it was replaced meanwhile."""
        try:
            file = open_inside(page.root, page.name)
        except OSError:
            return None
        if signature_of(os.fstat(file)) == page.signature:
            return file
        os.close(file)
        return None

    def _read(self, site: str, path: str) -> Page | None:
        name = file_name(path)
        if name is None or path.endswith("/" + INDEX):
            return None
        twin_of = is_twin(name)
        if twin_of is not None and exists_inside(self._root, f"{site}/{twin_of}"):
            return None
        address = "/" + name
        common = self._common(address)
        page = read_page(self._root, f"{site}/{name}", address=address, most=self._largest, common=common)
        if page is not None and page.settled and page.weight <= self._limit:
            self._keep((site, path), page)
        return page

    def _keep(self, key: tuple[str, str], page: Page) -> None:
        with self._lock:
            replaced = self._pages.pop(key, None)
            self._held += page.weight - (replaced.weight if replaced else 0)
            self._pages[key] = page
            while self._held > self._limit:
                oldest = next(iter(self._pages))
                candidate = self._pages.pop(oldest)
                if candidate.used and candidate is not page:
                    candidate.used = False  # a second chance, at the end of the queue
                    self._pages[oldest] = candidate
                else:
                    self._held -= candidate.weight

    def _drop(self, site: str, path: str) -> None:
        with self._lock:
            page = self._pages.pop((site, path), None)
            if page is not None:
                self._held -= page.weight
