"""All finders together: what stands in a text that should not be published."""

from __future__ import annotations

from collections.abc import Iterable

from caunoi.inbound.masking.addresses import address_claims
from caunoi.inbound.masking.births import after_names, birth_claims
from caunoi.inbound.masking.claims import Claim, settled
from caunoi.inbound.masking.codes import code_claims
from caunoi.inbound.masking.contacts import contact_claims, web_spans
from caunoi.inbound.masking.context import Context
from caunoi.inbound.masking.known import known_claims
from caunoi.inbound.masking.labels import Labels
from caunoi.inbound.masking.names import name_claims
from caunoi.inbound.masking.numbers import number_claims
from caunoi.inbound.masking.proposals import Proposal
from caunoi.inbound.masking.reading import read


def find(text: str, *, known: Iterable[str] = ()) -> list[Proposal]:
    """Proposals for a citizen's question or an agency's answer, in reading order, none overlapping another.

    `known` is what the citizen typed in the contact fields (name, phone, mail, address): found in any spelling. Offsets
    are those of `text` as given, whatever its normal form. The same text gives the same proposals. Linear time.
    """
    reading = read(text)
    labels = Labels(reading)
    context = Context(reading)
    web = web_spans(reading)
    names = settled(name_claims(reading))
    claims: list[Claim] = [
        *known_claims(reading, known),
        *contact_claims(reading, context),
        *code_claims(reading, labels),
        *number_claims(reading, labels, context, web),
        *birth_claims(reading),
        *names,
        *after_names(reading, names),
        *address_claims(reading, context, names),
    ]
    proposals = []
    for claim in settled(claims):
        start, end = reading.back(claim.start, claim.end)
        proposals.append(Proposal(start, end, claim.kind, text[start:end], claim.certainty, claim.reason))
    return proposals
