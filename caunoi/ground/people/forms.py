"""allauth's forms with Vietnamese words; the ones that take a code count it at the door."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as BaseChangePasswordForm
from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as BaseAddWebAuthnForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as BaseEditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from caunoi.ground.people import doors
from caunoi.ground.refused import Refused


def _say(form: forms.Form, **labels: str) -> None:
    """Set the labels, and drop the placeholders that only repeat them."""
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].widget.attrs.pop("placeholder", None)


class LoginForm(BaseLoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login="Tên đăng nhập", password="Mật khẩu")
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false", "autofocus": True})


class ReauthenticateForm(BaseReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password="Mật khẩu")


class ChangePasswordForm(BaseChangePasswordForm):
    """One's own password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword="Mật khẩu hiện tại", password1="Mật khẩu mới", password2="Nhập lại mật khẩu mới")


class _CountsCodes(forms.Form):
    """A code typed by hand is counted like a password, and a code from the app is good once."""

    user: Any
    authenticator: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code="Mã xác thực")
        self.fields["code"].widget.attrs.update({"autofocus": True, "spellcheck": "false"})

    def clean_code(self) -> str:
        at = timezone.now()
        try:
            knock = doors.knock(self.user.username, get_adapter().get_client_ip(context.request), at=at)
        except Refused as refused:
            raise ValidationError(refused.reason, code="locked") from refused
        try:
            code = str(super().clean_code())  # type: ignore[misc]
            if self.authenticator.type == "totp" and not doors.spend_code(self.user, code, at=at):
                raise ValidationError("Mã này đã dùng. Hãy chờ mã tiếp theo.", code="spent")
        except ValidationError:
            doors.failed(knock, at=at)
            raise
        doors.succeeded(knock)
        return code


class AuthenticateForm(_CountsCodes, BaseAuthenticateForm):
    """The second step of a login."""


class ReauthenticateByCodeForm(_CountsCodes, BaseReauthenticateByCodeForm):
    """A code once more, before something that matters."""


class ActivateTOTPForm(BaseActivateTOTPForm):
    """The first code proves that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code="Mã 6 chữ số trên ứng dụng")
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "spellcheck": "false"})


class AddWebAuthnForm(BaseAddWebAuthnForm):
    """A key of the device or a stick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name="Tên gợi nhớ", passwordless="Cho đăng nhập không cần mật khẩu")
        if "passwordless" in self.fields:
            self.fields["passwordless"].help_text = "Thiết bị sẽ hỏi vân tay, khuôn mặt hoặc mã PIN mỗi lần đăng nhập."


class EditWebAuthnForm(BaseEditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, name="Tên gợi nhớ")
