"""What is done to agencies: merged, split, renamed; and the loading of the administrative units."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation, Succession, UnitSuccession
from caunoi.ground.organisations.rules import Span, check_merge, makes_cycle
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.text import nfc, same_word


@transaction.atomic
def merge(
    organisations: Sequence[Organisation],
    *,
    into: Organisation,
    on: date,
    decision: str,
    by: AbstractBaseUser | None,
    at: datetime,
) -> list[Succession]:
    """Ends the organisations on that day; `into`, which must stand then, takes over. Their units go under it.

    Nothing is deleted: each stays with its name and days, and a succession leads to `into`. Raises Refused.
    """
    olds, target = _locked(organisations), _locked([into])[0]
    spans = check_merge({o.pk: o.name for o in olds}, {o.pk: o.span for o in olds}, target.pk, target.span, on)
    if any(makes_cycle(_above(), o.pk, target.pk) for o in olds):
        raise Refused("Cơ quan nhận sáp nhập đang trực thuộc cơ quan bị sáp nhập: hãy đổi cơ quan cấp trên trước.")
    for old in olds:
        _end(old, spans[old.pk])
        _hand_over_units(old, target, on)
    return _succeed([(old, target) for old in olds], Succession.Kind.MERGE, on, decision, by, at)


@transaction.atomic
def split(
    organisation: Organisation,
    *,
    into: Sequence[Organisation],
    on: date,
    decision: str,
    by: AbstractBaseUser | None,
    at: datetime,
) -> list[Succession]:
    """Ends the organisation on that day; several others, which must stand then, take over. Its units stay where they
    are: only people know which goes where. Raises Refused."""
    old, news = _locked([organisation])[0], _locked(into)
    if not news:
        raise Refused("Chưa chọn cơ quan được chia, tách ra.")
    for new in news:
        span = check_merge({old.pk: old.name}, {old.pk: old.span}, new.pk, new.span, on)[old.pk]
    _end(old, span)
    return _succeed([(old, new) for new in news], Succession.Kind.SPLIT, on, decision, by, at)


@transaction.atomic
def rename(
    organisation: Organisation,
    *,
    name: str,
    on: date,
    decision: str,
    by: AbstractBaseUser | None,
    at: datetime,
    short_name: str = "",
) -> Organisation:
    """The same organisation under a new name from that day: a new row, which the old one, ended that day, leads to.

    Everything else (parent, place, code, address …) is carried over; its units go under the new row. Raises Refused.
    """
    old = _locked([organisation])[0]
    name = " ".join(nfc(name).split())
    if not name:
        raise Refused("Tên mới không được để trống.")
    if same_word(name, old.name) and name.casefold() == old.name.casefold():
        raise Refused("Tên mới trùng với tên cũ.")
    _end(old, old.span.ended(on))
    same = ("kind", "parent", "place", "code", "address", "phone", "email", "website", "signed_approvals")
    carried = {f: getattr(old, f) for f in same}
    new = Organisation(name=name, short_name=" ".join(nfc(short_name).split()), valid_from=on, **carried)
    if Organisation.objects.filter(name=name, parent=old.parent, valid_until__isnull=True).exists():
        raise Refused(f"Đã có cơ quan tên “{name}” còn hiệu lực.")
    new.save()
    _hand_over_units(old, new, on)
    _succeed([(old, new)], Succession.Kind.RENAME, on, decision, by, at)
    return new


def _locked(organisations: Sequence[Organisation]) -> list[Organisation]:
    """The rows as they are now, locked against others until the transaction ends, in one order, each once."""
    return list(Organisation.objects.select_for_update().filter(pk__in={o.pk for o in organisations}).order_by("pk"))


def _above() -> dict[int, list[int]]:
    rows = Organisation.objects.filter(parent__isnull=False).values_list("pk", "parent_id")
    return {pk: [parent] for pk, parent in rows if parent is not None}


def _end(organisation: Organisation, span: Span) -> None:
    organisation.valid_until = span.until
    organisation.save(update_fields=["valid_until"])


def _hand_over_units(old: Organisation, new: Organisation, on: date) -> None:
    Organisation.objects.filter(parent=old).valid(on=on).exclude(pk=new.pk).update(parent=new)


def _succeed(
    pairs: list[tuple[Organisation, Organisation]],
    kind: Succession.Kind,
    on: date,
    decision: str,
    by: AbstractBaseUser | None,
    at: datetime,
) -> list[Succession]:
    said = {"kind": kind, "on": on, "decision": nfc(decision).strip(), "recorded_at": at}
    made = [Succession(predecessor=old, successor=new, **said) for old, new in pairs]
    Succession.objects.bulk_create(made)
    for old, new in pairs:
        data = {"successor": new.pk, "name": new.name, "on": on.isoformat(), "decision": decision}
        log(old, f"organisations.{kind.value}", user=by, timestamp=at, data=data)
    return made


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading of the administrative units changed."""

    added: int
    changed: int
    connected: int


@transaction.atomic
def load_units(*, tell: Callable[[str], None] = lambda line: None) -> Loaded:
    """Brings the administrative units up to the list shipped with the product; running it twice changes nothing.

    Nobody decides here, so there is no `by`: it is reference data, like a library. Rows are found by their key,
    corrected where they differ, and never deleted. `tell` hears a line of progress now and then.
    """
    rows = _read("units.csv")
    known = {u.key: u for u in AdministrativeUnit.objects.all()}
    ids = {key: unit.pk for key, unit in known.items()}
    parents = {row["key"]: row["parent"] for row in rows}
    added = changed = 0
    for level in range(3):  # Parents before children, so that each can name its parent.
        new, different = [], []
        for row in rows:
            if _depth(row["key"], parents) != level:
                continue
            wanted = _unit_values(row, ids)
            unit = known.get(row["key"])
            if unit is None:
                new.append(AdministrativeUnit(key=row["key"], **wanted))
            elif any(getattr(unit, field) != value for field, value in wanted.items()):
                for field, value in wanted.items():
                    setattr(unit, field, value)
                different.append(unit)
        made = AdministrativeUnit.objects.bulk_create(new, batch_size=2000)
        ids |= {unit.key: unit.pk for unit in made}
        for unit in different:
            unit.save()
        added, changed = added + len(new), changed + len(different)
        tell(f"Đơn vị hành chính: {len(ids)}")
    linked = set(UnitSuccession.objects.values_list("old_id", "new_id"))
    pairs = [(ids[row["old"]], ids[row["new"]]) for row in _read("successions.csv")]
    links = [UnitSuccession(old_id=old, new_id=new) for old, new in pairs if (old, new) not in linked]
    UnitSuccession.objects.bulk_create(links, batch_size=2000)
    return Loaded(added, changed, len(links))


def _read(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _depth(key: str, parents: dict[str, str]) -> int:
    depth = 0
    while key := parents[key]:
        depth += 1
    return depth


def _unit_values(row: dict[str, str], ids: dict[str, int]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "kind": row["kind"],
        "parent_id": ids[row["parent"]] if row["parent"] else None,
        "valid_from": date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        "valid_until": date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        "decision": row["decision"],
        "was": row["was"],
    }
