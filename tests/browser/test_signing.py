"""An approver signs with a passkey in the browser, and anybody sees it in the log."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from caunoi.cli.main import main
from caunoi.demo.build import PASSWORD
from tests.browser import newsroom
from tests.browser.conftest import Opens
from tests.browser.portal import Portal
from tests.browser.test_story import address_of

pytestmark = pytest.mark.browser

TITLE = "Trạm bơm Bến Ngọc chạy thử, tưới được ba trăm héc-ta lúa xuân"


def with_a_passkey(page: Page) -> None:
    """A device that always confirms, and its key registered with the account that is logged in."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/accounts/2fa/webauthn/add/")
    if "/reauthenticate/" in page.url:  # asked again before anything about keys is changed
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Xác nhận").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Thêm khóa").click()


def without_it(page: Page) -> None:
    """The account as it was, for the other tests."""
    page.goto("/accounts/2fa/webauthn/")
    for _ in range(page.get_by_role("link", name=re.compile("^Gỡ")).count()):
        page.get_by_role("link", name=re.compile("^Gỡ")).first.click()
        page.get_by_role("button", name=re.compile("Gỡ")).click()
        page.goto("/accounts/2fa/webauthn/")


def test_an_approver_signs_with_a_passkey_and_anybody_can_verify_it(
    opens: Opens, portal: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter = newsroom.log_in(opens(), "phongvien")
    reporter.goto(newsroom.ADD)
    newsroom.write(
        reporter, TITLE, lead="Sáng nay trạm bơm chạy thử hai tổ máy.", text="Hai tổ máy chạy đều, nước lên đủ."
    )
    newsroom.save(reporter)
    newsroom.submit(reporter)

    approver = newsroom.log_in(opens(), "duyet2")
    try:
        with_a_passkey(approver)
        approver.goto("/quan-tri/")
        waiting = approver.locator(".desk-panel", has_text="Chờ tôi duyệt")
        waiting.get_by_role("link", name=TITLE).last.click()
        with approver.expect_navigation():
            approver.get_by_role("button", name="Duyệt và phát hành").click()
        expect(approver.locator(".messages .success")).to_contain_text("Đã duyệt và phát hành")
    finally:
        without_it(approver)
    path = address_of(portal, TITLE)
    assert not portal.missing({path: TITLE})
    assert main(["verify", "--seen", str(tmp_path / "seen"), portal.url + path]) == 0
    assert re.search(r"Người duyệt ký bằng khóa [0-9a-f]{16}", capsys.readouterr().out)
