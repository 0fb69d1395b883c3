"""Bulk in: the same guard and the same approval, all or nothing for each line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from caunoi.gate.releases.models import Contribution
from caunoi.gate.releases.tests.steps import Portal, end, latest, path_of
from caunoi.ground.people.actions import appoint
from caunoi.ground.refused import Refused
from caunoi.outbound.articles import importing
from caunoi.outbound.articles.importing import Outcome
from caunoi.outbound.articles.models import Article, Contributor
from tests.province import Province

SHARED = Path(os.environ.get("CAUNOI_SHARED") or Path(__file__).resolve().parents[5] / "shared")
CONFERENCE = SHARED / "mission" / "conference-2022-quang-tri.vi.txt"

GOOD: dict[str, Any] = {
    "external_id": "so-tay-1",
    "section": "kinh-te",
    "title": "Vụ lúa thu đông được mùa",
    "lead": "Nông dân trong tỉnh gặt xong trước mùa mưa.",
    "published_at": "2026-11-20T08:15:00+07:00",
    "contributors": [{"name": "Lê Thị Mai", "part": "author"}],
    "tags": ["nông nghiệp"],
    "body": [
        {"type": "text", "html": "<p>Năng suất đạt khá.</p>"},
        {"type": "quote", "text": "Được mùa.", "by": "Ông Sáu"},
    ],
}


def run(province: Province, tmp_path: Path, *lines: Any) -> Outcome:
    file = tmp_path / "bai.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return importing.run(file, by=province.binh, at=timezone.now())


def test_a_good_line_is_a_submitted_draft_and_not_released(province: Province, portal: Portal, tmp_path: Path) -> None:
    before = end()
    outcome = run(province, tmp_path, GOOD)
    assert outcome.refused == []
    (article,) = outcome.added
    assert article.workflow_in_progress
    assert end() == before
    assert "Vụ lúa" not in portal.everything()
    assert Contribution.objects.get(record=f"article:{article.pk}").by == province.binh
    latest(article).publish(user=province.duyen)
    page = portal.page(path_of(article))
    for words in (
        "Vụ lúa thu đông được mùa",
        "Năng suất đạt khá.",
        "Ông Sáu",
        "Lê Thị Mai",
        "nông nghiệp",
        "20/11/2026",
    ):
        assert words in page


def test_the_importer_cannot_approve_what_he_imported(province: Province, tmp_path: Path) -> None:
    file = tmp_path / "bai.jsonl"
    file.write_text(json.dumps(GOOD))
    with pytest.raises(Refused, match="phóng viên hoặc biên tập viên"):
        importing.run(file, by=province.duyen, at=timezone.now())
    appoint(province.duyen, role="editor", from_on=timezone.localdate(), by=None, at=timezone.now())
    (article,) = importing.run(file, by=province.duyen, at=timezone.now()).added
    with pytest.raises(Refused, match="không được tự duyệt"):
        latest(article).publish(user=province.duyen)
    latest(article).publish(user=province.tam)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{không phải json", "JSON"),
        ("[1, 2]", "JSON"),
        (GOOD | {"external_id": ""}, "external_id"),
        (GOOD | {"title": ""}, "title"),
        (GOOD | {"title": 5}, "title"),
        (GOOD | {"title": "x" * 300}, "title"),
        (GOOD | {"section": "khong-co"}, "chuyên mục"),
        (GOOD | {"special": "khong-co"}, "chuyên trang"),
        (GOOD | {"published_at": "hôm qua"}, "published_at"),
        (GOOD | {"image": "khong-co"}, "ảnh"),
        (GOOD | {"body": [{"type": "html", "html": "x"}]}, "khối"),
        (GOOD | {"correction": {"text": "Sai."}}, ""),
        (GOOD | {"body": [{"type": "text"}]}, ""),
        (GOOD | {"contributors": [{"name": "A", "part": "nobody"}]}, ""),
        (GOOD | {"body": [{"type": "text", "html": "<p>Đăng nhập HI88 nhận thưởng, nhà cái uy tín.</p>"}]}, "HI88"),
        (GOOD | {"body": [{"type": "text", "html": '<p><a href="https://casino.example/">x</a></p>'}]}, "casino"),
    ],
)
def test_a_bad_line_stores_nothing_and_says_why(province: Province, tmp_path: Path, line: Any, said: str) -> None:
    outcome = run(province, tmp_path, line, GOOD | {"external_id": "so-tay-2"})
    assert {number for number, *_ in outcome.refused} == {1}
    assert said in " ".join(" ".join(map(str, reason)) for reason in outcome.refused)
    assert [article.external_id for article in outcome.added] == ["so-tay-2"]
    assert Article.objects.count() == 1
    assert Contributor.objects.count() == 1
    assert Contribution.objects.filter(record__startswith="article:").count() == 1


def test_importing_twice_changes_nothing(province: Province, tmp_path: Path) -> None:
    run(province, tmp_path, GOOD)
    before = list(Article.objects.values())
    outcome = run(province, tmp_path, GOOD | {"title": "Tên khác"}, GOOD)
    assert (outcome.known, outcome.added, outcome.refused) == (2, [], [])
    assert list(Article.objects.values()) == before


def test_the_second_of_two_lines_of_one_name_is_known(province: Province, tmp_path: Path) -> None:
    outcome = run(province, tmp_path, GOOD, GOOD | {"title": "Tên khác"})
    assert (len(outcome.added), outcome.known) == (1, 1)


@pytest.mark.skipif(not CONFERENCE.exists(), reason="the folder with the mission's text is not here (CAUNOI_SHARED)")
def test_the_damaged_text_is_refused_at_nine_places_and_accepted_when_restored(
    province: Province, portal: Portal, tmp_path: Path
) -> None:
    outcome = importing.run(CONFERENCE, by=province.binh, at=timezone.now(), section="kinh-te")
    assert outcome.added == []
    assert Article.objects.count() == 0
    assert [(rule, text[:17]) for _, rule, _, text in outcome.refused] == [
        ("overwritten-name", "“ĐĂNG NHẬP HI88” ")
    ] * 9
    assert all(place.startswith("main, đoạn ") for _, _, place, _ in outcome.refused)
    restored = tmp_path / CONFERENCE.name
    restored.write_text(CONFERENCE.read_text("utf-8").replace("ĐĂNG NHẬP HI88", "UBND"))
    outcome = importing.run(restored, by=province.binh, at=timezone.now(), section="kinh-te")
    assert outcome.refused == []
    (article,) = outcome.added
    latest(article).publish(user=province.duyen)
    page = portal.page(path_of(article))
    assert article.title in page
    assert page.count("UBND") > 9
    assert "HI88" not in page
