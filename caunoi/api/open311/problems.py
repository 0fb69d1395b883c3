"""Errors of the protocol: 404 for what is not there, 403 for a wrong key, 400 for the rest; each with a sentence for the user.

Beyond the specification only what HTTP itself needs: 405 with Allow, 413, and 429 with Retry-After for who sends too often.
"""

from __future__ import annotations

from caunoi.api.problems import Problem

_AS_IT_IS = frozenset({403, 404, 405, 413, 429})


class NotThere(Problem):
    """A service, request, token or jurisdiction that was not found, by its name in the protocol."""

    def __init__(self, what: str, detail: str) -> None:
        super().__init__("not-found", f"{what}: {detail}")


class Wrong(Problem):
    """An argument that is missing or not as it should be, by its name in the protocol."""

    def __init__(self, what: str, detail: str) -> None:
        super().__init__("unreadable", f"{what}: {detail}")


def status_of(problem: Problem) -> int:
    return problem.status if problem.status in _AS_IT_IS else 400


def errors_of(problem: Problem) -> list[dict[str, object]]:
    """The body: the problem itself, or each of its fields."""
    told = [*(f"{place.strip('/')}: {said}" for place, said in problem.wrong.items()), *problem.details]
    return [{"code": status_of(problem), "description": said} for said in (told or [problem.detail])]
