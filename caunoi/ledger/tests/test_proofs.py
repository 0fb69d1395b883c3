"""Proof files: what was written is read, what is not exactly so is refused, and a proof of another entry proves nothing."""

from __future__ import annotations

import dataclasses

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ledger import checkpoints, merkle
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import COSIGNATURE, Note, Signer, Unsigned
from caunoi.ledger.proofs import Proof

LOG = Signer("thu.example/log", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
WITNESS = Signer("witness.example/w1", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32), COSIGNATURE)
ENTRIES = [b'{"n":%d}' % n for n in range(70)]
LEAVES = [merkle.leaf(one) for one in ENTRIES]

# The example of the specification (C2SP tlog-proof.md), its signature lines made whole.
EXAMPLE = """c2sp.org/tlog-proof@v1
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

example.com/fancylog
109482
sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

— example.com/fancylog hI2DJwAAAA==
"""


def proof_of(index: int, size: int) -> Proof:
    leaves = LEAVES[:size]
    path = merkle.inclusion(index, size, lambda level, n: merkle.root_of(leaves[n << level : n + 1 << level]))
    note = Checkpoint(LOG.name, size, merkle.root_of(leaves)).signed(LOG)
    note = Note(note.text, (*note.signatures, checkpoints.cosign(note.text, WITNESS, at=1_790_000_000)))
    return Proof(index, tuple(path), note, ENTRIES[index])


@pytest.mark.parametrize("size", [1, 2, 3, 8, 13, 64, 70])
def test_every_entry_is_proved_by_its_file_and_by_no_other(size: int) -> None:
    for index in range(size):
        proof = Proof.read(proof_of(index, size).written().encode())
        assert proof == proof_of(index, size)
        assert proof.head(LOG.verifier, proof.extra).size == size
        assert checkpoints.witnessed(proof.note, WITNESS.verifier) == 1_790_000_000
        with pytest.raises(Inconsistent):
            proof.head(LOG.verifier, ENTRIES[(index + 1) % 70])
        with pytest.raises(Inconsistent):
            dataclasses.replace(proof, index=index + 1).head(LOG.verifier, proof.extra)


def test_a_proof_of_another_log_proves_nothing() -> None:
    other = dataclasses.replace(LOG, private=Ed25519PrivateKey.generate())
    proof = proof_of(3, 8)
    with pytest.raises(Unsigned):
        proof.head(other.verifier, proof.extra)


def test_the_example_of_the_specification_is_read() -> None:
    proof = Proof.read(EXAMPLE)
    assert (proof.index, len(proof.path), proof.extra) == (73894, 5, b"")
    assert Checkpoint.read(proof.note.text).size == 109482
    assert proof.written() == EXAMPLE
    with_extra = EXAMPLE.replace("index", "extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6\nindex", 1)
    assert Proof.read(with_extra).extra == b"age-v1.2.1-darwin-arm64.tar.gz"
    assert Proof.read(with_extra).written() == with_extra


@pytest.mark.parametrize(
    ("old", "new"),
    [("@v1", "@v2"), ("index 73894", "index 073894"), ("index 73894", "index -1"), ("index 73894", "index"), ("index 73894\n", ""),
     ("index 73894", "index ７"), ("index 73894", "index 99999999999999999999"), ("index", "extra \nindex"), ("index", "extra YQ\nindex"),
     ("index", "extra YQ==\nextra YQ==\nindex"), ("gSKy", "gSK"), ("gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=", "AAAA"),
     ("PlQ=\n", "PlQ= \n"), ("PlQ=\n", "PlR=\n"), ("\n\nexample", "\nexample"), ("\n", "\r\n"), ("— example.com", "example.com"),
     ("index 73894\n", "index 73894\n" + "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n" * 64)],
)  # fmt: skip
def test_what_is_no_proof_is_refused(old: str, new: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(ValueError):  # noqa: PT011
        Proof.read(EXAMPLE.replace(old, new, 1) if old != "\n" else EXAMPLE.replace(old, new))


@given(st.text(max_size=60), st.integers(0, len(EXAMPLE)))
def test_whatever_comes_is_a_proof_in_its_one_spelling_or_refused(text: str, at: int) -> None:
    for tried in (text, EXAMPLE[:at] + text + EXAMPLE[at:], EXAMPLE[:at] + text):
        try:
            proof = Proof.read(tried)
        except ValueError:
            continue
        assert proof.written() == tried
