from __future__ import annotations

from datetime import date

import pytest

from caunoi.ground.refused import Refused
from caunoi.inbound.ratings import rules
from caunoi.inbound.ratings.rules import Counts

DAY, KEY = date(2026, 11, 25), b"a key"


def test_shares_are_whole_percent_and_nothing_has_none() -> None:
    counts = Counts(very=5, satisfied=2, unsatisfied=1)
    assert [counts.share(grade) for grade in (3, 2, 1)] == [63, 25, 13]
    assert (counts.total, counts.satisfied_share) == (8, 88)
    assert Counts().satisfied_share is None
    assert Counts().share(1) is None


@pytest.mark.parametrize("text", ["", "0", "4", "-1", "3 ", "٣", "rất hài lòng", "3,1"])
def test_there_are_three_grades_and_no_other(text: str) -> None:
    assert [rules.grade_of(one) for one in "321"] == [3, 2, 1]
    with pytest.raises(Refused):
        rules.grade_of(text)


def test_a_mark_is_of_one_address_one_page_and_one_day() -> None:
    one = rules.mark("203.113.1.7", DAY, "/", key=KEY)
    assert one == rules.mark("203.113.1.7", DAY, "/", key=KEY)
    others = {
        rules.mark("203.113.1.8", DAY, "/", key=KEY),
        rules.mark("203.113.1.7", date(2026, 11, 26), "/", key=KEY),
        rules.mark("203.113.1.7", DAY, "/kinh-te/", key=KEY),
        rules.mark("203.113.1.7", DAY, "/", key=b"another key"),
    }
    assert len(others | {one}) == 5
    assert rules.mark("2001:ee0:1:2::1", DAY, "/", key=KEY) == rules.mark("2001:ee0:1:2::9", DAY, "/", key=KEY)


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", "/"),
        ("/kinh-te/", "/kinh-te/"),
        ("/kinh-te/cau-12.html", "/kinh-te/"),
        ("/kinh-te/luu-tru/2026-11/", "/kinh-te/"),
    ],
)
def test_the_section_is_the_first_part_of_an_address(path: str, section: str) -> None:
    assert rules.section_of(path) == section


def test_the_file_has_a_row_for_each_month_and_address() -> None:
    text = rules.as_csv([("2026-11", "/kinh-te/", Counts(2, 1, 0))])
    assert text == "thang,dia_chi,rat_hai_long,hai_long,chua_hai_long\r\n2026-11,/kinh-te/,2,1,0\r\n"
