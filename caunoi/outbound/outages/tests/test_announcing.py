"""An outage from its announcement to its end: its page, the home page, the read-only page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.gate.releases import preview
from caunoi.gate.releases.tests.steps import Portal, change, fresh
from caunoi.ground.deadlines.actions import load_terms
from caunoi.ground.refused import Refused
from caunoi.outbound.outages import actions
from caunoi.outbound.outages.models import Outage
from tests.province import Province


def draft(province: Province, *, days: int = 20, **fields: Any) -> Outage:
    """The technician's draft: it begins so many days from now and takes four hours."""
    load_terms()
    begin = timezone.now() + timedelta(days=days)
    made = Outage(
        title="Tạm ngừng để nâng cấp máy chủ", reason="Thay máy chủ cơ sở dữ liệu.", from_at=begin,
        until_at=begin + timedelta(hours=4), affected="Gửi câu hỏi\n\nTheo dõi hồ sơ", meanwhile="<p>Gọi 0298 1022.</p>", **fields,
    )  # fmt: skip
    made.full_clean()
    made.save()
    made.save_revision(user=province.ky)
    return made


def announced(province: Province, **fields: Any) -> Outage:
    made = draft(province, **fields)
    made.get_latest_revision().publish(user=province.duyen)
    return fresh(made)  # type: ignore[no-any-return]


def test_it_has_a_page_and_stands_on_home_and_read_only_page_until_it_is_over(
    province: Province, portal: Portal
) -> None:
    outage = announced(province)
    path = f"/tam-ngung/tam-ngung-de-nang-cap-may-chu-{outage.pk}.html"
    own = portal.page(path)
    assert "<li>Theo dõi hồ sơ</li>" in own
    assert "Gọi 0298 1022." in own
    for where in ("/", "/chi-doc.html"):
        assert f'<a href="{path}">' in portal.page(where)
    assert actions.take_down(at=outage.until_at - timedelta(seconds=1)) == 0
    assert actions.take_down(at=outage.until_at) == 1
    assert "Thời gian tạm ngừng đã qua" in portal.page(path, "gone")
    assert portal.page(path) == ""
    assert path not in portal.page("/") + portal.page("/chi-doc.html")
    assert actions.take_down(at=outage.until_at) == 0


def test_too_late_is_refused_and_the_writer_is_told_before(province: Province, portal: Portal) -> None:
    made = draft(province, days=3)
    with pytest.raises(Refused, match="7 ngày làm việc"):
        preview.findings(made.get_latest_revision_as_object())
    with pytest.raises(Refused, match="Điều 13"):
        made.get_latest_revision().publish(user=province.duyen)
    assert "nâng cấp máy chủ" not in portal.everything()


def test_force_majeure_is_announced_at_once_and_says_why(province: Province, portal: Portal) -> None:
    outage = announced(province, days=0, unforeseen="Lũ làm mất điện trung tâm dữ liệu.")
    assert "Lũ làm mất điện" in portal.page(f"/tam-ngung/tam-ngung-de-nang-cap-may-chu-{outage.pk}.html")


def test_it_may_take_longer_than_was_announced_but_not_begin_earlier(province: Province, portal: Portal) -> None:
    outage = announced(province)
    later: datetime = outage.until_at + timedelta(hours=5)
    change(outage, by=province.ky, until_at=later).publish(user=province.duyen)
    assert fresh(outage).until_at == later
    assert actions.take_down(at=outage.until_at) == 0
    with pytest.raises(Refused, match="ngày làm việc"):
        change(outage, by=province.ky, from_at=timezone.now() + timedelta(days=1)).publish(user=province.duyen)
