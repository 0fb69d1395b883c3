"""`caunoi mirror`, before it asks anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caunoi.cli.main import main
from caunoi.network.tests.portal import Portal, serving


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["http://127.0.0.1:9", "--serve", "8001"], "--serve cần địa chỉ"),
        (["http://127.0.0.1:9", "--serve", "h:99999"], "--serve cần địa chỉ"),
        (["http://127.0.0.1:9", "--threads", "0"], "--threads"),
        (["http://127.0.0.1:9", "--every", "0"], "--every"),
        (["http://127.0.0.1:9", "--key", "abc"], "Khóa không đúng dạng"),
        (["cong.example"], "không phải địa chỉ trang web"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, *rest = options
    assert main(["mirror", url, str(tmp_path / "copy"), "--once", *rest]) == 3
    assert said in capsys.readouterr().err


def test_it_needs_no_django() -> None:
    code = "import sys, caunoi.cli.mirror; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False).returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert main(["mirror", "http://127.0.0.1:9", str(tmp_path / "copy"), "--once"]) == 4


def test_a_file_in_the_way_of_the_copy_is_said_and_the_copy_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caunoi.cli.mirror.PATIENCE", 0.1)
    portal, copy = Portal(tmp_path / "portal"), tmp_path / "copy"
    portal.release("/", b"Trang")
    portal.publish()
    copy.mkdir()
    (copy / "bytes").write_text("in the way")
    with serving(portal) as server:
        assert main(["mirror", server.url, str(copy), "--once", "--every", "0.05"]) == 4
        assert "KHÔNG GHI ĐƯỢC" in capsys.readouterr().out
        (copy / "bytes").unlink()
        assert main(["mirror", server.url, str(copy), "--once", "--every", "0.05"]) == 0
    assert (copy / "public/cong.example/index.html").read_bytes() == b"Trang"
