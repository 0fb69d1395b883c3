"""An authenticator in software: it registers with allauth as a browser's would, and signs what it is asked."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone
from fido2.cose import ES256, RS256, EdDSA
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from caunoi.gate.releases import signatures
from caunoi.ground.people.models import User
from caunoi.ledger.assertions import fingerprint

PORTAL = "http://localhost:8000"


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Passkey:
    """A key of one person on one device, for the portal at localhost."""

    def __init__(self, user: User, kind: str = "ES256") -> None:
        self.kind = kind
        makers: dict[str, Any] = {
            "ES256": lambda: generate_private_key(SECP256R1()),
            "EdDSA": Ed25519PrivateKey.generate,
            "RS256": lambda: generate_rsa(65537, 2048),
        }
        self.private: Any = makers[kind]()
        kinds: dict[str, Any] = {"ES256": ES256, "EdDSA": EdDSA, "RS256": RS256}
        self.id = secrets.token_bytes(16)
        held = AttestedCredentialData.create(
            Aaguid(bytes(16)), self.id, kinds[kind].from_cryptography_key(self.private.public_key())
        )
        data = AuthenticatorData.create(self._rp, AuthenticatorData.FLAG(0x41), 0, held)
        client = {"type": "webauthn.create", "challenge": "AAAA", "origin": PORTAL}
        response = {
            "clientDataJSON": encoded(json.dumps(client).encode()),
            "attestationObject": encoded(bytes(AttestationObject.create("none", data, {}))),
        }
        credential = {"id": encoded(self.id), "rawId": encoded(self.id), "type": "public-key", "response": response}
        self.row = Authenticator.objects.create(
            user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "khóa thử", "credential": credential}
        )
        self.user = user

    _rp = hashlib.sha256(b"localhost").digest()

    @property
    def public(self) -> bytes:
        return bytes(self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.public)

    def sign(self, message: bytes) -> bytes:
        if self.kind == "ES256":
            return bytes(self.private.sign(message, ECDSA(SHA256())))
        return bytes(
            self.private.sign(message) if self.kind == "EdDSA" else self.private.sign(message, PKCS1v15(), SHA256())
        )

    def answer(self, digest: str, act: str = "ordinary", *, origin: str = PORTAL, flags: int = 0x05) -> str:
        """What `desk/signing.js` puts in the form: asked of the portal, answered by this key."""
        asked = signatures.question(digest, act, self.user, timezone.now())
        data = self._rp + bytes([flags]) + bytes(4)
        client = json.dumps({"type": "webauthn.get", "challenge": asked["challenge"], "origin": origin}).encode()
        signature = self.sign(data + hashlib.sha256(client).digest())
        return json.dumps(
            {
                "act": act,
                "asked": asked["asked"],
                "credential": encoded(self.id),
                "authenticatorData": encoded(data),
                "clientDataJSON": encoded(client),
                "signature": encoded(signature),
            }
        )
