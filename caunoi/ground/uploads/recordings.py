"""Short recordings: that they are what they say from the first byte to the last, with nothing hidden between."""

from __future__ import annotations

import struct

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.kinds import Kind
from caunoi.ground.uploads.polyglots import nothing_hides_in

_FRAMES = 3
# Layer III: kilobits a second by index, samples a second by index (ISO/IEC 11172-3, 13818-3, and "2.5").
_KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_BROKEN = "là bản ghi bị hỏng. Hãy lưu lại hoặc ghi lại rồi gửi."


def check_mp3(data: bytes, kind: Kind) -> None:
    """Refused unless sound begins right after the tag."""
    place = 0
    if data.startswith(b"ID3") and len(data) > 10:
        # ID3v2: the length in four times seven bits.
        place = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    while data[place : place + 1] == b"\0":  # padding that the tag does not count
        place += 1
    for _ in range(_FRAMES):
        place += _frame(data[place : place + 4])
    if place > len(data):
        raise Refused(_BROKEN)
    nothing_hides_in(data)


def _frame(header: bytes) -> int:
    """The length in bytes of the frame with that header."""
    if len(header) < 4:
        raise Refused(_BROKEN)
    bits = int.from_bytes(header, "big")
    version, layer, index, rate = bits >> 19 & 3, bits >> 17 & 3, bits >> 12 & 15, bits >> 10 & 3
    if bits >> 21 != 0x7FF or version == 1 or layer != 1 or index in (0, 15) or rate == 3:
        raise Refused(_BROKEN)
    kbps = (_KBPS_1 if version == 3 else _KBPS_2)[index]
    return (144 if version == 3 else 72) * kbps * 1000 // _RATES[version][rate] + (bits >> 9 & 1)


def check_mp4(data: bytes, kind: Kind) -> None:
    """Refused unless the file is boxes from end to end, among them a table of contents and the recording (ISO/IEC 14496-12)."""
    place, seen = 0, set()
    while place < len(data):
        head = data[place : place + 16]
        if len(head) < 8:
            raise Refused(_BROKEN)
        size, what = struct.unpack(">I4s", head[:8])
        if size == 1 and len(head) == 16:
            size = struct.unpack(">Q", head[8:])[0]
        elif size == 0:
            size = len(data) - place
        if size < 8 or place + size > len(data) or not what.isascii():
            raise Refused(_BROKEN)
        seen.add(what)
        place += size
    if not {b"moov", b"mdat"} <= seen:
        raise Refused(_BROKEN)
    nothing_hides_in(data)
