"""The verbs: report what was found, say that all is whole."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from caunoi.gate.incidents.models import Incident, Whole
from caunoi.gate.public_log import entries
from caunoi.gate.public_log.sequencer import hand_in
from caunoi.ground.outbox.actions import post

AGAIN = timedelta(hours=1)
MOST_MAILS = 20  # an hour: whoever has a thousand pages altered needs one mail, not a thousand
LONGEST_PATH = 500


def report(
    kind: Incident.Kind, path: str, *, said: str, at: datetime, host: str = "", sha256: str = "", evidence: str = "", mended: bool = False,
) -> Incident:  # fmt: skip
    """Record what was found; in the same transaction its verdict becomes an entry of the public log and the alarm is posted.

    The same again within an hour is counted only.
    """
    path = path[:LONGEST_PATH]
    with transaction.atomic():
        same = Incident.objects.filter(
            kind=kind, host=host, path=path, sha256=sha256, said=said, last_at__gte=at - AGAIN
        ).first()
        if same is not None:
            Incident.objects.filter(pk=same.pk).update(times=F("times") + 1, last_at=at)
            return same
        found = Incident.objects.create(
            kind=kind,
            host=host,
            path=path,
            sha256=sha256,
            said=said,
            evidence=evidence,
            mended=mended,
            at=at,
            last_at=at,
        )
        hand_in(
            entries.written(
                entries.VERDICT,
                at,
                finding=str(kind),
                host=host,
                path=path,
                sha256=sha256,
                mended="yes" if mended else "",
            )
        )
        if Incident.objects.filter(at__gt=at - AGAIN).count() <= MOST_MAILS:
            _tell(found)
        return found


def _tell(found: Incident) -> None:
    done = (
        "Cổng đã đặt lại đúng bản đã duyệt."
        if found.mended
        else "Cổng không tự chữa được việc này: cần người xử lý ngay."
    )
    kept = f"\nBản lạ được giữ làm chứng cứ: {found.evidence} (trong thư mục dữ liệu)." if found.evidence else ""
    text = (
        f"{found.said}\n\n{done}{kept}\n\n"
        "Việc cần làm: giữ nguyên chứng cứ, tìm xem ai hoặc chương trình nào đã ghi (nhật ký đăng nhập máy chủ, tài khoản kỹ thuật), đóng đường vào, "
        "rồi mới dọn. Danh sách sự cố ở bàn làm việc."
    )
    for address in settings.ALARM_TO:
        post(
            key=f"incident:{found.pk}:{address}", to=address, subject=f"Cảnh báo toàn vẹn: {found.host}{found.path}"[:150],
            text=text, about="Sự cố toàn vẹn", at=found.at,
        )  # fmt: skip


def all_whole(pages: int, *, at: datetime, every: timedelta) -> bool:
    """Put in the log that all public files were found to be what it says, once `every` so long: so a log that stands still is seen to.

    Returns whether it did.
    """
    last = Whole.objects.filter(pk=1).values_list("at", flat=True).first()
    if last is not None and at - last < every:
        return False
    with transaction.atomic():
        Whole.objects.update_or_create(pk=1, defaults={"at": at})
        hand_in(entries.written(entries.VERDICT, at, finding="none", pages=pages))
    return True
