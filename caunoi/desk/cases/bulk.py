"""One act on several cases at once: each stands for itself, and whoever was refused is named with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from caunoi.desk.cases.viewing import Viewer
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import acts
from caunoi.inbound.cases.models import Case

MOST: Final = 200
TITLES: Final = {"assign": "Giao cho tôi", "route": "Phân công", "remind": "Đôn đốc", "escalate": "Báo cáo cấp trên"}


@dataclass(frozen=True)
class Result:
    """What became of one case: `refused` is empty when it was done. `chosen` is how the form named it."""

    chosen: str
    code: str
    refused: str


def do_all(
    act: str, chosen: Iterable[str], viewer: Viewer, *, at: datetime, to: Organisation | None = None, text: str = ""
) -> list[Result]:
    """Do it to every case named "CODE:version", each in a transaction of its own. Raises Refused when nothing can be done at all."""
    names = list(dict.fromkeys(chosen))
    if act not in TITLES:
        raise Refused("Chọn một việc để làm với các hồ sơ đã chọn.")
    if not names:
        raise Refused("Chọn ít nhất một hồ sơ.")
    if len(names) > MOST:
        raise Refused(f"Mỗi lần chọn tối đa {MOST} hồ sơ.")
    if act == "route" and to is None:
        raise Refused("Chọn cơ quan để phân công.")
    codes = {name: name.partition(":")[0] for name in names}
    found = {case.code: case.pk for case in viewer.sees().filter(code__in=set(codes.values())).only("pk", "code")}
    results = []
    for name, code in codes.items():
        version = name.partition(":")[2]
        expected = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None
        if code not in found:
            results.append(Result(name, code, "Không có hồ sơ này trong các hồ sơ bạn được xem."))
            continue
        try:
            _do(act, found[code], viewer, at=at, to=to, text=text, expected=expected)
            results.append(Result(name, code, ""))
        except Refused as refused:
            results.append(Result(name, code, refused.reason))
    return results


def _do(
    act: str, pk: int, viewer: Viewer, *, at: datetime, to: Organisation | None, text: str, expected: int | None
) -> None:
    user = viewer.user
    if act == "assign":
        acts.assign(pk, to=user, by=user, at=at, expected=expected)
    elif act == "route":
        assert to is not None, "checked before the first case"
        acts.route(pk, to=to, text=text, by=user, at=at, expected=expected)
    elif act == "remind":
        acts.remind(pk, text=text, by=user, at=at)
    else:
        acts.escalate(pk, text=text, by=user, at=at)


def overdue_at(agency: int, viewer: Viewer) -> list[str]:
    """The names of the cases that are late at an agency, the latest first: for the board's buttons."""
    late = Case.objects.at_agencies().at([agency]).overdue(at=viewer.at).order_by("due_at", "pk")
    return [f"{code}:{version}" for code, version in late.values_list("code", "version")[:MOST]]
