"""`caunoi mirror` against a portal that is served over HTTP: the copy is equal, verifies like the portal, and takes nothing that does not."""

from __future__ import annotations

import http.client
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.simple_server import make_server

import pytest

from caunoi.cli.main import main
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import folder, signing
from caunoi.gate.releases.models import Page
from caunoi.gate.releases.tests.steps import change, path_of, withdraw
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.network.mirroring import mirror as mirroring
from caunoi.web.serve.standin import MARK, built
from tests.province import Province
from tests.test_verify import Served, _Quiet, _Server, served

__all__ = ["served"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirroring, "PATIENCE", 0.3)
    monkeypatch.setattr("caunoi.cli.mirror.PATIENCE", 0.3)


def mirror(url: str, folder: Path, *options: str) -> int:
    return main(["mirror", url, str(folder), "--once", "--every", "0.05", *options])


def shown(data: Path) -> dict[str, bytes]:
    """Every file of the three trees but twins and the log, as a reader could get it."""
    return {
        str(file.relative_to(data)): file.read_bytes()
        for tree in ("public", "gone", "moved")
        for file in (data / tree).rglob("*")
        if file.is_file() and ".well-known" not in file.parts and file.suffix not in (".gz", ".br")
    }


@contextmanager
def standing_in(copy: Path) -> Iterator[str]:
    """The copy, served; its address."""
    server = make_server("127.0.0.1", 0, built(copy, "localhost"), _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def asked(url: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)) as connection:
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def test_the_copy_is_equal_after_publishing_correcting_and_withdrawing(
    served: Served, province: Province, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    article, wrong = province.released("Bài thứ hai"), province.released("Bài nhầm")
    catch_up()
    assert mirror(served.url, copy) == 0
    assert shown(copy) == shown(tmp_path) and len(shown(copy)) > 20
    withdrawn = served.file(path_of(wrong)).read_bytes()
    change(article, by=province.mai, lead="Sapo mới.").publish(user=province.duyen)
    withdraw(wrong, by=province.duyen)
    catch_up()
    assert mirror(served.url, copy) == 0
    assert shown(copy) == shown(tmp_path)
    assert any(name.startswith("gone/") for name in shown(copy))
    assert withdrawn not in {file.read_bytes() for file in (copy / "bytes").rglob("*") if file.is_file()}
    assert mirror(served.url, copy) == 0, "nothing new is also equal"


def test_a_page_of_the_copy_verifies_with_the_portals_key_and_so_does_a_copy_of_the_copy(
    served: Served, province: Province, tmp_path: Path
) -> None:
    wrong = province.released("Bài nhầm")
    catch_up()
    withdraw(wrong, by=province.duyen)
    catch_up()
    assert mirror(served.url, tmp_path / "copy") == 0
    served.said()
    key, paths = signing.signer().verifier.vkey, list(Page.objects.values_list("path", flat=True))
    paths.append(path_of(wrong))
    with standing_in(tmp_path / "copy") as url:
        given = [f"{url}{path}" for path in paths]
        assert main(["verify", "--key", key, "--seen", str(tmp_path / "other.json"), *given]) == 0
        assert served.said().count("ĐÚNG") == len(paths)
        assert mirror(url, tmp_path / "second", "--key", key) == 0
        assert shown(tmp_path / "second") == shown(tmp_path)
        (tmp_path / "copy/public/localhost/index.html").unlink()
        (tmp_path / "copy/public/localhost/index.html").write_text("<h1>Nhà cái</h1>")
        assert main(["verify", "--key", key, "--seen", str(tmp_path / "other.json"), f"{url}/"]) == 3


def test_every_answer_of_the_copy_says_that_it_is_one(served: Served, tmp_path: Path) -> None:
    mirror(served.url, tmp_path / "copy")
    with standing_in(tmp_path / "copy") as url:
        for path, status in (("/", 200), ("/khong-co", 404), ("/gui-y-kien/", 503), ("/quan-tri/", 503)):
            answered = asked(url + path)
            assert (answered[0], answered[1][MARK]) == (status, "localhost"), path
        assert asked(url + "/")[2] == served.file("/").read_bytes()
        assert asked(url + "/gui-y-kien/")[2] == served.file("/chi-doc.html").read_bytes()


def test_bytes_that_are_not_those_of_the_entry_are_refused_named_and_taken_when_they_are_mended(
    served: Served, province: Province, tmp_path: Path
) -> None:
    article, copy = province.released("Bài thứ hai"), tmp_path / "copy"
    catch_up()
    mirror(served.url, copy)
    path = path_of(article)
    before = served.file(path).read_bytes()
    change(article, by=province.mai, lead="Sapo mới.").publish(user=province.duyen)
    catch_up()
    good = served.file(path).read_bytes()
    served.file(path).write_bytes(good.replace("Sapo mới".encode(), "Nhà cái ".encode()))
    served.said()
    assert mirror(served.url, copy) == 3
    said = served.said()
    assert f"KHÔNG NHẬN localhost{path}: nội dung không phải của mục" in said
    assert (copy / "public/localhost" / path.lstrip("/")).read_bytes() == before, "what was shown stays"
    others = {name: data for name, data in shown(tmp_path).items() if path not in name}
    assert {name: data for name, data in shown(copy).items() if path not in name} == others
    served.file(path).unlink()
    assert mirror(served.url, copy) == 3
    served.file(path).write_bytes(good)
    served.said()
    assert mirror(served.url, copy) == 0
    assert f"localhost{path}: nay đã đúng" in served.said()
    assert shown(copy) == shown(tmp_path)


def _forked(size: int) -> bytes:
    """A head that the portal's own key signed, of entries that nobody saw."""
    leaves = [merkle.leaf(b"%d" % number) for number in range(size)]
    head = Checkpoint(signing.origin(), size, merkle.root_of(leaves))
    edge = {one.level: one.hashes for one in tiles.grown(0, {}, leaves) if one.width < tiles.WIDTH}
    for tile in tiles.grown(0, {}, leaves):
        (folder.root() / tile.path).parent.mkdir(parents=True, exist_ok=True)
        (folder.root() / tile.path).write_bytes(tile.hashes)
    assert tiles.root(size, edge) == head.root
    return head.signed(signing.signer()).written().encode()


def _shorter(size: int) -> bytes:
    return _forked(size // 2)


def _longer(size: int) -> bytes:
    return _forked(size + 10)


def _by_another_key(size: int) -> bytes:
    whole = (folder.root() / "checkpoint").read_bytes()
    return whole[:-10] + b"AAAAAAAA=\n"


@pytest.mark.parametrize("attack", [_forked, _shorter, _longer, _by_another_key])
def test_another_log_is_not_followed_and_what_was_shown_stays(
    attack: Callable[[int], bytes], served: Served, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    assert mirror(served.url, copy) == 0
    before, log = shown(copy), copy / "public/localhost/.well-known/caunoi/log/checkpoint"
    head = log.read_bytes()
    (folder.root() / "checkpoint").write_bytes(attack(Checkpoint.read(head.decode()[: head.index(b"\n\n") + 1]).size))
    served.file("/").write_text("<h1>Nhà cái</h1>")
    served.said()
    assert mirror(served.url, copy) == 3
    assert "KHÔNG TIN CỔNG" in served.said()
    assert shown(copy) == before and log.read_bytes() == head


def test_another_key_than_the_remembered_one_is_refused(served: Served, tmp_path: Path) -> None:
    assert mirror(served.url, tmp_path / "copy") == 0
    other = signing.signer().verifier.vkey.replace("+", "x+", 1)
    assert mirror(served.url, tmp_path / "copy", "--key", other) == 3


def test_a_portal_that_does_not_answer_changes_nothing(served: Served, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    mirror(served.url, copy)
    before = shown(copy)
    assert mirror("http://127.0.0.1:9", copy) == 4
    assert shown(copy) == before
    assert mirror("http://127.0.0.1:9", tmp_path / "new") == 4


def test_files_that_somebody_changed_in_the_copy_are_found_and_mended(served: Served, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    mirror(served.url, copy)
    (copy / "public/localhost/index.html").write_bytes(b"x")
    (copy / "public/localhost/404.html").unlink()
    assert mirror(served.url, copy) == 0
    assert shown(copy) != shown(tmp_path), "a file that nobody asked about is not looked at"
    served.said()
    assert mirror(served.url, copy, "--check") == 0
    assert ": 2 tệp sai" in served.said()
    assert shown(copy) == shown(tmp_path)


def test_a_log_whose_copy_was_lost_or_damaged_is_read_again(served: Served, province: Province, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    mirror(served.url, copy)
    log = copy / "public/localhost/.well-known"
    for damage in (lambda: shutil.rmtree(log), lambda: [one.write_bytes(b"x") for one in log.rglob("tile/0/*.p/*")]):
        damage()
        province.released(f"Bài sau {damage}")
        catch_up()
        assert mirror(served.url, copy) == 0
        assert "đọc lại nhật ký từ đầu" in served.said()
        assert shown(copy) == shown(tmp_path)
        with standing_in(copy) as url:
            key = signing.signer().verifier.vkey
            assert main(["verify", "--key", key, "--seen", str(tmp_path / "o.json"), f"{url}/"]) == 0


def test_what_a_page_needs_and_the_log_has_not_is_said(served: Served, tmp_path: Path) -> None:
    mirror(served.url, tmp_path / "copy")
    assert "THIẾU" not in served.said(), "style sheets, scripts and pictures of the portal are all released"


def test_two_mirrors_do_not_work_in_one_folder(served: Served, tmp_path: Path) -> None:
    with closing(mirroring.Mirror(served.url, tmp_path / "copy")):
        assert mirror(served.url, tmp_path / "copy") == 3
    assert mirror(served.url, tmp_path / "copy") == 0
