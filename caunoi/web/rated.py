"""The form at the foot of every page, as the gate must find it: three buttons that name a grade, and the address they speak of."""

from __future__ import annotations

from caunoi.gate.render import streams
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.ratings.rules import FORM, GRADE, WHERE

# For the guard: method, address and fields of the only form that a released page may have.
SIGNATURE = f"post {FORM} {WHERE}:hidden {GRADE}:submit"


_FORM = streams.mark("form", action=FORM, method="post")
_GRADES = "".join(streams.mark("button", name=GRADE, type="submit", value=str(grade)) for grade in GRADES)


def regions(path: str) -> list[tuple[str, str]]:
    """The regions of the form on the page at this address: whose page it is, and the grades, the same on every page. Its words are labels."""
    return [("rating", _FORM + streams.mark("input", name=WHERE, type="hidden", value=path)), ("grades", _GRADES)]
