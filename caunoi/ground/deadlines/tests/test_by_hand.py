"""Cases worked out by hand with a wall calendar, each by its article. Days are written as staff write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from caunoi.ground.deadlines.actions import Loaded
from caunoi.ground.deadlines.queries import term_in_force
from caunoi.ground.deadlines.rules import (
    Asked,
    Event,
    Extended,
    Moved,
    Replied,
    Started,
    latest_day_before,
    latest_moment_before,
    reckon,
)
from caunoi.ground.vietnamese.dates import VIETNAM, parse_date
from caunoi.ground.working_days.rules import Calendar


def moment(typed: str) -> datetime:
    day, _, clock = typed.partition(" ")
    return datetime.combine(parse_date(day), datetime.strptime(clock or "09:00", "%H:%M").time(), VIETNAM)


def told(typed: str) -> list[Event]:
    """ "nhận 02/11/2026; hỏi 06/11/2026; …" as events."""
    events: list[Event] = []
    for part in typed.split("; "):
        verb, _, rest = part.partition(" ")
        at, _, holder = rest.partition(" đến ")
        known = {"nhận": Started, "hỏi": Asked, "đáp": Replied}
        if verb == "chuyển":
            events.append(Moved(moment(at), holder))
        elif verb == "gia-hạn":
            events.append(Extended(moment(at), reason="Việc phức tạp"))
        else:
            events.append(known[verb](moment(at)))
    return events


BY_HAND = [
    # Tuesday 24/11 is a holiday since 2026. Counted: 25, 26, 27, 30 November, 1 December.
    ("petition_forward", "Điều 9 Nghị định 20/2008/NĐ-CP", "nhận 23/11/2026", "01/12/2026"),
    # Tết: 14–22 February off. Counted: 13; 23–27; 2–6 March; 9–12.
    ("qa_answer", "Điều 17 Nghị định 43/2011/NĐ-CP", "nhận 12/02/2026", "12/03/2026"),
    # Tết 2025: 25 January – 2 February off. Counted: 3–7, 10–14, 17–21.
    ("qa_answer", "Điều 17 Nghị định 43/2011/NĐ-CP", "nhận 24/01/2025; chuyển 05/02/2025 đến Sở Y tế", "21/02/2025"),
    # New Year 2027 is a Friday. Counted: 31 December, Monday 4 January.
    ("legal_doc_own", "Điều 17 Nghị định 43/2011/NĐ-CP", "nhận 30/12/2026", "04/01/2027"),
    # Saturday 22/8 is worked for Monday 31/8. Counted: 22, 24.
    ("legal_doc_own", "Điều 17 Nghị định 43/2011/NĐ-CP", "nhận 21/08/2026", "24/08/2026"),
    # Saturday 26/4 is worked; 30/4, 1/5, 2/5 off. Counted: 23–26, 28, 29 April; 5–8 May.
    ("legal_doc_other", "Điều 17 Nghị định 43/2011/NĐ-CP", "nhận 22/04/2025", "08/05/2025"),
    # 31/8 (swapped), 1/9, 2/9 off. Counted: 3, 4, 7.
    ("reception_refusal_notice", "Nghị định 154/2026/NĐ-CP", "nhận 28/08/2026", "07/09/2026"),
    # Counted: 26, 27, 28 August; 3, 4, 7–11 September.
    ("reception_reply", "Điều 28 Luật Tiếp công dân 42/2013/QH13", "nhận 25/08/2026", "11/09/2026"),
    # Ten days by the old rule, still in force on the day of receipt: Sunday 5/7, so Monday.
    ("complaint_accept", "Điều 27 Luật Khiếu nại 02/2011/QH13", "nhận 25/06/2026", "06/07/2026"),
    # Seven working days by the new one. Counted: 2, 3, 6–10.
    ("complaint_accept", "Nghị định 155/2026/NĐ-CP", "nhận 01/07/2026", "10/07/2026"),
    # Thirty days: Wednesday 1/7; extended by fifteen: Thursday 16/7.
    ("complaint_first_decision", "Điều 28 Luật Khiếu nại 02/2011/QH13", "nhận 01/06/2026", "01/07/2026"),
    (
        "complaint_first_decision",
        "Điều 28 Luật Khiếu nại 02/2011/QH13",
        "nhận 01/06/2026; gia-hạn 30/06/2026",
        "16/07/2026",
    ),
    # Sent by Internet on a Saturday. Counted: 20, 21, 22.
    ("ati_online_simple", "Khoản 3 Điều 30 Luật Tiếp cận thông tin 104/2016/QH13", "nhận 18/07/2026", "22/07/2026"),
    # Fifteen working days end on the swapped Saturday 22/8: 4–7, 10–14, 17–22.
    ("ati_online_complex", "Khoản 4 Điều 30 Luật Tiếp cận thông tin 104/2016/QH13", "nhận 03/08/2026", "22/08/2026"),
    # … and fifteen days more from 23/8 end on Sunday 6/9, so on Monday.
    (
        "ati_online_complex",
        "Khoản 4 Điều 30 Luật Tiếp cận thông tin 104/2016/QH13",
        "nhận 03/08/2026; gia-hạn 20/08/2026",
        "07/09/2026",
    ),
    # 30/4 and 1/5 off. Counted: 4, 5.
    ("dsr_first_reply", "Nghị định 356/2025/NĐ-CP", "nhận 29/04/2026", "05/05/2026"),
    # Fifteen days, every day: Wednesday.
    ("dsr_withdraw", "Nghị định 356/2025/NĐ-CP", "nhận 01/12/2026", "16/12/2026"),
    # Twenty days; 3, 4, 5, 6 are used, 7–11 waited; the other sixteen are 12–27.
    (
        "gov_portal_petition",
        "Quyết định 574/QĐ-TTg năm 2017",
        "nhận 02/11/2026; hỏi 06/11/2026; đáp 11/11/2026",
        "27/11/2026",
    ),
    # The third day is Monday 27/4, off for Hùng Kings' Day on the Sunday: Tuesday.
    (
        "gazette_send",
        "Điều 9 Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15",
        "nhận 24/04/2026",
        "28/04/2026",
    ),
    # Fifteen days after the quarter: Thursday.
    ("budget_period", "Thông tư 343/2016/TT-BTC", "nhận 30/09/2026", "15/10/2026"),
    # 72 hours, through the eve of Tết and the first days of it.
    ("data_breach", "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15", "nhận 13/02/2026 16:30", "16/02/2026 16:30"),
    # 24 hours, although the next day is a holiday.
    ("first_statement", "Nghị định 244/2026/NĐ-CP", "nhận 23/11/2026 10:15", "24/11/2026 10:15"),
]


@pytest.mark.parametrize(("key", "article", "history", "due"), BY_HAND)
def test_the_due_day_is_the_one_on_the_wall_calendar(
    shipped: Loaded, known: Calendar, key: str, article: str, history: str, due: str
) -> None:
    events = told(history)
    term = term_in_force(key, on=events[0].at.date())
    reckoning = reckon(term, events, known, events[-1].at)
    assert term.article == article
    assert reckoning.due_at == (moment(due) if " " in due else moment(due).replace(hour=23, minute=59, second=59))


BACKWARDS = [
    # Counted back: 27, 26, 25, 23, 20, 19, 18 November; 24/11 is a holiday.
    ("outage_notice", "Điểm a khoản 1 Điều 13 Nghị định 224/2026/NĐ-CP", "30/11/2026", "18/11/2026"),
    # 4 May; 29, 28, 24, 23 April: 30/4, 1/5 and Monday 27/4 are off.
    ("reception_schedule", "Điều 24 Luật Tiếp công dân 42/2013/QH13", "05/05/2026", "23/04/2026"),
    ("tthc_announce_before", "Điều 15 Nghị định 63/2010/NĐ-CP", "01/12/2026", "26/11/2026"),
]


@pytest.mark.parametrize(("key", "article", "event", "latest"), BACKWARDS)
def test_the_last_day_before_an_event_is_the_one_on_the_wall_calendar(
    shipped: Loaded, known: Calendar, key: str, article: str, event: str, latest: str
) -> None:
    term = term_in_force(key, on=parse_date(event))
    assert term.article == article
    assert latest_day_before(term, parse_date(event), known) == parse_date(latest)
    assert latest_moment_before(term, moment(event), known) == moment(f"{latest} 23:59").replace(second=59)


def test_an_online_reception_is_connected_an_hour_before(shipped: Loaded, known: Calendar) -> None:
    term = term_in_force("reception_online_connect", on=parse_date("24/11/2026"))
    assert latest_moment_before(term, moment("25/11/2026 08:00"), known) == moment("25/11/2026 07:00")
