"""What a mirror costs: the first copy of a synthetic portal, and how long a new page takes to reach the copy. Part of `make bench-log`.

The portal is a folder of pages of about 25 kB with a signed log of them, served by the embedded server on this machine: server and mirror share its
processors.
"""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caunoi.cli import serve
from caunoi.network.tests.portal import Portal

HOST = "thu.example"
_WORDS = (
    "tỉnh xã phường ủy ban nhân dân thủ tục hành chính hồ sơ công dân doanh nghiệp nông thôn xây dựng kinh tế du lịch giáo dục y tế "
    "môi trường hạ tầng đường bộ cầu cống sông biển mưa lũ phòng chống thiên tai hội nghị kế hoạch báo cáo quyết định chỉ thị nghị quyết"
).split()
_SHELL = (
    "<!doctype html><html lang=vi><head><meta charset=utf-8><title>{title}</title></head><body><nav><ul>"
    + "".join(f'<li><a href="/chuyen-muc-{n}/">Chuyên mục số {n} của cổng</a></li>' for n in range(110))
    + "</ul></nav><main><h1>{title}</h1>{text}</main><footer>Ủy ban nhân dân tỉnh Thử</footer></body></html>"
)


def the_mirror(pages: int) -> None:
    """Print time, pages a second, bytes and memory of the first copy, and the way of a new page."""
    folder = Path(tempfile.mkdtemp(prefix="caunoi-bench-"))
    try:
        portal, size = _built(folder / "portal", pages)
        with _served(folder / "portal") as url:
            _measured(url, portal, folder / "copy", pages, size)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measured(url: str, portal: Portal, copy: Path, pages: int, size: int) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    memory = _ran(_command(url, copy, "--once"))
    took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"\nmirror of {pages:,} pages ({size / 1e6:,.0f} MB, {size / pages / 1000:.0f} kB each): {took:.1f} s, "
        f"{pages / took:,.0f} pages a second; {processor / pages * 1000:.2f} ms of a processor a page; "
        f"at most {memory / 1024:,.0f} MB of memory"
    )
    parts = {name: _on_disk(copy / name) for name in ("bytes", "public")}
    print(
        f"on the disk: {_on_disk(copy) / 1e6:,.0f} MB ({_on_disk(copy) / size:.2f} of the pages): pages {parts['bytes'] / 1e6:,.0f}, twins and log "
        f"{(_on_disk(copy) - parts['bytes']) / 1e6:,.0f}"
    )
    begun = time.perf_counter()
    subprocess.run(_command(url, copy, "--once"), check=True, stdout=subprocess.DEVNULL)
    print(f"nothing new, from start to end: {time.perf_counter() - begun:.2f} s")
    seen = _new_pages(url, portal, copy)
    print(
        f"a new page, from the signed head to the copy: median {statistics.median(seen):.2f} s, longest {max(seen):.2f} s"
    )


def _ran(command: list[str]) -> int:
    """Run it; the most memory that it had, in kB (as far as a look every tenth of a second shows)."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{process.pid}/status").read_text())
            most = int(found[1]) if found else most
            time.sleep(0.1)
    assert process.returncode == 0, process.returncode
    return most


def _new_pages(url: str, portal: Portal, copy: Path, times: int = 20) -> list[float]:
    took = []
    with subprocess.Popen(_command(url, copy), stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        following.stdout.readline()  # it is equal
        for n in range(times):
            portal.release(f"/moi/{n}.html", b"<p>moi %d" % n)
            portal.publish()
            begun, file = time.perf_counter(), copy / "public" / HOST / "moi" / f"{n}.html"
            while not file.exists():
                time.sleep(0.01)
            took.append(time.perf_counter() - begun)
        following.kill()
    return took


def _built(folder: Path, pages: int) -> tuple[Portal, int]:
    """A portal with so many pages, and how many bytes they are."""
    portal, chance, size = Portal(folder, HOST), random.Random(7), 0
    for n in range(pages):
        text = "".join(f"<p>{' '.join(chance.choices(_WORDS, k=120))}.</p>" for _ in range(22))
        data = _SHELL.format(title=f"Tin số {n}", text=text).encode()
        portal.release(f"/tin/{n // 1000}/tin-so-{n}.html", data)
        size += len(data)
        if sys.stderr.isatty() and n % 1000 == 0:
            print(f"\r  writing {n:,}/{pages:,}", end="", file=sys.stderr)
    portal.publish()
    return portal, size


def _command(url: str, copy: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "caunoi", "mirror", url, str(copy), *options]


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = serve.command("127.0.0.1", port, application="caunoi.web.serve.standin:application")
    environment = os.environ | {"CAUNOI_DATA": str(folder), "CAUNOI_HOST": HOST}
    with subprocess.Popen(command, env=environment) as server:
        try:
            while not _listens(port):
                assert server.poll() is None, "the server ended at once"
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _on_disk(folder: Path) -> int:
    """Bytes below a folder, a file with two names counted once."""
    seen = {(found.st_dev, found.st_ino): found.st_blocks * 512 for file in folder.rglob("*") if (found := file.stat())}
    return sum(seen.values())


if __name__ == "__main__":
    the_mirror(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
