"""Following a log that somebody else serves: every entry once, in order, each proved against a head that continues the heads before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import Verifier
from caunoi.ledger.reading import Fetch, Log


@dataclass(frozen=True)
class Place:
    """How far one has read: `done` entries, each proved against `head`, which was signed and continues every head seen before."""

    head: Checkpoint
    done: int

    @classmethod
    def begin(cls, origin: str) -> Place:
        return cls(Checkpoint(origin, 0, merkle.EMPTY), 0)


@dataclass(frozen=True)
class Batch:
    """Entries from index `first` on, and the place after them."""

    first: int
    entries: tuple[bytes, ...]
    after: Place


def look(fetch: Fetch, key: Verifier, place: Place) -> Log:
    """The log as it stands now. Raises Missing, Unsigned, or Inconsistent when its head does not continue that of `place`."""
    log = Log.at(fetch, key)
    log.continues(place.head)
    return log


def batches(log: Log, place: Place) -> Iterator[Batch]:
    """What is new since `place`, a bundle at a time. `log` comes from `look`. Whoever keeps `after` with what they did of a batch goes on
    from there when killed. Raises Missing, or Inconsistent for entries that the signed head does not hold.
    """
    done = place.done
    while done < log.head.size:
        number = done // tiles.WIDTH
        held = log.bundle(number)
        end = number * tiles.WIDTH + len(held)
        yield Batch(done, tuple(held[done - number * tiles.WIDTH :]), Place(log.head, end))
        done = end
