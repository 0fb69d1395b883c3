"""`caunoi administrator`: the first account of an empty portal; every further one is opened at the desk."""

from __future__ import annotations

import argparse
import getpass
import sys

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data
from caunoi.ground.refused import Refused

HELP = "tạo tài khoản quản trị đầu tiên (chỉ khi chưa có người quản trị nào)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who."""
    add_data(parser)
    parser.add_argument("username", metavar="TÊN", help="tên đăng nhập")
    parser.add_argument("--name", default="", metavar="HỌ-TÊN", help="họ và tên (mặc định: tên đăng nhập)")


def run(options: argparse.Namespace) -> int:
    """The password is asked for twice, or read from standard input when that is no terminal. Refused once there is one."""
    with open_house():
        from django.db import transaction
        from django.utils import timezone

        from caunoi.ground.people import actions, rules
        from caunoi.ground.people.models import Post

        password = _password()  # before the transaction: nobody shall wait for someone who types
        at = timezone.now()
        today = timezone.localdate(at)
        with transaction.atomic():
            if Post.objects.in_force(on=today).filter(role=rules.ADMINISTRATOR, user__is_active=True).exists():
                raise Refused("Cổng đã có người quản trị; tài khoản mới được mở ở bàn làm việc.")
            user = actions.create_user(
                username=options.username,
                full_name=options.name or options.username,
                password=password,
                by=None,
                at=at,
            )
            actions.appoint(user, role=rules.ADMINISTRATOR, from_on=today, by=None, at=at)
    print(f"Đã tạo tài khoản quản trị “{options.username}”; lần đăng nhập đầu sẽ đòi bật xác thực hai lớp.")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Mật khẩu: ")
    if getpass.getpass("Nhập lại: ") != first:
        raise Refused("Hai lần nhập không giống nhau.")
    return first
