"""What must be true before the portal starts, in steps; each is skipped when it is true already."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path
from typing import Any

from caunoi.cli.house import NotReady
from caunoi.cli.speech import Progress, step

UNFINISHED = "demo.unfinished"


def prepare(*, demo: bool) -> None:
    """Folder, keys, database, reference data, demo province (if asked for and the database is empty), static files. Django must be set up.

    Raises NotReady when the machine does not allow it, or when an earlier demo was interrupted half-way.
    """
    from django.conf import settings

    data: Path = settings.DATA
    with step("Thư mục dữ liệu và khoá") as progress:
        progress(str(data))
        _writable(data)
    with step("Cơ sở dữ liệu") as progress:
        _migrate(progress)
    with step("Danh mục và quy trình") as progress:
        _reference(progress)
    if demo:
        with step("Tỉnh mẫu") as progress:
            _demo(data / UNFINISHED, progress)
    with step("Giao diện") as progress:
        progress(_face())
    with step("Tệp tĩnh") as progress:
        _static(progress)


def _writable(data: Path) -> None:
    try:
        for name in ("", "public", "media", "mail", "visits"):
            (data / name).mkdir(parents=True, exist_ok=True)
        probe = data / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as reason:
        raise NotReady(f"không ghi được vào thư mục dữ liệu {data}: {reason.strerror}") from reason


def _migrate(progress: Progress) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < (3, 35):
        raise NotReady(f"SQLite {sqlite3.sqlite_version} quá cũ")
    executor = MigrationExecutor(connection)
    total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not total:
        progress("đã đúng phiên bản")
        return
    call_command("migrate", interactive=False, verbosity=1, stdout=_Counter(progress, total))


class _Counter(io.StringIO):
    """Counts the migrations as Django writes that it applied them."""

    def __init__(self, progress: Progress, total: int) -> None:
        super().__init__()
        self._progress, self._total, self._done = progress, total, 0

    def write(self, text: str) -> int:
        self._done += text.count(" OK")
        self._progress("bước nâng cấp", self._done, self._total)
        return len(text)


def _reference(progress: Progress) -> None:
    from caunoi.desk.setup import ensure_desk
    from caunoi.ground.deadlines.actions import load_terms
    from caunoi.ground.organisations.actions import load_units
    from caunoi.inbound.suggestions.actions import load_topics

    load_units(tell=progress)
    load_terms()
    load_topics()
    ensure_desk()
    progress("đơn vị hành chính, thời hạn, lĩnh vực, vai trò, quy trình duyệt")


def _demo(unfinished: Path, progress: Progress) -> None:
    from django.contrib.auth import get_user_model

    if unfinished.exists():
        raise NotReady(
            f"lần dựng tỉnh mẫu trước bị ngắt giữa chừng; hãy xoá thư mục {unfinished.parent} (và cơ sở dữ liệu PostgreSQL, nếu"
            " dùng) rồi chạy lại"
        )
    if get_user_model().objects.exists():
        progress("đã có dữ liệu")
        return
    from caunoi.demo.build import build

    unfinished.touch()
    build(progress)
    unfinished.unlink()


def _face() -> str:
    from caunoi.web.shell import waits_for_approval

    if waits_for_approval():
        return "bản mới chờ duyệt: mở “Khung trang”, lưu, trình duyệt; trước đó trang cũ vẫn đứng, trang mới chưa phát hành được"
    return "đã duyệt"


def _static(progress: Progress) -> None:
    from django.core.management import call_command

    said: Any = io.StringIO()
    call_command("collectstatic", interactive=False, verbosity=1, stdout=said)
    progress("tệp của bàn làm việc")
