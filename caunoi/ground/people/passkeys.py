"""The public keys of people's passkeys and security keys, in the one form that everybody reads (DER, SubjectPublicKeyInfo)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fido2.utils import websafe_encode

from caunoi.ground.people.models import User

# RFC 9053 and RFC 8812: kty, alg and the parameters of a COSE key.
_ALG: Final = 3
_ES256, _EDDSA, _RS256 = -7, -8, -257


def keys_of(user: User) -> dict[str, bytes]:
    """Credential ID (base64url) → public key, of those keys of a person that can sign an approval."""
    found = {}
    for one in Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        held = key_in(one)
        if held is not None:
            found[held[0]] = held[1]
    return found


def key_in(authenticator: Authenticator) -> tuple[str, bytes] | None:
    """Credential ID and public key of a second factor; None when it is no key, or one that approvals are not signed with."""
    if authenticator.type != Authenticator.Type.WEBAUTHN:
        return None
    data = authenticator.wrap().authenticator_data.credential_data
    public = der(data.public_key) if data else None
    return (websafe_encode(data.credential_id), public) if public else None


def fingerprint(authenticator: Authenticator) -> str:
    """What the public log calls a key: SHA-256 over it, in hexadecimal digits; empty for what approvals are not signed with."""
    held = key_in(authenticator)
    return hashlib.sha256(held[1]).hexdigest() if held else ""


def der(cose: Mapping[int, Any]) -> bytes | None:
    """A COSE key as DER; None for kinds that approvals are not signed with."""
    numbers = {name: int.from_bytes(value, "big") for name, value in cose.items() if isinstance(value, bytes)}
    key: Any
    if cose.get(_ALG) == _ES256:
        key = EllipticCurvePublicNumbers(numbers[-2], numbers[-3], SECP256R1()).public_key()
    elif cose.get(_ALG) == _EDDSA:
        key = Ed25519PublicKey.from_public_bytes(cose[-2])
    elif cose.get(_ALG) == _RS256:
        key = RSAPublicNumbers(e=numbers[-2], n=numbers[-1]).public_key()
    else:
        return None
    return bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
