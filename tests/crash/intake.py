"""Two plays of the inbound lane: `python -m tests.crash.intake filing --seed 7` or `… acting --seed 7` replays what a seed did.

In `filing` citizens send forms over HTTP while web and worker are killed; in `acting` staff and citizens change cases while the process
in which they do so, and the worker, are killed. Each makes a data folder and a database of its own (on the server of
CAUNOI_DATABASE_URL, else a file of SQLite) and drops them afterwards; the other acts are run by them in processes that have the
portal's own settings.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.crash.citizens import Acknowledged, Citizens
from tests.crash.house import act, acting, house, port_of, say, started, web, worker
from tests.crash.journal import DONE, FOUND, Journal
from tests.crash.killing import Killer, Progress, Running, at_work

ITEMS, KILLS = 500, 7
AT_ONCE = 6  # citizens
WEB_DELAY, WORKER_DELAY, CLERKS_DELAY = 0.1, 0.6, 0.1  # seconds after an item is begun within which a kill falls
_FORMS, _ACKNOWLEDGED = "forms.json", "acknowledged.json"


def file_them(seed: int, *, items: int = ITEMS, kills: int = KILLS) -> None:
    """Kill web and worker while `items` submissions come in; then nothing may be wrong. Raises AssertionError."""
    begun = time.monotonic()
    _announce("filing", seed, items, kills)
    with house() as (data, environment):
        environment["CAUNOI_PROXIES"] = "1"
        act("intake", "prepare-filing", environment, "--items", str(items))
        forms = [(form, nonce) for form, nonce in json.loads((data / _FORMS).read_text())]
        server, background, progress = web(environment, workers=2), worker(environment), Progress()
        killers = _killers(
            seed,
            items,
            progress,
            data,
            (server, "web", kills, WEB_DELAY),
            (background, "worker", max(2, kills - 2), WORKER_DELAY),
        )
        citizens = Citizens(port_of(environment), forms, at_once=AT_ONCE, progress=progress)
        with started(server, background):
            sending = time.monotonic()
            with at_work(progress, *killers):
                citizens.send_all()
            say(f"{items} filed in {time.monotonic() - sending:.1f} s; {_deaths(killers)}")
            say(f"answers lost half-way: {citizens.broken}; answers that blamed the server: {citizens.failed}")
            (data / _ACKNOWLEDGED).write_text(json.dumps([asdict(one) for one in citizens.acknowledged]))
            _all_fell(killers)
            act("intake", "wait", environment)
        act("intake", "check-filing", environment)
    say(f"everything holds; {time.monotonic() - begun:.1f} s in all")


def change_them(seed: int, *, items: int = ITEMS, kills: int = KILLS) -> None:
    """Kill those who act, and the worker, during `items` changes of state; then nothing may be wrong. Raises AssertionError."""
    begun = time.monotonic()
    _announce("acting", seed, items, kills)
    with house() as (data, environment):
        act("intake", "prepare-acting", environment)
        clerks = acting("intake", "clerks", environment, "--seed", str(seed), "--items", str(items))
        background, progress = worker(environment), Progress()
        killers = _killers(
            seed,
            items,
            progress,
            data,
            (clerks, "clerks", kills, CLERKS_DELAY),
            (background, "worker", max(2, kills - 2), WORKER_DELAY),
        )
        with started(clerks, background):
            working = time.monotonic()
            with at_work(progress, *killers):
                _follow(clerks, Journal(data), items, progress)
            say(f"{items} acts in {time.monotonic() - working:.1f} s; {_deaths(killers)}")
            _all_fell(killers)
            assert clerks.process.wait(60) == 0, "who acts found nothing left to do"
            act("intake", "wait", environment)
        act("intake", "check-acting", environment, "--seed", str(seed), "--items", str(items))
    say(f"everything holds; {time.monotonic() - begun:.1f} s in all")


def _announce(play: str, seed: int, items: int, kills: int) -> None:
    say(f"seed {seed}; again: python -m tests.crash.intake {play} --seed {seed} --items {items} --kills {kills}")


def _killers(
    seed: int, items: int, progress: Progress, data: Path, *victims: tuple[Running, str, int, float]
) -> list[Killer]:
    return [
        Killer(
            victim, progress=progress, items=items, kills=kills, longest=longest, seed=f"{name} {seed}", folder=data / "mail"
        )
        for victim, name, kills, longest in victims
    ]  # fmt: skip


def _deaths(killers: list[Killer]) -> str:
    first, background = killers
    return f"killed {first.kills}×, worker {background.kills}×, which left {background.torn} half-written mails"


def _all_fell(killers: list[Killer]) -> None:
    assert all(killer.kills == killer.planned for killer in killers), "a killer did not do its work"


def _follow(clerks: Running, journal: Journal, items: int, progress: Progress) -> None:
    """Tell the killers how far it is, until every act was acknowledged."""
    deadline = time.monotonic() + 240
    while True:
        last = journal.last()
        progress.begin(max(last, default=0))
        if sum(word in (DONE, FOUND) for word in last.values()) == items:
            return
        assert clerks.process.poll() != 1, clerks.last_words()
        assert time.monotonic() < deadline, f"{len(last)} of {items} acts were begun"
        time.sleep(0.01)


def _within(options: argparse.Namespace) -> int:
    """The acts that need the portal's settings."""
    from caunoi.cli.house import open_house

    with open_house():
        from django.conf import settings

        from tests.crash import clerks, intake_stage, intake_truth

        data = Path(settings.DATA)
        match options.act:
            case "prepare-filing":
                intake_stage.prepare(data)
                (data / _FORMS).write_text(json.dumps(intake_stage.forms(options.items)))
            case "prepare-acting":
                intake_stage.prepare(data, cases=clerks.CASES)
            case "clerks":
                clerks.do_all(data, clerks.plan(options.seed, options.items))
            case "wait":
                return _wait(intake_truth.up_to_date)
            case "check-filing":
                sent = [Acknowledged(**row) for row in json.loads((data / _ACKNOWLEDGED).read_text())]
                again = intake_truth.deliver_what_was_cut_short()
                wrong = intake_truth.wrong_with_filing(sent)
                aside = f"{intake_truth.unacknowledged(sent)} had been filed by a request whose answer never came"
                return _tell(wrong, f"{intake_truth.summary()}; {again} of them begun by a dead worker; {aside}")
            case "check-acting":
                last = Journal(data).last()
                again = intake_truth.deliver_what_was_cut_short()
                wrong = intake_truth.wrong_with_acting(clerks.plan(options.seed, options.items), last)
                aside = (
                    f"{list(last.values()).count(FOUND)} acts had been done before a death and were refused after it"
                )
                return _tell(wrong, f"{intake_truth.summary()}; {again} of them begun by a dead worker; {aside}")
    return 0


def _wait(quiet: Callable[[], bool]) -> int:
    deadline = time.monotonic() + 120
    while not quiet():
        if time.monotonic() > deadline:
            sys.stdout.write("the worker does not catch up\n")
            return 1
        time.sleep(0.1)
    return 0


def _tell(wrong: list[str], otherwise: str) -> int:
    sys.stdout.write(("\n".join(wrong) or otherwise) + "\n")
    return 1 if wrong else 0


def main() -> int:
    acts = ("prepare-filing", "prepare-acting", "clerks", "wait", "check-filing", "check-acting")
    parser = argparse.ArgumentParser(prog="python -m tests.crash.intake")
    parser.add_argument("act", choices=("filing", "acting", *acts))
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--kills", type=int, default=KILLS)
    options = parser.parse_args()
    if options.act == "filing":
        file_them(options.seed, items=options.items, kills=options.kills)
    elif options.act == "acting":
        change_them(options.seed, items=options.items, kills=options.kills)
    else:
        return _within(options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
