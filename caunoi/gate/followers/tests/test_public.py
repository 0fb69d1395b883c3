"""The public folder equals the log."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.utils import timezone

from caunoi.gate.followers.models import Cursor
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.releases import queries
from caunoi.gate.releases.models import Release
from caunoi.gate.releases.tests.steps import Portal, change, path_of, withdraw
from caunoi.ground import files
from tests.province import Province, picture


def truth() -> dict[tuple[str, str], bytes]:
    """What the log says must stand where: the last entry of each address."""
    last = {release.path: release for release in Release.objects.order_by("position")}
    trees = {"release": "public", "withdrawal": "gone", "move": "moved"}
    found = {}
    for path, release in last.items():
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        found[trees[release.kind], name] = queries.released_bytes(release) or release.target.encode()
    return found


def folder(portal: Portal) -> dict[tuple[str, str], bytes]:
    found = {}
    for tree in ("public", "gone", "moved"):
        root = portal.tree(tree)
        for file in root.rglob("*"):
            if file.is_file() and file.suffix not in (".gz", ".br") and ".well-known" not in file.parts:
                found[tree, str(file.relative_to(root))] = file.read_bytes()
    return found


@pytest.fixture
def lived_in(province: Province, portal: Portal) -> Portal:
    """A portal on which something happened: pictures, a move, a withdrawal, another version, an empty tag."""
    province.released("Bài có ảnh", image=picture(), image_alt="Cầu")
    moved = province.released("Bài đổi địa chỉ")
    gone = province.released("Bài bị gỡ", tags="lạc")
    catch_up()
    change(moved, by=province.mai, slug="dia-chi-moi").publish(user=province.duyen)
    withdraw(gone, by=province.duyen)
    changed = province.released("Bài sửa lại")
    change(changed, by=province.mai, lead="Sapo sửa lại.").publish(user=province.duyen)
    catch_up()
    return portal


def test_the_folder_is_what_the_log_says(lived_in: Portal) -> None:
    found, said = folder(lived_in), truth()
    assert sorted(found) == sorted(said)
    assert found == said
    assert {tree for tree, _ in found} == {"public", "gone", "moved"}


def test_the_folder_made_anew_from_the_log_is_the_same(lived_in: Portal, settings: Any, tmp_path: Path) -> None:
    before = folder(lived_in)
    settings.DATA = tmp_path / "anew"
    Cursor.objects.filter(pk="public").update(position=0, done=0)
    catch_up()
    assert folder(Portal(tmp_path / "anew")) == before


def test_twins_say_what_the_file_says_and_stand_only_beside_text(lived_in: Portal) -> None:
    twins = 0
    for tree in ("public", "gone"):
        for file in lived_in.tree(tree).rglob("*"):
            if file.suffix == ".gz":
                assert gzip.decompress(file.read_bytes()) == file.with_suffix("").read_bytes()
                twins += 1
            elif file.suffix == ".br":
                assert brotli.decompress(file.read_bytes()) == file.with_suffix("").read_bytes()
            elif file.is_file():
                text = tree == "gone" or file.suffix in (".html", ".css", ".js", ".xml", ".json", ".svg", ".ics")
                assert file.with_name(file.name + ".gz").exists() == text, file
    assert twins > 10


def test_nothing_is_left_lying_about(lived_in: Portal) -> None:
    assert [file for file in lived_in.root.rglob(".*") if file.is_file()] == []


def test_what_is_released_again_leaves_the_tree_of_the_gone(province: Province, portal: Portal) -> None:
    article = province.released()
    path = path_of(article)
    withdraw(article, by=province.duyen)
    assert portal.page(path, "gone")
    assert portal.page(path) == ""
    assert not (portal.tree("public") / (path.lstrip("/") + ".gz")).exists()
    change(article, by=province.mai).publish(user=province.duyen)
    assert portal.page(path)
    assert portal.page(path, "gone") == ""
    assert list(portal.tree("gone").rglob("*.gz")) == []


def test_a_file_is_replaced_at_one_stroke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a" / "index.html"
    files.write(target, b"old")
    seen: list[bytes] = []
    true = os.replace

    def replace(source: Path, there: Path) -> None:
        seen.append(there.read_bytes())
        true(source, there)

    monkeypatch.setattr(os, "replace", replace)
    files.write(target, b"new")
    assert seen == [b"old"]
    assert target.read_bytes() == b"new"
    assert [file.name for file in target.parent.iterdir()] == ["index.html"]


def test_a_folder_that_breaks_in_the_middle_is_finished_next_time(
    province: Province, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    province.released()
    count, true = 0, files.write

    def write(target: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == 7:
            raise OSError("the disk is full")
        true(target, data)

    monkeypatch.setattr("caunoi.gate.followers.public.write", write)
    with pytest.raises(OSError, match="full"):
        catch_up()
    catch_up()
    assert folder(portal) == truth()
    cursor = Cursor.objects.get(pk="public")
    assert cursor.position == cursor.done == Release.objects.latest("position").position


def test_the_follower_says_when_it_was_last_there(province: Province, portal: Portal) -> None:
    at = timezone.now()
    catch_up(at=at)
    assert Cursor.objects.get(pk="public").at == at
