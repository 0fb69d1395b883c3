"""The dynamic pages in English: the same views and rules, every word of ours in the language of the address, a person's own words untouched."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from caunoi.inbound.cases import rules
from caunoi.inbound.cases.submission import PURPOSES
from caunoi.outbound.translations.actions import begin
from caunoi.outbound.translations.queries import paragraphs_of
from caunoi.web.environment import TEMPLATES
from caunoi.web.spoken import PATHS, Loader, told
from caunoi.web.spoken_en import PHRASES
from tests.province import Province

ACCENTED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
# Names of laws, and a place as an example, stay as they are.
KEPT = re.compile(r"\d+/\d{4}/(?:NĐ-CP|QH15)|Tết|Tân Lập, Vũ Thư, Thái Bình")
IN_ENGLISH = (
    "form", "review", "receipt", "status", "follow", "message", "lookups", "due", "holidays", "communes", "privacy", "parts",
)  # fmt: skip


@pytest.fixture
def english(province: Province) -> Province:
    for kind, obj in (("shell", province.shell), ("frontpage", province.front)):
        record = f"{kind}:{obj.pk}"
        texts = [f"EN {number}" for number, _ in enumerate(paragraphs_of(record))]
        begin(record, language="en", by=province.mai, texts=texts)[1].publish(user=province.duyen)
    return province


def words(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body is not None
    for tag in ("script", "option"):
        for node in body.css(tag):
            node.decompose()
    return body.text(separator=" ")


@pytest.mark.parametrize("name", IN_ENGLISH)
def test_no_word_of_a_template_is_left_in_vietnamese(name: str) -> None:
    source = Loader(TEMPLATES, "en").get_source(None, f"ask/{name}.html")[0]  # type: ignore[arg-type]
    assert not ACCENTED.search(KEPT.sub("", source)), [
        line for line in source.splitlines() if ACCENTED.search(KEPT.sub("", line))
    ]


def test_every_phrase_stands_in_a_template() -> None:
    sources = "\n".join((TEMPLATES / "ask" / f"{name}.html").read_text() for name in IN_ENGLISH)
    assert [phrase for phrase in PHRASES if phrase not in sources] == []


def test_what_the_rules_say_to_people_is_said_in_english() -> None:
    sayings = [*rules.STATES.values(), *rules.GRADES.values(), *PURPOSES.values()]
    sayings += [one.told.format(agency="X", to="Y", code="Z", ground="W") for one in rules.ACTS.values() if one.told]
    assert [one for one in sayings if ACCENTED.search(told(one, "en"))] == []
    assert told("Đã chuyển từ Sở Y tế đến Sở Xây dựng", "en") == "Moved from Sở Y tế to Sở Xây dựng"
    assert told("Ngày làm việc, gia hạn; hết hạn", "en") == "Working day, extended; end of the term"


@pytest.mark.parametrize("path", [path for path in PATHS if path not in ("/theo-doi/viec/", "/theo-doi/bien-nhan/")])
def test_each_page_stands_in_both_languages_and_each_leads_to_the_other(
    client: Client, english: Province, path: str
) -> None:
    page = client.get("/en" + path).content.decode()
    assert '<html lang="en">' in page and "Skip to main content" in page
    assert f'<a href="{path}" lang="vi" hreflang="vi">Tiếng Việt</a>' in page
    assert f'<a href="/en{path}" lang="en" hreflang="en">English</a>' in client.get(path).content.decode()
    left = KEPT.sub("", words(page)).replace("Tiếng Việt", "")
    assert not [
        line for line in left.splitlines() if ACCENTED.search(line) and "Sở" not in line and "Quốc" not in line
    ][:3]


def test_a_form_that_is_refused_says_so_in_english_and_keeps_what_was_typed(client: Client, english: Province) -> None:
    page = client.get("/en/gui-y-kien/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token is not None
    sent = {
        "token": token[1],
        "kind": "petition",
        "title": "Tra cứu",
        "text": "Đường hỏng đã hai tuần, đề nghị sửa.",
        "step": "review",
    }
    answer = client.post("/en/gui-y-kien/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "By law, this kind needs the name of the sender." in page
    assert 'value="Tra cứu"' in page and "Đường hỏng đã hai tuần" in page
    assert 'action="/en/gui-y-kien/"' in page


def test_an_english_address_that_leads_nowhere_is_answered_in_english(client: Client, english: Province) -> None:
    answer: Any = client.get("/en/theo-doi/khong-co/")
    assert answer.status_code == 404 and "This address is not on the portal." in answer.content.decode()
