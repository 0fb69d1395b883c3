"""Against the log itself: cut, rolled back, frozen, forked with the real key, signed with another."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caunoi.ledger import asking, keys, merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import Note, Signer, Verifier
from tests.attack.folder import in_words, stopped
from tests.attack.stage import HOST, Stage
from tests.attack.table import DETECTED, HEALED, MISSED, PREVENTED, Row

PREFIX = ".well-known/caunoi/log"
PATIENCE = 60.0


def play(stage: Stage) -> Iterator[Row]:
    """First what heals, then what others see."""
    yield from healed(stage)
    yield _rolled_back(stage)
    yield from _forked(stage)
    yield _other_key(stage)
    yield _appended(stage)


def healed(stage: Stage) -> Iterator[Row]:
    """In the portal's own folder, while its worker runs."""
    log = stage.public / PREFIX
    old = (log / "checkpoint").read_bytes()
    stage.inside.do("one_more", title="Tin làm nhật ký dài thêm")
    time.sleep(2)
    for what, name, data in (
        ("puts an older head in the place of the newest", "checkpoint", old),
        ("alters an entry in the log's files", "tile/entries/000.p", b"\x00\x05hello"),
        ("alters a hash in the log's files", "tile/0/000.p", bytes(32)),
        ("sends an address to another entry", "at", b"0\n"),
        ("puts another key in the place of the log's", "vkey", b"localhost/.well-known/caunoi/log+00000000+AAAA\n"),
    ):
        file = log / name
        if file.is_dir():
            file = max((one for one in file.rglob("*") if one.is_file()), key=lambda one: one.stat().st_mtime)
        elif not file.exists():
            file = file.with_suffix("")
        begun = time.monotonic()
        file.write_bytes(data)
        until = begun + PATIENCE
        while file.exists() and file.read_bytes() == data and time.monotonic() < until:
            time.sleep(0.02)
        right = not file.exists() or file.read_bytes() != data
        seconds, path = time.monotonic() - begun, f"/{PREFIX}/{file.relative_to(log)}"
        by = (
            "self-healing, incident, verdict in the log"
            if _told(stage, path)
            else "the next head, written at that moment"
        )
        yield Row("the public folder", what, HEALED if right else MISSED, by, seconds)


def _told(stage: Stage, path: str) -> bool:
    """Is there an incident of this file, or will there be in a moment?"""
    until = time.monotonic() + 2
    while time.monotonic() < until:
        if any(one[2] == path for one in stage.incidents()):
            return True
        time.sleep(0.1)
    return False


def _seen(stage: Stage, kinds: tuple[str, ...], begun: float, holds: str, what: str) -> Row:
    heard = stage.watch.wait_for(kinds, "", since=begun, patience=PATIENCE)
    said = f"watch: {heard.kind}, {in_words(heard.said)}" if heard else ""
    return Row(holds, what, DETECTED if heard else MISSED, said, heard.at - begun if heard else PATIENCE)


def _elsewhere(stage: Stage, name: str) -> Path:
    """A copy of the public folders, to be altered and served in their place."""
    there = stage.folder / name
    shutil.rmtree(there, ignore_errors=True)
    for tree in ("public", "gone", "moved"):
        if (stage.data / tree).exists():
            shutil.copytree(stage.data / tree, there / tree)
    return there


def _rolled_back(stage: Stage) -> Row:
    older = _elsewhere(stage, "older")
    stage.inside.do("one_more", title="Tin bị giấu")
    time.sleep(3)
    _all_read(stage)
    begun = time.monotonic()
    stage.serve_with(root=older)
    row = _seen(stage, ("cut", "split"), begun, "the machine", "serves yesterday's portal whole, its log with it")
    stage.serve_with()
    stage.watch.quiet(patience=PATIENCE)
    return row


def _all_read(stage: Stage) -> None:
    """Until the watch has certainly read the newest head."""
    time.sleep(5)


def _signer(stage: Stage) -> Signer:
    """The real key, stolen."""
    return keys.signer(f"{HOST}/{PREFIX}", stage.data / "keys" / "log")


def _write_log(folder: Path, entries: list[bytes], signer: Signer) -> Note:
    """A log of these entries, signed, in the place of the one in the folder. Addresses keep the entries that the folder names."""
    log = folder / "public" / HOST / PREFIX
    shutil.rmtree(log / "tile")
    changed = tiles.grown(0, {}, [merkle.leaf(one) for one in entries])
    for tile in changed:
        _put(log / tile.path, tile.hashes)
    for first in range(0, len(entries), tiles.WIDTH):
        held = entries[first : first + tiles.WIDTH]
        _put(log / tiles.bundle_path(first // tiles.WIDTH, len(held)), tiles.bundle(held))
    edge = {one.level: one.hashes for one in changed if one.width < tiles.WIDTH}
    note = Checkpoint(signer.name, len(entries), tiles.root(len(entries), edge)).signed(signer)
    (log / "checkpoint").write_text(note.written())
    return note


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _entries(stage: Stage) -> list[bytes]:
    return [bytes(data) for (data,) in stage.sql("SELECT data FROM public_log_entry ORDER BY id")]


def _forked(stage: Stage) -> Iterator[Row]:
    """Another history under the real key: one entry of the past says something else."""
    entries = _entries(stage)
    said = json.loads(entries[8])
    entries[8] = json.dumps(
        {**said, "sha256": "0" * 64}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    fork = _elsewhere(stage, "fork")
    note = _write_log(fork, entries, _signer(stage))
    holds = "the machine and the log's key"
    begun = time.monotonic()
    witness = asking.Known(Verifier.read(stage.witness_key), stage.witness_url)
    try:
        asking.cosignature(witness, note, len(entries), 0, lambda old: _proof(entries, old))
        yield Row(holds, "asks the witness to cosign another history", MISSED, "")
    except asking.Unwilling as reason:
        yield Row(
            holds,
            "asks the witness to cosign another history",
            PREVENTED,
            f"witness: {str(reason)[:80]}",
            time.monotonic() - begun,
        )
    begun = time.monotonic()
    stage.serve_with(root=fork)
    yield _verified(
        stage, holds, "shows another history to a reader who knows a witness", begun, "--witness", stage.witness_key
    )
    yield _seen(stage, ("split", "cut"), begun, holds, "shows another history to everybody")
    stage.serve_with()
    stage.watch.quiet(patience=PATIENCE)


def _proof(entries: list[bytes], old: int) -> list[bytes]:
    leaves = [merkle.leaf(one) for one in entries]
    return merkle.consistency(
        old, len(entries), lambda level, number: merkle.root_of(leaves[number << level : (number + 1) << level])
    )


def _verified(stage: Stage, holds: str, what: str, begun: float, *options: str) -> Row:
    done = subprocess.run(
        [sys.executable, "-m", "caunoi", "verify", f"{stage.url}/", "--seen", str(stage.folder / f"seen-{len(what)}.json"), *options],
        env=stage.environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    said = done.stdout.strip().split("\n")[-1].strip()
    return Row(
        holds, what, DETECTED if done.returncode == 3 else MISSED, f"verify: {said[:100]}", time.monotonic() - begun
    )


def _other_key(stage: Stage) -> Row:
    """A log that is whole, under a key of the attacker's."""
    other = _elsewhere(stage, "other")
    signer = Signer(f"{HOST}/{PREFIX}", Ed25519PrivateKey.generate())
    _write_log(other, _entries(stage), signer)
    (other / "public" / HOST / PREFIX / "vkey").write_text(signer.verifier.vkey + "\n")
    begun = time.monotonic()
    stage.serve_with(root=other)
    row = _seen(
        stage, ("unsigned", "split"), begun, "the machine", "signs the log with a key of his own and shows that key"
    )
    stage.serve_with()
    stage.watch.quiet(patience=PATIENCE)
    return row


def _appended(stage: Stage) -> Row:
    """With the stolen key he writes on: an entry that vouches for his page. The tree is consistent, the witness cosigns."""
    with stopped(stage):
        entries = _entries(stage)
        page = "<html><body><h1>Nhà cái uy tín số 1, nổ hũ đổi thưởng</h1></body></html>".encode()
        said = json.loads(next(one for one in reversed(entries) if b'"type":"release"' in one))
        said |= {"path": "/uu-dai.html", "sha256": hashlib.sha256(page).hexdigest(), "media_type": "text/html"}
        entries.append(json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
        added = _elsewhere(stage, "appended")
        _write_log(added, entries, _signer(stage))
        name = hashlib.sha256(f"{HOST}/uu-dai.html".encode()).hexdigest()
        _put(added / "public" / HOST / PREFIX / "at" / name[:2] / name[2:], b"%d\n" % (len(entries) - 1))
        _put(added / "public" / HOST / "uu-dai.html", page)
        begun = time.monotonic()
        stage.serve_with(root=added)
        heard = stage.watch.wait_for(("findings",), "/uu-dai.html", since=begun, patience=PATIENCE)
    by = f"watch: {heard.kind}, {in_words(heard.said)}" if heard else ""
    return Row(
        "the machine and the log's key", "appends an entry of his own that vouches for his page, the worker stopped",
        DETECTED if heard else MISSED, by, heard.at - begun if heard else PATIENCE,
    )  # fmt: skip
