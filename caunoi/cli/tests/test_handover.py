"""`caunoi handover`: nothing that leaves can come back, nothing else is touched, and never the last administrator."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from caunoi.api import keys
from caunoi.api.models import ApiKey
from caunoi.cli.main import main
from caunoi.gate.public_log import sequencer, signing
from caunoi.gate.public_log.models import ApproverKey, Rotation
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people import queries
from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import AuditEntry, Post, User
from tests.passkey import Passkey
from tests.province import PASSWORD, Province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DATA, settings.LOG_KEY_FILE = tmp_path, tmp_path / "keys" / "log"
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "django").write_text(settings.SECRET_KEY)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)  # the test's own connection goes on
    return tmp_path


def administrator(name: str) -> User:
    user = create_user(username=name, full_name=f"Quản trị {name}", password=PASSWORD, by=None, at=timezone.now())
    appoint(user, role="administrator", from_on=date(2025, 7, 1), by=None, at=timezone.now())
    return user


@pytest.fixture
def vendor(province: Province) -> Organisation:
    """Kỳ works for the vendor; An and Bảo are administrators."""
    company = Organisation.objects.create(name="Công ty Mạng Lưới", kind="other")
    Post.objects.filter(user=province.ky).update(organisation=company)
    return company


def test_everything_of_a_person_is_taken_back_at_once(
    province: Province, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    an = administrator("an")
    key = Passkey(province.duyen)
    TOTP.activate(province.duyen, "JBSWY3DPEHPK3PXP")
    browser = Client()
    assert browser.login(username="duyen", password=PASSWORD)
    other = Client()
    assert other.login(username="tam", password=PASSWORD)
    sequencer.step()
    assert main(["handover", "duyen", "--by", "an", "--reason", "Hết hợp đồng", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "khóa bảo mật" in said and key.fingerprint[:16] in said and "Người duyệt" in said
    duyen = User.objects.get(username="duyen")
    assert not duyen.is_active and not duyen.has_usable_password()
    assert not queries.roles_of(duyen, timezone.localdate())
    assert not Authenticator.objects.filter(user=duyen).exists()
    assert [one.get_decoded()["_auth_user_id"] for one in Session.objects.all()] == [str(province.tam.pk)]
    assert not Client().login(username="duyen", password=PASSWORD)
    assert ApproverKey.objects.get().removed_at
    act = AuditEntry.objects.get(act="handover")
    assert act.by == an and "duyen" in act.subject
    (minutes,) = (house / "ban-giao").glob("*.html")
    text = minutes.read_text()
    for word in ("Phạm Hồng Duyên", "Hết hợp đồng", "Quản trị an", "Bên nhận bàn giao", "SSH", key.fingerprint[:16]):
        assert word in text
    assert minutes.stat().st_mode & 0o077 == 0


def test_a_look_changes_nothing(province: Province, house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    administrator("an")
    Passkey(province.duyen)
    before = (User.objects.get(username="duyen").password, Post.objects.in_force(on=timezone.localdate()).count())
    assert main(["handover", "duyen", "--dry-run"]) == 0
    assert main(["handover", "duyen"]) == 3, "nobody there to ask"
    assert "--dry-run" in capsys.readouterr().err
    after = (User.objects.get(username="duyen").password, Post.objects.in_force(on=timezone.localdate()).count())
    assert before == after and Authenticator.objects.count() == 1 and not (house / "ban-giao").exists()


def test_the_last_administrator_stays_and_with_them_everything(
    province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    an = administrator("an")
    assert main(["handover", "an", "duyen", "--yes"]) == 3
    assert "không còn ai quản trị" in capsys.readouterr().err
    assert User.objects.get(username="duyen").is_active and User.objects.get(pk=an.pk).is_active
    late = administrator("bao")
    Post.objects.filter(user=late).update(from_on=timezone.localdate() + timedelta(days=1))
    assert main(["handover", "an", "--yes"]) == 3, "who begins tomorrow is none today"
    Post.objects.filter(user=late).update(from_on=timezone.localdate())
    assert main(["handover", "an", "--by", "an", "--yes"]) == 3, "nobody hands over to themselves"
    assert main(["handover", "an", "--by", "bao", "--yes"]) == 0
    assert not User.objects.get(pk=an.pk).is_active


def test_a_vendor_goes_with_all_its_people_and_the_keys_they_saw(province: Province, vendor: Organisation) -> None:
    administrator("an")
    now = timezone.now()
    made = {
        label: ApiKey(label=label, organisation=organisation)
        for label, organisation in (("của nhà thầu", vendor), ("do Kỳ cấp", None), ("của người khác", None))
    }
    texts = {
        label: keys.issue(one, by=province.ky if label == "do Kỳ cấp" else province.tam, at=now)
        for label, one in made.items()
    }
    renamed = made["do Kỳ cấp"]
    renamed.label = "tên mới"
    keys.change(renamed, by=province.tam, at=now)
    assert main(["handover", "--organisation", "Công ty Mạng Lưới", "--yes"]) == 0
    assert not User.objects.get(username="ky").is_active and User.objects.get(username="duyen").is_active
    assert {label for label, text in texts.items() if keys.known(text)} == {"của người khác"}


def test_nobody_of_that_name_is_refused(province: Province, capsys: pytest.CaptureFixture[str]) -> None:
    for given, told in (
        (["nobody"], "Không có tài khoản: nobody"),
        (["--organisation", "Không có"], "Không có cơ quan tên"),
        ([], "Nêu tên đăng nhập"),
        (["duyen", "--by", "nobody"], "Không có tài khoản đang hoạt động"),
    ):
        assert main(["handover", *given, "--yes"]) == 3
        assert told in capsys.readouterr().err


def test_secrets_are_changed_and_who_stays_can_still_come_in(
    province: Province, house: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAUNOI_SECRET_KEY", raising=False)
    administrator("an")
    totp = TOTP.activate(province.tam, "JBSWY3DPEHPK3PXP").instance
    codes = RecoveryCodes.activate(province.tam)
    unused = codes.get_unused_codes()
    sequencer.step()
    old_log, old_secret = signing.signer().verifier.vkey, settings.SECRET_KEY
    assert main(["handover", "duyen", "--rotate", "--yes"]) == 0
    new = (house / "keys" / "django").read_text()
    assert new != old_secret and (house / "keys" / "django").stat().st_mode & 0o077 == 0
    settings.SECRET_KEY = new
    assert get_adapter().decrypt(Authenticator.objects.get(pk=totp.pk).data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk)).get_unused_codes() == unused
    assert signing.signer().verifier.vkey != old_log and Rotation.objects.get().old == old_log
    (minutes,) = (house / "ban-giao").glob("*.html")
    assert signing.signer().verifier.vkey in minutes.read_text().replace("&#x2B;", "+")
