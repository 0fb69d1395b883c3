"""Small steps that the tests of the gate share."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone
from wagtail.rich_text import RichText

from caunoi.gate.followers.worker import catch_up
from caunoi.gate.releases import actions, kinds
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Head, Release
from caunoi.ground import append_only
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.outbound.articles.models import Article


def sql(statement: str, *values: Any) -> int:
    """What someone with the database's password does. Returns how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def unguard(table: str = "releases_release") -> None:
    """What the owner of the database does first: the triggers that keep a table from being changed are dropped."""
    for statement in append_only.guard_off(connection.vendor, table):
        sql(statement)


def end() -> int:
    """The last position of the log."""
    return Head.objects.get().position


def last() -> Release:
    return Release.objects.order_by("-position")[0]


def fresh(article: Any) -> Any:
    return type(article).objects.get(pk=article.pk)


def latest(article: Any) -> Any:
    """The latest revision."""
    return fresh(article).get_latest_revision()


def change(article: Any, *, by: User | None, over: Any = None, **fields: Any) -> Any:
    """Someone opens the latest version, changes fields and saves. Returns the revision."""
    draft = fresh(article).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=by, overwrite_revision=over)


def version(article: Any) -> Version:
    """The latest version."""
    return Version(fresh(article), latest(article))


def withdraw(article: Any, *, by: User, reason: str = "withdrawn_wrong") -> None:
    actions.withdraw(kinds.name_of(article), reason=reason, by=by, at=timezone.now())
    type(article).objects.filter(pk=article.pk).update(live=False)


def paragraph(text: str) -> list[tuple[str, RichText]]:
    """A body of one paragraph."""
    return [("text", RichText(f"<p>{text}</p>"))]


def path_of(article: Article) -> str:
    return (
        Release.objects.filter(record=f"article:{article.pk}", path__endswith=f"-{article.pk}.html")
        .latest("position")
        .path
    )


@dataclass
class Portal:
    """What the public sees: the folders that the follower writes."""

    root: Path

    def tree(self, name: str) -> Path:
        return self.root / name / "localhost"

    def page(self, path: str, tree: str = "public") -> str:
        """The text at an address, "" when nothing answers there."""
        catch_up()
        return self.still(path, tree)

    def still(self, path: str, tree: str = "public") -> str:
        """The same, without letting the followers work first."""
        file = self.tree(tree) / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        return file.read_text() if file.is_file() else ""

    def everything(self) -> str:
        """Every readable word that answers anywhere, 200 or 410. A follower that stops before what was altered stops only itself."""
        with suppress(Refused):
            catch_up()
        files = (file for tree in ("public", "gone", "moved") for file in sorted(self.tree(tree).rglob("*")))
        kinds_ = (".html", ".xml", ".json", ".ics", "")
        return "\n".join(file.read_text(errors="replace") for file in files if file.is_file() and file.suffix in kinds_)
