"""Releases: what may reach the public, and the log of what did.

A *record* is approved by content: the digest of what a reader gets. A *release* is exact bytes at an address, appended to
the log under one lock, in the same transaction as the approval's effect. A withdrawal and a move are releases too.
Obliged by Decree 224/2026/NĐ-CP Art. 9 (publish, keep current) and Art. 21(4) (protect, detect, block).
"""
