"""The accomplice: a process with the portal's own settings that does what holders of accounts could do. A deed a line, an answer a line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.rich_text import RichText  # noqa: E402

from caunoi.gate.followers.worker import catch_up  # noqa: E402
from caunoi.gate.public_log import signing  # noqa: E402
from caunoi.gate.releases import actions, approving, kinds, overriding  # noqa: E402
from caunoi.gate.releases.approving import Version  # noqa: E402
from caunoi.gate.releases.bulk import approve_and_release  # noqa: E402
from caunoi.gate.releases.log import bytes_of  # noqa: E402
from caunoi.gate.releases.models import Blob, Release  # noqa: E402
from caunoi.ground.people.actions import appoint  # noqa: E402
from caunoi.ground.people.models import AuditEntry, User  # noqa: E402
from caunoi.ground.refused import Refused  # noqa: E402
from caunoi.outbound.articles.models import Article, Section  # noqa: E402
from caunoi.outbound.media.models import Attachment  # noqa: E402
from caunoi.web.models import FrontPage, Shell  # noqa: E402
from tests.attack.payloads import EVERY, SITE  # noqa: E402
from tests.province import Province, make_province, picture  # noqa: E402

_province: list[Province] = []


def province() -> Province:
    return _province[0]


def prepare(articles: int) -> str:
    """A small province with so many articles, some with pictures, one with a file, the log signed. Returns the log's key."""
    from django.conf import settings

    for name in ("public", "static", "mail", "media"):
        (settings.DATA / name).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    made = make_province()
    _province.append(made)
    image = picture()
    with_picture: dict[str, Any] = {"image": image, "image_alt": "Cầu Suối Biếc"}
    drafts = [
        made.draft(f"Tin mẫu số {n}", slug=f"tin-mau-{n}", **(with_picture if n % 5 == 0 else {}))
        for n in range(articles)
    ]
    file = Attachment(title="Kế hoạch", file=ContentFile(b"Noi dung ke hoach.", name="ke-hoach.txt"))
    file.save()
    drafts.append(made.draft("Tin có tệp", slug="tin-co-tep", body=[("file", {"title": "Kế hoạch", "file": file})]))
    approve_and_release([Version(one, one.get_latest_revision()) for one in drafts], by=made.duyen, at=timezone.now())
    catch_up()
    return signing.signer().verifier.vkey


def join() -> None:
    """Work with the province that stands."""
    people = {name: User.objects.get(username=name) for name in ("mai", "binh", "duyen", "tam", "ky", "son")}
    news, economy = Section.objects.get(slug="tin-tuc"), Section.objects.get(slug="kinh-te")
    _province.append(
        Province(shell=Shell.objects.get(), news=news, economy=economy, front=FrontPage.objects.get(), **people)
    )


def withdraw(path: str) -> None:
    """Take an article from the portal."""
    record = Release.objects.filter(path=path).latest("position").record
    actions.withdraw(record, reason="withdrawn_wrong", by=province().duyen, at=timezone.now())


def injected(payload: str) -> dict[str, Any]:
    """Mai writes it into an article, Duyên's account approves it."""
    one = EVERY[payload]
    article = province().draft(
        f"Tin thường ngày ({payload})"[:60], body=[("text", RichText(f"<p>Một tin.</p>{one.html}"))]
    )
    article.get_latest_revision().publish(user=province().duyen)
    return _shown(article, one.mark)


def _shown(article: Article, mark: str) -> dict[str, Any]:
    """Does the page that was released carry it?"""
    release = Release.objects.filter(record=kinds.name_of(article), kind="release", path__endswith=".html").latest(
        "position"
    )
    return {"path": release.path, "shown": mark in bytes_of(Blob.objects.get(pk=release.sha256)).decode()}


def approved_by_its_author() -> None:
    """Duyên writes and approves herself."""
    article = province().draft("Tin của người duyệt", by=province().duyen)
    article.get_latest_revision().publish(user=province().duyen)


def made_himself_approver() -> None:
    """The technician gives himself the approver's post and approves what he wrote."""
    ky = province().ky
    appoint(ky, role="approver", from_on=timezone.localdate(), by=ky, at=timezone.now())
    article = province().draft("Tin của kỹ thuật viên", by=ky)
    article.get_latest_revision().publish(user=User.objects.get(pk=ky.pk))


def menu_link() -> None:
    """A link in the menu of every page, to a host that is on no list, with an approver's account to approve it."""
    _shell(menu=[("item", {"title": "Liên kết", "href": SITE, "items": []})])


def footer_text() -> None:
    """A word in the foot of every page."""
    _shell(licence="Nhà cái uy tín, cá độ bóng đá, nổ hũ đổi thưởng")


def shell_by_its_author() -> None:
    """The technician adds a host to the list and approves that himself."""
    shell = Shell.objects.get()
    draft = shell.get_latest_revision_as_object()
    draft.allowed_hosts += "\nnhacai-uytin88.example"
    draft.save_revision(user=province().ky).publish(user=province().ky)


def _shell(**fields: Any) -> None:
    draft = Shell.objects.get().get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    with transaction.atomic():
        draft.save_revision(user=province().ky).publish(user=province().duyen)


def emergency() -> None:
    """Tâm, who may release alone in an emergency, releases an advertisement."""
    article = province().draft("Tin khẩn", by=province().tam, body=[("text", RichText(EVERY["text"].html))])
    version = Version(article, article.get_latest_revision())
    with transaction.atomic():
        approving.approve_in_emergency(version, by=province().tam, at=timezone.now(), reason="Lũ lên")
        actions.release(version, by=province().tam, at=timezone.now())


def override_alone() -> None:
    """One person lets a finding of the guard pass, and confirms it with the same account."""
    article = province().draft("Tin bị chặn", body=[("text", RichText(EVERY["text"].html))])
    version = Version(article, article.get_latest_revision())
    found = overriding.propose(
        article, digest=version.digest, rule="gambling", excerpt="nhà cái", reason="Bài phê phán", by=province().duyen, at=timezone.now()
    )  # fmt: skip
    overriding.confirm(found, by=province().duyen, at=timezone.now())


def changed_after_approval() -> None:
    """The approved version's text is replaced in place, then it is published in the approver's absence."""
    article = province().draft("Tin đã duyệt")
    version = Version(article, article.get_latest_revision())
    approving.approve(version, by=province().duyen, at=timezone.now())
    draft = article.get_latest_revision_as_object()
    draft.body = [("text", RichText("<p>Nạp tiền nhận thưởng ngay.</p>"))]
    draft.save_revision(user=province().mai, overwrite_revision=version.revision).publish(user=None)


def file_swapped() -> None:
    """The approved attachment is replaced on the disk before it is released."""
    from pathlib import Path

    file = Attachment(title="Kế hoạch", file=ContentFile(b"Noi dung.", name="ke-hoach-hai.txt"))
    file.save()
    article = province().draft("Tin có tệp hai", body=[("file", {"title": "Kế hoạch", "file": file})])
    approving.approve(Version(article, article.get_latest_revision()), by=province().duyen, at=timezone.now())
    Path(file.file.path).write_bytes(b"Nap tien nhan thuong ngay.")
    article.get_latest_revision().publish(user=None)


def draft() -> dict[str, Any]:
    """A draft that nobody has approved."""
    article = province().draft("Tin chưa ai duyệt")
    version = Version(article, article.get_latest_revision())
    return {"record": version.record, "revision": version.revision.pk, "digest": version.digest}


def publish(record: str) -> None:
    """Publish the latest version of a record, whoever approved it."""
    Article.objects.get(pk=int(record.partition(":")[2])).get_latest_revision().publish(user=None)


def published_by_its_author() -> None:
    """Mai publishes what she wrote."""
    province().draft("Tin của người viết").get_latest_revision().publish(user=User.objects.get(username="mai"))


def let_go() -> None:
    """Close the database."""
    connections.close_all()


def log_deleted() -> None:
    """An administrator takes entries out of the release log."""
    Release.objects.filter(position__lt=5).delete()


def trail_deleted() -> None:
    """An administrator takes what he did out of the trail."""
    AuditEntry.objects.all().delete()


def one_more(title: str = "Tin thường") -> str:
    """An honest article, by two people. Returns its address."""
    article = province().released(title)
    return str(Release.objects.filter(record=kinds.name_of(article), path__endswith=".html").latest("position").path)


def everything_again() -> int:
    """Every page is made again, as after a new version of the program."""
    many = actions.render_everything()
    while actions.render_stale(at=timezone.now()):
        pass
    return many


def honest(count: int, start: int) -> dict[str, int]:
    """A newsroom's ordinary days: articles; of every ten one is corrected, one moved, one withdrawn."""
    done = {"published": 0, "corrected": 0, "moved": 0, "withdrawn": 0}
    for n in range(start, start + count):
        article = province().released(f"Tin ngày thường số {n}", slug=f"ngay-thuong-{n}")
        done["published"] += 1
        if n % 10 == 3:
            _again(article, title=f"Tin ngày thường số {n}, đính chính")
            done["corrected"] += 1
        if n % 10 == 5:
            _again(article, slug=f"dia-chi-moi-{n}")
            done["moved"] += 1
        if n % 10 == 7:
            actions.withdraw(kinds.name_of(article), reason="withdrawn_wrong", by=province().duyen, at=timezone.now())
            Article.objects.filter(pk=article.pk).update(live=False)
            done["withdrawn"] += 1
    return done


def _again(article: Article, **fields: Any) -> None:
    draft = article.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=province().mai).publish(user=province().duyen)


DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed
    for deed in (
        prepare, join, withdraw, injected, approved_by_its_author, made_himself_approver, menu_link, footer_text, shell_by_its_author,
        emergency, override_alone, changed_after_approval, file_swapped, draft, publish, published_by_its_author, let_go, log_deleted,
        trail_deleted, one_more, everything_again, honest,
    )
}  # fmt: skip


def main() -> None:
    """Until nobody asks any more."""
    for line in sys.stdin:
        asked = json.loads(line)
        deed, begun = DEEDS[asked.pop("deed")], time.monotonic()
        answer: dict[str, Any]
        try:
            answer = {"done": deed(**asked)}
        except Refused as refused:
            answer = {"refused": str(refused)}
        except DatabaseError as refused:
            answer = {"refused": f"{refused}"}
        answer["seconds"] = time.monotonic() - begun
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
