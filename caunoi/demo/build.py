"""Building the demo province: through the same actions, approvals and gate as everything else."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone

from caunoi.demo import english, pages, pictures, unfinished
from caunoi.demo.cases import CaseBuilder
from caunoi.demo.data import articles, load
from caunoi.demo.readers import ReaderBuilder
from caunoi.desk.setup import ensure_desk
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.ground.organisations.actions import load_units
from caunoi.ground.organisations.models import Organisation, Succession
from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
from caunoi.ground.vietnamese.text import slug
from caunoi.outbound.articles.importing import fill
from caunoi.outbound.articles.models import Article, Section, SpecialSection
from caunoi.outbound.leaders.models import Leader, LeaderPost, WorkWeek
from caunoi.outbound.media.models import Picture
from caunoi.web.models import FrontPage, Shell

PASSWORD = "may-trang-2026"
Progress = Callable[..., None]


def build(progress: Progress) -> None:
    """Make the whole province in an empty database. `progress(text, done, total)` hears how far it is."""
    Builder(progress).build()


class Builder:
    """One run; holds what later steps refer to by key."""

    def __init__(self, progress: Progress) -> None:
        self.tell = progress
        self.now = timezone.now()
        self.people: dict[str, User] = {}
        self.organisations: dict[str, Organisation] = {}
        self.sections: dict[str, Section] = {}
        self.specials: dict[str, SpecialSection] = {}
        self.leaders: dict[str, Leader] = {}
        self.seeds: dict[str, int] = {}
        self.articles: dict[str, Article] = {}
        self.around: dict[str, Any] = {}

    def build(self) -> None:
        load_units()
        self.make_organisations()
        ensure_desk()
        self.make_people()
        self.release([self.make_shell()])
        self.make_sections()
        self.make_leaders()
        self.make_weeks()
        self.make_pages()
        self.make_articles()
        CaseBuilder(
            self.organisations, office=self.people["vanphong"], approver=self.people["duyet"], now=self.now
        ).build(self.tell)
        self.release([self.make_front_page()])
        self.make_english()
        unfinished.leave(self.people, self.sections, at=self.now)
        self.tell("đưa ra thư mục công khai")
        catch_up()
        ReaderBuilder(self.now).build(self.tell)

    def version(self, obj: Any, *, by: str = "bientap") -> Version:
        obj.save()
        return Version(obj, obj.save_revision(user=self.people[by]))

    def release(self, versions: Iterable[Version]) -> None:
        approve_and_release(list(versions), by=self.people["duyet"], at=self.now)

    def make_organisations(self) -> None:
        self.tell("cơ quan, đơn vị")
        rows = load("organisations")
        for row in rows:
            self.organisations[row["key"]] = Organisation(
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                valid_from=_day(row["valid_from"]),
                valid_until=_day(row["valid_until"]),
                address=row["address"],
                phone=row["phone"],
                email=row["email"],
                website=row["website"],
            )
        for row in _parents_first(rows):
            one = self.organisations[row["key"]]
            one.parent = self.organisations[row["parent"]] if row["parent"] else None
            one.save()
        for row in load("successions"):
            for key in row["from"]:
                Succession.objects.create(
                    predecessor=self.organisations[key],
                    successor=self.organisations[row["to"]],
                    on=_day(row["on"]),
                    decision=row["decision"],
                    kind=row["kind"],
                    recorded_at=self.now,
                )

    def make_people(self) -> None:
        self.tell("tài khoản")
        for row in load("accounts"):
            user = create_user(
                username=row["username"], full_name=row["full_name"], password=PASSWORD, by=None, at=self.now
            )
            appoint(
                user,
                role=row["role"],
                organisation=self.organisations[row["organisation"]],
                title=row["title"],
                from_on=date(2025, 7, 1),
                emergency_release=row["emergency_release"],
                by=None,
                at=self.now,
            )
            self.people[row["username"]] = user

    def make_shell(self) -> Version:
        self.tell("khung trang")
        data = load("shell")
        shell = Shell(
            portal_name=data["portal_name"],
            province=data["province"],
            owner=data["owner"],
            slogan=data["slogan"],
            allowed_hosts="gov.vn\nchinhphu.vn\nvbpl.vn\ndangcongsan.vn\nwww.facebook.com\nsp.zalo.me\nwww.youtube.com\nyoutu.be\nvimeo.com",
            **data["footer"],
        )
        shell.menu = [("item", item) for item in data["menu"]]
        shell.links = [("link", link) for link in data["links"]]
        self.around["shell"] = shell
        return self.version(shell, by="kythuat")

    def make_sections(self) -> None:
        self.tell("chuyên mục, chuyên trang")
        versions = []
        for row in _parents_first(load("sections"), key="slug"):
            parent = self.sections[row["parent"]] if row["parent"] else None
            section = Section(
                title=row["title"], slug=row["slug"], description=row["description"], order=row["order"], parent=parent
            )
            versions.append(self.version(section))
            self.sections[row["slug"]] = section
        for row in load("specials"):
            special = SpecialSection(
                title=row["title"],
                slug=row["slug"],
                description=row["description"],
                opened_on=_day(row["open_on"]),
                closed_on=_day(row["close_on"]),
                banner=self.picture(row["banner_subject"], size=(1280, 420)),
                banner_alt=f"Tranh minh họa chuyên trang {row['title']}",
            )
            versions.append(self.version(special))
            self.specials[row["slug"]] = special
        self.release(versions)

    def make_leaders(self) -> None:
        versions = []
        rows = load("leaders")
        for number, row in enumerate(rows, 1):
            self.tell("lãnh đạo", number, len(rows))
            leader = Leader(
                name=row["name"],
                born=row["born"],
                biography=row["biography_html"],
                duties=row["duties_html"],
                contact=row["contact"],
                photo=self.save_picture(f"Chân dung {row['name']}", pictures.portrait(row["portrait"]), 600, 800),
            )
            leader.posts = [  # type: ignore[misc]
                LeaderPost(
                    title=post["title"],
                    organisation=self.organisations[post["organisation"]],
                    from_on=_day(post["from"]),
                    until_on=_day(post["until"]),
                    order=number,
                )
                for post in row["posts"]
            ]
            versions.append(self.version(leader))
            self.leaders[row["key"]] = leader
        self.release(versions)

    def make_weeks(self) -> None:
        self.tell("lịch công tác")
        versions = []
        for row in load("work_weeks"):
            week = WorkWeek(
                monday=_day(row["monday"]),
                revision=row["revision"],
                revision_note=row["revision_note"] or "",
                revised_on=_day(row["revised_on"]),
            )
            week.entries = [("entry", self.entry(entry)) for entry in row["entries"]]
            week.earlier = [
                (
                    "revision",
                    {
                        "title": f"Điều chỉnh lần {old['revision']}" if old["revision"] else "Lịch ban đầu",
                        "on": _day(old["on"]),
                    },
                )
                for old in row.get("earlier", ())
            ]
            versions.append(self.version(week))
        self.release(versions)

    def make_pages(self) -> None:
        self.tell("trang giới thiệu, kênh thông tin")
        self.release(
            pages.versions(version=self.version, picture=self.picture, organisations=self.organisations, now=self.now)
        )

    def entry(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "on": _day(row["on"]),
            "until": _day(row.get("until")),
            "part": row["part"],
            "time": row["time"],
            "leaders": [self.leaders[key] for key in row["leaders"] if key in self.leaders],
            "content": row["content"],
            "place": row["place"],
            "attending": row["attending"],
        }

    def make_articles(self) -> None:
        rows = articles()
        made = self.articles
        writers = ("phongvien", "phongvien2", "bientap")
        batch: list[Version] = []
        for number, row in enumerate(sorted(rows, key=lambda row: row["published_at"]), 1):
            self.tell("tin bài", number, len(rows))
            article = Article(section=self.sections[row["section"]], special=self.specials.get(row["special"] or ""))
            article.image = self.picture(row["image"])
            fill(article, row, articles=made, picture=self.picture)
            batch.append(self.version(article, by=writers[number % len(writers)]))
            made[row["external_id"]] = article
            if len(batch) == 25:
                self.release(batch)
                batch = []
        self.release(batch)

    def make_front_page(self) -> Version:
        front = FrontPage(title="Trang chủ")
        self.around["frontpage"] = front
        front.blocks = [(row["type"], self.block(row)) for row in load("frontpage")]
        return self.version(front)

    def make_english(self) -> None:
        """The newsroom's editor translates; see `english.json`."""
        self.tell("bản tiếng Anh")
        made: dict[str, dict[str, Any]] = {"section": self.sections, "leader": self.leaders, "article": self.articles}
        english.build(
            lambda row: self.around.get(row["kind"]) or made[row["kind"]][row["key"]],
            by=self.people["bientap"],
            release=self.release,
            articles=self.articles,
        )

    def block(self, row: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {"title": row.get("title", "Tin nổi bật")}
        if row["type"] == "lead":
            values |= {"article": None, "others": row["others"]}
        elif row["type"] == "section":
            values |= {"section": self.sections[row["section"]], "count": row["count"]}
        elif row["type"] == "answers":
            values |= {"count": row["count"], "links": row["links"]}
        elif row["type"] == "leaders":
            values["leaders"] = [self.leaders[key] for key in row["leaders"]]
        return values

    def picture(self, subject: str, *, size: tuple[int, int] = (1280, 853)) -> Picture:
        """The next picture of a subject; five variants of each, then the first again."""
        number = self.seeds[subject] = self.seeds.get(subject, 0) % 5 + 1
        title = f"{subject} {number}" if size[1] == 853 else f"{subject} {number} {size[0]}x{size[1]}"
        known = Picture.objects.filter(title=title).first()
        return known or self.save_picture(title, pictures.landscape(subject, number, size), *size)

    def save_picture(self, title: str, data: bytes, width: int, height: int) -> Picture:
        file = ImageFile(io.BytesIO(data), name=f"{slug(title)}.jpg")
        picture = Picture(
            title=title,
            file=file,
            width=width,
            height=height,
            credit="Tranh minh họa: Cầu Nối",
            uploaded_by_user=self.people["bientap"],
        )
        picture.save()
        return picture


def _day(text: str | None) -> Any:
    return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007  (a day has no zone)


def _parents_first(rows: list[dict[str, Any]], key: str = "key") -> list[dict[str, Any]]:
    placed: set[str] = set()
    left, ordered = list(rows), []
    while left:
        ready = [row for row in left if not row["parent"] or row["parent"] in placed]
        if not ready:
            raise ValueError("the parents go in a circle")
        ordered += ready
        placed |= {row[key] for row in ready}
        left = [row for row in left if row[key] not in placed]
    return ordered
