"""The frame of every HTML page: shell, head, labels; and what the guard must know."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from jinja2 import Environment

from caunoi.gate.guard.markup import Policy, hiding_classes
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed
from caunoi.gate.render.reading import Head
from caunoi.ground.organisations.queries import official_names
from caunoi.ground.vietnamese.dates import long_date
from caunoi.outbound.articles.blocks import VIDEO_HOSTS
from caunoi.outbound.media import rules
from caunoi.web.assets import NAMES, assets
from caunoi.web.environment import environment
from caunoi.web.fixed import WAYS
from caunoi.web.shell import approved, the_shell, word

FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)


@cache
def _environment() -> Environment:
    return environment({})


def template(name: str, context: dict[str, Any]) -> str:
    return _environment().get_template(name).render(context)


def frame(sources: Sources, page: Composed) -> None:
    """Add to a page what stands around it, and what must be found of that in the bytes."""
    shell = the_shell(sources)
    if "shell" not in sources.memo:
        sources.memo["shell"] = _shell(shell)
    regions, labels, addresses = sources.memo["shell"]
    facts = page.context.pop("page_facts", {"kind": "page"})
    if page.template == "gone.html":
        _gone(shell, page)
    page.labels = labels
    page.regions += regions
    page.context["shell"] = shell.content
    page.context["assets"] = addresses
    page.context["page"] = shown = _page(sources, shell, page, facts)
    page.head = _head(shell, shown, addresses)


def _shell(shell: Snapshot) -> tuple[list[tuple[str, str]], frozenset[str], dict[str, str]]:
    content = shell.content
    say = streams.squeeze
    header = (
        streams.link("#noi-dung")
        + streams.link("/", say(content["portal_name"]))
        + say(content["owner"])
        + say(content["slogan"])
    )
    menu = "".join(
        streams.link(item["href"], say(item["title"]))
        + "".join(streams.link(below["href"], say(below["title"])) for below in item["items"])
        for item in content["menu"]
    )
    footer = content["footer"]
    lines = [":" + say(footer[key]) for key in ("responsible", "address", "phone", "email", "licence") if footer[key]]
    links = [streams.link(link["href"], say(link["title"])) for link in content["links"]]
    lines.append(streams.link("/nguon-goc/"))
    regions = [("header", header), ("menu", menu), ("footer", say(footer["unit"]) + "".join(lines) + "".join(links))]
    labels = frozenset(streams.squeeze(word) for word in content["words"].values())
    return regions, labels, {key: approved(shell, name) for key, name in NAMES.items()}


def _gone(shell: Snapshot, page: Composed) -> None:
    gone = page.context["gone"]
    reason, date = word(shell, gone["reason"]), long_date(gone["date"].date())
    page.context["gone"] = {"title": gone["title"], "reason": reason, "date": date}
    say = streams.squeeze
    page.regions += [("main", say(gone["title"]) + ":" + say(reason) + ":" + say(date)), ("ways", WAYS)]
    page.title = page.title or word(shell, "gone_title")
    page.description = word(shell, "gone_title")


def _page(sources: Sources, shell: Snapshot, page: Composed, facts: dict[str, Any]) -> dict[str, Any]:
    feeds = [
        {"title": f"{shell.content['portal_name']} ({name})", "href": f"/{file}", "type": kind}
        for file, kind, name in FEEDS
    ]
    section = sources.live(f"section:{facts['section']}") if facts.get("section") else None
    if section is not None:
        here = f"/{section.content['slug']}/"
        feeds += [
            {"title": f"{section.content['title']} ({name})", "href": here + file, "type": kind}
            for file, kind, name in FEEDS
        ]
    image = facts.get("image")
    return {
        "kind": facts["kind"],
        "path": page.path,
        "canonical": settings.BASE_URL + page.path,
        "title": page.title,
        "description": page.description,
        "image": f"{settings.BASE_URL}/tep/{image['sha']}-{rules.widths(image['width'])[-1]}.webp" if image else None,
        "feeds": feeds,
        "published": facts.get("published"),
        "modified": None,
    }


def _head(shell: Snapshot, page: dict[str, Any], addresses: dict[str, str]) -> list[Head]:
    """Every element of <head> that a page must have; see templates/README.md."""
    name, owner = shell.content["portal_name"], shell.content["owner"]
    title, description, canonical = page["title"], page["description"], page["canonical"]
    head: list[Head] = [
        ("meta", "charset=utf-8"),
        _meta("name", "viewport", "width=device-width, initial-scale=1"),
        ("title", streams.squeeze(f"{title} – {name}")),
        _meta("name", "description", description),
        ("link", f"href={canonical}", "rel=canonical"),
        (
            "link",
            "as=font",
            "crossorigin=anonymous",
            f"href={addresses['font_regular']}",
            "rel=preload",
            "type=font/woff2",
        ),
        ("link", f"href={addresses['css']}", "rel=stylesheet"),
        ("link", f"href={addresses['favicon']}", "rel=icon", "type=image/svg+xml"),
        ("script", "defer=", f"src={addresses['js']}"),
        _meta("property", "og:title", title),
        _meta("property", "og:description", description),
        _meta("property", "og:type", "article" if page["kind"] == "article" else "website"),
        _meta("property", "og:url", canonical),
        _meta("property", "og:site_name", name),
        _meta("property", "og:locale", "vi_VN"),
    ]
    head += [
        ("link", f"href={feed['href']}", "rel=alternate", f"title={feed['title']}", f"type={feed['type']}")
        for feed in page["feeds"]
    ]
    if page["image"]:
        head.append(_meta("property", "og:image", page["image"]))
    if page["kind"] == "article":
        core = {
            "title": title,
            "creator": owner,
            "publisher": name,
            "description": description,
            "language": "vi",
            "identifier": canonical,
        }
        if page["published"]:
            core["date"] = page["published"]
        head += [_meta("name", f"DC.{key}", value) for key, value in core.items()]
    return head


def _meta(kind: str, name: str, content: str) -> Head:
    return ("meta", f"content={content}", f"{kind}={name}")


def policy(sources: Sources) -> Policy:
    """What the guard allows on a page: the hosts approved with the shell, and the script and stylesheet approved with it."""
    if "policy" not in sources.memo:
        shell = the_shell(sources)
        own = urlsplit(settings.BASE_URL).hostname or settings.HOST
        sources.memo["policy"] = Policy(
            allowed_hosts=frozenset({*shell.content["allowed_hosts"], own, settings.HOST, *VIDEO_HOSTS}),
            video_hosts=frozenset(VIDEO_HOSTS),
            allowed_scripts=frozenset({approved(shell, "site.js")}),
            allowed_styles=frozenset({approved(shell, "site.css")}),
            hiding_classes=_hiding(assets()["site.css"].data),
            names=tuple(official_names()),
        )
    policy: Policy = sources.memo["policy"]
    return policy


@cache
def _hiding(css: bytes) -> frozenset[str]:
    return hiding_classes(css.decode())
