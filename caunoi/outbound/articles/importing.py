"""Articles in bulk from outside: one JSON object a line, or one text file. The same guard, the same approval; all or nothing for each line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from caunoi.gate.releases import preview
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import roles_of
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.text import nfc
from caunoi.outbound.articles.models import Article, Contributor, Section, SpecialSection
from caunoi.outbound.media.models import Picture

Row = dict[str, Any]
TITLE = 200


@dataclass
class Outcome:
    """What became of a file. `refused` has one tuple a reason: line, rule, place, what stood there and why."""

    added: list[Article] = field(default_factory=list)
    known: int = 0
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)


def rows(path: Path) -> Iterator[tuple[int, Row | Refused]]:
    """The articles of a file with the line each begins on. A line that cannot be read comes as the reason."""
    if path.suffix == ".txt":
        try:
            yield 1, text_row(path.read_text("utf-8-sig"), path.stem)
        except UnicodeDecodeError:
            yield 1, Refused("Tệp không phải UTF-8. Lưu lại tệp với bảng mã UTF-8 rồi nhập.")
        except Refused as refused:
            yield 1, refused
        return
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if not raw.strip():
                continue
            try:
                line = raw.decode("utf-8-sig")
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("không phải một đối tượng {…}")
                yield number, row
            except ValueError as error:
                yield number, Refused(f"Dòng không đọc được (JSON): {error}")


def text_row(text: str, name: str) -> Row:
    """A plain text as an article: the first line is the title, the second the sapo, each further line a paragraph.

    "(CTTĐTBP) - " before the title is its source. A first line too long for a title is cut at the end of a clause.
    """
    lines = [nfc(line).strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 3:
        raise Refused("Tệp văn bản cần ít nhất ba dòng: tiêu đề, sapo và nội dung.")
    source = re.match(r"\(([^)]{2,40})\)\s*[-–]\s*", lines[0])
    title = lines[0][source.end() :] if source else lines[0]
    lead = lines[1]
    if len(title) > TITLE:
        lead = f"{title} {lead}"
        title = re.split(r"[;.…]", title)[0].strip()
        if len(title) > TITLE:
            cut = title.rfind(",", 0, TITLE)
            title = title[: cut if cut > 40 else TITLE - 1].rstrip()
    body = _joined(lines[2:])
    return {
        "external_id": f"text:{name}",
        "title": title,
        "lead": lead,
        "source": source.group(1) if source else "",
        "body": [{"type": "text", "html": "".join(f"<p>{_escape(line)}</p>" for line in body)}],
    }


def _joined(lines: list[str]) -> list[str]:
    """Paragraphs: a line that begins in the middle of a sentence (with a comma, say) belongs to the one before."""
    found: list[str] = []
    for line in lines:
        if found and (line[0] in ",;.…" or (not re.search(r"[.…:!?”\"]$", found[-1]) and len(found[-1]) > 120)):
            found[-1] = f"{found[-1]}{'' if line[0] in ',;.…' else ' '}{line}"
        else:
            found.append(line)
    return found


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(
    path: Path, *, by: User, at: datetime, section: str = "", note: Callable[[int], object] = lambda line: None
) -> Outcome:
    """Store every article that is not known yet as a submitted draft; list what is refused. Nothing refused is half-stored.

    `section` is the slug for rows that name none. An article with the same `external_id` is left as it is.
    """
    if not (roles_of(by, timezone.localdate(at)) & {"reporter", "editor"}):
        raise Refused(f"“{by}” hiện không giữ vai trò phóng viên hoặc biên tập viên, nên không thể đứng tên bản nháp.")
    outcome = Outcome()
    sections = {one.slug: one for one in Section.objects.all()}
    specials = {one.slug: one for one in SpecialSection.objects.all()}
    for line, row in rows(path):
        note(line)
        try:
            if isinstance(row, Refused):
                raise row
            identity = str(row.get("external_id") or "").strip()
            if not identity:
                raise Refused("Thiếu external_id: mã để nhận ra bài khi nhập lại.")
            if Article.objects.filter(external_id=identity).exists():
                outcome.known += 1
                continue
            with transaction.atomic():
                outcome.added.append(_one(row, by=by, default=section, sections=sections, specials=specials))
        except (KeyError, TypeError, AttributeError) as error:
            what = (
                f"thiếu trường {error}" if isinstance(error, KeyError) else f"một trường có kiểu không đúng ({error})"
            )
            outcome.refused.append(
                (line, "hợp lệ", "dòng", f"Dữ liệu của bài không đúng dạng: {what}. Xem các trường ở docs/import.md.")
            )
        except Blocked as blocked:
            outcome.refused += [(line, f.rule, f.place, f"“{f.excerpt}” — {f.message}") for f in blocked.findings]
        except Refused as refused:
            outcome.refused.append((line, "hợp lệ", "dòng", " ".join((refused.reason, *refused.details))))
        except ValidationError as error:
            outcome.refused += [(line, "hợp lệ", name, " ".join(map(str, texts))) for name, texts in _texts(error)]
    return outcome


class Blocked(Refused):
    """The guard blocks a row; `findings` says where."""

    def __init__(self, findings: list[Any]) -> None:
        super().__init__(f"Bộ kiểm duyệt chặn {len(findings)} chỗ.")
        self.findings = findings


def _texts(error: ValidationError) -> list[tuple[str, list[str]]]:
    if hasattr(error, "error_dict"):
        return [(name, list(texts)) for name, texts in error.message_dict.items()]
    return [("dòng", list(error.messages))]


def _one(
    row: Row, *, by: User, default: str, sections: Mapping[str, Section], specials: Mapping[str, SpecialSection]
) -> Article:
    slug = str(row.get("section") or default)
    if slug not in sections:
        raise Refused(f"Không có chuyên mục “{slug}”. Có: {', '.join(sorted(sections))}.")
    special = str(row.get("special") or "")
    if special and special not in specials:
        raise Refused(f"Không có chuyên trang “{special}”.")
    article = Article(section=sections[slug], special=specials.get(special))
    known = {one.external_id: one for one in Article.objects.filter(external_id__in=_mentioned(row)) if one.external_id}
    fill(article, row, articles=known, picture=_known_picture)
    article.full_clean()
    blocking = [finding for finding in preview.findings(article) if finding.severity == "block"]
    if blocking:
        raise Blocked(blocking)
    article.save()
    article.save_revision(user=by)
    workflow = article.get_workflow()
    if workflow is not None:
        workflow.start(article, by)
    return article


def _mentioned(row: Row) -> list[str]:
    found = [str(name) for name in row.get("related") or ()]
    for block in row.get("body") or ():
        if isinstance(block, dict) and block.get("type") == "read_also":
            found += [str(name) for name in block.get("external_ids") or ()]
    return found


def _known_picture(name: str) -> Picture:
    picture: Picture | None = Picture.objects.filter(title=name).first()
    if picture is None:
        raise Refused(f"Không có ảnh “{name}” trong kho ảnh. Tải ảnh lên trước, hoặc bỏ trường ảnh.")
    return picture


def fill(article: Article, row: Row, *, articles: Mapping[str, Article], picture: Callable[[str], Picture]) -> None:
    """Put the fields of a row into an article that is not saved yet. Fields: docs/import.md. Raises Refused."""
    article.external_id = str(row["external_id"])
    article.title = _text(row, "title")
    article.lead = _text(row, "lead")
    article.genre = str(row.get("genre") or Article.Genre.NEWS)
    article.place = _text(row, "place", "")
    article.source = _text(row, "source", "")
    article.tags = ", ".join(str(tag) for tag in row.get("tags") or ())
    article.dated = _moment(row.get("published_at"))
    if row.get("image") and article.image is None:
        article.image = picture(str(row["image"]))
    article.image_alt = _text(row, "image_alt", "")
    article.image_credit = _text(row, "image_credit", "")
    correction = row.get("correction")
    if correction:
        article.correction, article.corrected_on = nfc(str(correction["text"])), _day(correction["on"])
    article.contributors = [  # type: ignore[misc]
        Contributor(name=nfc(str(one["name"])), part=_part(one.get("part"))) for one in row.get("contributors") or ()
    ]
    article.body = [pair for pair in (_block(block, articles, picture) for block in row.get("body") or ()) if pair]
    related = [articles[name] for name in row.get("related") or () if name in articles]
    article.related = [("articles", {"articles": related})] if related else []


def _text(row: Row, name: str, default: str | None = None) -> str:
    value = row.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise Refused(f"Thiếu trường “{name}” hoặc trường đó không phải là chữ.")
    return nfc(value).strip()


def _moment(value: Any) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise Refused(
            f"published_at “{value}” không phải ngày giờ ISO 8601, ví dụ 2026-11-20T08:15:00+07:00."
        ) from None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refused(f"correction.on “{value}” không phải ngày, ví dụ 2026-11-20.") from None


def _part(value: Any) -> str:
    part = str(value or "author")
    if part not in Contributor.Part.values:
        raise Refused(f"Không có phần việc “{part}”. Có: {', '.join(Contributor.Part.values)}.")
    return part


def _block(block: Any, articles: Mapping[str, Article], picture: Callable[[str], Picture]) -> tuple[str, Any] | None:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind == "text":
        from wagtail.rich_text import RichText

        return "text", RichText(nfc(str(block["html"])))
    if kind == "heading":
        return "heading", nfc(str(block["text"]))
    if kind == "quote":
        return "quote", {"text": nfc(str(block["text"])), "by": nfc(str(block.get("by") or ""))}
    if kind == "table":
        return "table", {
            "caption": nfc(str(block.get("caption") or "Bảng")),
            "header": bool(block.get("header")),
            "rows": [[str(c) for c in r] for r in block["rows"]],
        }
    if kind == "image":
        return "image", _picture(block, picture) | {"caption": nfc(str(block.get("caption") or ""))}
    if kind == "gallery":
        return "gallery", {
            "images": [_picture(one, picture) for one in block["images"]],
            "caption": nfc(str(block.get("caption") or "")),
        }
    if kind == "video":
        return "video", {"title": nfc(str(block["title"])), "url": str(block["url"])}
    if kind == "read_also":
        found = [articles[name] for name in block.get("external_ids") or () if name in articles]
        return ("read_also", {"articles": found}) if found else None
    raise Refused(f"Không có loại khối “{kind}”. Có: text, heading, quote, table, image, gallery, video, read_also.")


def _picture(block: Row, picture: Callable[[str], Picture]) -> dict[str, Any]:
    return {
        "image": picture(str(block["subject"])),
        "alt": nfc(str(block["alt"])),
        "credit": nfc(str(block.get("credit") or "")),
    }
