"""What an approver signs with a passkey or a hardware key (WebAuthn, “authentication assertions”), and whether they did.

What is signed is a statement: of which log, what act, which content, asked for when. Its SHA-256 is the challenge, so that the signature is
over exactly this and can serve for nothing else. Pure, but for `cryptography`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from caunoi.ledger.notes import Unsigned

_PRESENT: Final = 0x01
_FLAGS_AT: Final = 32


@dataclass(frozen=True)
class Statement:
    """`act`: "ordinary" or "emergency"; `content`: the digest that is approved; `asked`: when the portal asked, as entries write moments."""

    origin: str
    act: str
    content: str
    asked: str

    @property
    def challenge(self) -> bytes:
        text = f"caunoi approval v1\n{self.origin}\n{self.act}\n{self.content}\n{self.asked}\n"
        return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True)
class Assertion:
    """What an authenticator answers: its own data, what the browser said to it, and the signature over both."""

    authenticator: bytes
    client: bytes
    signature: bytes

    def check(self, public: bytes, statement: Statement) -> None:
        """Raise Unsigned unless the holder of this key (DER, SubjectPublicKeyInfo) was present and signed this statement."""
        try:
            said = json.loads(self.client)
            kind, told = said["type"], said["challenge"]
        except (ValueError, KeyError, TypeError, RecursionError) as reason:
            raise Unsigned("not the client data of an assertion") from reason
        if kind != "webauthn.get" or said.get("crossOrigin") is True:
            raise Unsigned("not an assertion made on a page of the portal")
        if told != base64.urlsafe_b64encode(statement.challenge).decode().rstrip("="):
            raise Unsigned("the assertion is over another statement")
        if len(self.authenticator) <= _FLAGS_AT or not self.authenticator[_FLAGS_AT] & _PRESENT:
            raise Unsigned("nobody was present")
        message = self.authenticator + hashlib.sha256(self.client).digest()
        try:
            _verify(public, self.signature, message)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError) as reason:
            raise Unsigned("the key did not sign this") from reason


def fingerprint(public: bytes) -> str:
    """What a key is called: SHA-256 over its DER, in hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


def _verify(public: bytes, signature: bytes, message: bytes) -> None:
    key = load_der_public_key(public)
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        key.verify(signature, message, ECDSA(SHA256()))
    elif isinstance(key, Ed25519PublicKey):
        key.verify(signature, message)
    elif isinstance(key, RSAPublicKey):
        key.verify(signature, message, PKCS1v15(), SHA256())
    else:
        raise ValueError("a key of a kind that approvals are not signed with")
