"""A witness never cosigns two heads of which neither continues the other; each refusal is the one the specification asks for."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caunoi.ledger import checkpoints, merkle
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import COSIGNATURE, Note, Signer, read_line
from caunoi.ledger.witness import Request, Witness

LOG = Signer("thu.example/log", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
KEY = Signer("witness.example/w1", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32), COSIGNATURE)
LEAVES = [merkle.leaf(b"%d" % n) for n in range(64)]
FORK = [*LEAVES[:20], *(merkle.leaf(b"x%d" % n) for n in range(44))]


def head(size: int, leaves: list[bytes] = LEAVES) -> Checkpoint:
    return Checkpoint(LOG.name, size, merkle.root_of(leaves[:size]))


def asked(old: int, size: int, leaves: list[bytes] = LEAVES, *, signer: Signer = LOG) -> bytes:
    def read(level: int, number: int) -> bytes:
        return merkle.root_of(leaves[number << level : number + 1 << level])

    return Request(old, tuple(merkle.consistency(old, size, read)), head(size, leaves).signed(signer)).written()


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path, KEY, {LOG.name: LOG.verifier}, now=lambda: 1_790_000_000.9)


def test_it_cosigns_what_continues(witness: Witness) -> None:
    for old, size in ((0, 5), (5, 5), (5, 33), (33, 64)):
        reply = witness.add_checkpoint(asked(old, size))
        assert reply.status == 200
        note = Note(head(size).text, (read_line(reply.body.rstrip("\n")),))
        assert checkpoints.witnessed(note, KEY.verifier) == 1_790_000_000
        assert witness.seen(LOG.name) == head(size)


def test_a_fork_made_with_the_real_key_is_refused(witness: Witness) -> None:
    assert witness.add_checkpoint(asked(0, 30)).status == 200
    assert witness.add_checkpoint(asked(30, 40, FORK)).status == 422
    assert witness.add_checkpoint(asked(30, 30, FORK)).status == 409
    set_back = witness.add_checkpoint(asked(20, 40, FORK))
    assert (set_back.status, set_back.body, set_back.media_type) == (409, "30\n", "text/x.tlog.size")
    assert witness.add_checkpoint(asked(0, 40, FORK)).status == 409
    assert witness.seen(LOG.name) == head(30)


def test_it_remembers_after_a_restart(witness: Witness, tmp_path: Path) -> None:
    witness.add_checkpoint(asked(0, 30))
    again = Witness(tmp_path, KEY, {LOG.name: LOG.verifier})
    assert again.add_checkpoint(asked(0, 40, FORK)).status == 409
    assert again.add_checkpoint(asked(30, 40)).status == 200


def test_refusals_are_those_of_the_specification(witness: Witness) -> None:
    stranger = dataclasses.replace(LOG, private=Ed25519PrivateKey.generate())
    other = Signer("other.example/log", LOG.private)
    elsewhere = Request(0, (), Checkpoint(other.name, 5, head(5).root).signed(other)).written()
    assert witness.add_checkpoint(elsewhere).status == 404
    assert witness.add_checkpoint(asked(0, 5, signer=stranger)).status == 403
    assert witness.add_checkpoint(Request(9, (), head(5).signed(LOG)).written()).status == 400
    assert witness.add_checkpoint(Request(0, (LEAVES[0],), head(5).signed(LOG)).written()).status == 422
    too_much = b"old 0\n" + b"x\n" * 99 + b"\n"
    for nonsense in (
        b"",
        b"old\n\n",
        b"old 00\n\n",
        b"old 0",
        b"old 0\nAAAA\n\n",
        b"\xff",
        b"old 0\n\nno note",
        b"old 1e3\n\n",
        too_much,
    ):
        assert witness.add_checkpoint(nonsense).status == 400, nonsense
    assert witness.seen(LOG.name).size == 0


def test_of_two_at_once_neither_sets_the_other_back(witness: Witness, tmp_path: Path) -> None:
    """The race of the specification: A with 5 leaves, B with 5 + k, both from nothing."""
    for _ in range(20):
        replies, barrier = list[int](), threading.Barrier(2)
        start = witness.seen(LOG.name).size

        def ask(
            size: int, start: int = start, replies: list[int] = replies, barrier: threading.Barrier = barrier
        ) -> None:
            barrier.wait()
            replies.append(Witness(tmp_path, KEY, {LOG.name: LOG.verifier}).add_checkpoint(asked(start, size)).status)

        threads = [threading.Thread(target=ask, args=(start + n,)) for n in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(replies) == [200, 409]
        assert witness.seen(LOG.name).size in (start + 1, start + 2)
