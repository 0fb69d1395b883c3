"""The shell as a record: its content, and the pages that are there because of it (assets, the pages of `fixed` and `sitemap`)."""

from __future__ import annotations

from caunoi.gate.guard.markup import css_findings
from caunoi.gate.releases.kinds import Content, RecordKind
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.releases.translating import Translatable
from caunoi.gate.render.page import Composed, PageKind, PageRef
from caunoi.gate.render.paragraphs import Speech
from caunoi.ground.languages import OTHERS, VIETNAMESE, named
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.text import nfc
from caunoi.web.assets import assets
from caunoi.web.models import Shell
from caunoi.web.vocabulary import IN
from caunoi.web.words import WORDS


def _content(shell: Shell) -> Content:
    return {
        "title": nfc(shell.portal_name),
        "portal_name": nfc(shell.portal_name),
        "province": nfc(shell.province),
        "owner": nfc(shell.owner),
        "slogan": nfc(shell.slogan),
        "menu": [_item(child.value) for child in shell.menu],
        "links": [{"title": nfc(child.value["title"]), "href": child.value["href"]} for child in shell.links],
        "footer": {
            "unit": nfc(shell.unit),
            "responsible": nfc(shell.responsible),
            "address": nfc(shell.address),
            "phone": shell.phone,
            "email": shell.email,
            "licence": nfc(shell.licence),
        },
        "allowed_hosts": sorted({line.strip().lower() for line in shell.allowed_hosts.splitlines() if line.strip()}),
        # Words and assets ship with the product; approving the shell approves them too.
        "words": dict(WORDS),
        "languages": {code: dict(IN[code]) for code in OTHERS},
        "assets": {name: asset.sha256 for name, asset in assets().items()},
    }


def _walk(content: Content, speech: Speech) -> Content:
    """The names around every page; a menu item without a translation is left out. Words of that language were approved with the shell."""
    told = content | {
        name: speech.plain(name, content[name]) for name in ("portal_name", "province", "owner", "slogan")
    }
    told["title"] = told["portal_name"]
    told["menu"] = [
        _named(item, speech) | {"items": [_named(below, speech) for below in item["items"]]} for item in content["menu"]
    ]
    told["links"] = [_named(link, speech) for link in content["links"]]
    footer = content["footer"]
    told["footer"] = footer | {
        name: speech.plain(name, footer[name]) for name in ("unit", "responsible", "address", "licence")
    }
    if speech.language != VIETNAMESE:
        told["words"] = content.get("languages", {}).get(speech.language, {})
    return told


def _named(item: Content, speech: Speech) -> Content:
    return item | {"title": speech.term("menu", item["title"])}


def _item(value: Content) -> Content:
    below = [{"title": nfc(item["title"]), "href": item["href"]} for item in value["items"]]
    return {"title": nfc(value["title"]), "href": value["href"], "items": below}


def the_shell(sources: Sources) -> Snapshot:
    """The shell that stands. Raises Refused when none was ever released."""
    found = sources.standing("shell")
    if not found and sources.language != VIETNAMESE:
        raise Refused(
            f"Khung trang chưa có bản dịch {named(sources.language).in_vietnamese}. Dịch và phát hành “Khung trang” trước các trang khác."
        )
    if not found:
        raise Refused(
            "Chưa có khung trang nào được duyệt. Soạn “Khung trang”, trình duyệt và phát hành trước khi phát hành các trang khác."
        )
    return found[-1]


def waits_for_approval() -> bool:
    """True when the words or assets of this version of the product are not those that were approved with the shell."""
    found = Sources().standing("shell")
    if not found:
        return False
    content = found[-1].content
    languages = {code: IN[code] for code in OTHERS}
    return bool(content["words"] != dict(WORDS) or content.get("languages") != languages) or content["assets"] != {
        name: asset.sha256 for name, asset in assets().items()
    }


def approved(shell: Snapshot, name: str) -> str:
    """The address of an asset, which must be the one that was approved with the shell. Raises Refused."""
    asset = assets()[name]
    if shell.content["assets"].get(name) != asset.sha256:
        raise Refused(
            f"Tệp giao diện “{name}” khác với bản đã duyệt cùng khung trang. Mở “Khung trang”, lưu và trình duyệt lại."
        )
    return asset.address


def word(shell: Snapshot, key: str) -> str:
    """A word as it was approved with the shell. Raises Refused for one that was not."""
    words: dict[str, str] = shell.content["words"]
    if key not in words:
        raise Refused(
            f"Chữ giao diện “{key}” chưa được duyệt cùng khung trang. Mở “Khung trang”, lưu và trình duyệt lại."
        )
    return words[key]


def _compose_asset(sources: Sources, key: str) -> Composed | None:
    shell = the_shell(sources)
    name, _, sha256 = key.partition(":")
    asset = assets().get(name)
    if asset is None or asset.sha256 != sha256:
        return None
    wrong = css_findings(asset.data.decode()) if asset.media_type == "text/css" else []
    if wrong:
        raise Refused(
            f"Tệp kiểu trình bày “{name}” bị chặn.", details=tuple(f"“{f.excerpt}” — {f.message}" for f in wrong)
        )
    return Composed(path=approved(shell, name), media_type=asset.media_type, data=asset.data)


def _pages(content: Content, number: int) -> list[PageRef]:
    return [
        *(PageRef(kind, "1") for kind in ("notfound", "error", "readonly", "map")),
        *(PageRef("asset", f"{name}:{sha256}") for name, sha256 in content["assets"].items()),
    ]


TRANSLATABLE = Translatable("shell", _walk)
KIND = RecordKind("shell", "web.Shell", _content, _pages)
PAGES = (PageKind("asset", _compose_asset, immutable=True),)
