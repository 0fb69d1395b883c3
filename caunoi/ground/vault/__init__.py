"""What people tell of themselves, sealed: it can be read back only with a key that is not in the database.

Whoever copies the database alone reads no name, no telephone number and no address of a citizen. TCVN 14423:2026, level 3, asks for
highly sensitive data to be encrypted at rest, with a code of integrity and a life cycle of keys; Law 91/2025 on personal data for
their protection. A sealed value also says what it is about, so that it cannot be moved to another row. Nothing here is a table.

Words: *seal*, *open*; *about*: what a value belongs to ("case:12:contact"); *fingerprint*: by which an equal value can be found
without being kept.
"""
