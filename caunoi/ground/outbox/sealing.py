"""Address and text of a message, sealed: the one place that knows the vault."""

from __future__ import annotations

from caunoi.ground.vault.keys import the_vault


def seal(key: str, *, to: str, text: str) -> str:
    """Sealed for this message only: moved to another row it does not open."""
    return the_vault().seal_fields({"to": to, "text": text}, about=f"message:{key}")


def open_sealed(key: str, sealed: str) -> tuple[str, str]:
    """Address and text. Raises what the vault raises when the seal is broken or the key is lost."""
    fields = the_vault().open_fields(sealed, about=f"message:{key}")
    return str(fields["to"]), str(fields["text"])
