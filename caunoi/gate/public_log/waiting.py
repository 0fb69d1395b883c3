"""What is no release and waits to become an entry, sealed with a key that is not in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable

from caunoi.gate.public_log import entries
from caunoi.gate.public_log.models import Waiting
from caunoi.gate.releases import seals
from caunoi.gate.releases.log import Broken
from caunoi.ground.writing import put


def hand_in(data: bytes) -> None:
    """Let these bytes (of `entries.written`) become an entry, if the caller's transaction stands."""
    put(Waiting(data=data, seal=seals.of_handed_in(data)))


def must_be_ours(waiting: Iterable[Waiting]) -> None:
    """Raise Broken for a row that was not handed in, or that says that something was released."""
    for one in waiting:
        data = bytes(one.data)
        if not seals.same(one.seal, seals.of_handed_in(data)) or json.loads(data)["type"] in entries.OF_RELEASES:
            raise Broken(
                f"Dòng {one.pk} chờ vào nhật ký công khai không do Cổng ghi (dấu niêm không khớp). "
                "Không mục nào được ký thêm cho đến khi dòng ấy bị xóa. Báo kỹ thuật viên và người giám sát."
            )
