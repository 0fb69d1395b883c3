"""The templates say what they were given, in the order of the contract, and nothing else."""

from __future__ import annotations

import copy
import gzip
import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard.markup import Policy, css_findings, hiding_classes, markup_findings
from caunoi.gate.render import streams
from caunoi.gate.render.reading import Head, Reading, data_element, read, read_fragment
from caunoi.outbound.channels.pages import channel_stream
from caunoi.outbound.outages import pages as outages
from caunoi.outbound.standing_pages import pages as standing_pages
from caunoi.web import rated as rating
from caunoi.web.environment import TEMPLATES, environment, picture
from caunoi.web.fixed import STILL_THERE, WAYS
from caunoi.web.sitemap import SERVICES
from caunoi.web.tests.samples import ASSETS, COMING, SAMPLES, card, media
from caunoi.web.words import WORDS

ELEMENTS = frozenset(
    "html head meta title link script body header nav main footer section article aside div span p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd "
    "a img picture source figure figcaption blockquote cite q table caption thead tbody tr th td time strong b em i sub sup br hr button "
    "details summary iframe form input label select option".split()
)
ATTRIBUTES = frozenset(
    "lang hreflang charset name content property rel href as type crossorigin title src defer class id tabindex role data-r datetime alt srcset "
    "action method value sizes width height loading decoding fetchpriority scope colspan allowfullscreen referrerpolicy".split()
)
ENV = environment(ASSETS)
ASSETS_FOLDER = TEMPLATES.parent / "assets"
STYLES = (ASSETS_FOLDER / "site.css").read_text()
say, link, image = streams.squeeze, streams.link, streams.image


def rendered(name: str) -> tuple[dict[str, Any], str]:
    template, context = SAMPLES[name]
    return context, ENV.get_template(template).render(context)


def reading(name: str) -> tuple[dict[str, Any], Reading]:
    context, html = rendered(name)
    return context, read(html.encode())


def regions(found: Reading) -> Counter[tuple[str, str]]:
    return Counter((region.key, region.stream) for region in found.regions if region.key != "label")


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_stands_outside_the_regions(name: str) -> None:
    assert reading(name)[1].orphans == []


@pytest.mark.parametrize("name", SAMPLES)
def test_every_label_is_in_the_table_of_words(name: str) -> None:
    labels = {region.stream for region in reading(name)[1].regions if region.key == "label"}
    assert labels <= {say(word) for word in WORDS.values()}


@pytest.mark.parametrize("name", SAMPLES)
def test_only_allowed_elements_and_attributes_are_used(name: str) -> None:
    for node in LexborHTMLParser(rendered(name)[1]).root.traverse(include_text=True):  # type: ignore[union-attr]
        if node.tag == "-text":
            continue
        assert node.tag in ELEMENTS, node.tag
        odd = {key for key in node.attributes if key not in ATTRIBUTES and not key.startswith("aria-")}
        assert not odd, f"<{node.tag}> has {odd}"


@pytest.mark.parametrize("name", SAMPLES)
def test_headings_go_down_one_step_at_a_time_and_there_is_one_h1(name: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", rendered(name)[1])]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels


@pytest.mark.parametrize("name", SAMPLES)
def test_ids_are_unique_and_what_is_referred_to_exists(name: str) -> None:
    html = rendered(name)[1]
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-(?:labelledby|controls)="([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_head_is_exactly_what_the_readme_of_the_templates_says(name: str) -> None:
    context, found = reading(name)
    assert found.head == sorted(head_of(context))


def head_of(context: dict[str, Any]) -> list[Head]:
    page, shell, assets = context["page"], context["shell"], context["assets"]

    def meta(kind: str, name: str, content: str) -> Head:
        return ("meta", f"content={content}", f"{kind}={name}")

    head: list[Head] = [
        ("meta", "charset=utf-8"),
        meta("name", "viewport", "width=device-width, initial-scale=1"),
        ("title", say(f"{page['title']} – {shell['portal_name']}")),
        meta("name", "description", page["description"]),
        ("link", f"href={page['canonical']}", "rel=canonical"),
        (
            "link",
            "as=font",
            "crossorigin=anonymous",
            f"href={assets['font_regular']}",
            "rel=preload",
            "type=font/woff2",
        ),
        ("link", f"href={assets['css']}", "rel=stylesheet"),
        ("link", f"href={assets['favicon']}", "rel=icon", "type=image/svg+xml"),
        ("script", "defer=", f"src={assets['js']}"),
        meta("property", "og:title", page["title"]),
        meta("property", "og:description", page["description"]),
        meta("property", "og:type", "article" if page["kind"] == "article" else "website"),
        meta("property", "og:url", page["canonical"]),
        meta("property", "og:site_name", shell["portal_name"]),
        meta("property", "og:locale", page["locale"]),
    ]
    head += [("link", f"href={one['href']}", f"hreflang={one['code']}", "rel=alternate") for one in page["alternates"]]
    head += [
        ("link", f"href={f['href']}", "rel=alternate", f"title={f['title']}", f"type={f['type']}")
        for f in page["feeds"]
    ]
    head += [meta("property", name, value) for name, value in page["graph"]]
    head += [meta("name", name, value) for name, value in page["core"]]
    if page["structured"]:
        head.append(data_element(page["structured"]))
    return head


@pytest.mark.parametrize("name", SAMPLES)
def test_the_shell_reads_in_the_order_of_the_contract(name: str) -> None:
    context, found = reading(name)
    shell, foot = context["shell"], context["shell"]["footer"]
    page = context["page"]
    header = link("#noi-dung") + link(page["home"], say(shell["portal_name"])) + say(shell["owner"] + shell["slogan"])
    header += "".join(link(one["href"], say(one["name"])) for one in page["others"])
    menu = "".join(link(i["href"], say(i["title"])) + links(i["items"]) for i in shell["menu"])
    lines = "".join(":" + say(foot[key]) for key in ("responsible", "address", "phone", "email", "licence"))
    lines += link("/nguon-goc/")
    shown = regions(found)
    assert shown["header", header] == shown["menu", menu] == 1
    assert shown["footer", say(foot["unit"]) + lines + links(shell["links"])] == 1


def links(items: list[dict[str, Any]]) -> str:
    return "".join(link(item["href"], say(item["title"])) for item in items)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_rating_reads_as_the_gate_expects_it_and_what_is_not_there_is_not_rated(name: str) -> None:
    context, found = reading(name)
    expected = rating.regions(context["page"]["path"]) if context["page"]["rated"] else []
    assert [(region.key, region.stream) for region in found.regions if region.key in ("rating", "grades")][
        ::-1
    ] == expected


@pytest.mark.parametrize("pictured", [True, False])
def test_a_card_has_one_link_and_the_order_of_its_form(pictured: bool) -> None:
    one = card(0, pictured=pictured)
    title, date = link(one["href"], say(one["title"])), say(one["date"])
    first = image(one["image"]["sha"], "") if pictured else ""
    expected = {"full": first + title + say(one["lead"]) + date, "short": title + date, "title": title}
    macro = ENV.get_template("components.html").module.card  # type: ignore[attr-defined]
    for form, stream in expected.items():
        found = read(f"<body>{macro(one, form)}".encode())
        assert regions(found) == Counter([(f"card:article:1:{form}", stream)])
        assert found.orphans == []


def test_an_article_reads_in_the_order_of_the_contract() -> None:
    context, found = reading("article")
    article = context["article"]
    correction = article["correction"]
    parts = [
        say(
            article["title"]
            + article["date"]
            + article["place"]
            + correction["date"]
            + correction["text"]
            + article["lead"]
        )
    ]
    parts.append(image(article["image"]["sha"], article["image"]["alt"]))
    parts += [block_stream(block) for block in article["blocks"]]
    parts += [say(one["name"] + one["part"]) for one in article["byline"]]
    parts += [":", say(article["source"]), links(article["tags"])]
    shown = regions(found)
    assert shown["main", "".join(parts)] == 1
    assert shown["share", links(context["share"])] == shown["crumbs", links(context["crumbs"])] == 1
    assert sum(count for (key, _), count in shown.items() if key.endswith(":title")) == 2
    assert sum(count for (key, _), count in shown.items() if key.endswith(":short")) == 4


def block_stream(block: dict[str, Any]) -> str:
    kind = block["type"]
    if kind == "text":
        return read_fragment(block["html"]).stream
    if kind == "heading":
        return say(block["text"])
    if kind == "image":
        return image(block["image"]["sha"], block["image"]["alt"]) + say(block["caption"] + block["image"]["credit"])
    if kind == "gallery":
        return "".join(image(i["sha"], i["alt"]) + say(i["credit"]) for i in block["images"]) + say(block["caption"])
    if kind == "quote":
        return say(block["text"] + block["by"])
    if kind == "table":
        return say(block["caption"]) + "".join(say(cell) for row in block["rows"] for cell in row)
    if kind == "file":
        return link(f"/tep/{block['file']['sha']}/{block['file']['name']}", say(block["title"])) + say(
            block["file"]["size_text"]
        )
    if kind == "video":
        return streams.frame(block["src"], block["title"]) + link(block["url"], say(block["title"]))
    return ""


def test_the_blocks_of_the_home_page_read_in_the_order_of_the_contract() -> None:
    context, found = reading("home")
    shown = regions(found)
    for block in context["blocks"]:
        stream = (
            link(block["href"], say(block["title"]))
            if block["href"] and block["type"] != "schedule"
            else say(block["title"])
        )
        if block["type"] == "specials":
            stream += "".join(
                portrait(i["banner"]) + link(i["href"], say(i["title"])) + say(i["description"]) for i in block["items"]
            )
        elif block["type"] == "leaders":
            stream += people(block["people"])
        elif block["type"] == "schedule":
            stream += link(block["href"], say(block["week"])) + "".join(
                say(row["day"] + row["text"]) for row in block["rows"]
            )
        assert shown[f"block:{block['n']}", stream] == 1, block["title"]


def portrait(picture_of: dict[str, Any] | None) -> str:
    return image(picture_of["sha"], picture_of["alt"]) if picture_of else ""


def people(found: list[dict[str, Any]]) -> str:
    return "".join(portrait(p["photo"]) + link(p["href"], say(p["name"])) + say(p["post"]) for p in found)


def test_lists_read_in_the_order_of_the_contract() -> None:
    context, found = reading("section")
    shown = regions(found)
    section = context["section"]
    assert shown["heading", say(section["title"] + section["description"])] == 1
    assert shown["menu2", links(context["children"])] == shown["months", links(context["months"])] == 1
    assert sum(count for (key, _), count in shown.items() if key.endswith(":full")) == 20
    special = SAMPLES["special"][1]["section"]
    heading = say(special["title"] + special["description"] + special["notice"]) + portrait(special["banner"])
    assert regions(reading("special")[1])["heading", heading] == 1
    month, found = reading("month")
    pager = "".join(link(p["href"], say(p["title"])) if p["href"] else say(p["title"]) for p in month["pager"])
    assert regions(found)["pager", pager] == regions(found)["heading", say(month["heading"])] == 1
    archive, found = reading("months")
    assert regions(found)["months", links(archive["months"])] == 1


def test_leaders_and_schedule_read_in_the_order_of_the_contract() -> None:
    context, found = reading("leaders")
    assert (
        regions(found)["main", "".join(say(body["title"]) + people(body["people"]) for body in context["bodies"])] == 1
    )
    leader = reading("leader")[0]["leader"]
    posts = "".join(
        say(post["title"] + post["organisation"] + post["from"] + post["until"]) for post in leader["posts"]
    )
    html = read_fragment(leader["biography"]).stream + read_fragment(leader["duties"]).stream
    main = (
        portrait(leader["photo"])
        + say(leader["name"])
        + posts
        + ":"
        + say(leader["born"])
        + html
        + say(leader["contact"])
    )
    assert regions(reading("leader")[1])["main", main] == 1
    week = reading("schedule")[0]["week"]
    rows = "".join(
        say(d["day"]) + "".join(say(i["time"] + i["content"] + i["place"] + i["who"]) for i in d["items"])
        for d in week["days"]
    )
    main = say(week["title"] + week["dates"] + week["revision"]) + rows + link(week["ics"])
    main += "".join(say(one["title"] + one["date"]) for one in week["revisions"]) + ":" + links([week["previous"]])
    assert regions(reading("schedule")[1])["main", main] == 1


def test_withdrawn_and_unknown_pages_read_in_the_order_of_the_contract() -> None:
    gone = SAMPLES["gone"][1]["gone"]
    assert regions(reading("gone")[1])["main", f"{say(gone['title'])}:{say(gone['reason'])}:{say(gone['date'])}"] == 1
    frame = {"header", "menu", "footer"}
    for name, ways in (("notfound", WAYS), ("gone", WAYS), ("error", STILL_THERE), ("readonly", STILL_THERE)):
        assert regions(reading(name)[1])["ways", ways] == 1, name
    assert {key for key, _ in regions(reading("notfound")[1])} == {*frame, "ways"}
    assert {key for key, _ in regions(reading("error")[1])} == {*frame, "ways"}
    assert regions(reading("readonly")[1])["outage", outages.coming_stream(COMING)] == 1


def test_standing_pages_channels_and_outages_read_in_the_order_of_the_contract() -> None:
    context, found = reading("standing")
    shown = regions(found)
    assert (
        shown["main", standing_pages.main_stream(context["standing"])] == shown["below", links(context["below"])] == 1
    )
    context, found = reading("channels")
    shown = regions(found)
    for name, key in (("main", "used"), ("closed", "closed")):
        assert shown[name, "".join(map(channel_stream, context[key]))] == 1
    for name in ("outage", "outage-urgent"):
        context, found = reading(name)
        assert regions(found)["main", outages.main_stream(context["outage"])] == 1
    assert regions(found)["notice", say(WORDS["emergency_notice"])] == 1


def test_the_map_has_every_link_once_in_its_group() -> None:
    context, found = reading("map")
    shown = regions(found)
    for name, group in context["groups"].items():
        assert shown[f"map:{name}", links(group)] == bool(group), name
    assert shown["menu3", "".join(links([item]) + links(item["items"]) for item in context["menu"])] == 1
    assert shown["services", "".join(map(link, SERVICES))] == 1


def test_a_picture_names_every_rendition_that_exists_and_no_other() -> None:
    widths = {200: ["360"], 360: ["360"], 719: ["360"], 1000: ["360", "720"], 4000: ["360", "720", "1280"]}
    for width, expected in widths.items():
        html = str(picture(media("x", "chữ", width, width)))
        assert re.findall(r"-(\d+)\.webp \d+w", html) == expected
        assert re.search(r'width="(\d+)" height="(\d+)"', html).groups() == (expected[-1], expected[-1])  # type: ignore[union-attr]


def test_content_is_escaped_wherever_it_stands() -> None:
    evil = '<b>&"x"'
    context = copy.deepcopy(SAMPLES["article"][1])
    context["article"]["title"] = context["page"]["description"] = context["article"]["image"]["alt"] = evil
    context["article"]["blocks"] = [{"type": "quote", "text": evil, "by": evil}]
    context["page"]["core"] = [("DC.title", evil)]
    html = ENV.get_template("article.html").render(context)
    assert evil not in html
    assert html.count(str(escape(evil))) == 7


def test_a_name_that_the_context_lacks_stops_the_page() -> None:
    context = copy.deepcopy(SAMPLES["article"][1])
    del context["article"]["lead"]
    with pytest.raises(UndefinedError):
        ENV.get_template("article.html").render(context)


def test_templates_hold_no_words_of_their_own_and_use_every_word() -> None:
    used: set[str] = set()
    for path in TEMPLATES.glob("*.html"):
        source = path.read_text()
        used |= set(re.findall(r"(?:label|word)\('(\w+)'\)", source))
        spoken = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "", re.sub(r'="[^"]*"|main_class %}[\w -]*', "", source), flags=re.S
        )
        assert re.sub(r"[\s:–]", "", spoken) == "", path.name
    assert used <= set(WORDS)
    assert {key for key in WORDS if not key.startswith("withdrawn_")} == used


@pytest.mark.parametrize("name", SAMPLES)
def test_the_guard_has_nothing_against_the_markup(name: str) -> None:
    hosts = frozenset({"maytrang.example", "dichvucong.gov.vn", "chinhphu.vn", "www.facebook.com", "www.youtube.com"})
    players = frozenset({"www.youtube-nocookie.com"})
    scripts, styles = frozenset({ASSETS["js"]}), frozenset({ASSETS["css"]})
    policy = Policy(hosts | players, players, scripts, styles, hiding_classes(STYLES), frozenset({rating.SIGNATURE}))
    context, html = rendered(name)
    assert markup_findings(LexborHTMLParser(html), policy, context["page"]["structured"]) == []


def test_the_guard_has_nothing_against_the_stylesheet() -> None:
    assert css_findings(STYLES) == []
    assert "unseen" in hiding_classes(STYLES)


def test_the_stylesheet_names_only_files_that_are_there() -> None:
    for name in re.findall(r'url\("([^"]+)"\)', STYLES):
        assert (ASSETS_FOLDER / name).is_file(), name


def test_the_face_is_light() -> None:
    # A page on a slow phone connection: what it needs besides pictures.
    assert len(gzip.compress(STYLES.encode(), 9)) <= 12 * 1024
    assert len(gzip.compress((ASSETS_FOLDER / "site.js").read_bytes(), 9)) <= 2.5 * 1024
    assert all(font.stat().st_size <= 20 * 1024 for font in ASSETS_FOLDER.glob("*.woff2"))
