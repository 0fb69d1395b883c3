"""Did a person sign the approval on which an entry rests? Asked of the log alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from caunoi.ledger.notes import Unsigned, decoded
from caunoi.ledger.reading import Log


def signed_by(log: Log, entry: Mapping[str, Any], index: int) -> str:
    """The key (its fingerprint) that signed the approval of this entry; empty when the entry names none.

    The approval and the key must stand in the log before the entry that rests on them. Raises ValueError or Missing when what is
    named does not prove it.
    """
    if "approval" not in entry and "approver_key" not in entry:
        return ""
    # Not sooner: `caunoi verify` starts at once, and few pages need elliptic curves.
    from caunoi.ledger.assertions import Assertion, Statement, fingerprint

    try:
        at = int(entry["approval"])
        given = json.loads(log.entry(at))
        introduced_at = int(given["key_entry"])
        introduced = json.loads(log.entry(introduced_at))
        if not introduced_at < at < index:
            raise Unsigned("the approval or its key stands after what rests on it")
        if (given["type"], introduced["type"], introduced["use"]) != ("approval", "key", "approval"):
            raise Unsigned("the entry does not point to an approval and its key")
        if introduced["change"] != "added":
            raise Unsigned("the key was not introduced there")
        if given["content"] != entry["content"]:
            raise Unsigned("the approval is of another content")
        if (given["act"] == "emergency") != bool(entry.get("emergency")):
            raise Unsigned("the approval is of another act")
        public = decoded(introduced["key"])
        if not fingerprint(public) == given["key"] == entry["approver_key"]:
            raise Unsigned("the approval names another key")
        assertion = Assertion(*(decoded(given[name]) for name in ("authenticator", "client", "signature")))
        assertion.check(public, Statement(log.head.origin, given["act"], given["content"], given["asked"]))
        return str(given["key"])
    except (KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise Unsigned("the approval is not complete") from reason
