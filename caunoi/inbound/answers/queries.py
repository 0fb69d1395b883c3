"""Finding public answers by their words."""

from __future__ import annotations

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.ground.vietnamese.text import fold
from caunoi.inbound.answers.models import PublicAnswer

MOST = 50


def search(words: str, *, most: int = MOST) -> list[Snapshot]:
    """The answers that stand and hold every word, typed with or without marks, newest first. Two queries.

    What is returned is what was approved and stands; the row of an answer may hold a newer draft.
    """
    wanted = fold(words).split()[:12]
    if not wanted:
        return []
    rows = PublicAnswer.objects.filter(live=True)
    for word in wanted:
        rows = rows.filter(folded__contains=word)
    numbers = rows.order_by("-last_published_at", "-pk").values_list("pk", flat=True)[:most]
    return Sources().several(f"answer:{number}" for number in numbers)
