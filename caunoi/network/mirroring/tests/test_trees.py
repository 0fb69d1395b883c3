"""The folders of a copy: nothing leaves them, nothing is half."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import brotli
import pytest

from caunoi.network.known import MOVE, RELEASE, WITHDRAWAL, Standing
from caunoi.network.mirroring.trees import Trees, Unplaceable, place


def standing(path: str, data: bytes, kind: str = RELEASE, media_type: str = "text/html", target: str = "") -> Standing:
    return Standing("cong.example", path, 0, kind, hashlib.sha256(data).hexdigest(), media_type, target, "")


def put(trees: Trees, one: Standing, data: bytes = b"") -> None:
    if one.kind != MOVE and trees.held(one.sha256) is None:
        trees.keep(data, one.sha256)
    trees.put(one, data)


def test_an_address_answers_from_one_tree_at_a_time(tmp_path: Path) -> None:
    trees, page, gone = Trees(tmp_path), b"<p>trang", b"<p>410"
    put(trees, standing("/tin/", page), page)
    file = tmp_path / "public/cong.example/tin/index.html"
    assert file.read_bytes() == page
    assert gzip.decompress(file.with_name("index.html.gz").read_bytes()) == page
    assert brotli.decompress(file.with_name("index.html.br").read_bytes()) == page
    for _ in range(2):
        put(trees, standing("/tin/", gone, WITHDRAWAL), gone)
        assert [str(one.relative_to(tmp_path)) for one in sorted(tmp_path.glob("[gmp]*/**/*")) if one.is_file()] == [
            f"gone/cong.example/tin/index.html{twin}" for twin in ("", ".br", ".gz")
        ]
    put(trees, standing("/tin/", b"", MOVE, target="/moi/"))
    assert (tmp_path / "moved/cong.example/tin/index.html").read_text() == "/moi/"
    assert trees.shows(standing("/tin/", b"", MOVE, target="/moi/"))
    assert not trees.shows(standing("/tin/", gone, WITHDRAWAL)) and not trees.shows(standing("/tin/", page))


def test_pictures_have_no_twins_and_equal_bytes_are_one_file_on_the_disk(tmp_path: Path) -> None:
    trees = Trees(tmp_path)
    for path in ("/a.png", "/b.png"):
        put(trees, standing(path, b"png", media_type="image/png"), b"png")
    files = list((tmp_path / "public/cong.example").iterdir())
    assert sorted(one.name for one in files) == ["a.png", "b.png"]
    assert files[0].stat().st_ino == files[1].stat().st_ino


def test_kept_bytes_that_were_changed_are_not_believed(tmp_path: Path) -> None:
    trees, sha256 = Trees(tmp_path), hashlib.sha256(b"x").hexdigest()
    assert trees.held(sha256) is None
    trees.keep(b"x", sha256)
    assert trees.held(sha256) == b"x"
    next(one for one in (tmp_path / "bytes").rglob("*") if one.is_file()).write_bytes(b"y")
    assert trees.held(sha256) is None
    trees.forget(sha256)
    trees.forget(sha256)
    assert not any(one.is_file() for one in (tmp_path / "bytes").rglob("*"))


@pytest.mark.parametrize(
    "path",
    [
        "", "x", "/../x", "/a/../../x", "/.git/config", "/a//b", "/a/index.html", "/a\\b", "/a\x00", "/a\nb", "//x", "/.a.part",
        "/.well-known/caunoi/log/checkpoint",
    ],
)  # fmt: skip
def test_an_address_that_leaves_its_tree_or_has_two_names_is_not_placed(path: str, tmp_path: Path) -> None:
    with pytest.raises(Unplaceable):
        put(Trees(tmp_path), standing(path, b"x"), b"x")


@pytest.mark.parametrize("host", ["", "..", ".", "a/b", "A.example", "a..b", ".a", "a.", "a:80", "a\x00"])
def test_a_host_that_is_no_name_is_not_placed(host: str, tmp_path: Path) -> None:
    with pytest.raises(Unplaceable):
        place(tmp_path, host, "/x")


def test_addresses_that_stand_in_each_others_way_are_refused_and_harm_nothing(tmp_path: Path) -> None:
    trees = Trees(tmp_path)
    put(trees, standing("/a", b"x"), b"x")
    for path in ("/a/b.html", "/" + "x" * 300):
        with pytest.raises(Unplaceable, match="không thành tệp được"):
            put(trees, standing(path, b"y"), b"y")
    put(trees, standing("/c/d", b"y"), b"y")
    with pytest.raises(Unplaceable):
        put(trees, standing("/c", b"z"), b"z")
    assert (tmp_path / "public/cong.example/a").read_bytes() == b"x"


@pytest.mark.parametrize("sha256", ["", "../../../../etc/passwd", "A" * 64, "0" * 63])
def test_a_digest_that_is_none_is_not_a_file_name(sha256: str, tmp_path: Path) -> None:
    with pytest.raises(Unplaceable):
        Trees(tmp_path).held(sha256)
