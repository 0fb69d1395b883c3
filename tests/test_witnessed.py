"""A portal and a witness that runs beside it, over HTTP: heads carry its cosignature, and a fork made with the portal's own key does not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone

from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import folder, signing, witnesses
from caunoi.gate.public_log.models import Cosignature, Head
from caunoi.ledger import asking, merkle
from caunoi.ledger.checkpoints import Checkpoint, opened, witnessed
from caunoi.ledger.notes import Verifier
from tests.province import Province
from tests.test_verify import Served, served

__all__ = ["served"]
pytestmark = pytest.mark.django_db


@dataclass
class Running:
    """A witness in a process of its own."""

    folder: Path
    port: int = 0

    def __post_init__(self) -> None:
        command = [
            *(sys.executable, "-m", "caunoi", "witness", "--name", "witness.example/w1", "--folder", str(self.folder)),
            *("--log", signing.signer().verifier.vkey, "--port", str(self.port)),
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=dict(os.environ)
        )
        assert self.process.stdout is not None
        self.key = Verifier.read(self.process.stdout.readline().removeprefix("Nhân chứng "))
        self.url = self.process.stdout.readline().split()[-1].removesuffix("/add-checkpoint")
        self.port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def witness(served: Served, tmp_path: Path, settings: object) -> Iterator[Running]:
    running = Running(tmp_path / "witness")
    settings.WITNESSES = [asking.Known.read(f"{running.key.vkey} {running.url}")]  # type: ignore[attr-defined]
    witnesses._failures.clear()
    yield running
    running.kill()


def the_head(witness: Running) -> tuple[Checkpoint, int | None]:
    head, note = opened((folder.root() / "checkpoint").read_bytes(), signing.signer().verifier)
    return head, witnessed(note, witness.key)


def test_a_head_carries_the_cosignature_and_verify_tells_it(
    served: Served, witness: Running, province: Province
) -> None:
    assert the_head(witness)[1] is None
    assert witnesses.ask(at=timezone.now()) == 1
    assert the_head(witness)[1] is not None
    assert witnesses.ask(at=timezone.now()) == 0, "this head it has cosigned"
    status, said = served.verify("/", options=("--witness", witness.key.vkey))
    assert status == 0 and "nhân chứng: witness.example/w1 lúc" in said
    province.released("Bài mới")
    catch_up()
    assert the_head(witness)[1] is None
    witnesses.ask(at=timezone.now())
    head, at = the_head(witness)
    assert head.size == Head.objects.get().size and at is not None
    assert "witness.example/w1" in served.verify("/")[1], "the portal names its witnesses"


def test_a_witness_that_is_killed_goes_on_where_it_was(served: Served, witness: Running, province: Province) -> None:
    witnesses.ask(at=timezone.now())
    before = the_head(witness)[0]
    witness.kill()
    province.released("Bài mới")
    catch_up()
    assert witnesses.ask(at=timezone.now()) == 0, "nobody answers, and nothing is held up"
    again = Running(witness.folder, witness.port)
    try:
        witnesses._failures.clear()
        assert again.key == witness.key
        assert witnesses.ask(at=timezone.now()) == 1
        assert the_head(witness)[0].size > before.size and the_head(witness)[1] is not None
    finally:
        again.kill()


def test_a_portal_that_forgot_is_told_what_the_witness_saw(
    served: Served, witness: Running, province: Province
) -> None:
    witnesses.ask(at=timezone.now())
    Cosignature.objects.all().delete()
    province.released("Bài mới")
    catch_up()
    assert witnesses.ask(at=timezone.now()) == 1


def test_a_fork_made_with_the_real_key_is_refused_and_shown(served: Served, witness: Running) -> None:
    witnesses.ask(at=timezone.now())
    head, _ = the_head(witness)
    leaves = [merkle.leaf(b"false %d" % n) for n in range(head.size + 3)]
    false = Checkpoint(head.origin, len(leaves), merkle.root_of(leaves)).signed(signing.signer())

    def proof(old: int) -> list[bytes]:
        return merkle.consistency(
            old, len(leaves), lambda level, n: merkle.root_of(leaves[n << level : n + 1 << level])
        )

    known = asking.Known(witness.key, witness.url)
    with pytest.raises(asking.Unwilling, match="422"):
        asking.cosignature(known, false, len(leaves), head.size, proof)
    (folder.root() / "checkpoint").write_text(false.written())
    status, said = served.verify("/", options=("--witness", witness.key.vkey))
    assert status == 3 and "không có chữ ký của nhân chứng witness.example/w1" in said
