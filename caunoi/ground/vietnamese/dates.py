"""Dates as Vietnamese readers expect them, and as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.text import fold, nfc

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s+thang\s+(\d{1,2})\s*,?\s+(?:nam\s+)?(\d{4})")
_WEEKDAY = re.compile(r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\s+nhat)\b\s*,?\s*(?:ngay\s+)?")


def weekday(d: date) -> str:
    """The name of the day of the week: "Thứ Hai" … "Chủ Nhật"."""
    return WEEKDAYS[d.weekday()]


def short_date(d: date) -> str:
    """23/11/2026"""
    return f"{d.day:02}/{d.month:02}/{d.year:04}"


def long_date(d: date) -> str:
    """Thứ Hai, 23/11/2026"""
    return f"{weekday(d)}, {short_date(d)}"


def moment(dt: datetime) -> str:
    """Thứ Hai, 23/11/2026, 14:05; an aware moment is shown on Vietnam's clock, a naive one is taken to be on it."""
    local = dt.astimezone(VIETNAM) if dt.tzinfo else dt
    return f"{long_date(local.date())}, {local:%H:%M}"


def month_title(year: int, month: int) -> str:
    """tháng 11/2026"""
    return f"tháng {month}/{year}"


def week_title(d: date) -> str:
    """The week, Monday to Sunday, that holds the day: "Tuần 48 (từ 23/11/2026 đến 29/11/2026)"; ISO 8601 number."""
    monday = d - timedelta(days=d.weekday())
    sunday = monday + timedelta(days=6)
    return f"Tuần {d.isocalendar().week} (từ {short_date(monday)} đến {short_date(sunday)})"


def parse_date(typed: str) -> date:
    """The day a person meant: "23/11/2026", "23-11-26", "5.3.2026", "2026-11-23", "ngày 5 tháng 3 năm 2026",
    with or without accents, with or without the day of the week before it.

    Years of two digits are 2000–2068 and 1969–1999. Raises Refused for anything else and for days that do not exist.
    """
    text = " ".join(fold(nfc(typed)).split())
    text = _WEEKDAY.sub("", text, count=1).strip(" .,") if _WEEKDAY.match(text) else text
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise Refused(f"Không đọc được ngày “{nfc(typed).strip()}”. Xin viết ngày/tháng/năm, ví dụ 23/11/2026.")
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 69 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        raise Refused(f"Không có ngày {int(day)}/{int(month)}/{number}.") from None
