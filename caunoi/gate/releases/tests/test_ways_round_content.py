"""Ways round approval through the content: text, database, template, list, an old approval. Each fails beside one that is allowed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from markupsafe import Markup
from wagtail.models import Revision

from caunoi.gate.followers.worker import catch_up
from caunoi.gate.releases import actions, approving, overriding, schedule
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.log import Broken
from caunoi.gate.releases.models import Approval, Contribution, Head, Override, Placement, Release, Standing
from caunoi.gate.releases.sources import Tampered
from caunoi.gate.releases.tests.steps import Portal, change, end, paragraph, path_of, sql, unguard, version, withdraw
from caunoi.ground.refused import Refused
from caunoi.outbound.articles.models import Article
from caunoi.web import environment
from caunoi.web import shell as shells
from tests.province import Province, picture

EVIL = "Nạp tiền nhận thưởng ngay"


def rerender() -> None:
    """Make every page again, as after a new template."""
    actions.render_everything()
    while actions.render_stale(at=timezone.now()):
        pass


def approved(province: Province, **fields: Any) -> Article:
    """An article that Duyên has approved and nobody has released yet."""
    article = province.draft(**fields)
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    return article


def test_what_was_approved_is_released(province: Province, portal: Portal) -> None:
    article = approved(province)
    actions.release(version(article), by=None, at=timezone.now())
    assert article.title in portal.page(path_of(article))


def test_text_changed_in_the_form_after_approval_is_not_released(province: Province, portal: Portal) -> None:
    article = approved(province)
    revision = change(article, by=province.mai, body=paragraph(EVIL))
    with pytest.raises(Refused, match=r"Chưa ai duyệt|phê duyệt cũ"):
        actions.release(Version(article, revision), by=None, at=timezone.now())
    assert EVIL not in portal.everything()


def test_text_changed_by_shell_reaches_nobody(province: Province, portal: Portal) -> None:
    article = province.released()
    article.lead = EVIL
    article.save()
    Article.objects.filter(pk=article.pk).update(title=EVIL)
    rerender()
    assert EVIL not in portal.everything()


def test_text_changed_by_sql_on_the_table_reaches_nobody(province: Province, portal: Portal) -> None:
    article = province.released()
    sql("UPDATE articles_article SET title = %s, lead = %s WHERE id = %s", EVIL, EVIL, article.pk)
    rerender()
    assert EVIL not in portal.everything()


def test_text_changed_by_sql_in_the_approved_revision_is_not_released(province: Province, portal: Portal) -> None:
    article = approved(province)
    revision = article.get_latest_revision()
    content = dict(revision.content, lead=EVIL)
    Revision.objects.filter(pk=revision.pk).update(content=content)
    with pytest.raises(Refused, match="thay đổi sau khi được duyệt"):
        actions.release(version(article), by=None, at=timezone.now())
    with pytest.raises(Refused, match="đường khác"):
        approving.approve(version(article), by=province.tam, at=timezone.now())
    assert EVIL not in portal.everything()


@pytest.mark.parametrize("column", ["content", "pinned"])
def test_standing_content_changed_by_sql_makes_no_page(province: Province, portal: Portal, column: str) -> None:
    article = province.released()
    standing = Standing.objects.get(record=f"article:{article.pk}")
    changed = standing.content.replace(article.title, EVIL) if column == "content" else '{"more":[1]}'
    Standing.objects.filter(pk=standing.pk).update(**{column: changed})
    with pytest.raises(Tampered):
        rerender()
    assert EVIL not in portal.everything()


def test_a_standing_row_written_by_sql_makes_no_page(province: Province, portal: Portal) -> None:
    article = province.released()
    row = Standing.objects.get(record=f"article:{article.pk}")
    Standing.objects.create(
        record="article:999", kind="article", number=999, revision=row.revision, content=row.content.replace(article.title, EVIL),
        digest=row.digest, approval=row.approval, seal=row.seal, since=row.since,
    )  # fmt: skip
    Placement.objects.create(shelf="all", record="article:999", at=timezone.now())
    with pytest.raises(Tampered):
        rerender()
    assert EVIL not in portal.everything()


def test_an_approval_written_by_sql_does_not_count(province: Province) -> None:
    article = province.draft()
    now, draft = timezone.now(), version(article)
    Approval.objects.create(
        record=draft.record,
        revision=draft.revision.pk,
        digest=draft.digest,
        by=province.duyen,
        role="approver",
        at=now,
        seal="0" * 64,
    )
    with pytest.raises(Refused, match=r"Chưa ai duyệt|phê duyệt cũ"):
        actions.release(draft, by=None, at=now)
    approving.approve(version(article), by=province.duyen, at=now)
    assert actions.release(version(article), by=None, at=now)


@pytest.mark.parametrize("change_", [{"digest": "0" * 64}, {"kind": "emergency", "reason": "x"}, {"role": "editor"}])
def test_an_approval_changed_by_sql_does_not_count(province: Province, change_: dict[str, str]) -> None:
    article = approved(province)
    Approval.objects.filter(record=f"article:{article.pk}").update(**change_)
    with pytest.raises(Refused):
        actions.release(version(article), by=None, at=timezone.now())


@pytest.mark.parametrize("how", ["changed", "taken out", "put in"])
def test_a_history_altered_by_sql_lets_nobody_approve(province: Province, how: str) -> None:
    article = province.draft(by=province.duyen)
    change(article, by=province.mai, lead="Sapo mới.")
    rows = Contribution.objects.filter(record=f"article:{article.pk}")
    first = rows.order_by("revision")[0]
    if how == "changed":
        rows.filter(pk=first.pk).update(by=province.mai)
    elif how == "taken out":
        rows.filter(pk=first.pk).delete()
    else:
        Contribution.objects.create(
            record=first.record,
            revision=first.revision - 1000,
            digest="0" * 64,
            by=province.mai,
            at=first.at,
            seal="0" * 64,
        )
    with pytest.raises(Refused, match="can thiệp"):
        approving.approve(version(article), by=province.duyen, at=timezone.now())


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("base.html", "</footer>", '<a href="https://www.chinhphu.gov.vn/">Thêm</a></footer>'),
        ("base.html", '<footer class="footer" data-r="footer">', '<p>Chữ ngoài vùng</p><footer class="footer" data-r="footer">'),
        ("article.html", '<p class="lead">', '<span class="unseen">chữ ẩn</span><p class="lead">'),
        ("article.html", '<p class="lead">', '<p class="lead" title="chữ trong thuộc tính">'),
        ("article.html", '<p class="lead">{{ article.lead }}</p>', ""),
        ("article.html", "<h1>{{ article.title }}</h1>", "<h1>{{ article.title }}!</h1>"),
        ("article.html", "<h1>", '<img src="/tep/x.webp" alt="quảng cáo"><h1>'),
        ("article.html", "<h1>", '<span data-r="label">Nhãn lạ</span><h1>'),
        ("article.html", "<h1>", '<iframe src="https://www.youtube-nocookie.com/embed/x" title="v"></iframe><h1>'),
        ("base.html", "</head>", '<meta name="keywords" content="xổ số"></head>'),
        ("base.html", "<body", "<body onload=\"alert(1)\" data-x=\"y\""),
        ("base.html", "</body>", "<script>alert(1)</script></body>"),
        ("base.html", "</body>", "<!-- tài xỉu --></body>"),
        ("components.html", "{{ card.title }}", "Tiêu đề khác"),
        ("article.html", '<p class="lead">', '<p class="lead unseen">'),
    ],
)  # fmt: skip
def test_a_template_cannot_add_drop_or_hide_anything(
    province: Province, portal: Portal, template: Any, name: str, old: str, new: str
) -> None:
    first = province.released("Bài thứ nhất của tỉnh")
    province.released("Bài thứ hai của tỉnh")
    before = portal.everything()
    template(name, old, new)
    with pytest.raises(Refused):
        rerender()
    with pytest.raises(Refused):
        province.released("Bài thứ ba của tỉnh")
    assert portal.everything() == before
    assert first.title in before


def test_a_template_that_only_arranges_needs_no_new_approval(province: Province, portal: Portal, template: Any) -> None:
    article = province.released()
    approvals = Approval.objects.count()
    template(
        "article.html",
        '<p class="lead">{{ article.lead }}</p>',
        '<section><p class="lead"><em>{{ article.lead }}</em></p></section>',
    )
    rerender()
    assert "<em>Sapo của bài" in portal.page(path_of(article))
    assert Approval.objects.count() == approvals


def test_words_changed_in_the_code_wait_for_the_shell(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(environment._LABELS["vi"], "print", Markup(f'<span data-r="label">{EVIL}</span>'))
    with pytest.raises(Refused):
        province.released()


def test_a_stylesheet_changed_in_the_code_waits_for_the_shell(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caunoi.web import assets as files

    known = dict(files.assets())
    known["site.css"] = files._asset("site.css", known["site.css"].data + b".lead{display:none}")
    monkeypatch.setattr(shells, "assets", lambda: known)
    with pytest.raises(Refused, match="khác với bản đã duyệt"):
        province.released()


def test_a_draft_of_a_released_article_shows_on_no_list(province: Province, portal: Portal) -> None:
    article = province.released()
    change(article, by=province.mai, title=EVIL)
    province.released("Một bài khác của tỉnh")
    rerender()
    assert EVIL not in portal.everything()


def test_a_place_on_a_list_given_by_sql_shows_nothing_unreleased(province: Province, portal: Portal) -> None:
    draft = province.draft(EVIL)
    Placement.objects.create(shelf="all", record=f"article:{draft.pk}", at=timezone.now())
    rerender()
    assert EVIL not in portal.everything()


def test_an_old_approval_cannot_be_replayed(province: Province, portal: Portal) -> None:
    article = province.released(lead="Bản thứ nhất của bài.")
    first = article.get_latest_revision()
    change(article, by=province.mai, lead="Bản thứ hai của bài.").publish(user=province.duyen)
    with pytest.raises(Refused):
        Revision.objects.get(pk=first.pk).publish(user=None)  # approved once, but not the version that stands last
    again = change(article, by=province.binh, lead="Bản thứ nhất của bài.")
    with pytest.raises(Refused):
        again.publish(user=None)
    assert "Bản thứ hai" in portal.page(path_of(article))
    again.publish(user=province.duyen)
    assert "Bản thứ nhất" in portal.page(path_of(article))


def test_an_approval_of_one_article_is_none_of_its_twin(province: Province) -> None:
    approved(province, title="Hai bài giống nhau")
    twin = province.draft("Hai bài giống nhau")
    with pytest.raises(Refused, match="Chưa ai duyệt"):
        actions.release(version(twin), by=None, at=timezone.now())


def test_a_withdrawn_article_answers_410_with_the_reason_and_is_on_no_list(province: Province, portal: Portal) -> None:
    article = province.released("Bài sẽ bị gỡ khỏi cổng")
    path = path_of(article)
    withdraw(article, by=province.duyen)
    assert portal.page(path) == ""
    assert "Nội dung có sai sót" in portal.page(path, "gone")
    for place in ("/", "/kinh-te/", "/rss.xml", "/atom.xml", "/sitemap-1.xml"):
        assert path not in portal.page(place), place


def test_a_picture_swapped_on_disk_after_approval_is_not_released(
    province: Province, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    mine, other = picture("ảnh thật"), picture("ảnh giả", colour="#990000")
    article = approved(province, image=mine, image_alt="Cầu")
    Path(mine.file.path).write_bytes(Path(other.file.path).read_bytes())
    with pytest.raises(Refused, match="bị thay"):
        actions.release(version(article), by=None, at=timezone.now())


def test_a_version_approved_for_tomorrow_and_changed_meanwhile_stays_in(province: Province, portal: Portal) -> None:
    article = province.draft()
    revision = change(article, by=province.mai, go_live_at=timezone.now() + timedelta(days=1))
    revision.publish(user=province.duyen)
    assert end() == Head.objects.get().position
    content = dict(Revision.objects.get(pk=revision.pk).content, lead=EVIL, go_live_at=None)
    Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=timezone.now())
    schedule.due(at=timezone.now())
    assert EVIL not in portal.everything()


def test_an_emergency_release_says_so_until_a_second_person_approves(province: Province, portal: Portal) -> None:
    article = province.draft(by=province.tam)
    with pytest.raises(Refused):
        approving.approve_in_emergency(version(article), by=province.duyen, at=timezone.now(), reason="Lũ lên nhanh")
    with pytest.raises(Refused, match="lý do"):
        approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason=" ")
    approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Lũ lên nhanh")
    actions.release(version(article), by=province.tam, at=timezone.now())
    assert "đang chờ người thứ hai" in portal.page(path_of(article))
    with pytest.raises(Refused):
        approving.approve(version(article), by=province.tam, at=timezone.now())
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    actions.release(version(article), by=province.duyen, at=timezone.now())
    assert "đang chờ người thứ hai" not in portal.page(path_of(article))


def test_three_pairs_of_eyes_need_two_approvers(province: Province, settings: Any) -> None:
    settings.PAIRS_OF_EYES = 3
    article = approved(province)
    with pytest.raises(Refused, match="cần 2"):
        actions.release(version(article), by=None, at=timezone.now())
    approving.approve(version(article), by=province.tam, at=timezone.now())
    assert actions.release(version(article), by=None, at=timezone.now())


def test_a_blocked_text_passes_only_when_two_people_say_so_and_nobody_by_sql(
    province: Province, portal: Portal
) -> None:
    article = approved(province, body=paragraph("Đăng nhập HI88 nhận thưởng, nhà cái uy tín."))
    with pytest.raises(Refused) as refusal:
        actions.release(version(article), by=None, at=timezone.now())
    assert refusal.value.details
    from caunoi.gate.releases import preview

    found = [f for f in preview.findings(version(article).revision.as_object()) if f.severity == "block"]
    digest = version(article).digest
    for finding in found:
        override = overriding.propose(
            article,
            digest=digest,
            rule=finding.rule,
            excerpt=finding.excerpt,
            reason="Trích bản án",
            by=province.binh,
            at=timezone.now(),
        )
        with pytest.raises(Refused):
            overriding.confirm(override, by=province.binh, at=timezone.now())
        Override.objects.filter(pk=override.pk).update(second_by=province.duyen, second_at=timezone.now())
    with pytest.raises(Refused):
        actions.release(version(article), by=None, at=timezone.now())
    Override.objects.update(second_by=None, second_at=None)
    for override in Override.objects.all():
        overriding.confirm(override, by=province.duyen, at=timezone.now())
    assert actions.release(version(article), by=None, at=timezone.now())
    catch_up()


@pytest.mark.parametrize("how", ["written", "changed", "taken out"])
def test_a_log_altered_by_sql_reaches_no_follower(province: Province, portal: Portal, how: str) -> None:
    article = province.released()
    catch_up()
    before = portal.everything()
    province.released("Một bài khác của tỉnh")
    unguard()
    row = Release.objects.filter(path__endswith=".html").order_by("-position")[0]
    if how == "written":
        head = Head.objects.get()
        row.pk, row.path = head.position + 1, "/casino.html"
        row.save(force_insert=True)
        Head.objects.update(position=head.position + 1)
    elif how == "changed":
        Release.objects.filter(pk=row.pk).update(path="/casino.html")
    else:
        Release.objects.filter(pk=row.pk).delete()
    with pytest.raises(Broken):
        catch_up()
    assert not (portal.tree("public") / "casino.html").exists()
    assert article.title in before
