"""A small province for tests, made through actions: a named cast, a shell, two sections, a home page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Workflow
from wagtail.rich_text import RichText

from caunoi.desk.setup import ensure_desk
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
from caunoi.outbound.articles.models import Article, Section
from caunoi.outbound.media.models import Picture
from caunoi.web.models import FrontPage, Shell

PASSWORD = "mat-khau-thu-nghiem"


@dataclass
class Province:
    """Mai writes, Bình edits, Duyên and Tâm approve (Tâm may release alone in an emergency), Kỳ is the technician, Sơn only looks."""

    mai: User
    binh: User
    duyen: User
    tam: User
    ky: User
    son: User
    shell: Shell
    news: Section
    economy: Section
    front: FrontPage

    def draft(self, title: str = "Khánh thành cầu Suối Biếc", *, by: User | None = None, **fields: Any) -> Article:
        """An article saved by Mai (or `by`), nobody has approved it."""
        fields.setdefault("lead", f"Sapo của bài “{title}”.")
        fields.setdefault("section", self.economy)
        fields.setdefault("body", [("text", RichText(f"<p>Nội dung của bài {title}.</p>"))])
        article = Article(title=title, **fields)
        article.save()
        article.save_revision(user=by or self.mai)
        return article

    def released(
        self, title: str = "Khánh thành cầu Suối Biếc", *, approver: User | None = None, **fields: Any
    ) -> Article:
        """An article that Mai wrote and Duyên (or `approver`) approved: it stands on the portal."""
        article = self.draft(title, **fields)
        article.get_latest_revision().publish(user=approver or self.duyen)
        article.refresh_from_db()
        return article


def make_province() -> Province:
    """Build it in an empty database."""
    now = timezone.now()
    if not Workflow.objects.exclude(name="Moderators approval").exists():  # see conftest.py
        ensure_desk()
    cast = {}
    for name, full_name, role, emergency in (
        ("mai", "Lê Thị Mai", "reporter", False),
        ("binh", "Trần Văn Bình", "editor", False),
        ("duyen", "Phạm Hồng Duyên", "approver", False),
        ("tam", "Hoàng Minh Tâm", "approver", True),
        ("ky", "Vũ Đình Kỳ", "technician", False),
        ("son", "Đỗ Trường Sơn", "auditor", False),
    ):
        user = create_user(username=name, full_name=full_name, password=PASSWORD, by=None, at=now)
        appoint(user, role=role, from_on=date(2025, 7, 1), emergency_release=emergency, by=None, at=now)
        cast[name] = user
    shell = Shell(
        portal_name="Cổng Thông tin điện tử tỉnh Thử Nghiệm",
        province="Tỉnh Thử Nghiệm",
        owner="Ủy ban nhân dân tỉnh Thử Nghiệm",
        slogan="Gần dân",
        unit="Trung tâm Thông tin",
        responsible="Chánh Văn phòng",
        address="Số 1 đường Bờ Sông",
        phone="0298 000 000",
        email="congttdt@thunghiem.gov.vn",
        allowed_hosts="gov.vn\nwww.facebook.com\nsp.zalo.me\nwww.youtube.com\nyoutu.be",
    )
    shell.menu = [("item", {"title": "Tin tức", "href": "/tin-tuc/", "items": []})]
    news = Section(title="Tin tức", slug="tin-tuc")
    economy = Section(title="Kinh tế", slug="kinh-te", description="Tin kinh tế", parent=news)
    front = FrontPage(title="Trang chủ")
    news.save()
    economy.save()
    front.blocks = [
        ("lead", {"title": "Tin nổi bật", "article": None, "others": 4}),
        ("section", {"title": "Kinh tế", "section": economy, "count": 5}),
    ]
    # All at once: a release of its own for each would take three times as long, before each of a thousand tests.
    _release(cast, [(shell, "ky"), (news, "ky"), (economy, "binh"), (front, "binh")])
    return Province(shell=shell, news=news, economy=economy, front=front, **cast)


def _release(cast: dict[str, User], objs: list[tuple[Any, str]]) -> None:
    versions = []
    for obj, by in objs:
        obj.save()
        versions.append(Version(obj, obj.save_revision(user=cast[by])))
    approve_and_release(versions, by=cast["duyen"], at=timezone.now())


def picture(title: str = "cầu", *, colour: str = "#226644", size: tuple[int, int] = (800, 500)) -> Picture:
    """A plain picture in the picture library."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    made = Picture(
        title=title,
        file=ImageFile(io.BytesIO(data.getvalue()), name=f"{title}.jpg"),
        width=size[0],
        height=size[1],
        credit="Ảnh thử",
    )
    made.save()
    return made
