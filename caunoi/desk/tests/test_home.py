"""The first page of the desk: how much waits, what comes first, what is coming, and what was done last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from caunoi.ground.people.models import User
from caunoi.outbound.articles.models import Article, SpecialSection
from tests.agencies import Agencies
from tests.province import Province


@pytest.fixture
def newsroom(province: Province, settings: Any) -> Province:
    settings.DEMO = True  # nobody is asked for a second factor
    return province


def home(user: User) -> LexborHTMLParser:
    client = Client()
    client.force_login(user)
    return LexborHTMLParser(client.get("/quan-tri/").content)


def tiles(user: User) -> dict[str, tuple[int, bool]]:
    """What the line of numbers says: title → (count, urgent)."""
    found = {}
    for tile in home(user).css(".desk-tile"):
        link: Any = tile.css_first("a")
        number = link.css_first("strong")
        title = link.text().replace(number.text(), "", 1).strip()
        found[title] = (int(number.text()), "desk-tile--urgent" in (tile.attributes["class"] or ""))
    return found


def panel(user: User, name: str) -> str:
    node = home(user).css_first(f"section[aria-labelledby=desk-{name}]")
    return " ".join(node.text().split()) if node else ""


def submitted(province: Province, title: str, **fields: Any) -> Article:
    article = province.draft(title, **fields)
    article.get_workflow().start(article, province.mai)
    return article


def test_nothing_waits_and_every_panel_says_so(newsroom: Province) -> None:
    assert tiles(newsroom.tam) == {
        "chờ tôi duyệt": (0, False),
        "bài tôi viết tiếp": (0, False),
        "việc sắp tới": (0, False),
    }
    assert "Không có gì chờ bạn duyệt." in panel(newsroom.tam, "waiting")
    assert "không có gì hẹn giờ" in panel(newsroom.tam, "coming")


def test_what_waits_is_counted_for_who_may_approve_and_for_nobody_else(newsroom: Province) -> None:
    for number in range(3):
        submitted(newsroom, f"Bài {number}")
    assert tiles(newsroom.tam)["chờ tôi duyệt"] == (3, False)
    assert "chờ tôi duyệt" not in tiles(newsroom.mai)
    assert tiles(newsroom.mai)["bài tôi viết tiếp"] == (0, False)  # it waits for others


def test_what_has_waited_for_more_than_a_day_is_urgent_and_says_since_when(newsroom: Province) -> None:
    article = submitted(newsroom, "Bài chờ lâu")
    state = article.current_workflow_task_state
    type(state).objects.filter(pk=state.pk).update(started_at=timezone.now() - timedelta(days=2, hours=1))
    assert tiles(newsroom.tam)["chờ tôi duyệt"] == (1, True)
    assert "đã chờ 2 ngày" in panel(newsroom.tam, "waiting")


def test_what_came_back_is_urgent_for_its_writer_with_the_reason(newsroom: Province) -> None:
    article = submitted(newsroom, "Bài bị trả")
    task = article.current_workflow_task.specific
    task.on_action(article.current_workflow_task_state, newsroom.tam, "reject", comment="Thiếu nguồn")
    assert tiles(newsroom.mai)["bài tôi viết tiếp"] == (1, True)
    assert "Bị trả lại: Thiếu nguồn" in panel(newsroom.mai, "inhand")


def test_what_is_coming_stands_in_the_order_of_the_calendar(newsroom: Province) -> None:
    now = timezone.now()
    later = newsroom.draft("Bài hẹn giờ", go_live_at=now + timedelta(days=2))
    later.get_latest_revision().publish(user=newsroom.tam)
    submitted(newsroom, "Hẹn mà chưa duyệt", go_live_at=now + timedelta(days=1))
    newsroom.released("Bài hết hạn", expire_at=now + timedelta(days=3))
    newsroom.released("Bài hết hạn năm sau", expire_at=now + timedelta(days=300))
    special = SpecialSection(
        title="Tuần lễ áo dài",
        slug="ao-dai",
        opened_on=timezone.localdate() - timedelta(9),
        closed_on=timezone.localdate() + timedelta(5),
    )
    special.save()
    special.save_revision(user=newsroom.binh).publish(user=newsroom.tam)
    said = panel(newsroom.son, "coming")
    order = ["Hẹn mà chưa duyệt", "Đã hẹn giờ, chưa ai duyệt", "Bài hẹn giờ", "Phát hành theo giờ hẹn", "Bài hết hạn", "Hết hạn đăng, tự gỡ",
             "Tuần lễ áo dài", "Đóng"]  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places) and "năm sau" not in said
    assert tiles(newsroom.son)["việc sắp tới"] == (4, True)  # one of them nobody has approved


def test_what_went_out_comes_last_and_only_the_newest_of_it(newsroom: Province) -> None:
    for number in range(7):
        newsroom.released(f"Phát hành {number}")
    page = home(newsroom.tam)
    names = [node.attributes["aria-labelledby"] for node in page.css(".desk-panel")]
    assert names[-1] == "desk-today"
    assert len(page.css("section[aria-labelledby=desk-today] li")) == 5
    assert "Xem tất cả trong nhật ký phát hành" in panel(newsroom.tam, "today")


def test_who_works_on_cases_has_their_numbers_and_none_of_the_newsrooms(newsroom: Province, agencies: Agencies) -> None:
    agencies.working(at=timezone.now() - timedelta(days=60))
    agencies.routed()
    mine = tiles(agencies.an)
    assert (
        mine["hồ sơ của tôi"] == (1, False)
        and mine["hồ sơ quá hạn"] == (1, True)
        and mine["hồ sơ mới đến"] == (1, False)
    )
    assert not any("duyệt" in title or "sắp tới" in title for title in mine if title != "hồ sơ sắp đến hạn")
    agencies.filed()
    assert tiles(agencies.hanh)["hồ sơ chờ phân công"] == (1, False)
