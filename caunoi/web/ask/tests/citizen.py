"""A citizen at a browser without JavaScript: reads the hidden fields of the page that came and sends the form back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

FORM = "/gui-y-kien/"
QUESTION: dict[str, Any] = {
    "kind": "question",
    "title": "Hỗ trợ giống lúa sau ngập",
    "text": "Ruộng nhà tôi bị ngập hai tuần nay, xin hỏi có được hỗ trợ giống lúa không?",
}
PERSON: dict[str, Any] = {
    "name": "Nguyễn Thị Lúa",
    "phone": "0912 345 678",
    "email": "lua@thu.example",
    "consent": ["handle"],
}


def page(response: Any) -> html.HtmlElement:
    return html.document_fromstring(response.content.decode())


def text(response: Any) -> str:
    return " ".join(page(response).text_content().split())


def fields(response: Any, action: str = FORM, number: int = 0) -> dict[str, Any]:
    """What a browser would send back of the form as it stands: typed, chosen and hidden."""
    found: dict[str, Any] = {}
    for name, value in page(response).xpath(f"//form[@action='{action}']")[number].form_values():
        # A browser drops the line break after <textarea>.
        found.setdefault(name, []).append(value.replace("\r\n", "\n").removeprefix("\n"))
    return {name: values if name in ("consent", "drop") else values[-1] for name, values in found.items()}


@dataclass
class Citizen:
    """`address` is where they come from: doors count by it."""

    client: Client = field(default_factory=Client)
    address: str = "192.0.2.10"

    def get(self, path: str, **query: str) -> HttpResponse:
        return self.client.get(path, query, REMOTE_ADDR=self.address)  # type: ignore[return-value]

    def post(self, path: str, data: dict[str, Any]) -> HttpResponse:
        return self.client.post(path, data, REMOTE_ADDR=self.address)  # type: ignore[return-value]

    def writes(self, **changes: Any) -> dict[str, Any]:
        """The form as it is sent first."""
        return fields(self.get(FORM)) | QUESTION | changes

    def reviews(self, **changes: Any) -> HttpResponse:
        return self.post(FORM, self.writes(**changes) | {"step": "review"})

    def sends(self, **changes: Any) -> HttpResponse:
        """Through both steps; the answer to the second."""
        review = self.reviews(**changes)
        assert review.status_code == 200, text(review)
        return self.post(
            FORM, fields(review) | {"step": "send"} | {k: v for k, v in changes.items() if k == "complaint"}
        )

    def files(self, **changes: Any) -> tuple[str, str]:
        """Code and secret, read from the receipt."""
        sent = self.sends(**changes)
        assert sent.status_code == 303, text(sent)
        receipt = self.get(sent["Location"])
        codes = re.findall(r'<b class="code">([^<]+)</b>', receipt.content.decode())
        return codes[0], codes[1]

    def follows(self, code: str, secret: str) -> HttpResponse:
        """The status page by code and secret."""
        door = self.get("/theo-doi/")
        sent = self.post("/theo-doi/", fields(door, "/theo-doi/") | {"code": code, "secret": secret})
        return self.get(sent["Location"]) if sent.status_code == 303 else sent
