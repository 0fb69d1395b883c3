"""Before a play of the inbound lane: a database with its agencies; forms ready to be sent, or cases that were just filed."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command

from bench.intake import prepared
from tests.agencies import make_agencies


def prepare(data: Path, *, cases: int = 0) -> None:
    """Migrate, make the agencies, file so many cases."""
    for name in ("public", "static", "mail"):
        (data / name).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    agencies = make_agencies()
    for _ in range(cases):
        agencies.filed()


def forms(count: int) -> list[tuple[str, str]]:
    """As many forms with tokens of this portal and the work done for them, each with the nonce of its token."""
    return list(zip(*prepared(count), strict=True))
