"""The command line as a person meets it, in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from caunoi import __version__
from caunoi.cli.house import NotReady
from caunoi.cli.main import COMMANDS, NOT_READY, WRONG_USE, main
from caunoi.cli.up import alone, check_port


def caunoi(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "caunoi", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_vietnamese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"] if name != "manage" else ["--help"])
    assert end.value.code == 0
    assert "cách dùng: caunoi" in capsys.readouterr().out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"{__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "thiếu LỆNH"),
        (["bay"], "không có LỆNH “bay”"),
        (["up", "--port", "tám"], "--port phải là số, không phải “tám”"),
        (["up", "--port"], "--port cần một giá trị"),
        (["up", "nhanh"], "không hiểu “nhanh”"),
    ],
)
def test_wrong_use_is_said_in_vietnamese(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == WRONG_USE
    assert f"Sai cách dùng: {complaint}." in capsys.readouterr().err


def test_up_refuses_a_port_in_use_before_it_does_anything(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = caunoi("up", "--data", str(data), "--port", str(other.getsockname()[1]))
    assert done.returncode == NOT_READY
    assert "đang có chương trình khác dùng" in done.stderr
    assert "Traceback" not in done.stderr
    assert not data.exists()


def test_a_free_port_is_no_reason_to_complain() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    check_port("127.0.0.1", port)


def test_one_data_folder_has_one_supervisor(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(NotReady, match="khác đang chạy"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_a_data_folder_that_is_a_file_is_no_bug(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(NotReady, match="không ghi được"), alone(tmp_path / "data"):
        pass


def test_manage_hands_its_options_on() -> None:
    done = caunoi("manage", "check", "--help")
    assert done.returncode == 0, done.stderr
    assert "caunoi manage check" in done.stdout
