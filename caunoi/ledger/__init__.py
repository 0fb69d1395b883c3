"""The transparency log: Merkle tree, tiles, signed notes, checkpoints. Pure Python; imports no Django and nothing of the house.

Formats to the letter, so that clients nobody here wrote can check a portal: RFC 6962 (hashing and proofs), C2SP signed-note,
tlog-checkpoint, tlog-tiles, tlog-cosignature, tlog-witness, tlog-proof.
"""
