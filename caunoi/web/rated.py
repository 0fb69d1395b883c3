"""The form at the foot of every page, as the gate must find it: three buttons that name a grade, and the address they speak of."""

from __future__ import annotations

from caunoi.gate.render import streams
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.ratings.rules import FORM, GRADE, WHERE

# For the guard: method, address and fields of the only form that a released page may have.
SIGNATURE = f"post {FORM} {WHERE}:hidden {GRADE}:submit"


def region(path: str) -> tuple[str, str]:
    """The region of the form on the page at this address. Its words are labels."""
    marks = [
        streams.mark("form", action=FORM, method="post"),
        streams.mark("input", name=WHERE, type="hidden", value=path),
    ]
    marks += [streams.mark("button", name=GRADE, type="submit", value=str(grade)) for grade in GRADES]
    return "rating", "".join(marks)
