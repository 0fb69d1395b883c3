"""What machines read of a page: Dublin Core for archives, Open Graph for those who share it, schema.org for search engines.

Everything here is drawn from what was approved (the page as it was composed, and the shell); the gate finds it again in the bytes.
Circular 24/2011/TT-BTTTT: title, creator, date, description, publisher and identifier on every page; several values are parted by ";".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Thing = dict[str, Any]
Pairs = list[tuple[str, str]]
_CONTEXT = "https://schema.org"
_SEVERAL = "; "


def core(page: Mapping[str, Any], shell: Mapping[str, Any], context: Mapping[str, Any]) -> Pairs:
    """The Dublin Core elements of a page, each with its value; those without one are left out."""
    article, answer = context.get("article"), context.get("answer")
    found = {
        "title": page["title"],
        "creator": answer["agency"]["title"] if answer else shell["owner"],
        "date": page["published"],
        "description": page["description"],
        "publisher": shell["portal_name"],
        "identifier": page["canonical"],
        "language": page["language"],
        "source": article["source"] if article else "",
        "contributor": _SEVERAL.join(one["name"] for one in article["byline"]) if article else "",
        "subject": _SEVERAL.join(_subjects(context)),
    }
    return [(f"DC.{name}", value) for name, value in found.items() if value]


def graph(page: Mapping[str, Any], context: Mapping[str, Any]) -> Pairs:
    """The Open Graph properties that not every page has: its picture, and when an article appeared."""
    found: Pairs = []
    picture = page["picture"]
    if picture:
        found = [(f"og:image{name}", str(picture[key])) for name, key in _PICTURE if picture[key]]
    if "article" in context:
        found.append(("article:published_time", context["article"]["iso"]))
    return found


_PICTURE = (("", "href"), (":width", "width"), (":height", "height"), (":alt", "alt"))


def structured(
    page: Mapping[str, Any], shell: Mapping[str, Any], context: Mapping[str, Any], base: str
) -> Thing | None:
    """The page in the words of schema.org; None for one of which there is nothing to say. `base` is the portal's address without "/"."""
    things = [thing for name, made in _THINGS.items() if name in context for thing in made(page, shell, context, base)]
    if page["kind"] == "home":
        things = _portal(shell, base, page)
    if context.get("crumbs"):
        things.append(_crumbs(context["crumbs"], base))
    return {"@context": _CONTEXT, "@graph": things} if things else None


def _portal(shell: Mapping[str, Any], base: str, page: Mapping[str, Any]) -> list[Thing]:
    footer = shell["footer"]
    owner = _owner(shell, base) | _known(
        areaServed=_known("AdministrativeArea", name=shell["province"]), telephone=footer["phone"], email=footer["email"],
        address=_known("PostalAddress", streetAddress=footer["address"], addressCountry="VN") if footer["address"] else None,
        department=_known("GovernmentOrganization", name=footer["unit"]),
    )  # fmt: skip
    site = _known(
        "WebSite", name=shell["portal_name"], url=f"{base}/", description=shell["slogan"], inLanguage=page["language"],
        publisher={"@id": owner["@id"]},
    )  # fmt: skip
    return [owner, {"@id": f"{base}/#cong", **site}]


def _owner(shell: Mapping[str, Any], base: str) -> Thing:
    """The authority whose portal this is, by the name under which the home page describes it."""
    return {"@id": f"{base}/#co-quan", **_known("GovernmentOrganization", name=shell["owner"], url=f"{base}/")}


def _article(page: Mapping[str, Any], shell: Mapping[str, Any], context: Mapping[str, Any], base: str) -> list[Thing]:
    article, owner = context["article"], _owner(shell, base)
    correction = article["correction"]
    return [_known(
        "NewsArticle", headline=article["title"], description=article["lead"], inLanguage=page["language"], mainEntityOfPage=page["canonical"],
        image=[page["picture"]["href"]] if page["picture"] else None, datePublished=article["iso"],
        dateModified=_iso(correction["date"]) if correction else None,
        author=[_known("Person", name=one["name"]) for one in article["byline"]] or {"@id": owner["@id"]}, publisher=owner,
        articleSection=_sections(context)[-1:], keywords=[tag["title"] for tag in article["tags"]],
        contentLocation=_known("Place", name=article["place"]) if article["place"] else None,
    )]  # fmt: skip


def _answer(page: Mapping[str, Any], shell: Mapping[str, Any], context: Mapping[str, Any], base: str) -> list[Thing]:
    answer = context["answer"]
    accepted = _known(
        "Answer", text="\n".join([*answer["answer"], *answer["basis"]]), datePublished=answer["iso"], url=page["canonical"],
        author=_known("GovernmentOrganization", name=answer["agency"]["title"], url=base + answer["agency"]["href"]),
    )  # fmt: skip
    question = _known(
        "Question", name=answer["title"], text="\n".join(answer["question"]), datePublished=answer["asked_iso"], answerCount=1,
        acceptedAnswer=accepted,
    )  # fmt: skip
    return [
        _known(
            "QAPage",
            url=page["canonical"],
            inLanguage=page["language"],
            publisher=_owner(shell, base),
            mainEntity=question,
        )
    ]


def _leader(page: Mapping[str, Any], shell: Mapping[str, Any], context: Mapping[str, Any], base: str) -> list[Thing]:
    leader = context["leader"]
    now = [post for post in leader["posts"] if not post["until"]]
    return [_known(
        "Person", name=leader["name"], url=page["canonical"], image=page["picture"]["href"] if leader["photo"] and page["picture"] else None,
        jobTitle=[post["title"] for post in now],
        worksFor=[_known("GovernmentOrganization", name=name) for name in dict.fromkeys(post["organisation"] for post in now)],
    )]  # fmt: skip


def _bodies(page: Mapping[str, Any], shell: Mapping[str, Any], context: Mapping[str, Any], base: str) -> list[Thing]:
    return [
        _known("GovernmentOrganization", name=body["title"], member=[
            _known("Person", name=one["name"], jobTitle=one["post"], url=base + one["href"]) for one in body["people"]
        ]) for body in context["bodies"]
    ]  # fmt: skip


# By what stands in the context of a page.
_THINGS = {"article": _article, "answer": _answer, "leader": _leader, "bodies": _bodies}


def _crumbs(crumbs: Iterable[Mapping[str, str]], base: str) -> Thing:
    return _known("BreadcrumbList", itemListElement=[
        _known("ListItem", position=n, name=crumb["title"], item=base + crumb["href"]) for n, crumb in enumerate(crumbs, 1)
    ])  # fmt: skip


def _known(kind: str = "", **facts: Any) -> Thing:
    """A thing of that kind with what is known of it."""
    return ({"@type": kind} if kind else {}) | {name: value for name, value in facts.items() if value}


def _sections(context: Mapping[str, Any]) -> list[str]:
    """The titles of the way to a page, without the home page."""
    return [crumb["title"] for crumb in context.get("crumbs", ())[1:]]


def _subjects(context: Mapping[str, Any]) -> Iterable[str]:
    """What a page is about: where it stands, and its keywords."""
    tags = [tag["title"] for tag in context["article"]["tags"]] if "article" in context else []
    return dict.fromkeys([*_sections(context), *tags])


def _iso(day: str) -> str:
    """Of a day as it stands on pages, such as 23/11/2026."""
    return "-".join(reversed(day[:10].split("/")))


def newest(context: Mapping[str, Any]) -> str:
    """When the newest card on a list appeared (ISO 8601); "" where there is none."""
    cards = context.get("cards") or ()
    found = [card["iso"] for card in cards] if isinstance(cards, list) else []
    for block in context.get("blocks", ()):
        shown = [*block.get("cards", ()), *block.get("others", ()), *filter(None, [block.get("lead")])]
        found += [card["iso"] for card in shown if isinstance(card, dict)]
    return max(found, default="")
