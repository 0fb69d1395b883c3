"""What the guard says of words while they are being written: the same rules and lists as at release, nothing stored, nothing refused."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from caunoi.gate.guard.addresses import address_findings
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.fragments import OWN
from caunoi.gate.guard.hosts import host_findings
from caunoi.gate.guard.markup import Policy
from caunoi.gate.releases.sources import Sources
from caunoi.gate.render.page import policy
from caunoi.gate.render.press import read_text
from caunoi.ground.vietnamese.old_fonts import old_font

MOST: Final = 300_000  # characters of one form: a text of a hundred pages
_OF_A_CITIZEN: Final = Policy(allowed_hosts=frozenset(("gov.vn", "chinhphu.vn")))
_AROUND: Final = 60
_OLD_FONT: Final = (
    "Chữ gõ bằng phông cũ ({}): người đọc chỉ thấy chữ lạ. Chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi dán lại."
)


@require_POST
def look(request: HttpRequest) -> JsonResponse:
    """`{"pieces": [{"field", "text", "links"}]}` → `{"findings": [{"field", "severity", "before", "stood", "after", "message"}]}`."""
    try:
        pieces = [
            (str(one["field"]), str(one["text"]), [str(link) for link in one.get("links", ())])
            for one in json.loads(request.body)["pieces"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"problem": "Không đọc được nội dung gửi để kiểm."}, status=400)
    if sum(len(text) + sum(map(len, links)) for _, text, links in pieces) > MOST:
        return JsonResponse({"problem": "Bài quá dài để kiểm trong lúc viết. Lưu bản nháp để kiểm."}, status=413)
    rules = policy(Sources())
    found = [shown(field, text, one) for field, text, links in pieces for one in said_of(text, links, rules)]
    return JsonResponse({"findings": found})


def said_of(text: str, links: list[str], rules: Policy) -> list[Finding]:
    """Of one field: its words, the addresses among them, and where its links lead; those that block first."""
    found = [*read_text(text, OWN, rules.names), *address_findings(text, "", rules.allowed_hosts)]
    found += [one for link in links for one in host_findings(link, "link", rules.allowed_hosts)]
    if (old := old_font(text)) is not None:
        found.append(Finding("old-font", "warn", "", old[1], _OLD_FONT.format(old[0])))
    return sorted(dict.fromkeys(found), key=lambda one: one.severity != "block")


def told_of_a_citizen(text: str) -> list[Finding]:
    """Of what a citizen sent, for the clerk who reads it: advertising, lures, addresses that are not the state's."""
    return said_of(text, [], _OF_A_CITIZEN)


def shown(field: str, text: str, one: Finding) -> dict[str, Any]:
    """A finding with the words around it."""
    start = text.find(one.excerpt)
    end = start + len(one.excerpt)
    before, after = ("", "") if start < 0 else (text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
    return {
        "field": field, "rule": one.rule, "severity": one.severity, "stood": one.excerpt, "message": one.message,
        "before": before.rpartition("\n")[2], "after": after.partition("\n")[0],
    }  # fmt: skip
