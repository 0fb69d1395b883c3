"""Pure rules of posts and of the schedule's calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
HALVES = {"morning": ("07:30", 4), "afternoon": ("13:30", 4)}
PARTS = {"morning": "Sáng", "afternoon": "Chiều", "day": "Cả ngày"}


def in_force(post: dict[str, Any], on: date) -> bool:
    """Whether a post is held on a day; both its days count."""
    return bool(post["from"] <= on.isoformat() and (not post["until"] or post["until"] >= on.isoformat()))


def week_range(monday: date) -> str:
    """ "Từ ngày 23/11 đến ngày 29/11/2026"."""
    sunday = monday + timedelta(days=6)
    return f"Từ ngày {monday:%d/%m} đến ngày {sunday:%d/%m/%Y}"


def sort_key(entry: dict[str, Any]) -> tuple[str, int, str]:
    """Rows by day, then half-day, then hour ("8:00" before "14:30"; without an hour first)."""
    return entry["on"], list(PARTS).index(entry["part"]) if entry["part"] != "day" else -1, entry["time"].rjust(5, "0")


def calendar(title: str, entries: Sequence[dict[str, Any]], *, host: str, stamp: datetime) -> bytes:
    """The week as iCalendar (RFC 5545), deterministic: the same entries and stamp give the same bytes."""
    made = Calendar()
    made.add("prodid", "-//Cau Noi//Lich cong tac//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", title)
    for number, entry in enumerate(entries):
        event = Event()
        event.add("uid", f"{entry['on']}-{number}@{host}")
        event.add("dtstamp", stamp)
        event.add("summary", entry["content"])
        _times(event, entry)
        if entry["place"]:
            event.add("location", entry["place"])
        if entry["who"]:
            event.add("description", entry["who"])
        made.add_component(event)
    made.add_missing_timezones(first_date=date(2020, 1, 1), last_date=date(2038, 1, 1))
    return bytes(made.to_ical())


def _times(event: Event, entry: dict[str, Any]) -> None:
    first = date.fromisoformat(entry["on"])
    last = date.fromisoformat(entry["until"] or entry["on"])
    if entry["part"] == "day" or last > first:
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
        return
    clock, hours = (entry["time"], 2) if entry["time"] else HALVES[entry["part"]]
    hour, minute = map(int, clock.split(":"))
    start = datetime(first.year, first.month, first.day, hour, minute, tzinfo=HANOI)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(hours=hours))
