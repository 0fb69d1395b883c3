"""Before the play: a database with a small province and the items that wait for their approver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.outbound.articles.models import Article
from tests.crash.play import Item, Play, write
from tests.province import PASSWORD, Province, make_province

RENAMED_EVERY = 10  # so many of the items stand already, at another address
WITHDRAWN_EVERY = 20  # so often an old item is withdrawn between two approvals


def prepare(data: Path, count: int) -> None:
    """Migrate, make the province, let Mai submit `count` items, and write down which."""
    for name in ("public", "static", "mail"):
        (data / name).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    province = make_province()
    renamed = _released(province, [f"Tin cũ {n}" for n in range(count // RENAMED_EVERY)])
    withdrawn = _released(
        province, [f"Tin sẽ gỡ {n}" for n in range((count + WITHDRAWN_EVERY // 2) // WITHDRAWN_EVERY)]
    )
    items = []
    for n in range(1, count + 1):
        article = (
            _new_version(province, renamed.pop(), n)
            if n % RENAMED_EVERY == 0
            else province.draft(f"Tin số {n}", slug=f"tin-so-{n}")
        )
        article.get_workflow().start(article, province.mai)
        path = f"/kinh-te/tin-so-{n}-{article.pk}.html"
        withdraw = withdrawn.pop().pk if n % WITHDRAWN_EVERY == WITHDRAWN_EVERY // 2 else 0
        items.append(Item(article.pk, article.current_workflow_task_state.pk, path, withdraw))
    write(data, Play(province.duyen.username, PASSWORD, items))


def _released(province: Province, titles: list[str]) -> list[Article]:
    drafts = [province.draft(title) for title in titles]
    versions = [Version(draft, draft.get_latest_revision()) for draft in drafts]
    if versions:
        approve_and_release(versions, by=province.duyen, at=timezone.now())
    return drafts


def _new_version(province: Province, article: Article, n: int) -> Any:
    article.refresh_from_db()
    article.title, article.slug = f"Tin số {n}, viết lại", f"tin-so-{n}"
    article.save_revision(user=province.mai)
    return article
