"""Ways round approval, 8: letting a blocking finding of the guard pass takes two people, for one content and one excerpt."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from caunoi.gate.releases import overriding, preview
from caunoi.gate.releases.models import Override
from caunoi.gate.releases.tests.steps import change, paragraph, version
from caunoi.ground.refused import Refused
from tests.province import Province


def test_the_proposal_of_an_override_cannot_be_forged_for_the_confirmer(province: Province) -> None:
    """One approver writes a colleague's proposal by SQL and confirms it herself."""
    article = province.draft(body=paragraph("Đăng nhập HI88 nhận thưởng, nhà cái uy tín."))
    found = next(f for f in preview.findings(article) if f.severity == "block")
    asked: dict[str, Any] = {"digest": version(article).digest, "rule": found.rule, "excerpt": found.excerpt}
    forged = Override.objects.create(
        record=f"article:{article.pk}", by=province.binh, at=timezone.now(), reason="Trích bản án", **asked
    )
    with pytest.raises(Refused, match="đường khác"):
        overriding.confirm(forged, by=province.duyen, at=timezone.now())
    forged.delete()
    with pytest.raises(Refused, match="lý do"):
        overriding.propose(article, by=province.binh, at=timezone.now(), reason=" ", **asked)
    with pytest.raises(Refused):
        overriding.propose(article, by=province.ky, at=timezone.now(), reason="Trích bản án", **asked)
    true = overriding.propose(article, by=province.binh, at=timezone.now(), reason="Trích bản án", **asked)
    overriding.confirm(true, by=province.duyen, at=timezone.now())
    record, digest = f"article:{article.pk}", asked["digest"]
    assert overriding.passed(record, digest, found)
    Override.objects.filter(pk=true.pk).update(excerpt="", reason="khác")
    assert not overriding.passed(record, digest, found)


def test_an_override_is_for_that_content_and_that_excerpt_only(province: Province) -> None:
    text = "Đăng nhập HI88 nhận thưởng, nhà cái uy tín."
    article = province.draft(body=paragraph(text))
    for found in [f for f in preview.findings(article) if f.severity == "block"]:
        asked = overriding.propose(
            article, digest=version(article).digest, rule=found.rule, excerpt=found.excerpt, reason="Trích bản án",
            by=province.binh, at=timezone.now(),
        )  # fmt: skip
        overriding.confirm(asked, by=province.duyen, at=timezone.now())
    changed = change(article, by=province.mai, body=paragraph(text + " Câu thêm vào."))
    with pytest.raises(Refused, match="Bộ kiểm duyệt"):
        changed.publish(user=province.tam)
    change(article, by=province.mai, body=paragraph(text)).publish(user=province.tam)
