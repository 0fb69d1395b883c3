"""A person without a mouse: Tab until the thing wanted has the focus, and nothing but keys."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

MOST = 400  # tabs: more than any page of the portal has places to stop at


@dataclass
class Keys:
    """The keyboard of one page, which counts what was pressed."""

    page: Page
    pressed: int = field(default=0, init=False)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def reach(self, wanted: Locator) -> None:
        """Tab until `wanted` has the focus; what has it must be seen to have it (WCAG 2.2, 2.4.7)."""
        expect(wanted.first).to_be_attached()
        target = wanted.first.element_handle()
        for _ in range(MOST):
            if self.page.evaluate("one => document.activeElement === one", target):
                assert self.page.evaluate(_SHOWN), wanted
                return
            self.press("Tab")
        raise AssertionError(f"{MOST} tabs do not reach {wanted}")

    def follow(self, link: Locator) -> None:
        self.reach(link)
        with self.page.expect_navigation():
            self.press("Enter")

    def type(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.page.keyboard.insert_text(text)

    def choose(self, choice: Locator) -> None:
        """A radio button or a check box."""
        self.reach(choice)
        self.press("Space")
        expect(choice.first).to_be_checked()


# A ring, a shadow or another colour than without focus; a card shows it on itself.
_SHOWN = """() => {
    const ring = one => {
        const style = getComputedStyle(one);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    };
    const one = document.activeElement, card = one.closest('.card, .tile, .person');
    return ring(one) || (card && ring(card)) || one.isContentEditable || one.matches('input, textarea, select');
}"""


@dataclass
class Clicks:
    """A person with a mouse or a thumb: each journey in clicks and seconds."""

    page: Page
    clicks: int = field(default=0, init=False)
    begun: float = field(default_factory=time.monotonic, init=False)

    def click(self, wanted: Locator) -> None:
        wanted.first.click()
        self.clicks += 1

    def seconds(self) -> float:
        return time.monotonic() - self.begun
