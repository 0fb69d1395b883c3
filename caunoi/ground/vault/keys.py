"""The portal's own vault, with the keys of the settings."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from caunoi.ground.vault.sealing import Vault


def the_vault() -> Vault:
    """The vault that seals with the first of the portal's personal keys and opens with all of them."""
    return _vault(tuple(settings.PERSONAL_KEYS))


@cache
def _vault(keys: tuple[str, ...]) -> Vault:
    return Vault([key.encode() for key in keys])
