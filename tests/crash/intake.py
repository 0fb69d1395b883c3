"""Two plays of the other lane: people who file while web and worker are killed, and a process that is killed while it acts on cases.

`python -m tests.crash.intake file --seed 7` replays what a seed did, `… act --seed 7` the other; `setup-file`, `setup-act`, `acting` and
`check` are run by them in processes that have the portal's own settings. Data folder and database are the driver's.
"""

from __future__ import annotations

import argparse
import http.client
import json
import secrets
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode

from tests.crash import driver
from tests.crash.desk import Stuck
from tests.crash.driver import say
from tests.crash.killing import Killer, Progress, Running

PLAY = "tests.crash.intake"
FORMS, PEOPLE, KILLS = 500, 6, 7
CASES, ACTOR_KILLS = 50, 8
SENT_TWICE = 10  # one form of so many is sent once more after it was acknowledged
PATIENCE = 60.0
FORM = "/gui-y-kien/"


def file(seed: int, *, forms: int = FORMS, kills: int = KILLS) -> None:
    """Kill web and worker `kills` times each while people file `forms` forms; then nothing may be wrong. Raises AssertionError."""
    say(f"seed {seed}; again: python -m {PLAY} file --seed {seed}")
    with driver.house() as (data, environment):
        environment = {**environment, "CAUNOI_PROXIES": "1"}
        driver.act("setup-file", environment, "--count", str(forms), play=PLAY)
        with driver.processes(data, environment) as (web, worker, port):
            progress = Progress()
            killers = [
                Killer(
                    victim, progress=progress, items=forms, kills=kills, longest=0.3, seed=f"{name} {seed}", folder=data / "mail"
                )
                for name, victim in (("web", web), ("worker", worker))
            ]  # fmt: skip
            for killer in killers:
                killer.start()
            begun = time.monotonic()
            people = People(port, json.loads((data / "forms.json").read_text()), progress)
            try:
                people.file_everything()
            finally:
                progress.finish()
                for killer in killers:
                    killer.join()
            say(f"{forms} forms in {time.monotonic() - begun:.1f} s; answers lost half-way: {people.broken}")
            assert all(killer.kills == kills for killer in killers)
            assert people.broken, "no kill fell into a request: this proves nothing"
            (data / "acknowledged.json").write_text(json.dumps(people.receipts))
        driver.act("check", environment, play=PLAY)


def act(seed: int, *, cases: int = CASES, kills: int = ACTOR_KILLS) -> None:
    """Kill the process that acts on cases `kills` times; then every case is the fold of its history. Raises AssertionError."""
    say(f"seed {seed}; again: python -m {PLAY} act --seed {seed}")
    with driver.house() as (data, environment):
        driver.act("setup-act", environment, "--count", str(cases), play=PLAY)
        journal, progress = data / "journal", Progress()
        steps = json.loads((data / "steps.json").read_text())
        journal.touch()
        with Running([sys.executable, "-m", PLAY, "acting"], environment=environment, log=data / "actor.log") as actor:
            killer = Killer(
                actor, progress=progress, items=steps, kills=kills, longest=0.1, seed=f"actor {seed}", folder=data
            )
            killer.start()
            begun = time.monotonic()
            try:
                while (done := journal.read_text().count("done\n")) < steps:
                    failed = (actor.process.poll() or 0) > 0 or time.monotonic() - begun > 2 * PATIENCE
                    assert not failed, (data / "actor.log").read_text()[-4000:]
                    progress.begin(max(1, done))
                    time.sleep(0.01)
            finally:
                progress.finish()
                killer.join()
        cut = journal.read_text().count("again\n")
        say(f"{steps} changes in {time.monotonic() - begun:.1f} s; killed {killer.kills}×; tried again: {cut}")
        assert killer.kills == kills
        driver.act("check", environment, play=PLAY)


class People:
    """Several people who each send their form until they hold its receipt. `broken` counts answers that never came."""

    def __init__(self, port: int, forms: list[dict[str, str]], progress: Progress) -> None:
        self._port, self._forms, self._progress = port, forms, progress
        self._lock, self._begun, self._wrong = threading.Lock(), 0, []  # type: tuple[threading.Lock, int, list[BaseException]]
        self.broken = 0
        self.receipts: dict[str, str] = {}

    def file_everything(self) -> None:
        threads = [threading.Thread(target=self._one_person, args=(n,)) for n in range(PEOPLE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._wrong:
            raise self._wrong[0]

    def _one_person(self, number: int) -> None:
        try:
            for n in range(number, len(self._forms), PEOPLE):
                with self._lock:
                    self._begun += 1
                    self._progress.begin(self._begun)
                form = self._forms[n]
                ticket = self._sends(form)
                receipt = self._persist("GET", f"/theo-doi/bien-nhan.json?{ticket}", form, wanted=200)[1]
                if n % SENT_TWICE == 0:
                    self._sends(form)
                with self._lock:
                    self.receipts[form["nonce"]] = receipt
        except BaseException as error:
            self._wrong.append(error)

    def _sends(self, form: Mapping[str, str]) -> str:
        """The ticket to the receipt, when the form is acknowledged."""
        to = self._persist("POST", FORM, form, wanted=303)[0]
        assert to.startswith("/theo-doi/bien-nhan/?b="), to
        return to.partition("?")[2]

    def _persist(self, method: str, path: str, form: Mapping[str, str], *, wanted: int) -> tuple[str, str]:
        deadline, last = time.monotonic() + PATIENCE, "nobody listens"
        while time.monotonic() < deadline:
            try:
                status, to, body = self._ask(method, path, form)
            except ConnectionRefusedError:
                time.sleep(0.05)
                continue
            except (OSError, http.client.HTTPException) as reason:
                with self._lock:
                    self.broken += 1
                last = repr(reason)
                continue
            if status == wanted:
                return to, body
            if status < 500:
                raise Stuck(f"{method} {path}: {status} {to} {body[:2000]}")
            last = str(status)
        raise Stuck(f"{method} {path}: {last}")

    def _ask(self, method: str, path: str, form: Mapping[str, str]) -> tuple[int, str, str]:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": form["address"]}
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            connection.request(method, path, form["body"] if method == "POST" else None, headers)
            with connection.getresponse() as answer:
                return answer.status, answer.headers.get("Location") or "", answer.read().decode()
        finally:
            connection.close()


def write_forms(data: Path, count: int, issue: Callable[[], tuple[str, str]]) -> None:
    """As many forms, each of another person from another address; `issue` gives a token and its nonce."""
    forms = []
    for n in range(count):
        token, nonce = issue()
        fields = {
            "token": token, "step": "send", "kind": "question", "title": f"Câu hỏi số {n}", "name": f"Người thứ {n}",
            "text": f"Xin hỏi việc số {n}: thủ tục đăng ký tạm trú nộp ở đâu và hết bao nhiêu ngày?", "phone": "", "where": "",
            "email": f"nguoi{n}@thu.example", "consent": "handle", "address": "", "agency": "", "home": "", "trang_web": "",
        }  # fmt: skip
        forms.append({"nonce": nonce, "address": f"10.1.{n // 250}.{n % 250}", "body": urlencode(fields)})
    (data / "forms.json").write_text(json.dumps(forms))


def _within(name: str, count: int) -> int:
    """The acts that need the portal's settings."""
    from caunoi.cli.house import open_house

    with open_house():
        from django.conf import settings

        from tests.crash import casework

        if name == "setup-file":
            casework.prepare(settings.DATA)
            write_forms(settings.DATA, count, casework.issue)
        elif name == "setup-act":
            (settings.DATA / "steps.json").write_text(json.dumps(casework.prepare_cases(settings.DATA, count)))
        elif name == "acting":
            casework.act(settings.DATA)
        else:
            wrong = casework.all_wrong(settings.DATA)
            sys.stdout.write(("\n".join(wrong[:50]) or casework.summary()) + "\n")
            return 1 if wrong else 0
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog=f"python -m {PLAY}")
    parser.add_argument("act", choices=("file", "act", "setup-file", "setup-act", "acting", "check"))
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--count", type=int, default=0)
    options = parser.parse_args()
    if options.act == "file":
        file(options.seed, forms=options.count or FORMS)
    elif options.act == "act":
        act(options.seed, cases=options.count or CASES)
    else:
        return _within(options.act, options.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
