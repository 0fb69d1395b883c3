"""How allauth behaves here: closed sign-up, our own lock-out, secrets sealed, Vietnamese messages."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpRequest
from django.utils import timezone

from caunoi.ground.people import doors
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator only; every password tried here is counted at the door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đã ngừng hoạt động.",
        "enter_current_password": "Mật khẩu hiện tại chưa đúng.",
        "incorrect_code": "Mã chưa đúng.",
        "incorrect_password": "Mật khẩu chưa đúng.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "rate_limited": "Bạn gửi quá nhiều yêu cầu. Hãy chờ ít phút rồi thử lại.",
        "too_many_login_attempts": "Đăng nhập sai quá nhiều lần. Hãy thử lại sau.",
    }
    knocked: doors.Knock | None = None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            self.knocked = doors.knock(
                str(credentials.get("username", "")), self.get_client_ip(request), at=timezone.now()
            )
        except Refused as refused:
            raise ValidationError(refused.reason, code="locked") from refused

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user and self.knocked:
            doors.succeeded(self.knocked)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if self.knocked:
            doors.failed(self.knocked, at=timezone.now())

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        names = {
            "reauthenticate": "Dùng mật khẩu",
            "mfa_reauthenticate": "Dùng mã từ ứng dụng xác thực",
            "mfa_reauthenticate:webauthn": "Dùng khóa bảo mật",
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": names.get(method["id"], method["description"])} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are sealed with a key that is not in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "Không thể gỡ yếu tố xác thực này.",
        "cannot_generate_recovery_codes": "Cần bật xác thực hai bước trước khi tạo mã khôi phục.",
        "incorrect_code": "Mã chưa đúng.",
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ImproperlyConfigured(
                "Khóa bí mật đã đổi: không mở được yếu tố xác thực. Thêm khóa cũ vào SECRET_KEY_FALLBACKS."
            ) from error

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        from allauth.mfa.models import Authenticator

        return f"Khóa bảo mật {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def _get_user_identifier(self, user: User) -> str:
        return user.username


def _box() -> MultiFernet:
    return box([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])


def box(keys: list[str]) -> MultiFernet:
    """Seals the secrets of second factors with the first of these keys, opens with any."""
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"caunoi second factor {key}".encode()).digest()))
            for key in keys
        ]
    )
