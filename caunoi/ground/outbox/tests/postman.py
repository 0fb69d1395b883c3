"""A deliverer to be killed: `python -m …postman DATABASE` forks one for each line it reads, so many hours ahead, and prints its pid.

Django is set up once, in the process that forks; the one that delivers opens a database connection of its own.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import NoReturn


def main() -> None:
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    import django

    django.setup()
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _for_ever(hours=int(line))
        print(pid, flush=True)  # noqa: T201
        os.waitpid(pid, 0)
        print("dead", flush=True)  # noqa: T201


def _for_ever(*, hours: int) -> NoReturn:
    """The hours are there because a claim of one who was killed must have run out."""
    from django.utils import timezone

    from caunoi.ground.outbox.delivering import deliver

    while True:
        deliver(at=timezone.now() + timedelta(hours=hours))


if __name__ == "__main__":
    main()
