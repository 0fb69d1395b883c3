"""The shortest way through the whole house: write, approve, be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from caunoi.gate.followers.worker import catch_up
from tests.province import Province


@pytest.fixture
def public(settings: pytest.FixtureRequest, tmp_path: Path) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "public" / "localhost"


def test_an_approved_article_is_everywhere(province: Province, public: Path) -> None:
    article = province.released("Khánh thành cầu Suối Biếc")
    catch_up()
    page = (public / f"kinh-te/khanh-thanh-cau-suoi-biec-{article.pk}.html").read_text()
    assert "Khánh thành cầu Suối Biếc" in page
    for place in (
        "index.html",
        "kinh-te/index.html",
        "tin-tuc/index.html",
        "rss.xml",
        "atom.xml",
        "feed.json",
        "kinh-te/rss.xml",
        "sitemap-1.xml",
    ):
        assert f"khanh-thanh-cau-suoi-biec-{article.pk}.html" in (public / place).read_text(), place
    assert settings.HOST == "localhost"
