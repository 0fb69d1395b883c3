"""Login, lock-out, idle lock, second factor: as a browser meets them."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import Client
from django.utils import timezone
from django.utils.connection import ConnectionProxy

from caunoi.ground.people import doors, limiter, middleware, rules
from caunoi.ground.people.models import AuditEntry, LoginFailure, User
from caunoi.ground.people.tests.cast import PASSWORD, Hire

LOGIN, DESK = "/accounts/login/", "/quan-tri/"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def log_in(client: Client, username: str = "lan", password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": username, "password": password}, **extra)


def code(secret: str, step: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def inside(client: Client) -> bool:
    return "_auth_user_id" in client.session


def shift(hours: float) -> None:
    """Let time pass for the counters."""
    for row in LoginFailure.objects.all():
        row.window_began_at -= timedelta(hours=hours)
        row.locked_until_at = row.locked_until_at and row.locked_until_at - timedelta(hours=hours)
        row.save()


@pytest.fixture
def lan(hire: Hire) -> User:
    return hire("administrator")


def test_a_stranger_is_led_to_our_login_in_vietnamese(client: Client, db: None) -> None:
    page = client.get(DESK, follow=True)
    assert page.request["PATH_INFO"] == LOGIN
    assert "Tên đăng nhập" in page.content.decode() and "Mật khẩu" in page.content.decode()


def test_there_is_no_sign_up_and_no_reset_by_mail(client: Client, db: None) -> None:
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404


def test_a_login_with_a_real_totp_code_from_first_day_to_desk(
    client: Client, lan: User, django_capture_on_commit_callbacks: Any
) -> None:
    # First day: the password opens nothing but the page that asks for a second factor.
    assert log_in(client).url == DESK
    page = client.get(DESK, follow=True)
    assert page.request["PATH_INFO"] == "/accounts/2fa/" and "Hãy bật xác thực hai bước" in page.content.decode()
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert page.request["PATH_INFO"] == "/accounts/reauthenticate/"
    page = client.post(
        "/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"}, follow=True
    )
    secret = page.context["form"].secret
    assert "Mã chưa đúng" in client.post("/accounts/2fa/totp/activate/", {"code": "12"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    assert "Mã khôi phục" in page.content.decode()
    assert client.get(DESK).status_code == 200
    # Not in the clear in the database.
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))
    # Next day: the password alone does not log in, a used code neither, the next code does.
    client.post("/accounts/logout/")
    assert not inside(client)
    assert log_in(client).url == "/accounts/2fa/authenticate/"
    assert not inside(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not inside(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code(secret, 1)})["Location"] == DESK
    assert client.get(DESK).status_code == 200
    acts = list(AuditEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts[2:] == [
        "login",
        "second_factor_added",
        "recovery_codes_made",
        "logout",
        "second_factor_failed",
        "login",
    ]
    last = AuditEntry.objects.order_by("id").last()
    assert last and (last.detail, last.address) == ({"how": ["password", "totp"]}, "127.0.0.1")


def test_a_code_is_good_once_in_any_process(lan: User) -> None:
    now = timezone.now()
    assert doors.spend_code(lan, "123 456", at=now)
    assert not doors.spend_code(lan, "123456", at=now + timedelta(seconds=60))


def test_five_wrong_passwords_lock_the_account_and_the_page_says_until_when(client: Client, lan: User) -> None:
    for _ in range(4):
        assert "chưa đúng" in log_in(client, password="sai").content.decode()
    log_in(client, password="sai")
    until = timezone.localtime(LoginFailure.objects.get(key=rules.account_key("lan")).locked_until_at)
    page = log_in(client).content.decode()
    assert "tạm khóa" in page and f"{until + timedelta(seconds=59):%H:%M}" in page
    assert not inside(client)
    assert AuditEntry.objects.filter(act="login_failed").count() == 5
    assert AuditEntry.objects.get(act="locked_out").subject == "Nguyễn Thị Lan (lan)"
    # Another account, same address, still gets in; after a quarter of an hour so does this one.
    shift(0.26)
    assert log_in(client).status_code == 302 and inside(client)


def test_a_name_that_does_not_exist_locks_alike_and_is_not_kept(client: Client, lan: User) -> None:
    for _ in range(6):
        page = log_in(client, username="matkhau-go-nham", password="sai").content.decode()
    assert "Tài khoản này tạm khóa" in page
    assert not AuditEntry.objects.filter(subject__contains="matkhau-go-nham").exists()


def test_twenty_failures_lock_an_address_and_no_other(client: Client, lan: User) -> None:
    for number in range(20):
        log_in(client, username=f"ai{number}", password="sai", REMOTE_ADDR="192.0.2.7")
    assert "Địa chỉ máy này tạm khóa" in log_in(client, REMOTE_ADDR="192.0.2.7").content.decode()
    assert log_in(client, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_right_passwords_never_lock_an_office_out(client: Client, lan: User) -> None:
    for _ in range(25):
        log_in(client)
        client.post("/accounts/logout/")
    assert log_in(client).status_code == 302


def test_wrong_codes_lock_the_account_though_the_password_is_right(client: Client, lan: User) -> None:
    secret, second = with_app(lan), "/accounts/2fa/authenticate/"
    for _ in range(5):
        client = Client()
        log_in(client)
        client.post(second, {"code": "000000"})
    page = client.post(second, {"code": code(secret)})
    assert "tạm khóa" in page.content.decode() and not inside(client)
    assert "tạm khóa" in log_in(Client()).content.decode()


def with_app(user: User) -> str:
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    return secret


def test_the_last_try_before_the_lock_may_succeed_and_lifts_it(db: None) -> None:
    now, key = timezone.now(), "account:x"
    tries = [limiter.count(key, limit=3, window=rules.WINDOW, at=now) for _ in range(4)]
    assert [one.allowed for one in tries] == [True, True, True, False]
    limiter.take_back(key)
    assert limiter.locked_until(key, at=now) is None
    assert limiter.count(key, limit=3, window=rules.WINDOW, at=now).allowed


def test_a_window_that_ran_out_starts_afresh(db: None) -> None:
    now, key = timezone.now(), "account:x"
    limiter.count(key, limit=2, window=rules.WINDOW, at=now)
    assert limiter.count(key, limit=2, window=rules.WINDOW, at=now + rules.WINDOW).locked_until is None
    assert limiter.sweep(at=now + 4 * rules.WINDOW, window=rules.WINDOW) == 1


@pytest.mark.parametrize("demo", [True, False])
def test_the_second_factor_is_required_outside_the_demo_only(
    client: Client, lan: User, settings: Any, demo: bool
) -> None:
    settings.DEMO = demo
    client.force_login(lan)
    assert client.get(DESK).status_code == (200 if demo else 302)
    with_app(lan)
    assert client.get(DESK).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client: Client, lan: User) -> None:
    Authenticator.objects.create(user=lan, type="recovery_codes", data={})
    client.force_login(lan)
    assert client.get(DESK)["Location"].startswith("/accounts/2fa/")


def test_the_desk_locks_itself_when_left_alone_and_calls_of_the_editor_do_not_keep_it_open(
    client: Client, lan: User, settings: Any
) -> None:
    settings.DEMO, settings.DESK_IDLE_MINUTES = True, 20
    client.force_login(lan)
    ping = "/quan-tri/editing-sessions/release/1/"

    def away(minutes: int) -> None:
        session = client.session
        session[middleware.SEEN] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
        session.save()

    client.get(DESK)
    away(19)
    client.post(ping)
    assert timezone.now() - datetime.fromisoformat(client.session[middleware.SEEN]) > timedelta(minutes=18)
    assert client.get(DESK).status_code == 200
    away(20)
    assert client.post(ping).status_code == 403 and not inside(client)
    client.force_login(lan)
    client.get(DESK)
    away(21)
    page = client.get(DESK + "reports/nhat-ky/", follow=True)
    assert page.redirect_chain[0][0] == "/accounts/login/?next=%2Fquan-tri%2Freports%2Fnhat-ky%2F"
    assert "tự khóa sau 20 phút" in page.content.decode()
    assert AuditEntry.objects.filter(act="idle_lock").count() == 2


def test_without_a_post_the_desk_stays_shut_and_a_page_says_why(client: Client, hire: Hire, today: Any) -> None:
    user = hire("editor", until_on=today - timedelta(days=1))
    client.force_login(user)
    page = client.get(DESK, follow=True)
    assert page.status_code == 403 and "chưa giữ chức trách" in page.content.decode()


def test_a_post_that_ends_shuts_the_desk_in_the_middle_of_a_session(client: Client, lan: User, settings: Any) -> None:
    settings.DEMO = True
    client.force_login(lan)
    assert client.get(DESK).status_code == 200
    lan.posts.update(until_on=timezone.localdate() - timedelta(days=1))
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/reauthenticate/",
        "/accounts/reauthenticate/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/inactive/",
    ],
)
def test_every_page_at_the_door_is_ours_and_in_vietnamese(
    client: Client, lan: User, address: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MFA_REAUTHENTICATION_REQUIRED = settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False
    secret = with_app(lan)
    log_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    if "recovery" in address:
        client.post("/accounts/2fa/recovery-codes/generate/")
    page = client.get(address, follow=True)
    text = page.content.decode()
    assert page.status_code == 200 and 'class="sheet"' in text and 'lang="vi"' in text
    for english in ("Authenticator", "Security key", "Password", "Sign", "Recovery", "Code"):
        assert f">{english}" not in text


def test_a_password_is_changed_by_its_owner_and_the_old_one_is_asked(client: Client, lan: User) -> None:
    log_in(client)
    new = {"password1": "đường về quê xa lắm", "password2": "đường về quê xa lắm"}
    page = client.post("/accounts/password/change/", {"oldpassword": "sai", **new})
    assert "Mật khẩu hiện tại chưa đúng" in page.content.decode()
    assert client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new}).status_code == 302
    assert AuditEntry.objects.filter(act="password_changed", by=lan).count() == 1


def test_counting_is_exact_in_postgresql_when_many_try_at_once(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the next test does it with a file of SQLite")
    now, key = timezone.now(), "account:crowd"
    try:
        tries = crowd(lambda: limiter.count(key, limit=5, window=rules.WINDOW, at=now), connection)
    finally:
        crowd(lambda: limiter.forget(key), connection)
    assert sum(one.allowed for one in tries) == 5


def test_counting_is_exact_in_a_sqlite_file_when_many_try_at_once(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "crowd.sqlite3", "OPTIONS": options}
    file = ConnectionProxy(ConnectionHandler({"default": engine}), "default")
    with file.schema_editor() as editor:
        editor.create_model(LoginFailure)
    monkeypatch.setattr(limiter, "connection", file)
    monkeypatch.setattr(limiter, "locked_until", lambda key, at: at)
    tries = crowd(lambda: limiter.count("account:crowd", limit=5, window=rules.WINDOW, at=now), file)
    assert sum(one.allowed for one in tries) == 5


def crowd(act: Callable[[], Any], database: Any) -> list[Any]:
    """Do one thing 24 times in eight threads, each with its own connection."""

    def alone(_: int) -> Any:
        try:
            return act()
        finally:
            database.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(alone, range(24)))
