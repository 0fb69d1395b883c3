"""RFC 6962: the published roots, and proofs beside an implementation that is the RFC's recursion word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ledger import merkle

# The test data of Certificate Transparency: eight entries and the root of the first 0, 1 … 8 of them.
ENTRIES = [bytes.fromhex(one) for one in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [merkle.leaf(b"%d" % n) for n in range(300)]


def mth(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) of section 2.1."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def read(level: int, number: int) -> bytes:
    return mth(LEAVES[number << level : number + 1 << level])


def test_the_published_roots() -> None:
    for size, root in enumerate(ROOTS):
        assert merkle.root_of([merkle.leaf(entry) for entry in ENTRIES[:size]]).hex() == root


@given(st.data())
def test_roots_and_proofs_are_those_of_the_rfc(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(LEAVES)))
    assert (
        merkle.folded(read(*one) for one in merkle.peaks(0, size))
        == merkle.root_of(LEAVES[:size])
        == mth(LEAVES[:size])
    )
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    proof = merkle.inclusion(index, size, read)
    assert proof == path(index, LEAVES[:size])
    merkle.check_inclusion(LEAVES[index], index, size, proof, mth(LEAVES[:size]))
    proof = merkle.consistency(old, size, read)
    assert proof == (subproof(old, LEAVES[:size], True) if old < size else [])
    merkle.check_consistency(old, mth(LEAVES[:old]), size, mth(LEAVES[:size]), proof)


def test_every_leaf_of_every_small_tree_and_every_two_of_them() -> None:
    roots = [mth(LEAVES[:size]) for size in range(40)]
    for size in range(1, 40):
        for index in range(size):
            merkle.check_inclusion(LEAVES[index], index, size, merkle.inclusion(index, size, read), roots[size])
        for old in range(size + 1):
            proof = merkle.consistency(old, size, read)
            merkle.check_consistency(old, roots[old], size, roots[size], proof)


@given(st.data())
def test_what_is_altered_by_one_bit_or_one_place_proves_nothing(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 80))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size - 1))
    root = mth(LEAVES[:size])
    checks: list[tuple[list[bytes], Callable[[list[bytes]], None]]] = [
        (
            merkle.inclusion(index, size, read),
            lambda proof: merkle.check_inclusion(LEAVES[index], index, size, proof, root),
        ),
        (
            merkle.consistency(old, size, read),
            lambda proof: merkle.check_consistency(old, mth(LEAVES[:old]), size, root, proof),
        ),
    ]
    for proof, check in checks:
        at = data.draw(st.integers(0, len(proof) - 1))
        bit = data.draw(st.integers(0, 255))
        flipped = (int.from_bytes(proof[at], "big") ^ 1 << bit).to_bytes(32, "big")
        for wrong in ([*proof[:at], flipped, *proof[at + 1 :]], proof[:-1], [*proof, proof[0]], []):
            with pytest.raises(merkle.Inconsistent):
                check(wrong)
    other = LEAVES[(index + 1) % len(LEAVES)]
    with pytest.raises(merkle.Inconsistent):
        merkle.check_inclusion(other, index, size, merkle.inclusion(index, size, read), root)
    with pytest.raises(merkle.Inconsistent):
        merkle.check_consistency(size, root, size, mth(LEAVES[1 : size + 1]), [])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_that_is_not_in_the_tree_has_no_path(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        merkle.inclusion(index, size, read)
    with pytest.raises(merkle.Inconsistent):
        merkle.check_inclusion(LEAVES[0], index, size, [], mth(LEAVES[:size]))
