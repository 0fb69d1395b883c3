"""The services: every kind that may be chosen, in every field, and in none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from caunoi.inbound.cases import clock, kinds
from caunoi.inbound.cases.submission import PURPOSES, TITLE
from caunoi.inbound.suggestions.models import Topic

SPECIFICATION: Final = "http://wiki.open311.org/GeoReport_v2"
YES: Final = "yes"
# The day on which this description itself last changed.
_WRITTEN: Final = "2026-11-25 00:00"


@dataclass(frozen=True)
class Service:
    """`code` stays the same for ever: the kind, and after a hyphen the field's slug."""

    kind: kinds.Kind
    topic: str = ""
    topic_title: str = ""

    @property
    def code(self) -> str:
        return code_of(self.kind.key, self.topic)

    @property
    def name(self) -> str:
        return name_of(self.kind, self.topic_title)


def code_of(kind: str, topic: str) -> str:
    return f"{kind}-{topic}" if topic else kind


def name_of(kind: kinds.Kind, topic_title: str) -> str:
    return f"{kind.title}: {topic_title}" if topic_title else f"{kind.title}: lĩnh vực khác"


def services(on: date) -> dict[str, Service]:
    """All services of a day, by code. One query."""
    topics = [(one.slug, one.title) for one in Topic.objects.valid(on=on).order_by("order", "slug")]
    found = [Service(kinds.KINDS[key], *topic) for key in kinds.CHOSEN for topic in (*topics, ("", ""))]
    return {one.code: one for one in found}


def service_list(on: date) -> list[dict[str, Any]]:
    """GET Service List. `metadata` is true: consents are asked for in the definition."""
    terms = {key: clock.term_of_kind(key, on=on) for key in kinds.CHOSEN}
    return [
        {
            "service_code": one.code, "service_name": one.name,
            "description": f"Thời hạn trả lời: {terms[one.kind.key]}, theo {terms[one.kind.key].article}.",
            "metadata": True, "type": "realtime", "keywords": ", ".join(filter(None, (one.kind.noun, one.topic_title))),
            "group": one.kind.title,
        }
        for one in services(on).values()
    ]  # fmt: skip


def definition(one: Service) -> dict[str, Any]:
    """GET Service Definition: the title, and a consent per purpose in the words that the sender must read, none pre-ticked."""
    title = {
        "variable": True, "code": "title", "datatype": "string", "required": False, "datatype_description": f"Tối đa {TITLE} ký tự.",
        "order": 1, "description": "Tiêu đề ngắn. Bỏ trống thì lấy câu đầu của nội dung.", "values": [],
    }  # fmt: skip
    told = "Chọn khi người gửi đã đọc câu này và đồng ý. Bắt buộc nếu gửi kèm họ tên, điện thoại hoặc thư điện tử."
    consents = [
        {
            "variable": True, "code": purpose, "datatype": "singlevaluelist", "required": purpose == "handle" and one.kind.needs_contact,
            "datatype_description": told if purpose == "handle" else "Chọn khi người gửi đã đọc câu này và đồng ý.",
            "order": order, "description": words, "values": [{"key": YES, "name": "Tôi đồng ý"}],
        }
        for order, (purpose, words) in enumerate(PURPOSES.items(), 2)
    ]  # fmt: skip
    return {"service_code": one.code, "attributes": [title, *consents]}


def discovery(on: date) -> dict[str, Any]:
    """The service discovery file. The changeset grows whenever somebody edits a field, or one begins or ends."""
    changed = _changed(on)
    mail = settings.PORTAL_EMAIL
    return {
        "changeset": changed,
        "contact": f"Hỏi về giao diện này: {mail}. Tài liệu: {settings.BASE_URL}/api/v1/",
        "key_service": f"Đọc không cần khóa; gửi không khóa được ít lần hơn mỗi giờ. Xin khóa: {mail}",
        "endpoints": [
            {
                "specification": SPECIFICATION, "url": f"{settings.BASE_URL}/open311/v2", "changeset": changed, "type": "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }  # fmt: skip


def _changed(on: date) -> str:
    edited = ModelLogEntry.objects.filter(content_type__app_label="suggestions", content_type__model="topic")
    moments: list[datetime] = [
        m for m in (edited.order_by("-timestamp").values_list("timestamp", flat=True).first(),) if m
    ]
    days = [day for row in Topic.objects.values_list("valid_from", "valid_until") for day in row if day and day <= on]
    said = [timezone.localtime(m).strftime("%Y-%m-%d %H:%M") for m in moments] + [
        f"{day:%Y-%m-%d} 00:00" for day in days
    ]
    return max([_WRITTEN, *said])
