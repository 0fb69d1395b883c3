"""The guard beside the pen: told in its sentence while one writes, reached by keyboard, gone when mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import newsroom
from tests.browser.conftest import Opens

pytestmark = pytest.mark.browser


def test_a_slogan_is_marked_in_its_sentence_while_one_writes_and_gone_when_it_is_mended(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "phongvien")
    page.goto(newsroom.ADD)
    newsroom.write(
        page,
        "Họp báo tháng 11",
        lead="Sáng nay nhà cái uy tín số 1 họp báo.",
        text="Mời xem tài xỉu online uy tín đổi thưởng tại đây.",
    )
    said = page.locator(".desk-live li")
    expect(said).to_have_count(2, timeout=15_000)
    in_lead = said.filter(has_text="họp báo")
    expect(in_lead).to_contain_text("Sẽ bị chặn")
    expect(in_lead.locator("mark")).to_contain_text("nhà cái uy tín")
    expect(page.locator(".desk-live").first).to_have_attribute("role", "status")
    # By keyboard to the words, which are selected so that typing replaces them.
    in_lead.get_by_role("button").focus()
    page.keyboard.press("Enter")
    chosen = "document.activeElement.value?.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    assert "nhà cái uy tín" in page.evaluate(chosen)
    page.keyboard.insert_text("tỉnh")
    expect(said).to_have_count(1, timeout=15_000)
    said.get_by_role("button").click()
    assert "tài xỉu" in page.evaluate("window.getSelection().toString()")
    # Nothing stops the writer: the draft is saved with what is told.
    newsroom.save(page)
    expect(said).to_have_count(1, timeout=15_000)
