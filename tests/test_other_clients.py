"""A client that nobody here wrote reads the public log: Go's golang.org/x/mod/sumdb, as Debian packages it."""

from __future__ import annotations

import base64
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from caunoi.gate.public_log import folder, sequencer, signing
from caunoi.gate.releases import log
from caunoi.ledger.checkpoints import opened

GO, GOPATH = shutil.which("go"), Path("/usr/share/gocode")
SOURCE = Path(__file__).parent / "go" / "verify_log.go"
RELEASES, HEADS = 5_000, 40

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(
        GO is None or not (GOPATH / "src/golang.org/x/mod").exists(), reason="needs golang-go, golang-golang-x-mod-dev"
    ),
]


def checked(*arguments: str, cache: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(cache), "GOFLAGS": ""}
    return subprocess.run(
        [GO or "go", "run", str(SOURCE), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_go_proves_every_entry_and_the_consistency_of_every_two_heads(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    key, heads, chance = signing.signer().verifier, list[str](), random.Random(6962)
    sizes = [*sorted(chance.sample(range(1, RELEASES), HEADS - 1)), RELEASES]
    before = 0
    for size in sizes:
        with transaction.atomic():
            rows = [
                log.Entry("release", "localhost", f"/tin/{n}.html", "text/html; charset=utf-8", b"Tin so %d" % n)
                for n in range(before, size)
            ]
            log.append(log.lock(), rows, at=timezone.now())
        before = size
        while sequencer.step():
            head, _ = opened((folder.root() / "checkpoint").read_bytes(), key)
            heads.append(f"{head.size} {base64.b64encode(head.root).decode()}")
    (tmp_path / "heads").write_text("\n".join(heads) + "\n")
    arguments = (str(folder.root()), key.vkey, str(tmp_path / "heads"))
    done = checked(*arguments, cache=tmp_path / "go")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{RELEASES} entries proved"), done.stdout
    assert len(heads) >= HEADS

    # And it is a judge, not a rubber stamp.
    bundle = folder.root() / "tile" / "entries" / "003"
    bundle.write_bytes(bundle.read_bytes().replace(b"/tin/777.html", b"/tin/778.html"))
    wrong = checked(*arguments, cache=tmp_path / "go")
    assert wrong.returncode != 0 and "invalid transparency proof" in wrong.stderr
