"""A worker's reading to be killed: `python -m …counter DATABASE FOLDER` forks one for each line it reads, and prints its process id."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn


def main() -> None:
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    import django

    django.setup()
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            _for_ever(Path(sys.argv[2]))
        print(pid, flush=True)  # noqa: T201
        os.waitpid(pid, 0)
        print("dead", flush=True)  # noqa: T201


def _for_ever(folder: Path) -> NoReturn:
    from django.utils import timezone

    from caunoi.reach.visits import reading

    reading.AT_ONCE = 4096  # many short pieces, so that a kill falls into one of them
    one = reading.Reading(folder)
    while True:
        one.look(at=timezone.now())


if __name__ == "__main__":
    main()
