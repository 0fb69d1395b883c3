"""What an operation is, and what it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from caunoi.api.shapes import Thing


@dataclass(frozen=True)
class Asked:
    """One request, read: what its body and its query say, the files that came beside it, the code in its address."""

    request: HttpRequest
    at: datetime
    code: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    files: tuple[UploadedFile[bytes], ...] = ()


@dataclass(frozen=True)
class Told:
    """What an operation answers, when it is not simply its body with the usual status."""

    body: Any
    status: int
    location: str = ""


@dataclass(frozen=True)
class Operation:
    """A method at an address. `secret`: only for whoever holds the case's secret; `files`: may come as multipart/form-data; `filing`:
    takes X-Api-Key and Idempotency-Key.
    """

    method: str
    path: str
    name: str
    title: str
    text: str
    gives: Thing
    does: Callable[[Asked], Any]
    takes: Thing | None = None
    query: Thing | None = None
    status: int = 200
    secret: bool = False
    files: bool = False
    filing: bool = False

    @property
    def public(self) -> bool:
        return self.method == "GET" and not self.secret

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems that it may answer with (`caunoi.api.problems.KINDS`)."""
        found = ["method"]
        found += ["unreadable", "invalid", "refused"] if self.takes or self.query else []
        found += ["too-large", "media-type", "other-site"] if self.takes else []
        found += ["secret-needed", "secret-wrong", "too-many"] if self.secret else []
        found += ["conflict"] if self.secret and self.method == "POST" else []
        found += ["key-wrong", "conflict", "too-many"] if self.filing else []
        return tuple(found)
