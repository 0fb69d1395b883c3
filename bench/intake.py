"""How many submissions are accepted, durable and receipted in a second, beside what the disk allows. Run `make bench-intake`.

Three ways in turn, several rounds, so that whatever else the machine does meets all of them: forms posted to `caunoi serve --workers 2`
(tokens issued and work done for them beforehand, from as many addresses as there are people); `filing.file` called by two processes;
and a bare insert of one row of as many bytes, committed as durably, by two processes. On SQLite each waits for the disk (synchronous
FULL, WAL, BEGIN IMMEDIATE); on the PostgreSQL of CAUNOI_DATABASE_URL each commit does. Afterwards every case is held against what was
acknowledged. Ends with status 1 when something was lost, doubled or does not verify; the rates have an aim, but no status: they are
this machine's, at that time.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import secrets
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

AIM = 200.0
PROCESSES, CLIENTS = 2, 8
WARM = 20  # submissions a process that are not measured
FROM_ONE_ADDRESS = 5
COMMUNES = 150
WEIGHED = "the one that is weighed"
PERSON = {"name": "Nguyễn Thị Lúa", "phone": "0912 345 678", "email": "lua@thu.example"}
TITLE = "Hỗ trợ giống lúa sau ngập"
TEXT = (
    "Ruộng nhà tôi ở thôn Đình Thượng bị ngập hai tuần nay sau đợt mưa lớn đầu tháng, lúa mới cấy hỏng gần hết. Gia đình đã báo "
    "trưởng thôn nhưng chưa thấy ai xuống xem. Xin hỏi trường hợp này có được hỗ trợ giống lúa không, mức bao nhiêu, thủ tục gồm "
    "những gì và nộp ở đâu? Ngoài ra kênh tiêu sau nhà bị bồi lấp đã lâu, đề nghị cho nạo vét trước vụ sau. Xin cảm ơn."
)


@dataclass
class Way:
    """One way of taking submissions in: its rates by rounds, all its latencies, the processor's time it took (seconds)."""

    name: str
    rates: list[float] = field(default_factory=list)
    worked: float = 0.0
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def quantile(self, share: float) -> float:
        return sorted(self.latencies)[min(len(self.latencies) - 1, int(len(self.latencies) * share))] * 1000


# ── in processes of their own ──


def act(name: str, port: int) -> None:
    """One helper: get ready, say so, wait for the word, work, tell begin, end and latencies on the machine's common clock."""
    forms = json.loads(sys.stdin.readline())
    made: dict[str, Callable[[], Callable[[str], None]]] = {
        "file": _filer, "insert": _inserter, "load": lambda: _poster(port)
    }  # fmt: skip
    if name != "load":
        one = made[name]()
        for form in forms[:WARM]:
            one(form)
    print("ready", flush=True)
    sys.stdin.readline()
    latencies: list[float] = []
    begun, worked = time.monotonic(), time.process_time()
    if name == "load":
        _many(forms, made[name], latencies)
    else:
        _each(forms[WARM:], one, latencies)
    print(json.dumps([begun, time.monotonic(), latencies, time.process_time() - worked]), flush=True)


def _each(forms: Iterable[str], one: Callable[[str], None], latencies: list[float]) -> None:
    for form in forms:
        begun = time.monotonic()
        one(form)
        latencies.append(time.monotonic() - begun)


def _many(forms: list[str], made: Callable[[], Callable[[str], None]], latencies: list[float]) -> None:
    """By as many clients as `CLIENTS`, each with a connection of its own."""
    threads = [threading.Thread(target=_each, args=(forms[n::CLIENTS], made(), latencies)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(latencies) != len(forms):
        raise SystemExit("a client failed")


def _filer() -> Callable[[str], None]:
    import django

    django.setup()
    from django.utils import timezone

    from caunoi.inbound.cases import filing
    from caunoi.inbound.cases.submission import Contact, Submission

    contact = Contact(*PERSON.values())

    def one(nonce: str) -> None:
        filing.file(
            Submission(
                nonce=nonce, kind="question", title=TITLE, text=TEXT, contact=contact,
                consents=frozenset({"handle", "publish"}),
            ),
            at=timezone.now(),
        )  # fmt: skip

    return one


def _inserter() -> Callable[[str], None]:
    url = os.environ.get("CAUNOI_DATABASE_URL")
    connection: Any
    if url:
        connection = psycopg.connect(url, autocommit=True)
        return lambda row: connection.execute("INSERT INTO bench_row (row) VALUES (%s)", (row,)) and None
    connection = sqlite3.connect(Path(os.environ["CAUNOI_DATA"], "caunoi.sqlite3"), timeout=20, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")

    def one(row: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bench_row (row) VALUES (?)", (row,))
        connection.execute("COMMIT")

    return one


def _poster(port: int) -> Callable[[str], None]:
    """As people come, each by a connection of their own; and with as little of the processor as may be: it is the server's."""

    def one(form: str) -> None:
        address, body = form.split(" ", 1)
        head = (
            f"POST /gui-y-kien/ HTTP/1.1\r\nHost: localhost:{port}\r\nX-Forwarded-For: {address}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall((head + body).encode())
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        if b" 303 " not in answer.partition(b"\r\n")[0] or _RECEIPT not in answer:
            raise SystemExit(f"not accepted: {answer.decode(errors='replace')[:500]}")

    return one


_RECEIPT = b"/theo-doi/bien-nhan/?b="


def solution(token: str) -> str:
    """What a browser finds for a token: a number whose hash begins with enough zero bits."""
    from caunoi.inbound.doors.rules import BITS

    begun, number = hashlib.sha256(f"{token}:".encode()), 0
    while True:
        tried = begun.copy()
        tried.update(b"%d" % number)
        if int.from_bytes(tried.digest()[:4], "big") >> (32 - BITS) == 0:
            return str(number)
        number += 1


# ── the play ──


def run(count: int, rounds: int, ways: Sequence[str]) -> int:
    stage()
    from django.db import connection

    size = row_size()
    shares = [f"{'x' * (size - 32)}{secrets.token_hex(16)}" for _ in range(PROCESSES)]
    bare, inside, outside = (
        Way(f"bare insert of {size / 1024:.1f} KB, {PROCESSES} processes"), Way(f"filing.file, {PROCESSES} processes"),
        Way(f"HTTP, 2 workers, {CLIENTS} clients"),
    )  # fmt: skip
    chosen = {"bare": bare, "process": inside, "http": outside}
    nonces: list[str] = []
    with server() if "http" in ways else nothing() as (port, pid):
        for _ in range(rounds):
            if "bare" in ways:
                measure(bare, "insert", [[share] * (count // PROCESSES + WARM) for share in shares])
            if "process" in ways:
                mine = [[secrets.token_hex(16) for _ in range(count // PROCESSES + WARM)] for _ in range(PROCESSES)]
                measure(inside, "file", mine)
                nonces += chain.from_iterable(mine)
            if "http" in ways:
                forms, used = prepared(count + WARM * 2)
                measure(Way("warm"), "load", [forms[: WARM * 2]], port)
                before, outside.worked = outside.worked, 0.0
                worked = server_work(pid)
                measure(outside, "load", [forms[WARM * 2 :]], port)
                outside.worked = before + server_work(pid) - worked  # the people's own machines are not counted
                nonces += used
    print(f"\n{connection.vendor}, {os.cpu_count()} processors, {count} submissions a way and round, {rounds} rounds")
    print(
        f"the disk alone: fdatasync of 8 KB, median {disk():.1f} ms; others on the machine: load {os.getloadavg()[0]:.1f}"
    )
    print(f"{'way':<44}{'a second':>10}{'of bare':>9}{'median ms':>11}{'p99 ms':>9}{'processor ms':>14}")
    for key in ways:
        way = chosen[key]
        ratio = f"{way.rate / bare.rate:.2f}" if bare.rates else ""
        print(
            f"{way.name:<44}{way.rate:>10.0f}{ratio:>9}{way.quantile(0.5):>11.1f}{way.quantile(0.99):>9.1f}"
            f"{1000 * way.worked / len(way.latencies):>14.1f}"
        )
    print(f"aim: {AIM:.0f} a second, for which two processors have 10 ms each")
    wrong = list(all_wrong(nonces))
    print(
        "\n".join(wrong)
        or f"{len(nonces):,} acknowledged: each is one case, with one message, and its receipt verifies"
    )
    return 1 if wrong else 0


def measure(way: Way, name: str, shares: list[list[str]], port: int = 0) -> None:
    """Let one helper for each share work at the same time."""
    command = [sys.executable, "-m", "bench.intake", "--act", name, "--port", str(port)]
    helpers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in shares]
    for helper, share in zip(helpers, shares, strict=True):
        assert helper.stdin is not None
        helper.stdin.write(json.dumps(share) + "\n")
        helper.stdin.flush()
    for helper in helpers:
        assert helper.stdout is not None
        if helper.stdout.readline() != "ready\n":
            raise SystemExit(f"{name}: a helper failed")
    for helper in helpers:
        assert helper.stdin is not None
        helper.stdin.write("go\n")
        helper.stdin.flush()
    told = [json.loads(helper.communicate()[0]) for helper in helpers]
    latencies = [one for _, _, each, _ in told for one in each]
    way.latencies += latencies
    way.rates.append(len(latencies) / (max(end for _, end, _, _ in told) - min(begun for begun, _, _, _ in told)))
    way.worked += sum(worked for _, _, _, worked in told)


def stage() -> None:
    """A migrated database with the agencies of the tests, and as many communes as a province has."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from caunoi.ground.organisations.models import Organisation
    from tests.agencies import make_agencies

    make_agencies()
    Organisation.objects.bulk_create(
        Organisation(
            name=f"Ủy ban nhân dân xã Thử Nghiệm {n}", short_name=f"UBND xã Thử Nghiệm {n}", kind="commune", valid_from=date(2025, 7, 1)
        )
        for n in range(COMMUNES)
    )  # fmt: skip
    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_row (id {key} PRIMARY KEY, row text)")
    (Path(os.environ["CAUNOI_DATA"]) / "public").mkdir(exist_ok=True)


def row_size() -> int:
    """How many characters one filing stores."""
    from django.core.serializers import serialize

    from caunoi.ground.outbox.models import Message
    from caunoi.inbound.cases.models import Case

    _filer()(WEIGHED)
    case = Case.objects.get()
    rows = [
        case,
        *case.events.all(),
        *case.consents.all(),
        case.receipt,
        *Message.objects.filter(about=f"case:{case.code}"),
    ]
    return sum(len(str(value)) for row in json.loads(serialize("json", rows)) for value in row["fields"].values())


def prepared(count: int) -> tuple[list[str], list[str]]:
    """As many forms, ready to be posted, each with an address before it; and their nonces."""
    from django.utils import timezone

    from caunoi.inbound.doors import tokens

    issued = [tokens.issue(timezone.now()) for _ in range(count)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        solved = list(pool.map(solution, issued, chunksize=50))
    time.sleep(4)  # a person reads a form before sending it
    forms = []
    households = [secrets.randbits(24) for _ in range(0, count, FROM_ONE_ADDRESS)]
    for number, (token, proof) in enumerate(zip(issued, solved, strict=True)):
        household = households[number // FROM_ONE_ADDRESS]
        fields = {
            "token": token, "proof": proof, "step": "send", "kind": "question", "title": TITLE, "text": TEXT, "where": "", "address": "",
            "agency": "", **PERSON, "home": "", "consent": ["handle", "publish"], "trang_web": "",
        }  # fmt: skip
        forms.append(f"10.{household >> 16}.{household >> 8 & 255}.{household & 255} {urlencode(fields, doseq=True)}")
    return forms, [tokens.read(token, timezone.now()).nonce.hex() for token in issued]


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """The web server with two workers, from when it answers a form; its port and process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "caunoi", "serve", "--workers", "2", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(20)


def _await(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/gui-y-kien/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit("the server does not answer")


@contextmanager
def nothing() -> Iterator[tuple[int, int]]:
    yield 0, 0


def server_work(pid: int) -> float:
    """Seconds of processor that the server and its workers have used."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    spent = 0
    for one in (str(pid), *children):
        spent += sum(int(number) for number in Path(f"/proc/{one}/stat").read_text().rsplit(") ", 1)[1].split()[11:13])
    return spent / os.sysconf("SC_CLK_TCK")


def disk() -> float:
    """Milliseconds until 8 KB are on the disk."""
    took = []
    with Path(os.environ["CAUNOI_DATA"], "disk").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(b"x" * 8192)
            begun = time.monotonic()
            os.fdatasync(file.fileno())
            took.append(time.monotonic() - begun)
    return statistics.median(took) * 1000


def all_wrong(nonces: list[str]) -> Iterator[str]:
    """What was lost, doubled, or does not verify."""
    from django.db.models import Count

    from caunoi.ground.outbox.models import Message
    from caunoi.inbound.cases import codes, filing, receipts, sealing
    from caunoi.inbound.cases.models import Case

    sent = {codes.digest(nonce, "token") for nonce in nonces}
    cases = Case.objects.exclude(token_digest=codes.digest(WEIGHED, "token"))
    kept = list(cases.select_related("receipt").prefetch_related("events", "consents"))
    lost = sent - {case.token_digest for case in kept}
    if lost or len(kept) != len(sent) or len(sent) != len(nonces):
        yield f"{len(nonces)} acknowledged, {len(kept)} cases, {len(lost)} lost"
    messages = dict(Message.objects.values_list("about").annotate(n=Count("pk")))
    key = receipts.public_key(filing.the_key())
    for case in kept:
        body, words = json.loads(case.receipt.body), sealing.words_of(case)
        if not receipts.is_genuine(body, case.receipt.signature, key) or not receipts.says(
            body, words["salt"], words, []
        ):
            yield f"{case.code}: its receipt does not verify"
        has = len(case.events.all()), len(case.consents.all()), messages.get(f"case:{case.code}")
        if has != (1, 3, 1):
            yield f"{case.code}: events, consents, messages: {has}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--submissions", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", default="bare,process,http")
    parser.add_argument("--act", choices=("file", "insert", "load"), help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.act:
        act(options.act, options.port)
        return 0
    folder = tempfile.mkdtemp(prefix="caunoi-bench-")
    os.environ.update(
        CAUNOI_DATA=folder,
        CAUNOI_DEMO="1",
        DJANGO_SETTINGS_MODULE="caunoi.config.settings",
        CAUNOI_HOST="localhost",
        CAUNOI_PROXIES="1",
    )
    try:
        return run(options.submissions, options.rounds, options.ways.split(","))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
