"""Signed notes and checkpoints: what others published is read, what is not exactly so is refused."""

from __future__ import annotations

import dataclasses

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ledger import checkpoints, merkle
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import COSIGNATURE, Note, Signer, Unsigned, Verifier

# The example of Go's golang.org/x/mod/sumdb/note.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PROBLEM = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
LOG = Signer("thu.example/log", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
WITNESS = Signer("witness.example/w1", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32), COSIGNATURE)
HEAD = Checkpoint("thu.example/log", 20_852_163, merkle.leaf(b"root"))


def test_a_note_that_others_signed_is_read() -> None:
    key = Verifier.read(NEUMANN)
    note = Note.read(PROBLEM)
    assert note.by([key]) == [key] and note.written() == PROBLEM and key.vkey == NEUMANN
    with pytest.raises(Unsigned, match="none of the known"):
        note.by([LOG.verifier])
    with pytest.raises(Unsigned, match="not over this text"):
        Note.read(PROBLEM.replace("answer", "answers")).by([key])


def test_unknown_signatures_are_passed_over_and_false_ones_are_not() -> None:
    note = HEAD.signed(LOG)
    stranger = dataclasses.replace(LOG, private=Ed25519PrivateKey.generate())
    both = Note(note.text, (*HEAD.signed(stranger).signatures, *note.signatures))
    assert both.by([LOG.verifier]) == [LOG.verifier]
    false = Note(note.text, (dataclasses.replace(note.signatures[0], data=b"\0" * 64),))
    with pytest.raises(Unsigned, match="not over this text"):
        false.by([LOG.verifier])


def test_a_checkpoint_is_read_as_it_was_written() -> None:
    found, note = checkpoints.opened(HEAD.signed(LOG).written().encode(), LOG.verifier)
    assert found == HEAD and note.text == HEAD.text
    other = dataclasses.replace(HEAD, origin="thu.example/other").signed(LOG)
    with pytest.raises(Unsigned, match=r"of 'thu\.example/other'"):
        checkpoints.opened(other.written(), LOG.verifier)
    assert Checkpoint.read(HEAD.text + "an extension line\n") == HEAD


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n1\n", "a\n01\n{root}\n", "a\n-1\n{root}\n", "a\n１\n{root}\n", "a\n1\nAAAA\n", "a\n1\n{root}", "a\n1\n{root}\n\n",
     "\n1\n{root}\n", "a\n1\n{root}!\n", "a\n99999999999999999999\n{root}\n"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Unsigned):
        Checkpoint.read(text.replace("{root}", HEAD.text.splitlines()[2]))


@pytest.mark.parametrize(
    "note",
    ["", "a\n", "a\n\n", "a\n\nb\n", "a\n\n— b\n", "a\n\n— b AAAA\n", "a\n\n— b AAAAAA== \n", "a\r\n\n— b AAAAAAA=\n", "a\n\n— b+c AAAAAAA=\n",
     "a\n\n-- b AAAAAAA=\n", "a\n\n— b AAAAAAA=", b"\xff\n\n\xe2\x80\x94 b AAAAAAA=\n", "a\n\n— \u00a0b AAAAAAA=\n"],
)  # fmt: skip
def test_what_is_no_note_is_refused(note: str | bytes) -> None:
    with pytest.raises(Unsigned):
        Note.read(note)


@given(st.text(max_size=80))
def test_whatever_comes_is_a_note_or_refused(text: str) -> None:
    for tried in (text, PROBLEM + text, text + PROBLEM, PROBLEM.replace("x08", text)):
        try:
            note = Note.read(tried)
        except Unsigned:
            continue
        assert note.written() == tried


@pytest.mark.parametrize(
    "vkey", ["", "a", "a+b+c", NEUMANN[:-4], NEUMANN.replace("c74f", "c74e"), "a b+00000000+AAAA", "+" + NEUMANN]
)
def test_what_is_no_verifier_key_is_refused(vkey: str) -> None:
    with pytest.raises(ValueError, match="no verifier key"):
        Verifier.read(vkey)


def test_a_witness_says_when_it_saw_a_checkpoint() -> None:
    note = HEAD.signed(LOG)
    seen = Note(note.text, (*note.signatures, checkpoints.cosign(note.text, WITNESS, at=1_790_000_000)))
    again = Note.read(seen.written())
    assert checkpoints.witnessed(again, WITNESS.verifier) == 1_790_000_000
    assert again.by([LOG.verifier]) == [LOG.verifier]
    assert checkpoints.witnessed(note, WITNESS.verifier) is None
    longer = dataclasses.replace(HEAD, size=HEAD.size + 1).signed(LOG)
    with pytest.raises(Unsigned, match="not over this text"):
        checkpoints.witnessed(Note(longer.text, again.signatures), WITNESS.verifier)
    with pytest.raises(ValueError, match="cosignatures"):
        checkpoints.cosign(note.text, LOG, at=1)
    assert Verifier.read(WITNESS.verifier.vkey) == WITNESS.verifier
