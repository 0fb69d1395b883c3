"""What is pasted from Word comes out clean: in the editor, and in what is stored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import newsroom
from tests.browser.conftest import Opens

pytestmark = pytest.mark.browser

# As Word 2016 puts it on the clipboard: styles, smart tags, empty paragraphs, a list made of paragraphs.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:st1="urn:schemas-microsoft-com:office:smarttags">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {font-family:"Times New Roman";} --></style></head>
<body lang=EN-US><!--StartFragment-->
<p class=MsoNormal style='margin-bottom:6.0pt;text-indent:36pt'><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt;
color:red;font-family:"Times New Roman",serif'>Kết luận của Chủ tịch</span></b><span style='font-size:14.0pt'>&nbsp;&nbsp; tại
cuộc họp <o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><st1:place w:st="on"><st1:City w:st="on">Bến Ngọc</st1:City></st1:place>&nbsp;hoàn thành
<a href="https://chinhphu.vn/">kế hoạch</a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol;mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span>Việc thứ nhất<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='font-family:Symbol;mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span>Việc thứ hai<o:p></o:p></p>
<!--EndFragment--></body></html>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span
style="font-size:11pt;font-family:Arial;color:#000000;font-weight:700">Đậm</span><span
style="font-size:11pt;font-family:Arial"> và thường</span></p><br /><p
dir="ltr"><span style="font-style:italic">Nghiêng</span></p></b>"""
PASTE = """([html, text]) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', text);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(page: Page, html: str, text: str = "") -> None:
    editor = page.locator(".Draftail-Editor [contenteditable=true]").first
    editor.scroll_into_view_if_needed()
    editor.click()
    page.evaluate(PASTE, [html, text])
    page.wait_for_timeout(800)


def written(page: Page, title: str) -> None:
    page.goto(newsroom.ADD)
    page.locator("#id_title").fill(title)
    page.locator("#id_lead").fill("Sapo.")
    page.locator("#id_section").select_option(label="Kinh tế")


def public(page: Page) -> str:
    """What readers would get of the text, as the preview shows it."""
    shown = newsroom.preview(page)
    expect(shown.locator("h1")).to_be_visible(timeout=30_000)
    return " ".join(shown.locator("main .body, main article, main").first.inner_html().split())


def test_word_comes_out_clean_and_keeps_bold_links_and_lists(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "bientap")
    written(page, "Dán từ Word")
    paste(page, WORD)
    newsroom.save(page)
    html = public(page)
    assert "<strong>Kết luận của Chủ tịch</strong> tại cuộc họp" in html
    assert "Bến Ngọc hoàn thành" in html and 'href="https://chinhphu.vn/"' in html
    assert "<li>Việc thứ nhất</li>" in html and "<li>Việc thứ hai</li>" in html
    for rest in ("Mso", "mso-", "style=", "st1:", "<o:p", "&nbsp;", "\\xa0", "<p></p>", "Times New Roman", "·"):
        assert rest not in html, rest


def test_google_docs_comes_out_clean(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "bientap")
    written(page, "Dán từ Google Docs")
    paste(page, DOCS)
    newsroom.save(page)
    html = public(page)
    assert "<p><strong>Đậm</strong> và thường</p><p><em>Nghiêng</em></p>" in html
    for rest in ("docs-internal", "style=", "Arial", "<p></p>"):
        assert rest not in html, rest


def test_letters_of_an_old_font_are_told_at_once(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "phongvien")
    written(page, "Dán chữ cũ")
    paste(page, "<p>Uû ban nh©n d©n tØnh th«ng b¸o kÕt luËn cña Chñ tÞch</p>", "Uû ban nh©n d©n tØnh th«ng b¸o")
    told = page.locator(".desk-live li", has_text="phông cũ (TCVN3)")
    expect(told).to_have_count(1, timeout=15_000)
    expect(told).to_contain_text("Unicode")
