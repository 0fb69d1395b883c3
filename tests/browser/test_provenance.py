"""Where a page comes from, and the page of one file that checks a saved page on the reader's own machine, without the portal."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Page, expect

from caunoi.ledger import checkpoints
from caunoi.ledger.notes import COSIGNATURE, Note, Signature, Signer, Verifier
from caunoi.ledger.proofs import Proof
from tests.browser import camera
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.portal import Portal
from tests.browser.test_asking import listen, looks_right

pytestmark = pytest.mark.browser
WITNESS = Signer("witness.example/w1", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32), COSIGNATURE)
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def fetched(portal: Portal, path: str) -> bytes:
    with urllib.request.urlopen(portal.url + path, timeout=10) as answer:
        return bytes(answer.read())


def an_article(portal: Portal) -> str:
    found = re.search(r'href="(/[^"]+-\d+\.html)"', portal.get("/")[1])
    assert found is not None
    return found.group(1)


@dataclass
class Saved:
    """What a careful reader has on the own disk: a page, its proof with a witness's cosignature, the log's key, the checking page."""

    folder: Path
    page: bytes
    proof: Proof
    other: Proof
    key: Verifier
    url: str

    def file(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path


@pytest.fixture(scope="module")
def saved(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    path = an_article(portal)
    key = Verifier.read(fetched(portal, "/.well-known/caunoi/log/vkey").decode())

    def proof(of: str) -> Proof:
        found = Proof.read(fetched(portal, f"/nguon-goc/bang-chung.tlog-proof?dia-chi={quote(of)}"))
        assert found.head(key, found.extra)
        line = checkpoints.cosign(found.note.text, WITNESS, at=1_790_000_000)
        return replace(found, note=Note(found.note.text, (*found.note.signatures, line)))

    one = Saved(
        tmp_path_factory.mktemp("saved"), fetched(portal, path), proof(path), proof("/"), key, portal.url + path
    )
    one.file("kiem-tra.html", fetched(portal, "/nguon-goc/kiem-tra.html"))
    return one


@pytest.fixture
def check(opens: Opens, saved: Saved) -> Callable[..., Page]:
    """The checking page, opened from the disk and without a network, after one check."""

    def checked(
        page: bytes = saved.page,
        proof: str = saved.proof.written(),
        *,
        key: str = saved.key.vkey,
        witnesses: str = WITNESS.verifier.vkey,
        address: str = "",
        size: tuple[int, int] = WIDE,
        before: str = "",
    ) -> Page:
        opened = opens(size, offline=True, reduced_motion="reduce")
        opened.add_init_script(before) if before else None
        opened.goto((saved.folder / "kiem-tra.html").as_uri())
        opened.get_by_label("1. Trang đã lưu").set_input_files(saved.file("trang.html", page))
        opened.get_by_label("2. Tệp bằng chứng").set_input_files(saved.file("trang.tlog-proof", proof.encode()))
        opened.get_by_label("3. Khóa ký nhật ký").fill(key)
        opened.get_by_label("4. Khóa của các nhân chứng").fill(witnesses)
        opened.get_by_label("5. Địa chỉ trang").fill(address)
        opened.get_by_role("button", name="Kiểm tra").click()
        expect(opened.get_by_role("status").locator("strong")).to_be_visible()
        return opened

    return checked


def said(page: Page) -> str:
    return " ".join(page.get_by_role("status").inner_text().split())


@SIZES
def test_a_saved_page_is_found_to_be_what_was_released(
    check: Callable[..., Page], saved: Saved, size: tuple[int, int], pictures: Path
) -> None:
    page = check(address=saved.url, size=size)
    told = said(page)
    assert told.startswith("ĐÚNG: đây đúng là bản mà cổng đã phát hành ở"), told
    assert "witness.example/w1" in told and "21 tháng 9, 2026" in told
    assert f"{saved.proof.index} trong" in told
    expect(page.get_by_role("status")).to_be_focused()
    looks_right(page, size)
    camera.take(page, pictures / f"check-{size[0]}.png", height=1800 if size == WIDE else 2400)


def test_what_was_altered_or_belongs_to_another_is_false(check: Callable[..., Page], saved: Saved) -> None:
    at = len(saved.page) // 2
    altered = saved.page[:at] + bytes([saved.page[at] ^ 1]) + saved.page[at + 1 :]
    stranger = Signer(saved.key.name, Ed25519PrivateKey.generate()).verifier.vkey
    log, witness = saved.proof.note.signatures
    false = replace(witness, data=witness.data[:-1] + bytes([witness.data[-1] ^ 1]))
    earlier = replace(witness, data=(1_780_000_000).to_bytes(8, "big") + witness.data[8:])

    def under(*lines: Signature) -> str:
        return replace(saved.proof, note=Note(saved.proof.note.text, lines)).written()

    text = saved.proof.note.text
    head = Note(text.replace(f"\n{text.split()[1]}\n", "\n9999999\n"), (log, witness))
    cases: dict[str, tuple[dict[str, object], str]] = {
        "one byte of the page": ({"page": altered}, "không khớp SHA-256"),
        "the proof of another page": ({"proof": saved.other.written()}, "không khớp SHA-256"),
        "another key": ({"key": stranger}, "không do khóa này"),
        "a log's signature that is none": (
            {"proof": under(replace(log, data=bytes(64)), witness)},
            "dưới đầu nhật ký là giả",
        ),
        "a cosignature that is none": ({"proof": under(log, false)}, "nhân chứng witness.example/w1 là giả"),
        "a cosignature with another time": ({"proof": under(log, earlier)}, "nhân chứng witness.example/w1 là giả"),
        "no cosignature": ({"proof": under(log)}, "chưa ký đầu nhật ký này"),
        "an entry that was altered": (
            {"proof": replace(saved.proof, extra=saved.proof.extra.replace(b'"v":1', b'"v":2')).written()},
            "không dẫn đến đầu nhật ký",
        ),
        "another index": ({"proof": replace(saved.proof, index=saved.proof.index ^ 1).written()}, "không dẫn đến"),
        "a longer path": (
            {"proof": replace(saved.proof, path=(*saved.proof.path, bytes(32))).written()},
            "không dẫn đến",
        ),
        "another head": ({"proof": replace(saved.proof, note=head).written()}, "không dẫn đến"),
        "no proof at all": ({"proof": "c2sp.org/tlog-proof@v1\n"}, "hỏng"),
        "another address": ({"address": "https://other.gov.vn/"}, "không phải của địa chỉ bạn điền"),
    }
    for name, (given, reason) in cases.items():
        told = said(check(**given))
        assert told.startswith("SAI: ") and reason in told, f"{name}: {told}"


def test_what_cannot_be_known_is_not_claimed(check: Callable[..., Page], saved: Saved) -> None:
    assert said(check(key="")).startswith("CHƯA RÕ: tệp khớp với mục")
    assert said(check(key="a+b+c")).startswith("CHƯA RÕ: khóa của nhật ký không đúng dạng")
    assert said(check(witnesses=saved.key.vkey)).startswith("CHƯA RÕ: khóa của nhân chứng không đúng dạng")
    without = """for (const name of ['importKey', 'generateKey'])
        SubtleCrypto.prototype[name] = () => Promise.reject(new DOMException('no', 'NotSupportedError'));"""
    assert "không kiểm tra được chữ ký Ed25519" in said(check(before=without))
    told = said(check(before="Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})"))
    assert told.startswith("CHƯA RÕ: trình duyệt này không cho tính SHA-256")


@SIZES
def test_an_article_leads_to_where_it_comes_from(
    opens: Opens, saved: Saved, size: tuple[int, int], pictures: Path
) -> None:
    page = opens(size, reduced_motion="reduce", accept_downloads=True)
    complaints = listen(page)
    page.goto(saved.url)
    page.get_by_role("link", name="Trang này ra đời thế nào").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang này ra đời thế nào")
    expect(page.get_by_text("Phát hành lần đầu")).to_be_visible()
    looks_right(page, size)
    camera.take(page, pictures / f"provenance-{size[0]}.png", height=2000 if size == WIDE else 2600)
    page.get_by_text("Số liệu của bằng chứng").click()
    page.get_by_text("Bằng dòng lệnh").click()
    looks_right(page, size)
    with page.expect_download() as bytes_:
        page.get_by_role("link", name="Tải đúng các byte đang hiển thị").click()
    assert Path(bytes_.value.path()).read_bytes() == saved.page
    with page.expect_download() as proof:
        page.get_by_role("link", name="Tải tệp bằng chứng").click()
    assert proof.value.suggested_filename == f"bang-chung-{saved.proof.index}.tlog-proof"
    assert Proof.read(Path(proof.value.path()).read_bytes()).extra == saved.proof.extra
    with page.expect_download() as checker:
        page.get_by_role("link", name="Tải trang kiểm tra").click()
    assert Path(checker.value.path()).read_bytes() == (saved.folder / "kiem-tra.html").read_bytes()
    assert not complaints


@SIZES
def test_the_footer_of_every_page_leads_there_too(opens: Opens, size: tuple[int, int]) -> None:
    page = opens(size, reduced_motion="reduce")
    page.goto("/tin-tuc/")
    page.get_by_role("link", name="Nguồn gốc trang này").click()
    expect(page.get_by_text("/tin-tuc/", exact=False).first).to_be_visible()
    expect(page.get_by_role("heading", name="Những lần phát hành ở địa chỉ này")).to_be_visible()
    looks_right(page, size)
    page.goto("/nguon-goc/")
    looks_right(page, size)
    page.goto("/nguon-goc/?dia-chi=/khong-co/")
    expect(page.get_by_text("Cổng chưa từng phát hành gì ở địa chỉ này")).to_be_visible()
    looks_right(page, size)
