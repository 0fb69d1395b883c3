"""Pressing a button: which action an act of the desk calls, and with what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from caunoi.desk.cases.viewing import Viewer
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import acts, answering
from caunoi.inbound.cases.codes import read_code
from caunoi.inbound.cases.models import Case

Said = Mapping[str, Any]


def _agency(said: Said) -> Organisation:
    found = Organisation.objects.filter(pk=said["to"]).first()
    if found is None:
        raise Refused("Chọn cơ quan nhận hồ sơ.")
    return found


def _clerk(said: Said) -> User:
    found = User.objects.filter(pk=said["clerk"]).first()
    if found is None:
        raise Refused("Chọn người xử lý.")
    return found


def _other(said: Said, seen: Any) -> Case:
    code = read_code(said["code"])
    found: Case | None = seen.filter(code=code).first() if code else None
    if found is None:
        raise Refused(f"Không có hồ sơ mang mã “{said['code'].strip()}” trong các hồ sơ bạn được xem.")
    return found


# Act → what it calls. `w` is who and when, `v` the version that was looked at, for the acts that ask for it.
_DO: Final[dict[str, Callable[[int, Said, dict[str, Any], dict[str, Any], Any], object]]] = {
    "take_up": lambda pk, said, w, v, seen: acts.take_up(pk, **w, **v),
    "route": lambda pk, said, w, v, seen: acts.route(pk, to=_agency(said), text=said["text"], **w, **v),
    "assign": lambda pk, said, w, v, seen: acts.assign(pk, to=_clerk(said), **w, **v),
    "ask": lambda pk, said, w, v, seen: acts.ask(pk, text=said["text"], **w, **v),
    "transfer": lambda pk, said, w, v, seen: acts.transfer(pk, to=_agency(said), text=said["text"], **w, **v),
    "return": lambda pk, said, w, v, seen: acts.return_(pk, text=said["text"], **w, **v),
    "extend": lambda pk, said, w, v, seen: acts.extend(pk, text=said["text"], **w, **v),
    "send_back": lambda pk, said, w, v, seen: answering.send_back(pk, text=said["text"], **w, **v),
    "classify": lambda pk, said, w, v, seen: acts.classify(
        pk, topic=said["topic"], may_publish=False if said["withhold"] else None, **w, **v
    ),
    "merge": lambda pk, said, w, v, seen: acts.merge(pk, into=_other(said, seen), **w, **v),
    "redirect": lambda pk, said, w, v, seen: acts.redirect(pk, text=said["text"], **w, **v),
    "reject": lambda pk, said, w, v, seen: acts.reject(pk, ground=said["ground"], text=said["text"], **w, **v),
    "reopen": lambda pk, said, w, v, seen: acts.reopen(pk, text=said["text"], **w, **v),
    "remind": lambda pk, said, w, v, seen: acts.remind(pk, text=said["text"], **w),
    "escalate": lambda pk, said, w, v, seen: acts.escalate(pk, text=said["text"], **w),
    "unpublish": lambda pk, said, w, v, seen: answers.unpublish(pk, reason=said["reason"], **w),
    "note": lambda pk, said, w, v, seen: acts.note(pk, text=said["text"], **w),
}  # fmt: skip


def perform(act: str, case: Case, said: Said, viewer: Viewer, *, expected: int | None, at: datetime) -> None:
    """Do it, or raise Refused with the reason."""
    version = {} if expected is None else {"expected": expected}
    _DO[act](case.pk, said, {"by": viewer.user, "at": at}, version, viewer.sees())
