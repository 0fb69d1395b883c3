"""The house that a play is given: a data folder, a database, its processes; and its acts, each in a process with the portal's own settings."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from caunoi.cli import serve
from tests.crash.killing import Running

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def house() -> Iterator[tuple[Path, dict[str, str]]]:
    """A data folder, a database and the environment that names them, all gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="caunoi-crash-") as folder, _database() as url:
        environment = plain() | {
            "CAUNOI_DATA": folder,
            "CAUNOI_HOST": "localhost",
            "CAUNOI_DATABASE_URL": url,
            "CAUNOI_DEMO": "1",
        }
        environment["CAUNOI_BASE_URL"] = f"http://localhost:{free_port()}"
        yield Path(folder), environment


def plain() -> dict[str, str]:
    """This process's environment without what concerns its tests, and with the portal's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAUNOI_", "PYTEST_"))}
    return kept | {"DJANGO_SETTINGS_MODULE": "caunoi.config.settings", "PYTHONPATH": str(ROOT)}


def port_of(environment: Mapping[str, str]) -> int:
    """Where the house's web server listens."""
    return urlsplit(environment["CAUNOI_BASE_URL"]).port or 0


def web(environment: Mapping[str, str], *, workers: int = 1) -> Running:
    """The web server, by the command that `caunoi up` and `caunoi serve` become."""
    return _running("web", serve.command("127.0.0.1", port_of(environment), workers=workers), environment)


def worker(environment: Mapping[str, str]) -> Running:
    """The worker, by the command with which `caunoi up` starts it."""
    return _running("worker", command_of("work"), environment)


def command_of(name: str, *arguments: str) -> list[str]:
    """A command of the house, as a process."""
    return [sys.executable, "-m", "caunoi", name, *arguments]


def acting(play: str, name: str, environment: Mapping[str, str], *arguments: str) -> Running:
    """An act of a play as a process that can be killed and started again."""
    return _running(name, _command(play, name, *arguments), environment)


def _running(name: str, command: list[str], environment: Mapping[str, str]) -> Running:
    return Running(command, environment=environment, log=Path(environment["CAUNOI_DATA"], f"{name}.log"))


def _command(play: str, name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"tests.crash.{play}", name, *arguments]


@contextmanager
def started(*processes: Running) -> Iterator[None]:
    """They run until the end of it; what they said is shown if the play fails."""
    try:
        with ExitStack() as stack:
            for one in processes:
                stack.enter_context(one)
            yield
    except BaseException:
        for one in processes:
            say(f"── {one.ended or 'still ran'}; its last words\n{one.last_words()}")
        raise


def act(play: str, name: str, environment: Mapping[str, str], *arguments: str) -> None:
    """One act of a play in a process of its own; what it finds wrong is the text of the error."""
    begun = time.monotonic()
    done = subprocess.run(
        _command(play, name, *arguments),
        env=dict(environment), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{name}:\n{done.stdout}{done.stderr}"
    say(f"{name}: {done.stdout.strip() or 'done'} ({time.monotonic() - begun:.1f} s)")


def say(sentence: str) -> None:
    sys.stdout.write(f"[{time.strftime('%H:%M:%S')}] {sentence}\n")
    sys.stdout.flush()


def free_port() -> int:
    """Below the ports that the system gives to those who connect: while the server is dead, one of them could be given its port."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextmanager
def _database() -> Iterator[str]:
    server = os.environ.get("CAUNOI_DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"caunoi_crash_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload, unused-ignore]
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload, unused-ignore]
