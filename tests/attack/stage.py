"""A portal that runs from a copy of the program, behind nginx, with a witness and a watch: everything an attacker may lay hands on."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caunoi.cli import serve
from caunoi.web.serve.nginx import nginx_profile
from tests.attack.watching import Watching
from tests.crash.house import plain
from tests.crash.killing import Running

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
VERDICT_SECONDS = 4
FROZEN_AFTER = 40
HOST = "localhost"


@dataclass
class Stage:
    """The processes, the folders, and the hands of the attacker."""

    folder: Path
    environment: dict[str, str]
    port: int
    app_port: int
    stack: ExitStack
    web: Running = field(init=False)
    worker: Running = field(init=False)
    watch: Watching = field(init=False)
    inside: Inside = field(init=False)
    nginx: Running = field(init=False)
    witness_url: str = ""
    witness_key: str = ""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def program(self) -> Path:
        """The copy of the program that runs."""
        return self.folder / "program" / "caunoi"

    @property
    def public(self) -> Path:
        return self.data / "public" / HOST

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """What a visitor gets, through nginx: status, bytes, headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = {"Host": f"{HOST}:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=sent)
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """What someone with the database's file does."""
        base = sqlite3.connect(self.data / "caunoi.sqlite3", timeout=20)
        try:
            rows = base.execute(statement, values).fetchall()
            base.commit()
            return rows
        finally:
            base.close()

    def incidents(self) -> list[tuple[int, str, str, str]]:
        """(number, kind, path, said) of what the portal itself found."""
        return [tuple(row) for row in self.sql("SELECT id, kind, path, said FROM incidents_incident ORDER BY id")]

    def serve_with(self, extra: str = "", *, root: Path | None = None) -> None:
        """nginx with more in its server block, or with another folder as the data folder: what an intruder's configuration says."""
        _write_nginx(self, extra, root or self.data)
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        subprocess.run(
            [program, "-c", str(self.folder / "nginx.conf"), "-e", str(self.folder / "t" / "error"), "-s", "reload"],
            check=True, capture_output=True,
        )  # fmt: skip
        time.sleep(0.3)

    def restart(self) -> None:
        """The program anew, with whatever was done to its files."""
        for one in (self.web, self.worker):
            one.stop()
            one.start()
        _wait_for(self.app_port)


class Inside:
    """The accomplice's process, with the portal's own settings: takes the name of a deed, answers what came of it."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._log = open(log, "ab")  # noqa: SIM115
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.attack.inside"], env=environment, cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip

    def do(self, deed: str, **facts: Any) -> dict[str, Any]:
        """`refused`: why it was not done; else what the deed returned, under `done`. `seconds`: how long it took to be refused."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"deed": deed, **facts}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{deed}: the accomplice is gone; see inside.log")
        said: dict[str, Any] = json.loads(line)
        return said

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()


@contextmanager
def stage(articles: int) -> Iterator[Stage]:
    """Everything runs and is quiet: the watch has seen all and has nothing to say."""
    with tempfile.TemporaryDirectory(prefix="caunoi-attack-") as name, ExitStack() as stack:
        folder = Path(name)
        shutil.copytree(
            ROOT / "caunoi", folder / "program" / "caunoi", ignore=shutil.ignore_patterns("__pycache__", "tests")
        )
        (folder / "t").mkdir()
        (folder / "data").mkdir()
        app_port, port, witness_port = _free_port(), _free_port(), _free_port()
        environment = plain() | {
            "PYTHONPATH": f"{folder / 'program'}{os.pathsep}{ROOT}",
            "PYTHONSAFEPATH": "1",  # or the folder one stands in would come first
            "CAUNOI_DATA": str(folder / "data"),
            "CAUNOI_HOST": HOST,
            "CAUNOI_BASE_URL": f"http://{HOST}:{port}",
            "CAUNOI_DEMO": "1",
            "CAUNOI_PROXIES": "1",
            "CAUNOI_VERDICT_SECONDS": str(VERDICT_SECONDS),
            "CAUNOI_ALARM_TO": "kythuat@tinh.example",
        }
        made = Stage(folder, environment, port, app_port, stack)
        made.inside = Inside(environment, folder / "inside.log")
        stack.callback(made.inside.close)
        key = made.inside.do("prepare", articles=articles)["done"]
        _witness(made, key, witness_port)
        environment["CAUNOI_WITNESSES"] = f"{made.witness_key} {made.witness_url}"
        made.web = _run(made, "web", serve.command("127.0.0.1", app_port))
        made.worker = _run(made, "worker", [sys.executable, "-m", "caunoi", "work"])
        _wait_for(app_port)
        _write_nginx(made, "", made.data)
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        made.nginx = _run(made, "nginx", [program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "t" / "error")])
        _wait_for(port)
        made.watch = Watching(
            [
                sys.executable, "-m", "caunoi", "watch", made.url, "--folder", str(folder / "watch"), "--json", "--rate", "2000", "--every", "0",
                "--frozen-after", str(FROZEN_AFTER), "--key", key, "--witness", made.witness_key,
            ],
            environment=plain() | {"PYTHONPATH": str(ROOT)}, log=folder / "watch.log",
        )  # fmt: skip
        stack.callback(made.watch.close)
        yield made


def _run(made: Stage, name: str, command: list[str]) -> Running:
    return made.stack.enter_context(Running(command, environment=made.environment, log=made.folder / f"{name}.log"))


def _witness(made: Stage, key: str, port: int) -> None:
    running = _run(
        made, "witness",
        [
            sys.executable, "-m", "caunoi", "witness", "--name", "witness.example/w1", "--folder", str(made.folder / "witness"),
            "--log", key, "--port", str(port),
        ],
    )  # fmt: skip
    made.witness_url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + PATIENCE
    while "\n" not in running.last_words():
        if time.monotonic() > until:
            raise RuntimeError("the witness did not begin")
        time.sleep(0.1)
    made.witness_key = running.last_words().split("\n")[0].removeprefix("Nhân chứng ")


def _write_nginx(made: Stage, extra: str, data: Path) -> None:
    profile = nginx_profile(
        default_host=HOST,
        data=str(data),
        listen=[f"127.0.0.1:{made.port}"],
        upstream=f"127.0.0.1:{made.app_port}",
        extra=extra,
    )
    # The time for which nginx keeps descriptors would be counted as ours.
    profile = profile.replace("open_file_cache max=20000 inactive=60s;", "open_file_cache off;")
    scratch = made.folder / "t"
    places = "".join(
        f"{kind}_temp_path {scratch}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (data / "visits").mkdir(exist_ok=True)  # as `caunoi migrate` does: nginx writes its log there
    (made.folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; worker_processes 1; pid {scratch}/pid;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ access_log off; {places} include /etc/nginx/mime.types;\n{profile}\n}}\n"
    )


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/", headers={"Host": HOST})
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers on port {port}")


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
