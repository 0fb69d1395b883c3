"""The vault: personal data lies in the database sealed, by a key that does not.

Law 91/2025/QH15 on the protection of personal data. Words: *seal*: encrypt, bound to what it is about; *about*: the one thing
that a sealed text belongs to, so that it opens nowhere else.
"""

from caunoi.ground.vault.keys import Vault, the_vault

__all__ = ["Vault", "the_vault"]
