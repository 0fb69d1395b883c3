"""A new secret key for everything that was sealed or signed with the old one, keeping nothing of the old."""

from __future__ import annotations

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from caunoi.ground.people.adapters import box

_SEALED: Final = ("secret", "seed")


@transaction.atomic
def reseal_factors(*, old: list[str], new: str) -> int:
    """Seal the secrets of second factors with the new key alone; how many there were. Raises InvalidToken when none of the old keys opens one."""
    opens, seals = box(old), box([new])

    def again(text: Any) -> Any:
        return seals.encrypt(opens.decrypt(text.encode())).decode() if isinstance(text, str) else text

    count = 0
    for one in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
        one.data = one.data | {name: again(one.data[name]) for name in _SEALED if name in one.data}
        if "migrated_codes" in one.data:
            one.data["migrated_codes"] = [again(code) for code in one.data["migrated_codes"]]
        one.save(update_fields=["data"])
        count += 1
    return count
