"""`caunoi verify` against a portal that is served over HTTP: what it released is genuine, and what anybody did to the files is not."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from socketserver import ThreadingMixIn
from types import ModuleType
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from caunoi.cli.main import main
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import folder, signing
from caunoi.gate.releases.models import Page, Release
from caunoi.gate.releases.tests.steps import change, path_of, withdraw
from caunoi.ledger import keys, merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, cosign
from caunoi.ledger.notes import COSIGNATURE, Note
from caunoi.ledger.proofs import Proof
from caunoi.web.provenance import queries
from caunoi.web.serve.app import ReleasedFirst
from tests.province import Province

pytestmark = pytest.mark.django_db


def script(file: Path) -> ModuleType:
    """A script that is no module of ours, as one."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_second = script(Path(__file__).parents[1] / "tools" / "verify_page.py")


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@dataclass
class Served:
    """A portal on loopback, its folder, and somebody who verifies."""

    url: str
    public: Path
    seen: Path
    said: Callable[[], str]

    def verify(self, *paths: str, options: tuple[str, ...] = ()) -> tuple[int, str]:
        """Exit status and what was said."""
        given = [f"{self.url}{path}" for path in paths]
        status, said = main(["verify", "--seen", str(self.seen), *options, *given]), self.said()
        if not {"--witness"} & set(options) and "đã bị viết lại" not in said:
            # The second implementation, which shares no line with the first, must find the same. (It remembers nothing.)
            saved = options[options.index("--file") + 1 :][:1] if "--file" in options else ()
            assert max(self.second(url, *saved) for url in given) == status
        return status, said

    def second(self, *arguments: str) -> int:
        """Exit status of tools/verify_page.py."""
        with patch.object(sys, "argv", ["verify_page.py", *arguments]):
            status = int(_second.main())
        self.said()
        return status

    def file(self, path: str) -> Path:
        return self.public / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))


@pytest.fixture
def served(
    province: Province, settings: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Served]:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    application = ReleasedFirst(lambda environ, start: [], tmp_path / "public", default_host="localhost", fresh=0)
    province.released()
    catch_up()
    server = make_server("127.0.0.1", 0, application, _Server, _Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Served(
        f"http://localhost:{server.server_port}", tmp_path / "public" / "localhost", tmp_path / "seen.json",
        lambda: capsys.readouterr().out,
    )  # fmt: skip
    server.shutdown()
    thread.join()
    server.server_close()


def widest(folder: Path) -> Path:
    """Of the partial tiles or bundles numbered 0 the one that the head is of."""
    return max(folder.glob("000.p/*"), key=lambda file: int(file.name))


def test_every_page_that_stands_is_genuine(served: Served) -> None:
    paths = list(Page.objects.filter(host="localhost").values_list("path", flat=True))
    assert len(paths) > 10
    status, said = served.verify(*paths)
    assert (status, said.count("ĐÚNG")) == (0, len(paths)), said
    assert "Khóa của cổng được ghi nhớ" in said and "nội dung được duyệt lúc" in said


def test_one_letter_another_and_an_old_page_are_not(served: Served, province: Province) -> None:
    article = province.released("Bài thứ hai")
    catch_up()
    path = path_of(article)
    before = served.file(path).read_bytes()
    change(article, by=province.mai, lead="Sapo mới.").publish(user=province.duyen)
    catch_up()
    assert served.verify(path)[0] == 0
    served.file(path).write_bytes(before)
    status, said = served.verify(path)
    assert status == 3 and "khác bản được phát hành lúc" in said
    served.file(path).write_bytes(before.replace("Nội dung".encode(), "Nội dunɡ".encode()))
    assert served.verify(path)[0] == 3
    served.file(path).unlink()
    status, said = served.verify(path)
    assert status == 3 and "máy chủ trả lời 404" in said and "đang có trang" in said


def test_a_page_that_was_never_released_is_not(served: Served) -> None:
    served.file("/casino.html").write_text("<h1>Nhà cái uy tín</h1>")
    status, said = served.verify("/casino.html")
    assert status == 3 and "không do cổng phát hành" in said


def test_what_was_withdrawn_is_said_to_be(served: Served, province: Province) -> None:
    article = province.released("Bài nhầm")
    catch_up()
    page = served.file(path_of(article)).read_bytes()
    withdraw(article, by=province.duyen)
    catch_up()
    status, said = served.verify(path_of(article))
    assert status == 0 and "đã được cổng gỡ lúc" in said
    served.file(path_of(article)).write_bytes(page)
    status, said = served.verify(path_of(article))
    assert status == 3 and "đã gỡ" in said


def test_a_saved_copy_is_verified_without_the_page(served: Served, tmp_path: Path) -> None:
    copy = tmp_path / "saved.html"
    copy.write_bytes(served.file("/").read_bytes())
    served.file("/").unlink()
    assert served.verify("/", options=("--file", str(copy)))[0] == 0
    copy.write_bytes(copy.read_bytes() + b" ")
    assert served.verify("/", options=("--file", str(copy)))[0] == 3


def proof_file(path: str, to: Path, *, index: int | None = None) -> Path:
    """What the portal gives at /nguon-goc/bang-chung.tlog-proof, in a file."""
    head = queries.public_head()
    assert head is not None
    step = queries.step(path, head, index)
    assert step is not None
    found = queries.proof(step, head)
    assert found is not None
    to.write_text(found.written(), encoding="utf-8")
    return to


def test_page_and_proof_in_files_are_verified_where_there_is_no_network(
    served: Served, province: Province, tmp_path: Path
) -> None:
    path, nowhere = path_of(province.released("Bài hai")), "http://localhost:1"
    catch_up()
    copy, key = tmp_path / "saved", signing.signer().verifier
    copy.write_bytes(served.file(path).read_bytes())
    proof = proof_file(path, tmp_path / "proof")

    def verify(*more: str, path: str = path) -> tuple[int, str]:
        status = main(["verify", "--seen", str(served.seen), "--proof", str(proof), *more, nowhere + path])
        return status, served.said()

    given = ("--file", str(copy))
    status, said = verify(*given)
    assert status == 4 and "chưa biết khóa" in said, "the portal is not asked for the key that it is held against"
    status, said = verify(*given, "--key", key.vkey)
    assert status == 0 and "ĐÚNG: đây đúng là bản cổng phát hành lúc" in said and "bản mới hơn hay không" in said
    assert not served.seen.exists(), "a proof may be old: its head is not kept"
    assert served.verify("/")[0] == 0
    assert verify(*given)[0] == 0, "the key is remembered from another time"
    stranger = keys.signer(key.name, tmp_path / "stranger").verifier
    assert verify(*given, "--key", stranger.vkey)[0] == 3
    witness = keys.signer("witness.example/w1", tmp_path / "witness", COSIGNATURE)
    status, said = verify(*given, "--witness", witness.verifier.vkey)
    assert status == 3 and "không có chữ ký của nhân chứng witness.example/w1" in said
    read = Proof.read(proof.read_bytes())
    seen = Note(read.note.text, (*read.note.signatures, cosign(read.note.text, witness, at=1_790_000_000)))
    proof.write_text(replace(read, note=seen).written(), encoding="utf-8")
    status, said = verify(*given, "--witness", witness.verifier.vkey)
    assert status == 0 and "nhân chứng: witness.example/w1 lúc" in said
    assert verify(*given, path="/")[0] == 3, "of another address"
    assert verify()[0] == 4, "without the page it must be fetched, and nobody answers"
    copy.write_bytes(copy.read_bytes() + b" ")
    status, said = verify(*given)
    assert status == 3 and "khác bản được phát hành" in said
    for nonsense in (read.written().replace("index", "INDEX"), "", replace(read, index=read.index ^ 1).written()):
        proof.write_text(nonsense, encoding="utf-8")
        assert verify(*given)[0] == 3


def test_an_earlier_page_and_the_notice_of_a_withdrawal_are_proved_too(
    served: Served, province: Province, tmp_path: Path
) -> None:
    article = province.released("Bài sẽ gỡ")
    catch_up()
    path, early, late = path_of(article), tmp_path / "early", tmp_path / "late"
    early.write_bytes(served.file(path).read_bytes())
    index = Proof.read(proof_file(path, tmp_path / "first").read_bytes()).index
    withdraw(article, by=province.duyen)
    catch_up()
    late.write_bytes((tmp_path / "gone" / "localhost" / path.lstrip("/")).read_bytes())
    key = ("--key", signing.signer().verifier.vkey)

    def verify(page: Path, at: int | None) -> tuple[int, str]:
        proof = proof_file(path, tmp_path / "proof", index=at)
        options = ("--seen", str(served.seen), "--file", str(page), "--proof", str(proof), *key)
        return main(["verify", *options, f"http://localhost:1{path}"]), served.said()

    assert verify(early, index)[0] == 0
    status, said = verify(late, None)
    assert status == 0 and "đã được cổng gỡ lúc" in said
    assert verify(early, None)[0] == 3 and verify(late, index)[0] == 3


def test_a_pointer_to_another_entry_and_an_altered_tile_prove_nothing(served: Served) -> None:
    at = served.public / signing.PREFIX / folder.at_path("localhost", "/")
    true = at.read_bytes()
    at.write_bytes(b"0\n")
    status, said = served.verify("/")
    assert status == 3 and "của một địa chỉ khác" in said
    for nonsense in (b"", b"-1", b"x", b"99999999", b"1e3"):
        at.write_bytes(nonsense)
        assert served.verify("/")[0] == 3
    at.write_bytes(true)
    tile = widest(served.public / signing.PREFIX / "tile" / "0")
    data = tile.read_bytes()
    tile.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    status, said = served.verify("/")
    assert status == 3 and "không chứng minh được" in said


def test_a_log_rewritten_with_its_own_key_is_found_out_by_whoever_saw_it_before(
    served: Served, province: Province
) -> None:
    assert served.verify("/")[0] == 0
    log = served.public / signing.PREFIX
    kept = list(tiles.entries_of(widest(log / "tile" / "entries").read_bytes()))
    false = [one.replace(b'"/"', b'"/x"') for one in kept] + [kept[-1]]
    shutil.rmtree(log / "tile")
    for tile in tiles.grown(0, {}, [merkle.leaf(one) for one in false]):
        (log / tile.path).parent.mkdir(parents=True, exist_ok=True)
        (log / tile.path).write_bytes(tile.hashes)
    bundle = log / tiles.bundle_path(0, len(false))
    bundle.parent.mkdir(parents=True)
    bundle.write_bytes(tiles.bundle(false))
    head = Checkpoint(signing.origin(), len(false), merkle.root_of([merkle.leaf(one) for one in false]))
    (log / "checkpoint").write_text(head.signed(signing.signer()).written())
    path = next(iter(Release.objects.exclude(path="/").values_list("path", flat=True)))
    status, said = served.verify(path)
    assert status == 3 and "đã bị viết lại" in said
    served.seen.unlink()
    assert served.verify(path)[0] == 0, "who never saw it before cannot know: that is what witnesses are for"


def test_a_log_set_back_and_another_key_are_found_out(served: Served, province: Province) -> None:
    log = served.public / signing.PREFIX
    old = (log / "checkpoint").read_bytes()
    province.released("Bài mới")
    catch_up()
    assert served.verify("/")[0] == 0
    (log / "checkpoint").write_bytes(old)
    status, said = served.verify("/")
    assert status == 3 and "đã bị viết lại" in said
    (log / "checkpoint").write_text("localhost/.well-known/caunoi/log\n0\nAAAA\n\n— x AAAAAAAA\n")
    status, said = served.verify("/")
    assert status == 3 and "không do khóa" in said


def test_where_nobody_answers_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["verify", "--seen", str(tmp_path / "seen"), "http://localhost:1/", "ftp://localhost/"])
    said = capsys.readouterr().out
    assert status == 4 and said.count("CHƯA RÕ") == 2 and "không phải địa chỉ trang web" in said


def test_a_memory_that_is_damaged_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for broken in ("{", "[1]", '{"localhost": {"key": 1}}', '{"localhost": 3}'):
        (tmp_path / "seen").write_text(broken)
        assert main(["verify", "--seen", str(tmp_path / "seen"), "http://localhost:1/"]) == 3
        assert "Xóa tệp này" in capsys.readouterr().err
