"""An approver's key signs exactly the content that is approved; whoever must sign cannot approve without."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from caunoi.gate.releases import approving, signatures
from caunoi.gate.releases.models import Approval
from caunoi.gate.releases.tests.steps import change, version
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import Post
from caunoi.ground.refused import Refused
from tests.passkey import Passkey
from tests.province import Province

pytestmark = pytest.mark.django_db


def approve(one: Any, province: Province, answer: str = "") -> Approval:
    with signatures.offered(answer):
        return approving.approve(version(one), by=province.duyen, at=timezone.now())


@pytest.mark.parametrize("kind", ["ES256", "EdDSA", "RS256"])
def test_an_approval_keeps_what_the_key_signed(province: Province, kind: str) -> None:
    key, article = Passkey(province.duyen, kind), province.draft()
    given = approve(article, province, key.answer(version(article).digest))
    kept = json.loads(given.signature)
    assert kept["key"] == key.fingerprint
    assert approving.valid(version(article)) == [given]


def test_without_a_key_an_approval_is_as_it_was(province: Province) -> None:
    article = province.draft()
    assert approve(article, province).signature == ""


def test_what_was_approved_unsigned_may_be_signed_afterwards_but_not_the_other_way(province: Province) -> None:
    key, article = Passkey(province.duyen), province.draft()
    first = approve(article, province)
    signed = approve(article, province, key.answer(version(article).digest))
    assert signed.pk == first.pk and signed.signature
    assert approve(article, province).signature == signed.signature
    assert Approval.objects.filter(record=version(article).record).count() == 1


def test_a_signature_over_anything_else_is_refused(province: Province) -> None:
    key, article = Passkey(province.duyen), province.draft()
    other = province.draft("Bài khác")
    mine = version(article).digest
    with pytest.raises(Refused, match="không khớp với nội dung"):
        approve(article, province, key.answer(version(other).digest))
    with pytest.raises(Refused, match="cho một việc khác"):
        approve(article, province, key.answer(mine, "emergency"))
    with pytest.raises(Refused, match="không được tạo trên trang của Cổng"):
        approve(article, province, key.answer(mine, origin="https://evil.example"))
    with pytest.raises(Refused, match="không khớp"):
        approve(article, province, key.answer(mine, flags=0))
    old = json.loads(key.answer(mine))
    old["asked"] = (timezone.now() - timedelta(hours=1)).isoformat()
    with pytest.raises(Refused, match="đã cũ"):
        approve(article, province, json.dumps(old))
    old["asked"] = timezone.now().isoformat()  # another moment than was signed
    with pytest.raises(Refused, match="không khớp"):
        approve(article, province, json.dumps(old))
    for nonsense in (
        "{",
        "[]",
        "null",
        '{"asked": "x"}',
        "x" * 20_000,
        '{"asked": "2026-01-01T00:00:00"}',
        "[" * 15_000,
    ):
        with pytest.raises(Refused, match="không đọc được"):
            approve(article, province, nonsense)
    assert not Approval.objects.filter(record=version(article).record).exists()


def test_a_key_of_somebody_else_signs_nothing_for_me(province: Province) -> None:
    article = province.draft()
    with pytest.raises(Refused, match="không phải khóa đã đăng ký của bạn"):
        approve(article, province, Passkey(province.tam).answer(version(article).digest))


def test_where_the_portal_asks_for_signatures_nobody_approves_without(province: Province, settings: Any) -> None:
    settings.SIGNED_APPROVALS = True
    article = province.draft()
    with pytest.raises(Refused, match="chưa có khóa bảo mật"):
        approve(article, province)
    key = Passkey(province.duyen)
    with pytest.raises(Refused, match="xác nhận bằng khóa"):
        approve(article, province)
    with pytest.raises(Refused, match="xác nhận bằng khóa"):
        article.get_latest_revision().publish(user=province.duyen)
    with signatures.offered(key.answer(version(article).digest)):
        article.get_latest_revision().publish(user=province.duyen)
    article.refresh_from_db()
    assert article.live


def test_an_emergency_is_signed_as_one(province: Province, settings: Any) -> None:
    settings.SIGNED_APPROVALS = True
    key, article = Passkey(province.tam), province.draft(by=province.tam)
    given: dict[str, Any] = {"by": province.tam, "reason": "Lũ lên nhanh"}
    with pytest.raises(Refused, match="xác nhận bằng khóa"):
        approving.approve_in_emergency(version(article), at=timezone.now(), **given)
    with (
        signatures.offered(key.answer(version(article).digest)),
        pytest.raises(Refused, match="cho một việc khác"),
    ):
        approving.approve_in_emergency(version(article), at=timezone.now(), **given)
    with signatures.offered(key.answer(version(article).digest, "emergency")):
        assert approving.approve_in_emergency(version(article), at=timezone.now(), **given).signature


def test_an_organisation_asks_it_of_its_own_approvers(province: Province) -> None:
    centre = Organisation.objects.create(name="Trung tâm Thông tin", kind="unit", signed_approvals=True)
    article = province.draft()
    Post.objects.filter(user=province.duyen).update(organisation=centre)
    with pytest.raises(Refused, match="yêu cầu ký bằng khóa"):
        approve(article, province)
    centre.signed_approvals = False
    centre.save()
    approve(article, province)


def test_a_signature_cannot_be_put_or_taken_by_sql(province: Province) -> None:
    key, article = Passkey(province.duyen), province.draft()
    given = approve(article, province, key.answer(version(article).digest))
    for value in ("", given.signature.replace(key.fingerprint[:8], "0" * 8)):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE releases_approval SET signature = %s WHERE id = %s", [value, given.pk])
        assert approving.valid(version(article)) == []


def test_one_letter_later_the_signed_approval_is_worth_nothing(province: Province) -> None:
    key, article = Passkey(province.duyen), province.draft()
    approve(article, province, key.answer(version(article).digest))
    change(article, by=province.mai, lead="Sapo khác.")
    assert approving.valid(version(article)) == []
