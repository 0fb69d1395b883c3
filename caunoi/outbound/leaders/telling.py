"""The way through a leader that a translation takes."""

from __future__ import annotations

from typing import Any

from caunoi.gate.releases.translating import Translatable
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.paragraphs import Speech
from caunoi.outbound.leaders.showing import path_of

Content = dict[str, Any]


def _leader(content: Content, speech: Speech) -> Content:
    """A name is written as its bearer writes it, so it is not translated."""
    photo = content["photo"]
    told = content | {
        "photo": photo | {"alt": speech.plain("alt", photo["alt"])} if photo else photo,
        "posts": [_post(post, speech) for post in content["posts"]],
        "born": speech.plain("born", content["born"]),
        "behind": speech.behind(),
        "biography_html": speech.rich("text", content["biography_html"]),
        "duties_html": speech.rich("text", content["duties_html"]),
        "contact": speech.plain("contact", content["contact"]),
    }
    return told | {"behind_end": speech.behind()}


def _post(post: Content, speech: Speech) -> Content:
    return post | {
        "title": speech.plain("post", post["title"]),
        "organisation": speech.plain("organisation", post["organisation"]),
    }


KIND = Translatable(
    "leader", _leader, "leader", lists=(PageRef("leaders", "all"),), list_paths=("/lanh-dao/",), path=path_of, many=True
)
