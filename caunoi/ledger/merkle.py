"""The Merkle tree of RFC 6962, section 2.1: hashes, roots, proofs and how they are checked.

A tree is read through `Read`: the hash of the complete subtree of 2**level leaves that begins at leaf number * 2**level. Hashes are
32 bytes of SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

Read = Callable[[int, int], bytes]
"""(level, number) → hash."""

SIZE: Final = 32
EMPTY: Final = hashlib.sha256(b"").digest()


class Inconsistent(ValueError):
    """A proof does not prove what it is for."""


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes that are all at hand."""
    if not leaves:
        return EMPTY
    level = list(leaves)
    while len(level) > 1:
        paired = [node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        # Of an odd number the last rises unchanged: that is RFC 6962's split at the largest power of two.
        level = paired + level[len(paired) * 2 :]
    return level[0]


def peaks(begin: int, end: int) -> list[tuple[int, int]]:
    """The fewest complete subtrees, from left to right, that make up leaves [begin, end): (level, number). `begin` fits the last of them."""
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        if begin:
            level = min(level, (begin & -begin).bit_length() - 1)
        found.append((level, begin >> level))
        begin += 1 << level
    return found


def folded(hashes: Iterable[bytes]) -> bytes:
    """One hash over peaks, from right to left."""
    turned = reversed(list(hashes))
    found = next(turned)
    for one in turned:
        found = node(one, found)
    return found


def inclusion(index: int, size: int, read: Read) -> list[bytes]:
    """The audit path of a leaf in the tree of the first `size` leaves (2.1.1). Raises ValueError for a leaf that is not in it."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(_hash(middle, end, read))
            end = middle
        else:
            path.append(_hash(begin, middle, read))
            begin = middle
    return path[::-1]


def consistency(old: int, new: int, read: Read) -> list[bytes]:
    """The proof that the tree of `new` leaves continues that of `old` (2.1.2); empty from nothing and from itself."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not continue one of {old}")
    if old in (0, new):
        return []
    path, begin, end, whole = [], 0, new, True
    while end != old:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(_hash(middle, end, read))
            end = middle
        else:
            path.append(_hash(begin, middle, read))
            begin, whole = middle, False
    if not whole:
        path.append(_hash(begin, end, read))
    return path[::-1]


def check_inclusion(leaf_hash: bytes, index: int, size: int, path: Sequence[bytes], root_hash: bytes) -> None:
    """Raise Inconsistent unless the path leads from the leaf to the root."""
    if not 0 <= index < size:
        raise Inconsistent(f"leaf {index} is not in a tree of {size}")
    rest, number, last, found = list(path), index, size - 1, leaf_hash
    while last:
        if number & 1 or number == last:
            if not number & 1:  # the last of an odd number rises alone
                while not number & 1:
                    number, last = number >> 1, last >> 1
                if not last and not number:
                    break
            found = node(_next(rest), found)
        else:
            found = node(found, _next(rest))
        number, last = number >> 1, last >> 1
    if rest or found != root_hash:
        raise Inconsistent("the path does not lead to the root")


def check_consistency(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> None:
    """Raise Inconsistent unless the tree of `new` leaves continues that of `old`."""
    if not 0 <= old <= new:
        raise Inconsistent(f"a tree of {new} does not continue one of {old}")
    if old in (0, new):
        if path or (old == new and old_root != new_root) or (old == 0 and old_root != EMPTY):
            raise Inconsistent(
                "two trees of one size have two roots" if old == new else "a proof from nothing is empty"
            )
        return
    rest = list(path)
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    first = second = _next(rest) if number else old_root
    while number:
        if number & 1:
            side = _next(rest)
            first, second = node(side, first), node(side, second)
        elif number < last:
            second = node(second, _next(rest))
        number, last = number >> 1, last >> 1
    while last:
        second = node(second, _next(rest))
        last >>= 1
    if rest or first != old_root or second != new_root:
        raise Inconsistent("the trees are not one the continuation of the other")


def _next(rest: list[bytes]) -> bytes:
    if not rest:
        raise Inconsistent("the proof is too short")
    return rest.pop(0)


def _split(count: int) -> int:
    """The largest power of two smaller than `count`."""
    return 1 << (count - 1).bit_length() - 1


def _hash(begin: int, end: int, read: Read) -> bytes:
    return folded(read(*one) for one in peaks(begin, end))
