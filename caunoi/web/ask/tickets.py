"""The ticket: a sealed key to the receipt page, good for half an hour.

The secret is shown once, on that page, and stands in no address: the ticket is encrypted, and worthless when its time is over. The
secret itself is kept nowhere; it follows from the form's token, which is why the ticket holds that.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from caunoi.ground.refused import Refused
from caunoi.ground.vault.keys import the_vault

LIVES: Final = timedelta(minutes=30)
RECEIPT: Final = "/theo-doi/bien-nhan/"
_ABOUT: Final = "ask:ticket"
_OVER = (
    "Trang biên nhận chỉ mở được trong 30 phút sau khi gửi, để người khác dùng chung máy không xem được mã bí mật của bạn. "
    "Hồ sơ vẫn được xử lý: dùng mã hồ sơ và mã bí mật đã ghi lại, hoặc liên kết trong thư điện tử, để theo dõi."
)


def issue(nonce: str, *, at: datetime) -> str:
    return the_vault().seal_fields({"nonce": nonce, "at": at.timestamp()}, about=_ABOUT).rstrip("=")


def address(nonce: str, *, at: datetime) -> str:
    """Where the receipt of the form with this nonce is shown."""
    return f"{RECEIPT}?b={issue(nonce, at=at)}"


def nonce_of(ticket: str, *, at: datetime) -> str:
    """The nonce of the form. Raises Refused when the ticket is none, or its time is over."""
    try:
        fields = the_vault().open_fields(ticket + "=" * (-len(ticket) % 4), about=_ABOUT)
        issued_at = datetime.fromtimestamp(fields["at"], UTC)
    except (Refused, KeyError):
        raise Refused("Liên kết biên nhận không đúng hoặc đã bị cắt bớt.", details=(_OVER,)) from None
    if at - issued_at > LIVES:
        raise Refused(_OVER)
    return str(fields["nonce"])
