"""What changed since the last approval: word by word, field by field, and only for who may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.rich_text import RichText

from caunoi.desk.differences import Compared, Piece, changes_between, compared, shortened, sides, words_of
from caunoi.gate.releases import kinds
from caunoi.ground.people.models import User
from caunoi.outbound.articles.models import Article
from tests.agencies import Agencies
from tests.province import Province, picture

pytestmark = [pytest.mark.usefixtures("pictures"), pytest.mark.filterwarnings("ignore:.*nclosed file:ResourceWarning")]


def differ(before: dict[str, Any], after: dict[str, Any]) -> Compared:
    return compared(before, after, {}, lambda kind, number: f"{kind} {number}")


def test_only_what_differs_is_told_under_the_name_of_its_field() -> None:
    found = differ({"title": "Cầu mới", "lead": "Sáng nay."}, {"title": "Cầu mới", "lead": "Sáng 25/11."})
    (one,) = found.changes
    assert (one.label, one.kind, found.same) == ("Sapo", "changed", ["Tiêu đề"])
    assert one.before == [Piece("same", "Sáng "), Piece("del", "nay"), Piece("same", ".")]
    assert one.after == [Piece("same", "Sáng "), Piece("ins", "25/11"), Piece("same", ".")]


def test_a_replaced_phrase_is_not_cut_at_its_spaces() -> None:
    before, after = sides("Tỉnh khởi công cầu", "Tỉnh thông xe cầu")
    assert [piece.text for piece in before if piece.kind == "del"] == ["khởi công"]
    assert [piece.text for piece in after if piece.kind == "ins"] == ["thông xe"]


@pytest.mark.parametrize(
    ("old", "new"), [("a b c", "a x c"), ("", "mới"), ("cũ", ""), ("một hai ba bốn", "hai ba"), ("a  b\nc", "a b\nd c")]
)
def test_the_two_sides_are_the_two_texts(old: str, new: str) -> None:
    before, after = sides(old, new)
    assert ("".join(p.text for p in before), "".join(p.text for p in after)) == (old, new)
    assert {p.kind for p in before} <= {"same", "del"} and {p.kind for p in after} <= {"same", "ins"}
    assert "".join(p.text for p in changes_between(old, new) if p.kind != "ins") == old


def test_a_block_put_in_between_is_one_new_block_and_not_a_change_of_all_after_it() -> None:
    blocks = [{"type": "text", "html": f"<p>Đoạn {n}.</p>"} for n in range(3)]
    new = [*blocks[:1], {"type": "quote", "text": "Lời mới", "by": "Bà Lúa"}, *blocks[1:]]
    (one,) = differ({"blocks": blocks}, {"blocks": new}).changes
    assert (one.label, one.kind) == ("Nội dung, khối “Trích dẫn” 2", "added")
    assert one.after == [Piece("ins", "Lời mới\nNgười nói: Bà Lúa")]


def test_the_order_in_which_fields_were_stored_is_no_change() -> None:
    quote = {"type": "quote", "text": "Lời", "by": "Bà Lúa"}
    assert differ({"blocks": [quote]}, {"blocks": [dict(sorted(quote.items()))]}).changes == []


def test_a_link_that_leads_elsewhere_is_a_change_though_its_words_stay() -> None:
    old = [{"type": "text", "html": '<p>Xem <a href="https://a.gov.vn/">ở đây</a>.</p>'}]
    new = [{"type": "text", "html": '<p>Xem <a href="https://b.gov.vn/">ở đây</a>.</p>'}]
    (one,) = differ({"blocks": old}, {"blocks": new}).changes
    assert [p.text for p in one.after if p.kind == "ins"] == ["b.gov.vn"]


def test_pictures_are_compared_by_their_bytes_and_by_what_is_said_of_them() -> None:
    old: dict[str, Any] = {"image": {"sha": "a", "width": 8, "height": 5, "alt": "Cầu", "credit": "TTX"}}
    other = {"image": old["image"] | {"sha": "b"}}
    (one,) = differ(old, other).changes
    assert (one.label, one.pictures_before, one.pictures_after) == ("Ảnh chính", ("a",), ("b",))
    (said,) = differ(old, {"image": old["image"] | {"alt": "Cầu mới"}}).changes
    assert said.pictures_before == () and Piece("ins", "mới") in [Piece(p.kind, p.text.strip()) for p in said.after]


def test_records_are_called_by_their_titles() -> None:
    (one,) = differ({"special": 1}, {"special": 2}).changes
    assert [p.text for p in one.after] == ["special ", "2"] or [p.text for p in one.after if p.kind == "ins"] == ["2"]


def test_what_stayed_is_cut_in_its_middle_and_what_changed_never() -> None:
    long = "chữ " * 400
    pieces = shortened([Piece("same", long), Piece("ins", long)])
    assert "[…]" in pieces[0].text and len(pieces[0].text) < 400 and pieces[1].text == long


def test_markup_is_read_as_lines() -> None:
    assert words_of("<h3>Một</h3><p>Hai<br>ba</p><ul><li>bốn</li><li>năm</li></ul>").split("\n") == [
        "Một", "Hai", "ba", "• bốn", "• năm",
    ]  # fmt: skip


def page(user: User, article: Any, query: str = "") -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"/quan-tri/thay-doi/{kinds.name_of(article)}/{query}")


@pytest.fixture
def changed(province: Province, settings: Any) -> Article:
    """Released, then changed by Bình in words, picture and section."""
    settings.DEMO = True
    article = province.released("Khởi công cầu Suối Biếc")
    article.title, article.section = "Thông xe cầu Suối Biếc", province.news
    article.image, article.image_alt = picture("cầu mới"), "Xe đầu tiên qua cầu"
    article.body = [("text", RichText("<p>Nội dung của bài Khởi công cầu Suối Biếc đã đổi.</p>"))]
    article.save_revision(user=province.binh)
    return article


def test_an_approver_reads_what_changed_beside_what_stands(changed: Article, province: Province) -> None:
    said = page(province.tam, changed).content.decode()
    assert "Đang trên cổng, Phạm Hồng Duyên duyệt" in said and "Trần Văn Bình (" in said
    assert '<del><span class="w-sr-only">[bỏ] </span>Khởi công</del>' in said
    assert '<ins><span class="w-sr-only">[thêm] </span>Thông xe</ins>' in said
    assert "Mô tả ảnh: Xe đầu tiên qua cầu" in said and "desk-change-picture" in said
    assert "Không đổi: " in said and "Sapo" in said.partition("Không đổi: ")[2]


def test_what_stands_is_what_is_compared_not_what_was_saved_since(changed: Article, province: Province) -> None:
    changed.title = "Khởi công cầu Suối Biếc"
    changed.save_revision(user=province.binh)
    assert "[bỏ] </span>Khởi công" not in page(province.tam, changed).content.decode()


def test_a_draft_that_nobody_approved_is_all_new(province: Province, settings: Any) -> None:
    settings.DEMO = True
    said = page(province.tam, province.draft("Mưa lớn")).content.decode()
    assert "Chưa có bản nào được duyệt" in said and "Mọi thứ dưới đây đều mới" in said and "<ins>" not in said


def test_a_withdrawn_record_is_compared_with_what_was_approved_last(changed: Article, province: Province) -> None:
    article = Article.objects.get(pk=changed.pk)
    article.unpublish(user=province.duyen)
    said = page(province.tam, article).content.decode()
    assert "Bản duyệt lần cuối" in said and "[thêm] </span>Thông xe" in said


def test_the_way_there_is_beside_the_button_that_approves_and_in_what_waits(
    changed: Article, province: Province
) -> None:
    changed.get_workflow().start(changed, province.binh)
    client = Client()
    client.force_login(province.tam)
    here = f"/quan-tri/thay-doi/article:{changed.pk}/"
    assert here in client.get(f"/quan-tri/snippets/articles/article/edit/{changed.pk}/").content.decode()
    assert here in client.get("/quan-tri/").content.decode()


def test_the_answers_of_agencies_are_not_the_newsrooms_to_read_before_they_are_out(
    changed: Article, province: Province, agencies: Agencies
) -> None:
    from caunoi.inbound.answers.models import PublicAnswer

    agencies.in_review()
    answer = PublicAnswer.objects.get()
    assert page(province.mai, answer).status_code == 302
    assert page(agencies.an, changed).status_code == 302  # a clerk has nothing to do with articles
    assert page(province.mai, changed).status_code == 200
