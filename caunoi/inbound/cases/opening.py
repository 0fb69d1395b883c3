"""How a person comes back to a case: by code and secret, or by the signed link in a message."""

from __future__ import annotations

from typing import Final

from django.core import signing

from caunoi.ground.refused import Refused
from caunoi.inbound.cases import codes
from caunoi.inbound.cases.models import Case

_FOLLOW: Final = "caunoi.cases.follow"


def case_for(code: str, secret: str) -> Case:
    """The case of a code and its secret. Raises Refused, with the same words whether the code or the secret is wrong."""
    read, meant = codes.read_code(code), codes.read_secret(secret)
    case = Case.objects.filter(code=read).first() if read and meant else None
    if case is None or case.secret_digest != codes.digest(meant, read):
        raise Refused(
            "Không có hồ sơ với mã hồ sơ và mã bí mật này. Xem lại giấy xác nhận: mã gồm 4-4 ký tự, mã bí mật 5-5 ký tự."
        )
    return case


def case_by_token(token: str) -> Case:
    """The case of a signed link. Raises Refused for one that is not ours or no longer holds."""
    try:
        code, mark = signing.loads(token, salt=_FOLLOW)
    except (signing.BadSignature, ValueError):
        raise Refused("Liên kết theo dõi không đúng hoặc đã bị cắt bớt. Nhập mã hồ sơ và mã bí mật để xem.") from None
    case = Case.objects.filter(code=code).first()
    if case is None or case.secret_digest[:16] != mark:
        raise Refused("Liên kết theo dõi không còn hiệu lực. Nhập mã hồ sơ và mã bí mật để xem.")
    return case


def follow_token(case: Case) -> str:
    """The signed part of the link in a message, which opens the status page without typing code and secret."""
    return signing.dumps([case.code, case.secret_digest[:16]], salt=_FOLLOW, compress=False)
