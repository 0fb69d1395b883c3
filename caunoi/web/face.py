"""The frame of every HTML page: shell, head, labels; and what the guard must know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from jinja2 import Environment

from caunoi.gate.guard import structured
from caunoi.gate.guard.markup import Policy, hiding_classes
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.releases.translating import inside, speaks
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed
from caunoi.gate.render.reading import Head
from caunoi.ground.languages import OTHERS, VIETNAMESE, bare, language_of, named, prefix
from caunoi.ground.languages.dates import long_date
from caunoi.ground.organisations.queries import official_names
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.outbound.articles.blocks import VIDEO_HOSTS
from caunoi.outbound.media import rules
from caunoi.web import cover, described, rated
from caunoi.web.assets import NAMES, assets
from caunoi.web.environment import environment
from caunoi.web.fixed import WAYS
from caunoi.web.shell import approved, the_shell, word

FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)

# Pages that are there because something is not.
_UNRATED = ("gone.html", "notfound.html", "error.html", "readonly.html")


@cache
def _environment(language: str = VIETNAMESE) -> Environment:
    return environment({}, language)


def template(name: str, context: dict[str, Any]) -> str:
    language = context["page"]["language"]
    made = _environment() if language == VIETNAMESE else _environment(language)
    return made.get_template(name).render(context)


def frame(sources: Sources, page: Composed) -> None:
    """Add to a page what stands around it, and what must be found of that in the bytes."""
    language = language_of(page.path)
    here = inside(sources, language)
    shell = the_shell(here)
    around = shell.content if language == VIETNAMESE else reachable(here, shell.content)
    if language != VIETNAMESE or "shell" not in sources.memo:
        here.memo["shell"] = _shell(shell, around)
    regions, labels, addresses = here.memo["shell"]
    facts = page.context.pop("page_facts", {"kind": "page"})
    if page.template == "gone.html":
        facts["published"] = page.context["gone"]["date"].astimezone(VIETNAM).isoformat(timespec="minutes")
        _gone(shell, page)
    page.labels = labels
    is_rated = page.template not in _UNRATED
    if is_rated:
        page.regions += rated.regions(page.path)
    page.context["shell"] = around
    page.context["assets"] = addresses
    page.context["page"] = shown = _page(sources, shell, page, facts)
    speaking = [code for code in OTHERS if speaks(sources, code)]
    shown |= tongues(page.path, _beside(page), speaking)
    shown["translation"] = _translation(page, shown, facts.get("translation"))
    switch = "".join(streams.link(one["href"], streams.squeeze(one["name"])) for one in shown["others"])
    page.regions += [("header", regions["header"] + switch), ("menu", regions["menu"]), ("footer", regions["footer"])]
    shown["rated"] = is_rated
    shown["core"] = described.core(shown, around, page.context)
    shown["graph"] = described.graph(shown, page.context)
    page.structured = described.structured(shown, around, page.context, settings.BASE_URL)
    shown["structured"] = page.told = structured.written(page.structured)
    page.head = _head(shell, shown, addresses)


def reachable(sources: Sources, shell: dict[str, Any]) -> dict[str, Any]:
    """The shell in another language: of menu and links what has a name and an address in it; above those below it, if need be, the first of them."""
    menu = []
    for item in shell["menu"]:
        below = [one | {"href": href} for one in item["items"] if one["title"] and (href := sources.href(one["href"]))]
        href = sources.href(item["href"]) or (below[0]["href"] if below else "")
        if item["title"] and href:
            menu.append(item | {"href": href, "items": below})
    links = [one | {"href": href} for one in shell["links"] if one["title"] and (href := sources.href(one["href"]))]
    return shell | {"menu": menu, "links": links}


def tongues(path: str, same: Iterable[str], speaking: Iterable[str]) -> dict[str, Any]:
    """The language of an address, what leads to other languages, and the alternates for search engines.

    `same` are the other languages in which this very page stands, `speaking` those that have a home page.
    """
    language, beside, there = language_of(path), set(same), bare(path)
    others = [
        {"code": code, "name": named(code).name, "href": prefix(code) + (there if code in beside else "/")}
        for code in (VIETNAMESE, *OTHERS)
        if code != language and code in {*beside, *speaking, VIETNAMESE}
    ]
    both = [code for code in (VIETNAMESE, *OTHERS) if code in {*beside, language}] if beside else []
    return {
        "language": language,
        "locale": named(language).locale,
        "home": f"{prefix(language)}/",
        "others": others,
        "alternates": [{"code": code, "href": settings.BASE_URL + prefix(code) + there} for code in both],
    }


def _beside(page: Composed) -> set[str]:
    """The other languages in which a page stands: every translation has its Vietnamese."""
    language = language_of(page.path)
    own = {VIETNAMESE} if language != VIETNAMESE and page.template != "gone.html" else set()
    return {code for code in page.languages if code != language} | own


def _translation(page: Composed, shown: dict[str, Any], state: dict[str, Any] | None) -> dict[str, Any] | None:
    """What stands above a translated text: that it is one, and how far it follows."""
    if not state:
        return None
    behind = state["on"] if state["stale"] or state["missing"] else ""
    href = shown["others"][0]["href"]
    said = ":" + streams.link(href, streams.squeeze(named(VIETNAMESE).name))
    page.regions.append(("translation", said + (streams.squeeze(behind))))
    return {"href": href, "name": named(VIETNAMESE).name, "behind": behind}


def _shell(shell: Snapshot, content: dict[str, Any]) -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    say = streams.squeeze
    header = (
        streams.link("#noi-dung")
        + streams.link(f"{prefix(shell.language)}/", say(content["portal_name"]))
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
    regions = {"header": header, "menu": menu, "footer": say(footer["unit"]) + "".join(lines) + "".join(links)}
    labels = frozenset(streams.squeeze(word) for word in content["words"].values())
    return regions, labels, {key: approved(shell, name) for key, name in NAMES.items()}


def _gone(shell: Snapshot, page: Composed) -> None:
    gone = page.context["gone"]
    reason, date = word(shell, gone["reason"]), long_date(gone["date"].date(), shell.language)
    page.context["gone"] = {"title": gone["title"], "reason": reason, "date": date}
    say = streams.squeeze
    page.regions += [("main", say(gone["title"]) + ":" + say(reason) + ":" + say(date)), ("ways", WAYS)]
    page.title = page.title or word(shell, "gone_title")
    page.description = word(shell, "gone_title")


def _page(sources: Sources, shell: Snapshot, page: Composed, facts: dict[str, Any]) -> dict[str, Any]:
    of_all = FEEDS if shell.language == VIETNAMESE else ()  # feeds are of Vietnamese articles
    feeds = [
        {"title": f"{shell.content['portal_name']} ({name})", "href": f"/{file}", "type": kind}
        for file, kind, name in of_all
    ]
    section = sources.live(f"section:{facts['section']}") if facts.get("section") else None
    if section is not None:
        here = f"/{section.content['slug']}/"
        feeds += [
            {"title": f"{section.content['title']} ({name})", "href": here + file, "type": kind}
            for file, kind, name in of_all
        ]
    gone = page.template == "gone.html"  # nothing that could be shared is left
    return {
        "kind": facts["kind"],
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
        _meta("property", "og:locale", page["locale"]),
    ]
    head += [("link", f"href={one['href']}", f"hreflang={one['code']}", "rel=alternate") for one in page["alternates"]]
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
            allowed_forms=frozenset({rated.SIGNATURE}),
            hiding_classes=_hiding(assets()["site.css"].data),
            names=tuple(official_names()),
        )
    policy: Policy = sources.memo["policy"]
    return policy


@cache
def _hiding(css: bytes) -> frozenset[str]:
    return hiding_classes(css.decode())
