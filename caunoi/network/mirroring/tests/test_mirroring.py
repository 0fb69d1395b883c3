"""A mirror of somebody's portal, which may lie, die, or be slow; and a mirror that is killed."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from caunoi.ledger import merkle
from caunoi.network.fetching import Answer, Client, Unreachable
from caunoi.network.mirroring import mirror as mirroring
from caunoi.network.mirroring.mirror import Distrusted, Mirror, Turn
from caunoi.network.tests.portal import Portal, serving


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "PATIENCE", 0.3)


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    made = Portal(tmp_path / "portal")
    made.release("/", b'<link rel="stylesheet" href="/giao-dien/a.css"><h1>Trang')
    made.release("/giao-dien/a.css", b"body {}", "text/css")
    for n in range(600):
        made.release(f"/tin/{n}-đất.html", b"<p>Tin %d" % n)
    made.release("/cu.html", b"x")
    made.publish()
    return made


def shown(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for tree in ("public", "gone", "moved")
        for file in (folder / tree).rglob("*")
        if file.is_file() and ".well-known" not in file.parts and file.suffix not in (".gz", ".br")
    }


def settled(mirror: Mirror) -> Turn:
    """The turn after which nothing is open any more."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        turn = mirror.turn()
        if turn.wanted == turn.refused:
            return turn
        time.sleep(0.02)
    raise AssertionError(turn)


def test_each_address_is_fetched_once_and_a_turn_without_news_asks_for_the_head_alone(
    portal: Portal, tmp_path: Path
) -> None:
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy")) as mirror:
        assert settled(mirror).equal
        assert shown(tmp_path / "copy") == shown(portal.folder)
        asked = [path for _, path in server.asked if not path.endswith("/checkpoint")]
        assert len(asked) == len(set(asked)), "no file was asked for twice"
        server.asked.clear()
        assert mirror.turn().new == 0
        assert [path.rpartition("/")[2] for _, path in server.asked] == ["checkpoint"]
        server.asked.clear()
        portal.release("/moi.html", b"<p>Tin 7")
        portal.release("/", b"<h1>Khac")
        portal.withdraw("/tin/5-đất.html")
        portal.move("/cu.html", "/moi.html")
        portal.publish()
        assert settled(mirror).new == 4
        assert shown(tmp_path / "copy") == shown(portal.folder)
        pages = [path for _, path in server.asked if ".well-known" not in path]
        assert sorted(pages) == ["/", "/tin/5-đất.html"], "what is known already and what only moved is not fetched"


def test_another_host_of_the_portal_is_asked_for_by_its_name(portal: Portal, tmp_path: Path) -> None:
    portal.release("/", b"So Y te", host="soyte.cong.example")
    portal.publish()
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy")) as mirror:
        assert settled(mirror).equal
        assert ("soyte.cong.example", "/") in server.asked and ("127.0.0.1", "/") in server.asked
        assert mirror.hosts() == ["cong.example", "soyte.cong.example"]
    assert (tmp_path / "copy/public/soyte.cong.example/index.html").read_bytes() == b"So Y te"


def test_a_page_that_comes_a_moment_after_its_entry_is_no_reason_to_complain(portal: Portal, tmp_path: Path) -> None:
    said: list[str] = []
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy", say=said.append)) as mirror:
        settled(mirror)
        portal.release("/moi.html", b"moi")
        late = portal.file("/moi.html").rename(tmp_path / "late")
        portal.publish()
        said.clear()
        assert (mirror.turn().wanted, mirror.turn().refused) == (1, 0)
        late.rename(portal.file("/moi.html"))
        assert settled(mirror).equal and not said


def test_what_is_withdrawn_leaves_no_bytes_behind_unless_they_are_shown_elsewhere(
    portal: Portal, tmp_path: Path
) -> None:
    def kept(data: bytes) -> bool:
        sha256 = hashlib.sha256(data).hexdigest()
        return (tmp_path / "copy/bytes" / sha256[:2] / sha256[2:]).exists()

    portal.release("/hai.html", b"<p>Tin 2")
    portal.publish()
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy")) as mirror:
        settled(mirror)
        portal.withdraw("/tin/1-đất.html")
        portal.withdraw("/tin/2-đất.html")
        portal.publish()
        settled(mirror)
        assert not kept(b"<p>Tin 1") and kept(b"<p>Tin 2")
        portal.withdraw("/hai.html")
        portal.publish()
        settled(mirror)
        assert not kept(b"<p>Tin 2")


def test_entries_that_would_harm_this_machine_are_refused_and_the_rest_is_copied(
    portal: Portal, tmp_path: Path
) -> None:
    said: list[str] = []
    sha256 = hashlib.sha256(b"<h1>Trang").hexdigest()
    for path in ("/../../../../tmp/xyz", "/.well-known/caunoi/log/checkpoint", "/tin/0-đất.html/duoi.html"):
        portal._say("release", path, sha256=sha256, media_type="text/html")
    portal._say("release", "/ok.html", sha256="../../x", media_type="text/html")
    portal._say("release", "/x.html", host="../..", sha256=sha256)
    portal.release("/cuoi.html", b"cuoi")
    portal.publish()
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy", say=said.append)) as mirror:
        turn = settled(mirror)
        assert (turn.refused, turn.wanted) == (5, 5)
        assert len([line for line in said if line.startswith("KHÔNG NHẬN")]) == 5
        assert mirror.copied.refusals()
    assert (tmp_path / "copy/public/cong.example/cuoi.html").read_bytes() == b"cuoi"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy", "portal"]


def test_what_a_page_loads_and_the_log_has_not_is_said_once(portal: Portal, tmp_path: Path) -> None:
    said: list[str] = []
    for n in range(2):
        portal.release(f"/co-anh-{n}.html", b'<img src="/tep/anh.jpg"><img src="https://khac.example/x.jpg">')
    portal.publish()
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy", say=said.append)) as mirror:
        settled(mirror)
    lacking = [line for line in said if line.startswith("THIẾU")]
    assert len(lacking) == 1 and "cong.example/tep/anh.jpg" in lacking[0] and "/co-anh-" in lacking[0]


def test_a_rewritten_log_is_distrusted_until_it_is_the_old_one_again(portal: Portal, tmp_path: Path) -> None:
    with serving(portal) as server, closing(Mirror(server.url, tmp_path / "copy")) as mirror:
        settled(mirror)
        before, head = shown(tmp_path / "copy"), (portal.log / "checkpoint").read_bytes()
        for size, root in (
            (portal.size, merkle.leaf(b"other")),
            (portal.size - 1, merkle.leaf(b"other")),
            (0, merkle.EMPTY),
        ):
            portal.sign(size, root)
            with pytest.raises(Distrusted):
                mirror.turn()
        (portal.log / "checkpoint").unlink()
        with pytest.raises(Unreachable):
            mirror.turn()
        assert shown(tmp_path / "copy") == before
        (portal.log / "checkpoint").write_bytes(head)
        portal.release("/moi.html", b"moi")
        portal.publish()
        assert settled(mirror).equal and shown(tmp_path / "copy") == shown(portal.folder)


def test_a_portal_that_dies_in_the_middle_is_waited_for(portal: Portal, tmp_path: Path) -> None:
    with serving(portal) as server:
        port, mirror = server.server_port, Mirror(server.url, tmp_path / "copy")
    with closing(mirror):
        with pytest.raises(Unreachable):
            mirror.turn()
        with serving(portal, port):
            assert settled(mirror).equal
    assert shown(tmp_path / "copy") == shown(portal.folder)


def _command(url: str, copy: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "caunoi", "mirror", url, str(copy), "--every", "0.05", *options]


@pytest.mark.slow
def test_killed_at_any_moment_of_the_first_copy_it_goes_on_and_fetches_nothing_twice(
    portal: Portal, tmp_path: Path
) -> None:
    for n in range(600, 3000):
        portal.release(f"/tin/{n}-đất.html", b"<p>Tin %d" % n)
    portal.publish()
    copy, sizes = tmp_path / "copy", set()
    with serving(portal) as server:
        for attempt in range(40):
            with subprocess.Popen(_command(server.url, copy, "--once"), stdout=subprocess.DEVNULL) as process:
                try:
                    process.wait(0.4 + 0.1 * attempt)
                except subprocess.TimeoutExpired:
                    process.kill()
            sizes.add(sum(1 for file in copy.rglob("*.html") if file.is_file()) if copy.exists() else 0)
            if process.returncode == 0:
                break
        assert process.returncode == 0 and len(sizes) > 3, sizes
        pages = [path for _, path in server.asked if path.startswith("/tin/")]
        assert len(pages) < 3000 + attempt * 300, "a death costs what was under way and no more"
    assert shown(copy) == shown(portal.folder)
    assert not [file for file in copy.rglob(".*.part") if ".well-known" not in file.parts]


@pytest.mark.slow
def test_it_serves_the_copy_while_the_portal_is_down_and_a_killed_mirror_leaves_no_server_behind(
    portal: Portal, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    with serving(portal) as server, closing(Mirror(server.url, copy)) as mirror:
        settled(mirror)
        url = server.url
    port = _free_port()
    with closing(Client(f"http://127.0.0.1:{port}")) as client:
        for kill in (signal.SIGKILL, signal.SIGTERM):
            with subprocess.Popen(
                _command(url, copy, "--serve", f"127.0.0.1:{port}"), stdout=subprocess.DEVNULL
            ) as process:
                try:
                    answer = _patiently(client, "/tin/7-đất.html")
                    assert (answer.status, answer.data) == (200, b"<p>Tin 7")
                    assert answer.headers["x-caunoi-mirror"] == "cong.example"
                    head = client.get("/.well-known/caunoi/log/checkpoint")
                    assert head.data == (portal.log / "checkpoint").read_bytes() and head.media_type.startswith(
                        "text/plain"
                    )
                finally:
                    os.kill(process.pid, kill)
            client.close()
            _until_closed(client)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _patiently(client: Client, path: str) -> Answer:
    until = time.monotonic() + 30
    while True:
        try:
            return client.get(path)
        except Unreachable:
            assert time.monotonic() < until
            time.sleep(0.05)


def _until_closed(client: Client) -> None:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        try:
            client.get("/")
        except Unreachable:
            return
        client.close()
        time.sleep(0.05)
    raise AssertionError("the server is still there")
