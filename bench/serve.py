"""How fast a reader's page is answered, beside the best the same server can do. Run `make bench-serve`.

Four servers on this machine, one page of 20 KB: granian with the embedded server, granian with a bare application
that returns the same bytes, nginx with our profile, nginx with the same file as a plain static file. wrk asks each
in turn, several rounds, so that whatever else the machine does meets all of them; the medians and their ratios are
printed. Ends with status 1 when an aim is missed. wrk, the servers and everything else share the machine's cores:
the ratios mean something, the absolute numbers do not.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import brotli  # type: ignore[import-untyped, unused-ignore]

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from caunoi.web.serve.nginx import nginx_profile  # noqa: E402

HOST = "tinh.test"
ADDRESS = "/kinh-te/mot-tin/"
PAGES = 1000
AIM_EMBEDDED, AIM_NGINX = 0.5, 0.95
EMBEDDED = """
from pathlib import Path
from caunoi.web.serve.app import ReleasedFirst
from caunoi.web.serve.counting import Counting
counting = Counting(Path("visits"))
counting.start()
application = ReleasedFirst(lambda environ, start: [], Path("public"), default_host="tinh.test", visits=counting.seen)
"""
IN_TURN = f"""
local n = 0
request = function()
  n = (n + 1) % {PAGES}
  return wrk.format("GET", "/tin-" .. n .. "/")
end
"""
HELLO = """
BODY = open("public/tinh.test/kinh-te/mot-tin/index.html", "rb").read()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]
def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
"""
WORDS = "Ủy ban nhân dân tỉnh họp tổng kết công tác năm đề ra nhiệm vụ phát triển kinh tế xã hội an sinh y tế giáo dục".split()


@dataclass
class Contestant:
    """A server under test, and what was measured of it (answers a second, one number a round)."""

    name: str
    port: int
    encoding: str = ""
    script: str = ""
    rates: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.rates)


def page() -> bytes:
    """About 20 KB of HTML that compresses like a page does."""
    chance = random.Random(20)
    parts = ["<!doctype html><html lang=vi><head><title>Tin</title></head><body>"]
    while sum(len(part.encode()) for part in parts) < 20_000:
        text = " ".join(chance.choice(WORDS) for _ in range(40))
        parts.append(f'<p><a href="/tin-{chance.randrange(10**6)}/">{text}</a></p>')
    return "".join([*parts, "</body></html>"]).encode()


def write_tree(data: Path) -> None:
    body = page()
    file = data / "public" / HOST / ADDRESS.strip("/") / "index.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(body)
    file.with_name("index.html.gz").write_bytes(gzip.compress(body, mtime=0))
    file.with_name("index.html.br").write_bytes(brotli.compress(body))
    for number in range(PAGES):
        other = data / "public" / HOST / f"tin-{number}"
        other.mkdir()
        for each in file.parent.iterdir():
            (other / each.name).write_bytes(each.read_bytes())
    (data / "in-turn.lua").write_text(IN_TURN)
    (data / "embedded.py").write_text(EMBEDDED)
    (data / "hello.py").write_text(HELLO)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(stack: ExitStack, command: list[str], ports: list[int], data: Path) -> None:
    """Start a server; it is ended, by its process id, when the stack unwinds."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(data), str(ROOT)))}
    server = subprocess.Popen(command, cwd=data, env=environment)
    stack.callback(server.wait)
    stack.callback(server.terminate)
    for port in ports:
        for _ in range(500):
            if server.poll() is not None:
                raise SystemExit(f"{command[0]} ended at once")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        else:
            raise SystemExit(f"nothing answers on port {port}: {command}")


def start_granian(stack: ExitStack, name: str, workers: int, data: Path) -> int:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--no-ws",
        "--log-level",
        "error",
        "--port",
        str(port),
    ]
    start(stack, [*command, "--workers", str(workers), "--blocking-threads", "16", f"{name}:application"], [port], data)
    return port


def start_nginx(stack: ExitStack, program: str, data: Path) -> tuple[int, int]:
    """One nginx, two servers: the same processes and the same `http` settings for both. Returns (ours, plain)."""
    ours, plain = free_port(), free_port()
    profile = nginx_profile(default_host=HOST, data=str(data), listen=[f"127.0.0.1:{ours}"], upstream="127.0.0.1:9")
    (data / "t").mkdir()
    (data / "visits").mkdir(exist_ok=True)
    places = "".join(
        f"{kind}_temp_path {data}/t/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    mime = Path("/etc/nginx/mime.types")
    types = f"include {mime};" if mime.exists() else "types { text/html html; }"
    (data / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; worker_processes auto; pid {data}/t/pid;\n"
        f"events {{ worker_connections 512; }}\nhttp {{ access_log off; sendfile on; tcp_nopush on; {places} {types}\n{profile}\n"
        f"server {{ listen 127.0.0.1:{plain}; root {data}/public/{HOST}; index index.html; }} }}\n"
    )
    start(stack, [program, "-c", str(data / "nginx.conf"), "-e", f"{data}/t/error"], [ours, plain], data)
    return ours, plain


def check(contestant: Contestant) -> None:
    """Nobody wins by answering something else."""
    connection = http.client.HTTPConnection("127.0.0.1", contestant.port, timeout=10)
    connection.request("GET", ADDRESS, headers={"Accept-Encoding": contestant.encoding} if contestant.encoding else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress}.get(
        answer.headers.get("Content-Encoding", ""), bytes
    )(body)
    if answer.status != 200 or unpacked != page():
        raise SystemExit(f"{contestant.name} answers {answer.status} and not the page")
    if contestant.encoding and answer.headers.get("Content-Encoding") != contestant.encoding:
        raise SystemExit(f"{contestant.name} does not send {contestant.encoding}")


def ask(contestant: Contestant, seconds: int) -> None:
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s"]
    if contestant.encoding:
        command += ["-H", f"Accept-Encoding: {contestant.encoding}"]
    if contestant.script:
        command += ["-s", contestant.script]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{contestant.port}{ADDRESS}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 30,
    ).stdout
    errors = re.search(r"Non-2xx.*|Socket errors.*", said)
    if errors:
        raise SystemExit(f"{contestant.name}: {errors[0]}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise SystemExit(f"{contestant.name}: wrk said nothing: {said}")
    contestant.rates.append(float(found[1]))


def measure(contestants: list[Contestant], rounds: int, seconds: int) -> None:
    for contestant in contestants:
        check(contestant)
        ask(replace(contestant, rates=[]), 1)
    for number in range(rounds):
        # Each round begins with another one: nobody always comes after the same neighbour.
        for contestant in contestants[number % len(contestants) :] + contestants[: number % len(contestants)]:
            ask(contestant, seconds)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for contestant in contestants:
        low, high = min(contestant.rates), max(contestant.rates)
        print(f"  {contestant.name:<44}{contestant.median:>9,.0f} /s   ({low:,.0f} to {high:,.0f})")


def compared(ours: Contestant, limit: Contestant, aim: float) -> bool:
    # Round by round: neighbours in time met the same disturbances.
    ratio = statistics.median(mine / theirs for mine, theirs in zip(ours.rates, limit.rates, strict=True))
    reached = ratio >= aim
    print(f"  {ours.name} / {limit.name}: {ratio:.2f} (aim {aim}{'' if reached else ', MISSED'})\n")
    return reached


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        print("bench-serve: wrk is not installed (Debian: apt-get install wrk); nothing was measured.")
        return 1
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    reached = []
    with tempfile.TemporaryDirectory(prefix="caunoi-bench-") as folder:
        data = Path(folder)
        data.chmod(0o755)
        write_tree(data)
        print(
            f"one page of {len(page()):,} bytes, wrk -t1 -c32 -d{options.seconds}s, {options.rounds} rounds, medians\n"
        )
        for workers in (1, 2):
            with ExitStack() as stack:
                embedded = Contestant(f"embedded, {workers} worker(s)", start_granian(stack, "embedded", workers, data))
                hello = Contestant(f"same bytes, {workers} worker(s)", start_granian(stack, "hello", workers, data))
                brotlied = Contestant(f"embedded, {workers} worker(s), br", embedded.port, "br")
                many = Contestant(
                    f"embedded, {workers} worker(s), {PAGES} pages", embedded.port, "", str(data / "in-turn.lua")
                )
                measure([hello, embedded, brotlied, many], options.rounds, options.seconds)
                reached.append(compared(embedded, hello, AIM_EMBEDDED))
        if nginx is None:
            print("nginx is not installed (Debian: apt-get install nginx): its profile was not measured.")
            return 1
        with ExitStack() as stack:
            ours, plain = start_nginx(stack, nginx, data)
            static, profile = Contestant("nginx, plain static file", plain), Contestant("nginx, our profile", ours)
            measure(
                [static, profile, Contestant("nginx, our profile, gzip", ours, "gzip")], options.rounds, options.seconds
            )
            reached.append(compared(profile, static, AIM_NGINX))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
