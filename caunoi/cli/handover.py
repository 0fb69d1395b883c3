"""`caunoi handover`: takes all access back from people or a vendor, changes secrets, and writes minutes to sign."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data
from caunoi.ground.refused import Refused

if TYPE_CHECKING:
    from caunoi.ground.organisations.models import Organisation
    from caunoi.ground.people.handover import Found, Leaving

HELP = "bàn giao: thu hồi mọi phiên, khóa, chức trách của một người hoặc nhà thầu, đổi khóa bí mật, lập biên bản"

BY_HAND = (
    "Mật khẩu tài khoản cơ sở dữ liệu (CAUNOI_DATABASE_URL), và quyền của bên bàn giao trong PostgreSQL",
    "Khóa SSH, tài khoản hệ điều hành, sudo, cron, dịch vụ systemd trên mọi máy chủ",
    "Cấu hình nginx, chứng thư TLS và khóa riêng, quyền sửa tên miền (DNS)",
    "Mật khẩu hộp thư gửi đi (CAUNOI_SMTP), quyền vào hạ tầng ảo hóa, tường lửa, VPN, giám sát",
    "Quyền vào kho mã nguồn, nơi dựng bản cài đặt, nơi sao lưu; mật khẩu của bản sao lưu",
    "Tài khoản mạng xã hội của Cổng, khóa của dịch vụ bên ngoài",
    "Báo khóa mới của nhật ký cho các nhân chứng (nếu đã đổi), xem docs/public-log.md",
    "Rà nhật ký phát hành và nhật ký nhân sự của bên bàn giao trong 12 tháng",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who leaves, who does it, what else."""
    add_data(parser)
    parser.add_argument("who", nargs="*", metavar="TÊN", help="tên đăng nhập của người bàn giao")
    parser.add_argument(
        "--organisation",
        action="append",
        default=[],
        metavar="TÊN",
        help="cơ quan, nhà thầu: mọi tài khoản từng có chức trách ở đó và khóa API của nơi đó; có thể lặp lại",
    )
    parser.add_argument("--by", metavar="TÊN", default="", help="tên đăng nhập của người thực hiện, ghi vào nhật ký")
    parser.add_argument("--reason", metavar="LÝ-DO", default="", help="ghi vào biên bản")
    parser.add_argument("--rotate", action="store_true", help="đổi cả khóa bí mật của hệ thống và khóa ký nhật ký")
    parser.add_argument(
        "--minutes", type=Path, metavar="TỆP", help="tệp biên bản .html (mặc định: trong thư mục dữ liệu, ban-giao/)"
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ in những gì sẽ thu hồi")
    parser.add_argument("--yes", action="store_true", help="làm luôn, không hỏi lại")


def run(options: argparse.Namespace) -> int:
    """Shows first what it would do, and asks. Everything in the database is taken back in one transaction; then secrets are changed."""
    with open_house():
        from django.utils import timezone

        from caunoi.ground.people import handover
        from caunoi.ground.people.models import User

        at = timezone.now()
        by = User.objects.filter(username=options.by, is_active=True).first()
        if options.by and by is None:
            raise Refused(f"Không có tài khoản đang hoạt động “{options.by}”.")
        organisations = [_organisation(name) for name in options.organisation]
        who = handover.leaving(options.who, [one.pk for one in organisations])
        _print(handover.found(who, at=at))
        if options.rotate:
            print("Sẽ đổi khóa bí mật (mọi người phải đăng nhập lại) và khóa ký nhật ký công khai.")
        if options.dry_run:
            return 0
        if not options.yes and not _agreed():
            raise Refused("Chưa thu hồi gì.")
        if options.rotate:
            _readable()
        said = handover.carry_out(who, by=by, at=at)
        secrets = _rotated() if options.rotate else ["Không đổi (chạy lại với --rotate để đổi)."]
        names = [str(one) for one in organisations]
        file = _minutes(options.minutes, who, said, secrets, names, by=by, reason=options.reason, at=at)
    print(f"Đã thu hồi. Biên bản để in và ký: {file}")
    if options.rotate:
        print("Khởi động lại ngay caunoi serve và caunoi work để dùng khóa mới.")
    return 0


def _organisation(name: str) -> Organisation:
    from django.db.models import Q

    from caunoi.ground.organisations.models import Organisation

    found = list(Organisation.objects.filter(Q(name=name) | Q(short_name=name)).order_by("pk")[:2])
    if len(found) != 1:
        raise Refused(f"{'Có nhiều' if found else 'Không có'} cơ quan tên “{name}”. Ghi đúng tên đầy đủ.")
    return found[0]


def _print(found: Found) -> None:
    for title, lines in found:
        print(f"{title}: {len(lines)}")
        for line in lines:
            print(f"  – {line}")


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Refused("Không có ai để hỏi lại. Xem trước với --dry-run, rồi chạy với --yes.")
    return input("Thu hồi tất cả? Gõ “thu hoi”: ").strip().lower() in ("thu hoi", "thu hồi")


def _readable() -> None:
    """Raise Refused, before anything is done, when this user cannot change the log's key."""
    from caunoi.gate.public_log import signing

    signing.signer()
    if not os.access(signing.next_file().parent, os.W_OK):
        raise Refused(
            f"Không ghi được vào {signing.next_file().parent}. Chạy lệnh bằng tài khoản của tiến trình caunoi work."
        )


def _rotated() -> list[str]:
    """Change what can be changed safely, and say what was not and why."""
    from caunoi.gate.public_log import rotating, sequencer

    lines = [_new_secret_key()]
    try:
        new = rotating.begin()
        sequencer.step()
        lines.append(f"Khóa ký nhật ký công khai: đổi bằng mục “key” trong nhật ký; khóa mới {new}")
    except Refused as reason:
        lines.append(f"Khóa ký nhật ký công khai: CHƯA đổi xong, chạy lại với --rotate. {reason.reason}")
    lines.append(
        "Khóa niêm phê duyệt: không đổi, vì mọi dấu niêm đã đóng sẽ không còn tin được; nó không mở được gì từ xa."
    )
    lines.append("Khóa ký biên nhận: không đổi, vì biên nhận người dân đang giữ sẽ không kiểm tra được nữa.")
    lines.append(
        "Khóa mở thông tin người dân: không đổi tự động; thêm khóa mới vào CAUNOI_PERSONAL_KEYS (docs/operators.md)."
    )
    return lines


def _new_secret_key() -> str:
    from django.conf import settings
    from django.core.management.utils import get_random_secret_key
    from django.db import transaction

    from caunoi.ground.people.resealing import reseal_factors

    if os.environ.get("CAUNOI_SECRET_KEY"):
        return "Khóa bí mật: đặt trong CAUNOI_SECRET_KEY nên phải đổi bằng tay ở đó (docs/operators.md)."
    new = get_random_secret_key()
    file = settings.DATA / "keys" / "django"
    with transaction.atomic():
        count = reseal_factors(old=[settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS], new=new)
        half = file.with_suffix(f".{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(new)
        os.replace(half, file)  # as the last act: what is sealed with the new key stands only if the key does
    return f"Khóa bí mật: đã đổi, không giữ khóa cũ; niêm lại {count} yếu tố xác thực; mọi phiên đăng nhập chấm dứt."


def _minutes(
    file: Path | None,
    who: Leaving,
    said: Found,
    secrets: list[str],
    organisations: list[str],
    *,
    by: Any,
    reason: str,
    at: datetime,
) -> Path:
    from django.conf import settings
    from django.template.loader import render_to_string
    from django.utils import timezone

    from caunoi.web.models import Shell

    local = timezone.localtime(at)
    target: Path = file or settings.DATA / "ban-giao" / f"bien-ban-{local:%Y%m%d-%H%M%S}.html"
    shell = Shell.objects.first()
    context = {
        "users": who.users, "organisations": organisations, "by": by, "reason": reason, "at": local, "found": said, "secrets": secrets,
        "by_hand": BY_HAND, "host": settings.HOST, "owner": shell.owner if shell else "",
    }  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.write_text(render_to_string("people/handover.html", context), "utf-8")
    target.chmod(0o600)
    return target
