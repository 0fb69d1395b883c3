"""Asking ClamAV's daemon, where the operator runs one, by its own protocol (clamd(8), INSTREAM)."""

from __future__ import annotations

import socket
import struct
from enum import StrEnum

from caunoi.ground.refused import Refused

_CHUNK = 1024**2
_SECONDS = 30


class Scan(StrEnum):
    """What is known of viruses in a file; staff are shown it, whatever it is."""

    CLEAN = "clean"
    OFF = "off"
    FAILED = "failed"

    @property
    def text(self) -> str:
        return {
            Scan.CLEAN: "Đã quét vi-rút, không thấy gì.",
            Scan.OFF: "Chưa quét vi-rút: máy chủ chưa cài bộ quét.",
            Scan.FAILED: "Chưa quét được vi-rút: bộ quét không trả lời.",
        }[self]


def scan(data: bytes, clamd: str) -> Scan:
    """Have the daemon at `clamd` (path of a socket, or host:port; empty: there is none) look. Refused when it finds something."""
    if not clamd:
        return Scan.OFF
    try:
        answer = _ask(data, clamd)
    except OSError:
        return Scan.FAILED
    if answer.endswith(" FOUND"):
        raise Refused("có vi-rút nên không nhận. Hãy quét vi-rút trên máy rồi gửi lại tệp sạch.")
    return Scan.CLEAN if answer.endswith(": OK") else Scan.FAILED


def _ask(data: bytes, clamd: str) -> str:
    with _connection(clamd) as one:
        one.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            one.sendall(struct.pack(">I", len(chunk)) + chunk)
        one.sendall(struct.pack(">I", 0))
        with one.makefile("rb") as answers:
            return answers.readline(4096).rstrip(b"\0\n").decode("utf-8", "replace")


def _connection(clamd: str) -> socket.socket:
    if not clamd.startswith("/"):
        host, _, port = clamd.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=_SECONDS)
    one = socket.socket(socket.AF_UNIX)
    one.settimeout(_SECONDS)
    try:
        one.connect(clamd)
    except OSError:
        one.close()
        raise
    return one
