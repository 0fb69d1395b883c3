"""`caunoi read-only`: on, off, how it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.cli.main import NOT_READY, main


def test_it_closes_opens_and_says_how_things_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path)]

    def said(*state: str) -> str:
        assert main(["read-only", *data, *state]) == 0
        return capsys.readouterr().out

    assert said() == "Cổng đang hoạt động đầy đủ.\n"
    assert said("on") == said("on") == said()
    assert (tmp_path / "read-only").exists()
    assert "caunoi read-only off" in said()
    assert said("off") == said("off") == "Cổng đang hoạt động đầy đủ.\n"
    assert not (tmp_path / "read-only").exists()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read-only", "--data", str(tmp_path / "khong-co"), "on"]) == NOT_READY
    assert "thư mục dữ liệu" in capsys.readouterr().err
    assert not (tmp_path / "khong-co").exists()
