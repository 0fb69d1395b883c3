"""The public log: what leaves by the gate, as entries of a Merkle tree whose head is signed, in files that everyone can check.

`sequencer` makes entries of releases and of what else was handed in, `folder` writes the files of the log, `signing` holds its key.
The mathematics and the formats are `caunoi.ledger`'s.
"""
