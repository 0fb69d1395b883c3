"""A page as it is kept in memory: its bytes in each encoding, with the headers ready."""

from __future__ import annotations

import hashlib
import os
import stat
import time
import zlib
from dataclasses import dataclass
from email.utils import formatdate

import brotli  # type: ignore[import-untyped, unused-ignore]

from caunoi.web.serve.addresses import TWINS
from caunoi.web.serve.headers import HSTS, Headers, cache_control
from caunoi.web.serve.media_types import has_twins, media_type

Signature = tuple[int, int, int, int]
_CHUNK = 1 << 18
_MARKS = {"identity": "", "gzip": "-gz", "br": "-br"}


@dataclass(slots=True)
class Variant:
    """One encoding of a page. `body` is None where it is read from the file for each request."""

    etag: str
    body: bytes | None
    headers: Headers
    headers_secure: Headers
    headers_304: Headers


@dataclass(slots=True)
class Page:
    """What lies at an address; true for as long as the file's `signature` is this one."""

    root: str
    name: str
    file: str
    signature: Signature
    size: int
    modified: int
    ranges: bool
    html: bool
    variants: dict[str, Variant]
    weight: int
    settled: bool
    used: bool = False
    looked_at: float = float("-inf")


def signature_of(found: os.stat_result) -> Signature:
    """Differs whenever the file was replaced or written: files change by rename, so a new inode, and the times tell
    a reused one.
    """
    return (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)


def open_inside(root: str, name: str) -> int:
    """Open a regular file below `root` without following a symbolic link anywhere below it; OSError if there is
    none.
    """
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        *folders, last = name.split("/")
        for segment in folders:
            inner = os.open(segment, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            os.close(folder)
            folder = inner
        # O_NONBLOCK: a named pipe in the tree must not hang the server.
        file = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise FileNotFoundError(name)
    return file


def read_inside(root: str, name: str, *, most: int) -> bytes | None:
    """The bytes of a regular file below `root`, or None if there is none or it is larger than `most`."""
    try:
        with os.fdopen(open_inside(root, name), "rb", buffering=0) as file:
            return file.read() if os.fstat(file.fileno()).st_size <= most else None
    except OSError:
        return None


def exists_inside(root: str, name: str) -> bool:
    """Whether there is a regular file of this name below `root`."""
    try:
        os.close(open_inside(root, name))
    except OSError:
        return False
    return True


def read_page(root: str, name: str, *, address: str, most: int, common: Headers) -> Page | None:
    """Read the page stored as `name` below `root`, with its twins; None if there is none.

    A body larger than `most` is not kept but read for each request. `common` are the headers that every answer
    carries. A twin counts only if it unpacks to the very same bytes: it is replaced a moment before or after its
    page, and may be damaged.
    """
    try:
        file = open_inside(root, name)
    except OSError:
        return None
    with os.fdopen(file, "rb", buffering=0) as opened:
        found = os.fstat(opened.fileno())
        body = opened.read() if found.st_size <= most else None
        digest = hashlib.sha256(body or b"")
        if body is None:
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
    content_type = media_type(address)
    text = has_twins(content_type)
    sha = digest.hexdigest()
    now = time.time()
    modified = int(min(found.st_mtime, now))  # RFC 9110, 8.8.2.1: never later than the Date of the answer
    shared = [("Last-Modified", formatdate(modified, usegmt=True)), ("Cache-Control", cache_control(address))]
    shared.append(("Vary", "Accept-Encoding") if text else ("Accept-Ranges", "bytes"))
    shared += common

    def variant(coding: str, content: bytes | None, length: int) -> Variant:
        etag = f'"{sha}{_MARKS[coding]}"'
        whole = [("Content-Type", content_type), ("Content-Length", str(length)), ("ETag", etag), *shared]
        if coding != "identity":
            whole.append(("Content-Encoding", coding))
        # A 304 carries the security headers too: so a new policy also reaches the copies that readers keep.
        return Variant(etag, content, whole, [*whole, HSTS], [("ETag", etag), *shared])

    variants = {"identity": variant("identity", body, found.st_size)}
    if text:
        for coding, suffix in TWINS.items():
            twin = read_inside(root, name + suffix, most=most)
            if twin is not None and _unpacks_to(twin, coding, sha, found.st_size):
                variants[coding] = variant(coding, twin, len(twin))
    # A file younger than the clock of the file system can tell apart could be replaced unseen, and the twins of a
    # young page may still be on their way: such a page is answered, but read anew the next time.
    age = now - found.st_ctime
    settled = age > (0.05 if len(variants) == 3 or not text else 2)
    weight = 4096 + sum(len(each.body or b"") for each in variants.values())
    where = f"{root}/{name}"
    html = content_type.startswith("text/html")
    return Page(
        root, name, where, signature_of(found), found.st_size, modified, not text, html, variants, weight, settled
    )


def _unpacks_to(twin: bytes, coding: str, sha: str, size: int) -> bool:
    digest, total = hashlib.sha256(), 0
    try:
        if coding == "gzip":
            gzip = zlib.decompressobj(wbits=31)
            rest = twin
            while rest and total <= size:
                piece = gzip.decompress(rest, _CHUNK)
                total += len(piece)
                digest.update(piece)
                rest = gzip.unconsumed_tail
                if not piece and gzip.eof:
                    break
            complete = gzip.eof and not gzip.unused_data
        else:
            unpacker = brotli.Decompressor()
            piece = unpacker.process(twin, output_buffer_limit=_CHUNK)
            while piece and total <= size:
                total += len(piece)
                digest.update(piece)
                piece = b"" if unpacker.is_finished() else unpacker.process(b"", output_buffer_limit=_CHUNK)
            complete = unpacker.is_finished()
    except (zlib.error, brotli.error):
        return False
    return complete and total == size and digest.hexdigest() == sha


class Part:
    """The bytes [first, past) of an open file as a WSGI body, a piece at a time; closes the file at the end."""

    def __init__(self, file: int, first: int, past: int) -> None:
        self._file = os.fdopen(file, "rb", buffering=0)
        self._first, self._past = first, past

    def __iter__(self) -> Part:
        return self

    def __next__(self) -> bytes:
        piece = os.pread(self._file.fileno(), min(_CHUNK, self._past - self._first), self._first)
        if not piece:
            self.close()
            raise StopIteration
        self._first += len(piece)
        return piece

    def close(self) -> None:
        self._file.close()
        self._first = self._past
