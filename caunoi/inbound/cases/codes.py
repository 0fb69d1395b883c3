"""Codes and secrets that people read out, type and lose: Crockford's base 32, without I, L, O, U. Pure."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new_code() -> str:
    """A new case code: "7K2Q-M9XD" (40 random bits)."""
    made = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{made[:4]}-{made[4:]}"


def read_code(typed: str) -> str:
    """The code a person meant, with or without hyphen, in any case, O for 0 and I for 1; "" when it is none."""
    letters = "".join(c for c in typed.upper().translate(_READ_AS) if c in _LETTERS)
    return f"{letters[:4]}-{letters[4:]}" if len(letters) == 8 and len(typed.strip()) <= 20 else ""


def secret_for(nonce: str, key: str) -> str:
    """The secret that goes with a form's token: "ABCDE-FGHJK" (50 bits). The same token, sent twice, gives the same secret."""
    number = int.from_bytes(hmac.new(key.encode(), f"secret\n{nonce}".encode(), hashlib.sha256).digest()[:7], "big")
    made = ""
    for _ in range(10):
        number, letter = divmod(number, 32)
        made += _LETTERS[letter]
    return f"{made[:5]}-{made[5:]}"


def read_secret(typed: str) -> str:
    """The secret a person meant, in its one spelling; "" when it is none."""
    letters = "".join(c for c in typed.upper().translate(_READ_AS) if c in _LETTERS)
    return f"{letters[:5]}-{letters[5:]}" if len(letters) == 10 and len(typed.strip()) <= 24 else ""


def digest(secret: str, code: str) -> str:
    """What is stored of a secret: a hash bound to its code. 50 random bits and a throttled door need no slow hash."""
    return hashlib.sha256(f"{code}\n{secret}".encode()).hexdigest()
