"""What a request asks for beyond its address: an encoding, a condition, a part. Pure; RFC 9110 sections 12.5.3, 13
and 14.
"""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import lru_cache

ENCODINGS = ("br", "gzip", "identity")  # in the order we like them
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)
_WEIGHT = re.compile(r"q=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)


@lru_cache(maxsize=512)
def preferred(accept_encoding: str) -> tuple[str, ...]:
    """The encodings this `Accept-Encoding` takes, best first: by weight, then br, gzip, identity.

    `identity` always comes last unless it was given a weight of its own; if it is forbidden and nothing else fits
    it is sent all the same, as section 12.5.3 allows (a page nobody asked to be unreadable is better than a 406).
    """
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        if not coding:
            continue
        weight = 1.0
        for parameter in parameters:
            found = _WEIGHT.fullmatch(parameter)
            weight = float(found[1]) if found else (0.0 if parameter.startswith("q=") else weight)
        weights["gzip" if coding == "x-gzip" else coding] = weight
    rest = weights.get("*", 0.0)
    accepted = [(weights.get(coding, rest), coding) for coding in ("br", "gzip")]
    accepted.append((weights.get("identity", 0.0001), "identity"))
    order = [coding for weight, coding in sorted(accepted, key=lambda pair: -pair[0]) if weight > 0]
    return tuple(order) if "identity" in order else (*order, "identity")


def seconds(http_date: str) -> int | None:
    """An HTTP date as seconds since 1970; None if it is none."""
    try:
        moment = parsedate_to_datetime(http_date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return int(moment.timestamp())
    except (ValueError, OverflowError):
        return None


def names(tags: str, etag: str) -> bool:
    """Whether an `If-None-Match` list holds this tag, by the weak comparison (section 13.1.2)."""
    return tags.strip() == "*" or any(found[1] == etag for found in _TAG.finditer(tags))


def names_strongly(tags: str, etag: str) -> bool:
    """The same for `If-Match`, by the strong comparison: a weak tag never matches (section 13.1.1)."""
    return tags.strip() == "*" or any(found[0] == etag for found in _TAG.finditer(tags))


def unmodified(if_none_match: str | None, if_modified_since: str | None, *, etag: str, modified: int) -> bool:
    """Whether the reader already has this: then 304. `If-None-Match` is heard first and alone (section 13.2.2)."""
    if if_none_match is not None:
        return names(if_none_match, etag)
    if if_modified_since is not None:
        since = seconds(if_modified_since)
        return since is not None and modified <= since
    return False


def failed(if_match: str | None, if_unmodified_since: str | None, *, etag: str, modified: int) -> bool:
    """Whether a condition the reader insisted on does not hold: then 412."""
    if if_match is not None:
        return not names_strongly(if_match, etag)
    if if_unmodified_since is not None:
        since = seconds(if_unmodified_since)
        return since is not None and modified > since
    return False


def same_version(if_range: str | None, *, etag: str, modified: int) -> bool:
    """Whether a part may be joined to what the reader has: the same strong tag, or exactly the same date (section
    13.1.5).
    """
    if if_range is None:
        return True
    value = if_range.strip()
    return value == etag if '"' in value else seconds(value) == modified


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """The part asked for as (first byte, one past the last), or None if the header is to be ignored (several parts,
    another unit).

    An empty part (first == past) means that no byte of it exists: 416.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size
    first, past = int(found[1]), int(found[2]) + 1 if found[2] else size
    if found[2] and past <= first:
        return None
    return (first, min(past, size)) if first < size else (size, size)
