"""The application as granian loads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.web.serve import main
from caunoi.web.serve.tests.conftest import PAGE, Reader


def test_the_environment_says_where_the_pages_are_and_a_broken_desk_hides_none(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: main.Desk) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(main.Desk, "load", broken)
    monkeypatch.setattr("threading.excepthook", lambda args: None)
    reader = Reader(
        main.build({"CAUNOI_DATA": str(data), "CAUNOI_HOST": "tinh.test", "CAUNOI_HOSTS": "xa.test, other.test"})
    )
    assert reader.get("/kinh-te/mot-tin/").body == PAGE
    assert reader.get("/", host="xa.test").body == b"<p>commune"
    assert reader.get("/quan-tri/").status == 500
    (data / "read-only").touch()
    assert reader.get("/quan-tri/").status == 503
