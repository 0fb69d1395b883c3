"""`caunoi up`: the whole portal under one foreground supervisor."""

from __future__ import annotations

import argparse
import errno
import fcntl
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from caunoi import __version__
from caunoi.cli import serve
from caunoi.cli.house import NotReady, open_house
from caunoi.cli.speech import add_data, seconds
from caunoi.cli.supervisor import Child, Supervisor

HELP = "chuẩn bị rồi chạy cả Cổng: máy chủ web và bộ xử lý nền; Ctrl-C để dừng"
PATIENCE_FOR_HOME = (
    30.0  # how long the worker may take to put the home page in place before we say the server is up without it
)
MOST_DEATHS = 5
LOOPBACK = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::", "")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The same names as `serve` has."""
    add_data(parser)
    serve.add_address(parser)
    parser.add_argument("--no-demo", action="store_true", help="không dựng tỉnh mẫu; bắt buộc xác thực hai lớp")


def run(options: argparse.Namespace) -> int:
    """Returns 0 after Ctrl-C or SIGTERM, 1 when web or worker could not be brought to run."""
    begun = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    check_port(options.host, options.port)
    name = "localhost" if options.host in LOOPBACK else options.host
    url = f"http://{name}:{options.port}"
    os.environ["CAUNOI_DATA"] = os.path.abspath(os.environ.get("CAUNOI_DATA", "data"))
    os.environ["CAUNOI_DEMO"] = "" if options.no_demo else "1"
    os.environ.setdefault("CAUNOI_HOST", name)
    os.environ.setdefault("CAUNOI_BASE_URL", url)
    print(f"Cầu Nối {__version__}", flush=True)
    with alone(Path(os.environ["CAUNOI_DATA"])):
        with open_house():
            from caunoi.cli.preparing import prepare

            prepare(demo=not options.no_demo)
            patience = PATIENCE_FOR_HOME if anything_released() else 0.0
            people = [] if options.no_demo else demo_accounts()
        children = [
            Child("Máy chủ web", serve.command(options.host, options.port)),
            Child("Bộ xử lý nền", [sys.executable, "-m", "caunoi", "work"]),
        ]
        return _watch(Supervisor(children, environment=os.environ, say=_say), url, options, people, begun, patience)


def _watch(
    supervisor: Supervisor, url: str, options: argparse.Namespace, people: list[str], begun: float, patience: float
) -> int:
    asked: list[int] = []

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    is_open, gave_up, up_since = False, False, 0.0
    try:
        while not asked and not gave_up:
            supervisor.tick()
            if not is_open:
                status = answers(options.host, options.port)
                up_since = up_since or (time.monotonic() if status else 0.0)
                is_open = status == 200 or bool(up_since and time.monotonic() - up_since >= patience)
                if is_open:
                    _announce(url, status, people, time.monotonic() - begun)
                gave_up = any(child.deaths >= MOST_DEATHS for child in supervisor.children)
            time.sleep(0.1)
    finally:
        if asked:
            print("\nĐang dừng …", flush=True)
        stopping = time.monotonic()
        willing = supervisor.stop()
    if gave_up:
        print("Không khởi động được; nguyên nhân nằm trong các dòng lỗi ở trên.", file=sys.stderr)
        return 1
    forced = "" if willing else " (có tiến trình phải buộc dừng)"
    print(f"Cổng đã dừng sau {seconds(time.monotonic() - stopping)}{forced}. Tạm biệt!", flush=True)
    return 0


def _announce(url: str, status: int | None, people: list[str], took: float) -> None:
    print(f"\nCổng đã mở sau {seconds(took)}:\n  Trang chủ       {url}/\n  Bàn làm việc    {url}/quan-tri/")
    if status != 200:
        print("  Trang chủ chưa được phát hành: đăng nhập bàn làm việc để soạn và duyệt.")
    if people:
        print("Tài khoản thử (chỉ có ở tỉnh mẫu):", *people, sep="\n  ")
    print("Ctrl-C để dừng.\n", flush=True)


def anything_released() -> bool:
    """Is there a home page to wait for?"""
    from caunoi.gate.releases.queries import latest

    return bool(latest(1))


def demo_accounts() -> list[str]:
    """One line for each account of the demo: name to log in with, password, whose it is. Django must be set up."""
    from caunoi.demo.build import PASSWORD
    from caunoi.demo.data import load

    accounts = list(load("accounts"))
    widest = max((len(account["username"]) for account in accounts), default=0)
    return [
        f"{account['username']:<{widest}}  {PASSWORD}  {account.get('full_name', '')}"
        + (f" ({account['title']})" if account.get("title") else "")
        for account in accounts
    ]


def check_port(host: str, port: int) -> None:
    """Raises NotReady if nobody can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except (OSError, OverflowError) as reason:
        number = getattr(reason, "errno", None)
        if number == errno.EADDRINUSE:
            raise NotReady(
                f"cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác, ví dụ --port {port + 1}"
            ) from reason
        if number == errno.EACCES:
            raise NotReady(f"không có quyền mở cổng {port}; hãy chọn cổng từ 1024 trở lên") from reason
        raise NotReady(f"không mở được {host}:{port} ({reason})") from reason


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Only one supervisor for one data folder. Raises NotReady if another one runs."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = open(data / "up.lock", "w")  # noqa: SIM115
    except OSError as reason:
        raise NotReady(f"không ghi được vào thư mục dữ liệu {data}: {reason.strerror}") from reason
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as reason:
            raise NotReady(f"một “caunoi up” khác đang chạy với thư mục dữ liệu {data}") from reason
        yield


def answers(host: str, port: int) -> int | None:
    """The status with which the home page answers; None while nobody does."""
    connection = http.client.HTTPConnection(host if host not in ("0.0.0.0", "::", "") else "localhost", port, timeout=2)
    try:
        connection.request("GET", "/", headers={"Host": os.environ.get("CAUNOI_HOST", host)})
        with connection.getresponse() as response:
            return response.status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _say(sentence: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {sentence}", file=sys.stderr, flush=True)
