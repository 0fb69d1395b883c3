"""What is pure: periods, tables, charts."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from lxml import etree

from caunoi.desk.numbers import charts, periods
from caunoi.desk.numbers.charts import Series
from caunoi.desk.numbers.pace import quantile
from caunoi.desk.numbers.periods import asked
from caunoi.desk.numbers.tables import Table, shown
from caunoi.desk.numbers.timeline import timeline

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("query", "first", "last", "title"),
    [
        ({}, date(2026, 11, 1), TODAY, "Tháng 11/2026"),
        ({"ky": "2026-02"}, date(2026, 2, 1), date(2026, 2, 28), "Tháng 2/2026"),
        ({"ky": "2026-q1"}, date(2026, 1, 1), date(2026, 3, 31), "Quý 1/2026"),
        ({"ky": "2026-q4"}, date(2026, 10, 1), TODAY, "Quý 4/2026"),
        ({"ky": "2025"}, date(2025, 1, 1), date(2025, 12, 31), "Năm 2025"),
        ({"ky": "tuy-chon", "tu": "3/2/2026", "den": "5.3.2026"}, date(2026, 2, 3), date(2026, 3, 5), "Từ 03/02/2026 đến 05/03/2026"),
        ({"ky": "tuy-chon", "tu": "20/11/2026"}, date(2026, 11, 20), TODAY, "Từ 20/11/2026 đến 25/11/2026"),
    ],
)  # fmt: skip
def test_a_period_is_chosen_and_never_goes_beyond_today(
    query: dict[str, str], first: date, last: date, title: str
) -> None:
    period = asked(query, TODAY)
    assert (period.first, period.last, period.title, period.wrong) == (first, last, title, "")


@pytest.mark.parametrize(
    "query",
    [
        {"ky": "2026-13"}, {"ky": "2026-12"}, {"ky": "2027"}, {"ky": "../x"}, {"ky": "tuy-chon"}, {"ky": "tuy-chon", "tu": "hôm qua"},
        {"ky": "tuy-chon", "tu": "5/3/2026", "den": "3/2/2026"}, {"ky": "tuy-chon", "tu": "1/1/2020", "den": "1/1/2026"},
        {"ky": "tuy-chon", "tu": "26/11/2026"},
    ],
)  # fmt: skip
def test_what_is_no_period_is_said_and_this_month_shown(query: dict[str, str]) -> None:
    period = asked(query, TODAY)
    assert period.wrong and (period.first, period.last) == (date(2026, 11, 1), TODAY)


def test_every_period_that_is_offered_can_be_chosen_and_leads_back_to_itself() -> None:
    keys = [key for _, group in periods.offered(date(2026, 1, 31)) for key, _ in group]
    assert len(keys) == len(set(keys)) == 22
    for key in keys:
        period = asked({"ky": key}, date(2026, 1, 31))
        assert period.key == key and not period.wrong and period.query == f"ky={key}"
    custom = asked({"ky": "tuy-chon", "tu": "3/2/2026", "den": "5/3/2026"}, TODAY)
    again = asked(dict(part.split("=") for part in custom.query.split("&")), TODAY)
    assert (again.first, again.last) == (custom.first, custom.last)


def test_counts_are_put_into_days_or_months() -> None:
    month, year = timeline(asked({}, TODAY)), timeline(asked({"ky": "2025"}, TODAY))
    assert month.daily and len(month.short) == 25 and month.short[0] == "1/11"
    assert not year.daily and year.short[11] == "12/25" and year.long[0] == "Tháng 1/2025"
    assert (
        sum(
            month.spread(
                [(date(2026, 11, 3), 2), (date(2026, 11, 3), 1), (date(2026, 10, 31), 9), (date(2026, 11, 26), 9)]
            )
        )
        == 3
    )
    assert year.spread([(date(2025, 12, 31), 4), (date(2025, 12, 1), 1)])[11] == 5


def test_a_file_opens_in_a_spreadsheet_and_no_cell_of_it_acts() -> None:
    table = Table(
        ["Tên", "Số"], [["=HYPERLINK(1)", 1], ["+84", 2.5], ["-1", None], ["@x", 0], ["\t=1", 3], ["Trần, “B”", 4]]
    )
    text = table.as_file()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[0] == ["Tên", "Số"]
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)", "'+84", "'-1", "'@x", "'\t=1", "Trần, “B”"]
    assert [row[1] for row in rows[1:]] == ["1", "2.5", "", "0", "3", "4"]


def test_numbers_are_written_as_people_here_write_them() -> None:
    assert [shown(one) for one in (1234567, 12.5, 3.0, None, "chữ")] == ["1.234.567", "12,5", "3", "–", "chữ"]


LABELS = ["Kinh tế", "Văn hóa <b>&", "Xã hội"]
TWO = [Series("Đúng hạn", [8, 0, 3]), Series("Trễ hạn", [2, 0, 1])]


@pytest.mark.parametrize("draw", [charts.bars, charts.columns, charts.lines])
@pytest.mark.parametrize("labels", [LABELS, LABELS[:1], []])
def test_a_chart_is_well_formed_named_and_described(draw: charts.Draw, labels: list[str]) -> None:
    series = [Series(one.name, one.values[: len(labels)]) for one in TWO]
    made = draw("thu", "Hồ sơ <tháng>", labels, series)
    root = etree.fromstring(f"<div>{made}</div>")
    (chart,) = root.findall("svg")
    assert chart.get("role") == "img" and chart.get("aria-labelledby") == "thu-t thu-d"
    assert chart.findtext("title") == "Hồ sơ <tháng>"
    assert len(chart.findtext("desc") or "") > 10
    assert "style=" not in made and "NaN" not in made and "<b>" not in made
    assert [li.text or li[-1].tail for li in root.iter("li")] == [" Đúng hạn", " Trễ hạn"]


def test_what_a_chart_says_in_words_is_what_it_draws() -> None:
    made = charts.bars("thu", "Hồ sơ", LABELS, TWO)
    assert "Tổng 14; cao nhất Kinh tế: 10; thấp nhất Văn hóa &lt;b&gt;&amp;: 0." in made
    assert ">10 (8 + 2)</text>" in made and ">4 (3 + 1)</text>" in made
    widths = [float(width) for width in re.findall(r'width="([\d.]+)%" height="18"', made)]
    assert widths[0] == pytest.approx(4 * widths[1], abs=0.05) and widths[2] == 0
    assert made.count('fill="url(#thu-p1)"') == 4  # three bars and the key: told apart by a pattern


def test_labels_below_a_long_line_leave_one_another_room() -> None:
    days = [f"{n % 30 + 1}/{n // 30 + 1}" for n in range(365)]
    made = charts.lines("thu", "Lượt xem", days, [Series("Lượt xem", list(range(365)))])
    assert made.count("<text") < 14 and ">364</text>" in made and ">1/1</text>" in made


def test_quantiles_are_by_nearest_rank() -> None:
    assert (quantile([], 0.5), quantile([3], 0.9), quantile([1, 2], 0.5), quantile([5, 1, 3], 0.5)) == (None, 3, 1.5, 3)
    assert quantile([float(n) for n in range(1, 11)], 0.9) == 9
