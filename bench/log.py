"""What the public log costs as it grows. Run `make bench-log`.

First the tree alone, in memory, at ten thousand, a million and ten million synthetic entries: adding one entry and signing the head,
proofs and how long they are. Then the sequencer on a database (SQLite, each commit on the disk): entries a second one at a time and in
batches. Then how long `caunoi verify` takes to start, beside a bare interpreter. Last a mirror of 100,000 pages (bench/mirror.py). Rates are this
machine's; what must hold is that they stay the same while the log grows.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.mirror import the_mirror
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.notes import Signer

SIZES = (10_000, 1_000_000, 10_000_000)
TIMES = 300
STEP = 65_536
SIGNER = Signer("thu.example/log", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))


class Tree:
    """A log in memory: tiles by level and number, and the edge."""

    def __init__(self) -> None:
        self.size, self.tiles, self.edge = 0, dict[tuple[int, int], bytes](), dict[int, bytes]()

    def add(self, leaves: list[bytes]) -> bytes:
        """The new root."""
        for one in tiles.grown(self.size, self.edge, leaves):
            self.tiles[one.level, one.number] = one.hashes
            self.edge[one.level] = one.hashes if one.width < tiles.WIDTH else b""
        self.size += len(leaves)
        return tiles.root(self.size, self.edge)

    def reader(self) -> merkle.Read:
        return tiles.reader(self.size, lambda level, number, width: self.tiles[level, number][: width * merkle.SIZE])


def timed(act: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    return statistics.median(took), took[int(len(took) * 0.99)]


def the_tree(sizes: tuple[int, ...]) -> None:
    tree = Tree()
    print(
        f"{'entries':>12}{'grown, a second':>18}{'one more, signed: ms':>24}{'p99':>8}"
        f"{'inclusion: ms':>16}{'hashes':>8}{'check: ms':>12}{'consistency: ms':>18}{'hashes':>8}"
    )
    for size in sizes:
        begun, before = time.perf_counter(), tree.size
        while tree.size < size:
            count = min(STEP, size - tree.size)
            tree.add([merkle.leaf(b"%d" % n) for n in range(tree.size, tree.size + count)])
            if sys.stderr.isatty():
                print(f"\r  growing {tree.size:,}/{size:,}", end="", file=sys.stderr)
        print(f"{size:>12,}{(tree.size - before) / (time.perf_counter() - begun):>18,.0f}{costs(tree)}")
    note = Checkpoint(SIGNER.name, tree.size, tiles.root(tree.size, tree.edge)).signed(SIGNER).written()
    print(f"opening a signed head: {timed(lambda: opened(note, SIGNER.verifier))[0]:.3f} ms")


def costs(tree: Tree) -> str:
    """What a tree of this size costs, as columns."""
    chance, size, lengths, olds = random.Random(6962), tree.size, list[int](), list[int]()

    def one_more() -> None:
        root = tree.add([merkle.leaf(b"one more %d" % tree.size)])
        Checkpoint(SIGNER.name, tree.size, root).signed(SIGNER)

    append = timed(one_more)
    total, root, index = tree.size, tiles.root(tree.size, tree.edge), chance.randrange(1, 1000)

    def prove() -> None:
        lengths.append(len(merkle.inclusion(chance.randrange(size), total, tree.reader())))

    def continues() -> None:
        olds.append(len(merkle.consistency(chance.randrange(1, total), total, tree.reader())))

    proving, consistent = timed(prove, 50), timed(continues, 50)
    proof, leaf = merkle.inclusion(index, total, tree.reader()), merkle.leaf(b"%d" % index)
    checking = timed(lambda: merkle.check_inclusion(leaf, index, total, proof, root))
    return (
        f"{append[0]:>24.3f}{append[1]:>8.3f}{proving[0]:>16.2f}{max(lengths):>8}{checking[0]:>12.3f}"
        f"{consistent[0]:>18.2f}{max(olds):>8}"
    )


def the_sequencer(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from caunoi.gate.public_log import sequencer
    from caunoi.gate.releases import log

    def lay(many: int, first: int) -> None:
        with transaction.atomic():
            rows = [
                log.Entry("release", "localhost", f"/tin/{n}.html", "text/html", b"%d" % n)
                for n in range(first, first + many)
            ]
            log.append(log.lock(), rows, at=timezone.now())

    def drained() -> float:
        begun, done = time.perf_counter(), 0
        while step := sequencer.step():
            done += step
        return done / (time.perf_counter() - begun)

    lay(count, 0)
    print(
        f"\n{connection.vendor}: sequencer in batches of {sequencer.BATCH}: {drained():,.0f} entries a second, with their files"
    )
    took = []
    for n in range(TIMES):
        lay(10, count + n * 10)
        begun = time.perf_counter()
        sequencer.step()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    print(
        f"ten entries, as one publication makes: {statistics.median(took):.1f} ms, "
        f"p99 {took[int(len(took) * 0.99)]:.1f} ms, until the signed head is public"
    )


def the_start() -> None:
    def run(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)

    bare = timed(run("-c", "pass"), 20)[0]
    start = timed(run("-m", "caunoi", "verify", "--seen", os.devnull + "x", "ftp://x/"), 20)[0]
    print(f"\ncaunoi verify, from start to end without the network: {start:.0f} ms; a bare interpreter: {bare:.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=SIZES[-1], help="how far the tree grows")
    parser.add_argument("--releases", type=int, default=20_000)
    parser.add_argument("--pages", type=int, default=100_000, help="how many pages are mirrored; 0: none")
    options = parser.parse_args()
    the_tree(tuple(size for size in SIZES if size <= options.most))
    folder = tempfile.mkdtemp(prefix="caunoi-bench-")
    os.environ.update(
        CAUNOI_DATA=folder, CAUNOI_DEMO="1", DJANGO_SETTINGS_MODULE="caunoi.config.settings", CAUNOI_HOST="localhost"
    )
    try:
        the_sequencer(options.releases)
        the_start()
        if options.pages:
            the_mirror(options.pages)
    finally:
        shutil.rmtree(Path(folder), ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
