"""What others published: their keys, signatures, heads, proofs and refusals are ours. Each value stands with where it is from."""

from __future__ import annotations

import dataclasses
from base64 import b64decode

import pytest

from caunoi.ledger import merkle
from caunoi.ledger.checkpoints import Checkpoint, opened, witnessed
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import COSIGNATURE, ED25519, Note, Unsigned, Verifier, decoded
from caunoi.ledger.proofs import Proof

# C2SP signed-note.md: the example and its key.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
# golang.org/x/mod, sumdb/note/note_test.go: one text under two keys.
PETER, ENOCH = (
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
)
BOTH = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=
"""
# A head of a Certificate Transparency log in the world (arche2025h1, staging) with a signature of another kind, its Ed25519 signature and
# four witnesses; the keys are those that log and witness publish.
ARCHE = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
ARCHE_HEAD = """arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
"""  # noqa: E501

# transparency-dev/merkle, testdata/inclusion/1 to 4: leaf index, size, leaf hash, path, root.
INCLUDED = [
    (0, 8, "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
     ["lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
      "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="], "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="),
    (5, 8, "QnGia+DYqE8L1UyMMC58s6O10fpngKQLzOKHNHfatlg=",
     ["vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=", "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
      "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="], "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="),
    (2, 3, "ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=", ["+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU="],
     "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc="),
    (1, 5, "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
     ["bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
      "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms="], "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ="),
]  # fmt: skip
# The same, testdata/consistency/1 to 4: both sizes, both roots, the proof.
CONTINUED = [
    (1, 8, "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
     ["lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
      "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="]),
    (6, 8, "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
     ["DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=", "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
      "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="]),
    (2, 5, "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=", "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=",
     ["Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=", "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms="]),
    (6, 7, "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=", "3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=",
     ["DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=", "sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8=",
      "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="]),
]  # fmt: skip


def test_the_example_of_signed_note_and_the_notes_of_go_are_opened() -> None:
    key = Verifier.read(EXAMPLE_KEY)
    assert Note.read(EXAMPLE_NOTE).by([key]) == [key]
    with pytest.raises(Unsigned):
        Note.read(EXAMPLE_NOTE.replace("an example", "the example")).by([key])
    two = [Verifier.read(PETER), Verifier.read(ENOCH)]
    assert Note.read(BOTH).by(two) == two and Note.read(BOTH).written() == BOTH


def test_a_head_of_a_log_in_the_world_and_its_witness_are_believed() -> None:
    log, witness = Verifier.read(ARCHE), Verifier.read(REMORA)
    assert (log.kind, witness.kind) == (ED25519, COSIGNATURE)
    head, note = opened(ARCHE_HEAD, log)
    assert (head.origin, head.size) == ("arche2025h1.staging.ct.transparency.dev", 1_432_088_532)
    assert note.written() == ARCHE_HEAD and len(note.signatures) == 6
    assert witnessed(note, witness) == 0x6A122120
    grown = ARCHE_HEAD.replace("1432088532", "1432088533")
    with pytest.raises(Unsigned):
        opened(grown, log)
    with pytest.raises(Unsigned):
        witnessed(Note.read(grown), witness)
    as_log = dataclasses.replace(witness, kind=ED25519)
    assert witnessed(note, as_log) is None, "a key of another kind has another ID"


# transparency-dev/formats, note/note_cosigv1_test.go: keys of both kinds, and what is none.
@pytest.mark.parametrize("vkey", ["TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", REMORA])
def test_keys_of_both_kinds_are_read(vkey: str) -> None:
    assert Verifier.read(vkey).vkey == vkey


@pytest.mark.parametrize(
    "vkey",
    ["bananas.sigstore.dev+12344556", "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!", "rekor.sigstore.dev+12345678+AwEB",
     "rekor.sigstore.dev+NOT_A_NUMBER+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", "TEST+00000000+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6"],
)  # fmt: skip
def test_what_is_no_key_is_refused(vkey: str) -> None:
    with pytest.raises(ValueError, match="no verifier key"):
        Verifier.read(vkey)


def test_a_cosignature_begins_with_its_time() -> None:
    line = "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=="
    assert int.from_bytes(decoded(line)[4:12], "big") == 1_727_964_367


# transparency-dev/formats, log/checkpoint_test.go (the roots there are not 32 bytes long, here they are).
@pytest.mark.parametrize(
    ("origin", "size", "more"),
    [("Log", "123", ""), ("Banana", "9944", ""), ("Log", "9944", "Here's some associated data.\n"), ("Log", "9944", "lots\nof\nlines\n")],
)  # fmt: skip
def test_heads_with_and_without_more_lines_are_read(origin: str, size: str, more: str) -> None:
    root = ARCHE_HEAD.splitlines()[2]
    assert Checkpoint.read(f"{origin}\n{size}\n{root}\n{more}") == Checkpoint(origin, int(size), b64decode(root))


@pytest.mark.parametrize(
    "text", ["Head\n9944\n", "\n9944\n{}\n", "Log\n123\n{}", "Log\nbananas\n{}\n", "Log\n-34\n{}\n",
             "Log\n3438945738945739845734895735\n{}\n", "Log\n123\nThisIsn'tBase64\n"],
)  # fmt: skip
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(Unsigned):
        Checkpoint.read(text.format(ARCHE_HEAD.splitlines()[2]))


@pytest.mark.parametrize(("index", "size", "leaf", "path", "root"), INCLUDED)
def test_published_inclusion_proofs_hold_and_their_published_alterations_do_not(
    index: int, size: int, leaf: str, path: list[str], root: str
) -> None:
    found, top, way = b64decode(leaf), b64decode(root), [b64decode(one) for one in path]
    merkle.check_inclusion(found, index, size, way, top)
    altered = [
        (found, index - 1, size, way, top), (found, index + 1, size, way, top), (found, index ^ 2, size, way, top),
        (found, index, size * 2, way, top), (found, index, size // 2, way, top), (b"WrongLeaf".ljust(32), index, size, way, top),
        (found, index, size, way, merkle.EMPTY), (found, index, size, way, bytes(32)), (found, index, size, way[:-1], top),
        (found, index, size, [*way, b""], top), (found, index, size, [b"", *way], top), (found, index, size, [*way, top], top),
        (found, index, size, [top, *way], top), (found, index, size, [way[0], bytes(32), *way[1:]], top),
        *((found, index, size, [*way[:n], bytes([way[n][0] ^ 8]) + way[n][1:], *way[n + 1 :]], top) for n in range(len(way))),
    ]  # fmt: skip
    for one in altered:
        with pytest.raises(Inconsistent):
            merkle.check_inclusion(*one)


@pytest.mark.parametrize(("old", "new", "first", "second", "path"), CONTINUED)
def test_published_consistency_proofs_hold_and_their_published_alterations_do_not(
    old: int, new: int, first: str, second: str, path: list[str]
) -> None:
    before, after, way = b64decode(first), b64decode(second), [b64decode(one) for one in path]
    merkle.check_consistency(old, before, new, after, way)
    altered = [
        (old - 1, before, new, after, way), (old + 1, before, new, after, way), (old ^ 2, before, new, after, way),
        (old, before, new * 2, after, way), (old, before, new // 2, after, way), (old, b"WrongRoot".ljust(32), new, after, way),
        (old, before, new, b"WrongRoot".ljust(32), way), (old, after, new, before, way), (old, before, new, after, []),
        (old, before, new, after, [*way, b""]), (old, before, new, after, [b"", *way]), (old, before, new, after, way[:-1]),
        (old, before, new, after, [*way, before]), (old, before, new, after, [after, *way]), (old, before, new, after, [way[0], *way]),
        *((old, before, new, after, [*way[:n], bytes([way[n][0] ^ 16]) + way[n][1:], *way[n + 1 :]]) for n in range(len(way))),
    ]  # fmt: skip
    for one in altered:
        with pytest.raises(Inconsistent):
            merkle.check_consistency(*one)


# transparency-dev/formats, proof/tlog_proof_test.go, and FiloSottile/torchwood's tests of the same.
@pytest.mark.parametrize(
    "proof",
    ["wrong-header\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\n", "c2sp.org/tlog-proof@v1\n\n\n",
     "c2sp.org/tlog-proof@v1\nindex notanumber\n\n", "c2sp.org/tlog-proof@v1\nindex -5\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\n",
     "c2sp.org/tlog-proof@v1\nindex 0\n" + "A" * 86 + "==\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n" + "a" * 65 * 1024 + "\n",
     "index 0\n\n", "c2sp.org/tlog-proof@v1\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n" + "A" * 22 + "==\n\n"],
)  # fmt: skip
def test_what_others_refuse_as_a_proof_is_refused(proof: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Proof.read(proof + ARCHE_HEAD)


def test_a_proof_of_the_first_and_only_entry_needs_no_hash() -> None:
    proof = Proof.read("c2sp.org/tlog-proof@v1\nindex 0\n\n" + ARCHE_HEAD)
    assert (proof.index, proof.path, proof.note.written()) == (0, (), ARCHE_HEAD)
