"""Opening the house: Django set up, and a machine that is not ready told apart from a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class NotReady(Exception):
    """The machine lacks something: a free port, a folder that can be written, a database that answers. The text is Vietnamese."""


@contextmanager
def open_house() -> Iterator[None]:
    """Set Django up, and close its connections afterwards. Raises NotReady when settings or database do not allow it."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        import django

        django.setup()
    except ImproperlyConfigured as reason:
        raise NotReady(f"cấu hình sai: {reason}") from reason
    except PermissionError as reason:
        raise NotReady(f"không có quyền ghi {reason.filename}") from reason

    from django.db import OperationalError, ProgrammingError, connections

    try:
        yield
    except (OperationalError, ProgrammingError) as reason:
        text = str(reason).strip().splitlines()[0] if str(reason).strip() else type(reason).__name__
        if "no such table" in text or "does not exist" in text:
            raise NotReady(f"cơ sở dữ liệu chưa được chuẩn bị, hãy chạy “caunoi migrate” ({text})") from reason
        if isinstance(reason, ProgrammingError):
            raise
        raise NotReady(f"cơ sở dữ liệu không trả lời: {text}") from reason
    finally:
        connections.close_all()
