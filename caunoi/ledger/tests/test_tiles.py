"""The tree in files: paths and widths as the specification's examples say, and every way of growing gives the same tiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ledger import merkle, tiles

LEAVES = [merkle.leaf(b"%d" % n) for n in range(1200)]


def test_paths_are_those_of_the_specification() -> None:
    assert tiles.tile_path(0, 1234067) == "tile/0/x001/x234/067"
    assert tiles.tile_path(2, 0, 1) == "tile/2/000.p/1"
    assert tiles.bundle_path(1000, 17) == "tile/entries/x001/000.p/17"
    assert tiles.bundle_path(999) == "tile/entries/999"


def test_a_tree_of_seventy_thousand_has_the_tiles_of_the_specifications_example() -> None:
    size = 70_000
    assert [(size >> 8 * level) // 256 for level in tiles.levels(size)] == [273, 1, 0]
    assert [tiles.width_at(size, level) for level in tiles.levels(size)] == [112, 17, 1]
    assert [tiles.width_at(256, level) for level in tiles.levels(256)] == [0, 1]


def grow(*counts: int) -> tuple[int, dict[tuple[int, int], tiles.Tile], dict[int, bytes]]:
    """A tree grown by so many leaves at a time: its size, its tiles, its edge."""
    size, found, edge = 0, dict[tuple[int, int], tiles.Tile](), dict[int, bytes]()
    for count in counts:
        for tile in tiles.grown(size, edge, LEAVES[size : size + count]):
            found[tile.level, tile.number] = tile
            edge[tile.level] = tile.hashes if tile.width < tiles.WIDTH else b""
        size += count
    return size, found, edge


@given(st.lists(st.integers(1, 300), min_size=1, max_size=4))
def test_a_tree_is_the_same_however_it_grew(counts: list[int]) -> None:
    size, found, edge = grow(*counts)
    assert (size, found, edge) == grow(sum(counts)) or found == grow(sum(counts))[1]
    assert tiles.root(size, edge) == merkle.root_of(LEAVES[:size])
    assert {tile.width for tile in found.values()} <= {256, *(tiles.width_at(size, n) for n in tiles.levels(size))}
    for (level, number), tile in found.items():
        step = 256**level
        for n in range(tile.width):
            begin = (number * 256 + n) * step
            at = slice(n * 32, n * 32 + 32)
            assert tile.hashes[at] == merkle.root_of(LEAVES[begin : begin + step])


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 700, 1200])
def test_proofs_are_read_from_tiles_alone(size: int) -> None:
    _, found, _ = grow(size)
    asked = set()

    def fetch(level: int, number: int, width: int) -> bytes:
        asked.add((level, number))
        assert found[level, number].width == width
        return found[level, number].hashes

    read = tiles.reader(size, fetch)
    root = merkle.folded(read(*one) for one in merkle.peaks(0, size))
    assert root == merkle.root_of(LEAVES[:size])
    for index in {0, 1, size // 2, size - 1} & set(range(size)):
        merkle.check_inclusion(LEAVES[index], index, size, merkle.inclusion(index, size, read), root)
        merkle.check_consistency(
            index, merkle.root_of(LEAVES[:index]), size, root, merkle.consistency(index, size, read)
        )
    assert asked <= set(found)


def test_a_tile_of_the_wrong_length_and_an_edge_of_another_tree_are_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        tiles.reader(300, lambda level, number, width: b"\0" * 32)(0, 299)
    with pytest.raises(ValueError, match="edge"):
        tiles.grown(3, {0: b"\0" * 64}, LEAVES[:1])
    with pytest.raises(ValueError, match="edge"):
        tiles.root(3, {})


@given(st.lists(st.binary(max_size=300), max_size=40))
def test_a_bundle_holds_its_entries(entries: list[bytes]) -> None:
    assert list(tiles.entries_of(tiles.bundle(entries))) == entries


@pytest.mark.parametrize("broken", [b"\x00", b"\x00\x02a", b"\x00\x01a\xff"])
def test_a_bundle_that_breaks_off_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="breaks off"):
        list(tiles.entries_of(broken))
    with pytest.raises(ValueError, match="65536"):
        tiles.bundle([b"x" * 65_536])
