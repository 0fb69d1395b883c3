"""`caunoi cases`: the projections of cases made anew from their histories, and a list without one personal word."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tqdm import tqdm

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data
from caunoi.ground.refused import Refused

if TYPE_CHECKING:
    from caunoi.ground.organisations.models import Organisation

HELP = "hồ sơ: rebuild tính lại các cột suy ra từ lịch sử; list liệt kê, không có dữ liệu cá nhân"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and for the list which."""
    add_data(parser)
    parser.add_argument("what", choices=("rebuild", "list"), help="rebuild: tính lại từ lịch sử; list: liệt kê")
    parser.add_argument("--overdue", action="store_true", help="list: chỉ hồ sơ đang mở đã quá hạn")
    parser.add_argument(
        "--agency", metavar="TÊN", default="", help="list: chỉ hồ sơ ở cơ quan này (số, hoặc một phần tên)"
    )


def run(options: argparse.Namespace) -> int:
    """Exit status 0; what was read or mended is printed."""
    with open_house():
        return _rebuild() if options.what == "rebuild" else _list(options)


def _rebuild() -> int:
    """One line for each column that differed: code, column, what it said, what the history says; tabs between."""
    from django.utils import timezone

    from caunoi.inbound.cases import rebuilding
    from caunoi.inbound.cases.models import Case

    mended = 0
    with tqdm(total=Case.objects.count(), unit=" hồ sơ", desc="Tính lại") as bar:
        for case, differences in rebuilding.rebuild(at=timezone.now()):
            bar.update()
            mended += bool(differences)
            for one in differences:
                tqdm.write(f"{case.code}\t{one.column}\t{one.said}\t{one.says}")
    print(f"Đã tính lại {bar.n} hồ sơ; {mended} hồ sơ có cột khác lịch sử và đã sửa.")
    return 0


def _list(options: argparse.Namespace) -> int:
    """One line each, what is due first on top: code, kind, state, agency, filed, due; tabs between."""
    from django.utils import timezone

    from caunoi.inbound.cases.models import Case

    cases = Case.objects.all()
    if options.overdue:
        cases = cases.overdue(at=timezone.now())
    if options.agency:
        cases = cases.at([one.pk for one in _agencies(options.agency)])
    for case in cases.select_related("agency").order_by("due_at", "pk").iterator(500):
        due = timezone.localtime(case.due_at).strftime("%Y-%m-%d") if case.due_at else "-"
        filed = timezone.localtime(case.filed_at).strftime("%Y-%m-%d %H:%M")
        print(case.code, case.kind, case.state, case.agency or "-", filed, due, sep="\t")
    return 0


def _agencies(asked: str) -> list[Organisation]:
    """By number, or by part of a name, also typed without accents. Raises Refused when there is none."""
    from caunoi.ground.organisations.models import Organisation

    by_number = asked.isascii() and asked.isdecimal() and len(asked) <= 9
    found = list(Organisation.objects.filter(pk=int(asked)) if by_number else Organisation.objects.named(asked))
    if not found:
        raise Refused(f"Không có cơ quan nào tên “{asked}”.")
    return found
