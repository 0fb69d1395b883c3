"""Ways round approval, 5: through the life of a record: the clock, withdrawal, moves, deletion, emergencies, what others say of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision

from caunoi.gate.releases import actions, approving, schedule
from caunoi.gate.releases.models import Approval, Release
from caunoi.gate.releases.tests.steps import Portal, change, end, fresh, latest, paragraph, path_of, version, withdraw
from caunoi.gate.render.page import PageRef
from caunoi.ground.refused import Refused
from caunoi.outbound.articles.models import Article, SpecialSection
from tests.province import Province

EVIL = "Nạp tiền nhận thưởng ngay"


def for_tomorrow(province: Province, **fields: Any) -> tuple[Article, datetime]:
    """An article that Duyên approved for tomorrow, and a moment after that."""
    article = province.draft(**fields)
    tomorrow = timezone.now() + timedelta(days=1)
    change(article, by=province.mai, go_live_at=tomorrow).publish(user=province.duyen)
    return article, tomorrow + timedelta(minutes=1)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def test_what_was_approved_for_tomorrow_is_released_tomorrow_and_not_today(
    province: Province, portal: Portal, monkeypatch: Any
) -> None:
    article, later = for_tomorrow(province, title="Bài hẹn giờ")
    schedule.due(at=timezone.now())
    assert "Bài hẹn giờ" not in portal.everything()
    schedule.due(at=at(monkeypatch, later))
    assert "Bài hẹn giờ" in portal.page(path_of(article))


def test_what_was_approved_for_tomorrow_and_changed_meanwhile_is_not_released(
    province: Province, portal: Portal, monkeypatch: Any
) -> None:
    article, later = for_tomorrow(province, title="Bài hẹn giờ")
    other, _ = for_tomorrow(province, title="Bài hẹn giờ khác")
    change(article, by=province.mai, lead=EVIL)
    schedule.due(at=at(monkeypatch, later))
    everything = portal.everything()
    assert EVIL not in everything
    assert f"-{article.pk}.html" not in everything
    assert "Bài hẹn giờ khác" in portal.page(path_of(other))
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()  # said once, not every second


def test_an_earlier_date_written_by_sql_releases_nothing(province: Province, portal: Portal) -> None:
    article, _ = for_tomorrow(province, title="Bài hẹn giờ")
    Revision.objects.filter(pk=latest(article).pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    Article.objects.filter(pk=article.pk).update(go_live_at=timezone.now() - timedelta(hours=1))
    schedule.due(at=timezone.now())
    assert "Bài hẹn giờ" not in portal.everything()


def test_a_date_written_by_sql_on_a_draft_releases_nothing(province: Province, portal: Portal) -> None:
    article = province.draft(EVIL)
    Revision.objects.filter(pk=latest(article).pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    before = end()
    schedule.due(at=timezone.now())
    assert end() == before


def test_what_expires_answers_410_and_cannot_be_published_again_under_its_approval(
    province: Province, portal: Portal
) -> None:
    article = province.draft("Lấy ý kiến đến hết tháng")
    soon = timezone.now() + timedelta(hours=1)
    change(article, by=province.mai, expire_at=soon).publish(user=province.duyen)
    path = path_of(article)
    schedule.due(at=timezone.now())
    assert portal.page(path)
    schedule.due(at=soon + timedelta(minutes=1))
    assert portal.page(path) == ""
    assert "Hết thời hạn đăng" in portal.page(path, "gone")
    with pytest.raises(Refused):
        latest(article).publish(user=None)


def test_a_live_flag_written_by_sql_does_not_stop_the_clock(
    province: Province, portal: Portal, monkeypatch: Any
) -> None:
    draft = province.draft("Không đứng đâu cả")
    Article.objects.filter(pk=draft.pk).update(live=True, expire_at=timezone.now() - timedelta(hours=1))
    article, later = for_tomorrow(province, title="Bài hẹn giờ")
    schedule.due(at=at(monkeypatch, later))
    assert "Bài hẹn giờ" in portal.page(path_of(article))


def test_a_withdrawn_version_needs_to_be_saved_and_approved_anew(province: Province, portal: Portal) -> None:
    article = province.released("Bài bị gỡ rồi đăng lại")
    path = path_of(article)
    withdraw(article, by=province.duyen)
    with pytest.raises(Refused):
        latest(article).publish(user=None)
    with pytest.raises(Refused, match="đã bị gỡ"):
        latest(article).publish(user=province.duyen)
    with pytest.raises(Refused):
        approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Vội")
    assert portal.page(path) == ""
    again = change(article, by=province.mai)
    with pytest.raises(Refused):
        again.publish(user=None)
    again.publish(user=province.duyen)
    assert "Bài bị gỡ rồi đăng lại" in portal.page(path)
    assert portal.page(path, "gone") == ""


def test_a_version_approved_before_the_withdrawal_does_not_come_after_it(province: Province, portal: Portal) -> None:
    article = province.released()
    change(article, by=province.mai, lead="Sapo cho ngày mai.")
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    withdraw(article, by=province.duyen)
    with pytest.raises(Refused):
        latest(article).publish(user=None)
    assert "Sapo cho ngày mai." not in portal.everything()


def test_withdrawing_what_does_not_stand_is_refused(province: Province) -> None:
    article = province.draft()
    with pytest.raises(Refused, match="không đứng"):
        withdraw(article, by=province.duyen)
    change(article, by=province.mai).publish(user=province.duyen)
    withdraw(article, by=province.duyen)
    with pytest.raises(Refused, match="không đứng"):
        withdraw(article, by=province.duyen)


def test_what_stands_cannot_be_deleted_under_the_public(province: Province, portal: Portal) -> None:
    article = province.released()
    path = path_of(article)
    with pytest.raises(Refused, match="Gỡ"):
        fresh(article).delete()
    assert portal.page(path)
    withdraw(article, by=province.duyen)
    fresh(article).delete()
    assert portal.page(path, "gone")


def test_deleting_rows_by_shell_changes_nothing_for_the_public(province: Province, portal: Portal) -> None:
    article = province.released()
    before = portal.everything()
    Article.objects.filter(pk=article.pk).delete()
    actions.render_everything()
    while actions.render_stale(at=timezone.now()):
        pass
    assert portal.everything() == before


def test_another_slug_moves_the_address_for_ever(province: Province, portal: Portal) -> None:
    article = province.released("Khánh thành cầu")
    old = path_of(article)
    assert portal.page(old)
    moved = change(article, by=province.mai, slug="khanh-thanh-cau-lon")
    with pytest.raises(Refused):
        moved.publish(user=None)
    assert portal.page(old)
    moved.publish(user=province.duyen)
    new = path_of(article)
    assert new == f"/kinh-te/khanh-thanh-cau-lon-{article.pk}.html"
    assert portal.page(old) == ""
    assert portal.page(old, "moved") == new
    assert "Khánh thành cầu" in portal.page(new)


def test_an_address_that_belongs_to_other_content_is_refused(province: Province) -> None:
    special = SpecialSection.objects.create(title="Bầu cử", slug="bau-cu", opened_on=timezone.localdate())
    special.save_revision(user=province.binh).publish(user=province.duyen)
    with pytest.raises(Refused, match="đã thuộc về"):
        change(special, by=province.binh, slug="kinh-te").publish(user=province.duyen)


def test_releasing_again_what_stands_is_nothing(province: Province) -> None:
    article = province.released()
    before = end()
    latest(article).publish(user=province.duyen)
    actions.release(version(article), by=None, at=timezone.now())
    assert end() == before


def test_a_draft_that_others_point_to_is_named_nowhere(province: Province, portal: Portal) -> None:
    draft, other = province.draft(EVIL), province.released("Một bài đứng trên cổng")
    body = [*paragraph("Nội dung."), ("read_also", {"articles": [draft, other]})]
    article = province.released("Bài trỏ tới bài khác", body=body, related=[("articles", {"articles": [draft, other]})])
    assert "Một bài đứng trên cổng" in portal.page(path_of(article))
    assert EVIL not in portal.everything()


def test_a_section_renamed_in_a_draft_keeps_its_name_before_the_public(province: Province, portal: Portal) -> None:
    article = province.released()
    change(province.economy, by=province.binh, title=EVIL)
    type(province.economy).objects.filter(pk=province.economy.pk).update(title=EVIL, description=EVIL)
    change(province.front, by=province.binh, title=EVIL)
    change(province.shell, by=province.ky, owner=EVIL)
    province.released("Một bài khác")
    actions.render_everything()
    while actions.render_stale(at=timezone.now()):
        pass
    assert EVIL not in portal.everything()
    assert path_of(article) in portal.page("/kinh-te/")


def test_a_correction_is_shown_only_once_approved(province: Province, portal: Portal) -> None:
    article = province.released()
    corrected = change(article, by=province.mai, correction="Số đúng là 12.", corrected_on=timezone.localdate())
    with pytest.raises(Refused):
        corrected.publish(user=None)
    assert "Số đúng là 12." not in portal.everything()
    corrected.publish(user=province.duyen)
    assert "Số đúng là 12." in portal.page(path_of(article))


def test_an_emergency_does_not_pass_the_guard(province: Province) -> None:
    article = province.draft(by=province.tam, body=paragraph("Đăng nhập HI88 nhận thưởng, nhà cái uy tín."))
    approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Vội")
    before = end()
    with pytest.raises(Refused, match="Bộ kiểm duyệt"):
        actions.release(version(article), by=province.tam, at=timezone.now())
    assert end() == before


def test_who_released_in_an_emergency_is_not_the_second_person(province: Province, portal: Portal) -> None:
    """Mai wrote it; Tâm let it out alone, so Tâm's ordinary approval would take the notice off by the same pair of eyes."""
    article = province.draft()
    approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Lũ lên nhanh")
    actions.release(version(article), by=province.tam, at=timezone.now())
    with pytest.raises(Refused, match="người thứ hai"):
        approving.approve(version(article), by=province.tam, at=timezone.now())
    Approval.objects.filter(record=f"article:{article.pk}").update(kind="ordinary")
    with pytest.raises(Refused):
        actions.render_pages({PageRef("article", str(article.pk))}, at=timezone.now())
    Approval.objects.filter(record=f"article:{article.pk}").update(kind="emergency")
    assert "đang chờ người thứ hai" in portal.page(path_of(article))
    assert Release.objects.filter(path=path_of(article)).latest("position").role == "emergency"
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    actions.release(version(article), by=province.duyen, at=timezone.now())
    assert "đang chờ người thứ hai" not in portal.page(path_of(article))


def test_an_emergency_approval_is_for_that_version_only(province: Province) -> None:
    article = province.draft(by=province.tam)
    approving.approve_in_emergency(version(article), by=province.tam, at=timezone.now(), reason="Lũ lên nhanh")
    change(article, by=province.tam, lead="Thêm một câu.")
    with pytest.raises(Refused):
        actions.release(version(article), by=province.tam, at=timezone.now())


def test_with_three_pairs_of_eyes_the_second_approver_releases(province: Province, settings: Any) -> None:
    settings.PAIRS_OF_EYES = 3
    article = province.draft()
    before = end()
    with pytest.raises(Refused, match="cần 2"):
        latest(article).publish(user=province.duyen)
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    approving.approve(version(article), by=province.duyen, at=timezone.now())
    with pytest.raises(Refused, match="cần 2"):
        actions.release(version(article), by=province.duyen, at=timezone.now())
    assert end() == before
    latest(article).publish(user=province.tam)
    assert end() > before
