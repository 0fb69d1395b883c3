"""This portal as a witness of other portals' logs (C2SP tlog-witness): it cosigns a head only if it continues the last one it cosigned.

Which logs: CAUNOI_WITNESS_OF; without it nothing answers here. The rules are `caunoi.ledger.witness`'s, the same as of `caunoi witness`.
"""
