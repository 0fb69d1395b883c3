"""The frame of every HTML page: shell, head, labels; and what the guard must know."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from jinja2 import Environment

from caunoi.gate.guard import structured
from caunoi.gate.guard.markup import Policy, hiding_classes
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed
from caunoi.gate.render.reading import Head
from caunoi.ground.organisations.queries import official_names
from caunoi.ground.vietnamese.dates import VIETNAM, long_date
from caunoi.outbound.articles.blocks import VIDEO_HOSTS
from caunoi.outbound.media import rules
from caunoi.web import cover, described
from caunoi.web.assets import assets
from caunoi.web.environment import environment
from caunoi.web.rating import form
from caunoi.web.shell import approved, the_shell, word

FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)

# Pages that are there because something is not.
_UNRATED = ("gone.html", "notfound.html")


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
        facts["published"] = page.context["gone"]["date"].astimezone(VIETNAM).isoformat(timespec="minutes")
        _gone(shell, page)
    page.labels = labels
    page.regions += regions
    rated = page.template not in _UNRATED
    if rated:
        page.regions += form.regions(page.path)
    page.context["shell"] = shell.content
    page.context["assets"] = addresses
    page.context["page"] = shown = _page(sources, shell, page, facts)
    shown["rated"] = rated
    shown["core"] = described.core(shown, shell.content, page.context)
    shown["graph"] = described.graph(shown, page.context)
    page.structured = described.structured(shown, shell.content, page.context, settings.BASE_URL)
    shown["structured"] = page.told = structured.written(page.structured)
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
    names = {"css": "site.css", "js": "site.js", "favicon": "favicon.svg", "font_regular": "be-vietnam-pro-400.woff2"}
    return regions, labels, {key: approved(shell, name) for key, name in names.items()}


def _gone(shell: Snapshot, page: Composed) -> None:
    gone = page.context["gone"]
    reason, date = word(shell, gone["reason"]), long_date(gone["date"].date())
    page.context["gone"] = {"title": gone["title"], "reason": reason, "date": date}
    say = streams.squeeze
    page.regions.append(("main", say(gone["title"]) + ":" + say(reason) + ":" + say(date)))
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
    gone = page.template == "gone.html"  # nothing that could be shared is left
    return {
        "kind": facts["kind"],
        "lang": "vi",
        "path": page.path,
        "canonical": settings.BASE_URL + page.path,
        "title": page.title,
        "description": page.description,
        "picture": None if gone else _picture(facts.get("image")) or cover.of_page(sources, shell, page, facts["kind"]),
        "feeds": feeds,
        "published": facts.get("published") or described.newest(page.context) or _since(sources, shell, page),
    }


def _since(sources: Sources, shell: Snapshot, page: Composed) -> str:
    """When what a page shows was first released."""
    owner = (sources.live(page.record) if page.record else None) or shell
    return owner.since.astimezone(VIETNAM).isoformat(timespec="minutes")


def _picture(image: dict[str, Any] | None) -> dict[str, Any] | None:
    """A page's own picture, as those who share the page show it."""
    if not image:
        return None
    width = rules.widths(image["width"])[-1]
    return {
        "href": f"{settings.BASE_URL}/tep/{image['sha']}-{width}.webp", "type": "image/webp", "width": width,
        "height": max(1, round(image["height"] * width / max(1, image["width"]))), "alt": image["alt"],
    }  # fmt: skip


def _head(shell: Snapshot, page: dict[str, Any], addresses: dict[str, str]) -> list[Head]:
    """Every element of <head> that a page must have; see templates/README.md."""
    name = shell.content["portal_name"]
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
    head += [_meta("property", name, value) for name, value in page["graph"]]
    head += [_meta("name", name, value) for name, value in page["core"]]
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
            allowed_forms=frozenset({form.SIGNATURE}),
            hiding_classes=_hiding(assets()["site.css"].data),
            names=tuple(official_names()),
        )
    policy: Policy = sources.memo["policy"]
    return policy


@cache
def _hiding(css: bytes) -> frozenset[str]:
    return hiding_classes(css.decode())
