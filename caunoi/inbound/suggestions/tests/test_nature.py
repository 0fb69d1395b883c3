"""Complaints and denunciations are told from what is neither, with accents and without, with the word and without."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.vietnamese.text import fold
from caunoi.inbound.suggestions.guidance import GUIDANCE, SURE, calls_for, guidance_for
from caunoi.inbound.suggestions.nature import Nature, nature
from caunoi.inbound.suggestions.urgent import urgent

AIM = 0.95
DOORS = ("complaint", "denunciation")


def composed(name: str = "composed.txt") -> list[tuple[str, str]]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition(" | ") for line in lines if line[0] != "#")]


@pytest.mark.parametrize("bare", [False, True], ids=["as written", "without accents"])
def test_precision_and_recall_on_the_composed_texts(bare: bool) -> None:
    samples = [(kind, fold(text) if bare else text) for kind, text in composed()]
    found = [(kind, nature(text).kind) for kind, text in samples]
    said = [kind in DOORS for kind, guess in found if guess in DOORS]
    caught = [guess in DOORS for kind, guess in found if kind in DOORS]
    assert len(caught) > 100
    assert len(found) - len(caught) > 100
    assert sum(said) / len(said) >= AIM
    assert sum(caught) / len(caught) >= AIM
    assert sum(kind == guess for kind, guess in found) / len(found) >= (0.9 if bare else AIM)


@pytest.mark.parametrize(
    "text",
    [
        "Thủ tục khiếu nại như thế nào?",
        "Thời hạn giải quyết khiếu nại là bao lâu?",
        "Cho tôi số tổng đài khiếu nại",
        "Tôi muốn hỏi về Luật Tố cáo",
        "toi muon hoi ve luat to cao",
        "Nếu cán bộ nhận hối lộ thì bị xử lý thế nào?",
    ],
)
def test_who_asks_about_the_words_asks(text: str) -> None:
    assert nature(text).kind == "question"
    assert guidance_for(nature(text)) is None


def test_the_words_that_told_it_are_given() -> None:
    found = nature("Đề nghị hủy quyết định thu hồi đất của tôi")
    assert found.kind == "complaint"
    assert any("quyết định" in words for words in found.because)
    assert nature("Trưởng thôn ăn chặn tiền hỗ trợ của dân").because[:2] == ("Trưởng thôn", "ăn chặn")


def test_a_tall_tree_denounces_nobody() -> None:
    assert nature("Hai cây bàng to cao che biển báo").kind == "petition"
    assert nature("Tôi tố cáo ông A nhận hối lộ").kind == "denunciation"


def test_everyday_words_without_accents_accuse_nobody() -> None:
    for text in (
        "toi da lam viec voi can bo dia chinh xa",
        "toi di voi can bo xa tu ga ve",
        "can bo cho toi doi bang lai",
    ):
        assert nature(text).kind == "petition"


def test_a_seller_is_not_the_state() -> None:
    assert nature("Tôi khiếu nại hóa đơn tiền điện tháng này").kind == "petition"


@given(st.text())
def test_any_text_has_a_nature(text: str) -> None:
    assert 0 <= nature(text).certainty <= 1
    urgent(text)


@pytest.mark.parametrize("kind", DOORS)
def test_a_person_is_told_where_to_go_and_by_which_articles(kind: str) -> None:
    told = guidance_for(Nature(kind, SURE, ()))  # type: ignore[arg-type]
    assert told is not None
    assert "không phải nơi nhận" in told.sentences[0]
    assert str(told.articles[0]) == "Điều 1 Nghị định số 20/2008/NĐ-CP"
    assert any("42/2013/QH13" in article.law for article in told.articles)


def test_a_doubtful_guess_is_not_told_to_the_writer() -> None:
    assert guidance_for(Nature("complaint", SURE - 0.01, ())) is None
    assert guidance_for(Nature("question", 1.0, ())) is None
    assert set(GUIDANCE) == {*DOORS, "information_request"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Hàng xóm dọa giết cả nhà tôi", ["113"]),
        ("hang xom doa giet ca nha toi", ["113"]),
        ("Cháu bé cạnh nhà bị bố dượng đánh đập, hành hạ cháu mỗi ngày", ["111", "113"]),
        ("Xưởng gỗ đang cháy, khói bốc cao", ["114"]),
        ("Nước lũ dâng, thôn tôi bị cô lập", ["112", "114"]),
        ("Có người đuối nước ở bến", ["115"]),
        ("Tôi không muốn sống nữa", ["115"]),
        ("Xin hỏi thủ tục thẩm duyệt phòng cháy chữa cháy", []),
        ("Chi phí cấp cứu trái tuyến có được bảo hiểm trả không?", []),
        ("Đường thôn nhiều ổ gà", []),
        ("toi can tu van ve xe dang chay, may bao hanh", []),
    ],
)
def test_who_may_be_in_danger_is_shown_numbers_to_call(text: str, numbers: list[str]) -> None:
    found = urgent(text)
    assert [call.number for call in calls_for(found)] == numbers if found else not numbers
    assert found is None or found.because
