from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.refused import Refused
from caunoi.ground.vault.sealing import Unreadable, Vault

OLD, NEW = b"the key of last year, kept", b"the key of this year, made"
CONTACT = {"name": "Nguyễn Thị Lan", "phone": "0912345678", "address": "12 Lê Lợi", "consent": True}
ABOUT = "case:12:contact"


@pytest.fixture
def vault() -> Vault:
    return Vault([NEW])


@given(st.binary(max_size=200), st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_was_sealed_is_read_back(data: bytes, about: str) -> None:
    vault = Vault([NEW])
    assert vault.open(vault.seal(data, about=about), about=about) == data
    assert vault.open_bytes(vault.seal_bytes(data, about=about), about=about) == data


def test_fields_are_read_back_as_they_were(vault: Vault) -> None:
    assert vault.open_fields(vault.seal_fields(CONTACT, about=ABOUT), about=ABOUT) == CONTACT


def test_nothing_of_the_data_shows_and_equal_data_does_not_look_equal(vault: Vault) -> None:
    one, two = (vault.seal(b"0912345678", about=ABOUT) for _ in range(2))
    assert one != two
    assert b"0912345678" not in base64.urlsafe_b64decode(one)


def test_a_sealed_value_cannot_be_moved_to_another_row(vault: Vault) -> None:
    sealed = vault.seal_fields(CONTACT, about=ABOUT)
    with pytest.raises(Unreadable, match="bị chuyển khỏi hồ sơ"):
        vault.open_fields(sealed, about="case:13:contact")


def test_no_byte_can_be_changed_unnoticed(vault: Vault) -> None:
    sealed = vault.seal_bytes(b"0912345678", about=ABOUT)
    for place in range(len(sealed)):
        forged = bytearray(sealed)
        forged[place] ^= 1
        with pytest.raises(Unreadable):
            vault.open_bytes(bytes(forged), about=ABOUT)


@given(st.text(max_size=80))
def test_what_was_never_sealed_is_refused_in_vietnamese(text: str) -> None:
    with pytest.raises(Refused, match="Không mở được thông tin đã niêm phong"):
        Vault([NEW]).open(text, about=ABOUT)


def test_after_a_change_of_keys_old_values_open_and_new_ones_are_under_the_new_key() -> None:
    sealed = Vault([OLD]).seal(b"x", about=ABOUT)
    both = Vault([NEW, OLD])
    assert both.open(sealed, about=ABOUT) == b"x"
    assert Vault([NEW]).open(both.seal(b"y", about=ABOUT), about=ABOUT) == b"y"
    with pytest.raises(Unreadable, match="thiếu khoá"):
        Vault([NEW]).open(sealed, about=ABOUT)


def test_a_fingerprint_finds_an_equal_value_for_one_purpose_and_under_one_key(vault: Vault) -> None:
    mark = vault.fingerprint("0912345678", purpose="phone")
    assert mark == vault.fingerprint("0912345678", purpose="phone")
    others = [
        vault.fingerprint("0912345679", purpose="phone"),
        vault.fingerprint("0912345678", purpose="fax"),
        Vault([OLD]).fingerprint("0912345678", purpose="phone"),
    ]
    assert mark not in others and len(mark) == 64


def test_after_a_change_of_keys_old_fingerprints_are_still_found() -> None:
    old = Vault([OLD]).fingerprint("0912345678", purpose="phone")
    both = Vault([NEW, OLD])
    assert both.fingerprints("0912345678", purpose="phone") == [both.fingerprint("0912345678", purpose="phone"), old]


@pytest.mark.parametrize("keys", [[], [b"short"], [NEW, b""]])
def test_a_vault_without_a_proper_key_is_not_made(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="at least one key"):
        Vault(keys)


def test_the_portals_vault_follows_its_settings(settings: Any) -> None:
    from caunoi.ground.vault.keys import the_vault

    sealed = the_vault().seal(b"x", about=ABOUT)
    assert the_vault() is the_vault()
    assert (settings.DATA / "keys" / "personal").stat().st_mode & 0o077 == 0
    settings.PERSONAL_KEYS = ["a new key made by the operator", *settings.PERSONAL_KEYS]
    assert the_vault().open(sealed, about=ABOUT) == b"x"
    settings.PERSONAL_KEYS = settings.PERSONAL_KEYS[:1]
    with pytest.raises(Unreadable):
        the_vault().open(sealed, about=ABOUT)
