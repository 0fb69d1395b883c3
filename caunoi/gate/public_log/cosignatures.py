"""What witnesses put under a head, as it was kept."""

from __future__ import annotations

from django.db.models import Max

from caunoi.gate.public_log.models import Cosignature
from caunoi.ledger.notes import Note, read_line


def under(note: Note, size: int) -> Note:
    """The head with the newest cosignature of each witness over it."""
    newest = Cosignature.objects.filter(size=size).values("witness").annotate(newest=Max("pk")).values("newest")
    lines = Cosignature.objects.filter(pk__in=newest).order_by("witness").values_list("line", flat=True)
    return Note(note.text, (*note.signatures, *(read_line(line.rstrip("\n")) for line in lines)))
