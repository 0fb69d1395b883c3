"""A process of its own: a PDF on its standard input, the words of it as JSON on its output. Takes no more memory and time than it is given."""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from typing import Any

MEMORY = 1024**3  # bytes
SECONDS = 45  # of the processor
MOST_TEXT = 20_000_000  # characters; a thousand pages have three million
# What a click or an opening may do without leaving the document, and to open an address, which is a link.
_HARMLESS = ("/GoTo", "/Named", "/URI")


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    logging.disable(logging.CRITICAL)  # the reader remarks on every oddity
    data = sys.stdin.buffer.read()
    try:
        json.dump(read(data), sys.stdout)
    except Exception:
        # The reader raises whatever it likes at broken bytes: all of it means that the file was not read.
        return 1
    return 0


def read(data: bytes) -> dict[str, list[Any]]:
    """`words`: place and text; `acts`: what it does by itself."""
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(data))
    words: list[tuple[str, str]] = [("thông tin tệp", str(value)) for value in (pdf.metadata or {}).values()]
    acts = _triggers(pdf.root_object)
    length = 0
    for number, page in enumerate(pdf.pages, 1):
        text = page.extract_text()
        length += len(text)
        if length > MOST_TEXT:
            raise ValueError
        words.append((f"trang {number}", text))
        acts += _triggers(page)
        for one in page.get("/Annots") or ():
            note = one.get_object()
            acts += _triggers(note)
            words.append((f"trang {number}", str(note.get("/Contents") or "")))
            action = note.get("/A")
            if action is not None:
                action = action.get_object()
                if action.get("/S") == "/URI":
                    words.append(("link", _text(action.get("/URI"))))
                elif action.get("/S") not in _HARMLESS:
                    acts.append(str(action.get("/S")))
    return {"words": words, "acts": acts}


def _triggers(thing: Any) -> list[str]:
    """Actions that a page or a field begins by itself: shown, left, touched (ISO 32000-2, 12.6.3)."""
    about = thing.get("/AA")
    if about is None:
        return []
    acts = (action.get_object() for action in about.get_object().values())
    return [str(act.get("/S")) for act in acts if act.get("/S") not in ("/GoTo", "/Named")]


def _text(value: Any) -> str:
    value = value.get_object() if value is not None else ""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    sys.exit(main())
