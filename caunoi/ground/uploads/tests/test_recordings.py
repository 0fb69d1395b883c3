from __future__ import annotations

import pytest

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import examine
from caunoi.ground.uploads.tests import made

REFUSED = {
    "a tag and no sound": ("a.mp3", made.mp3(0, tag=b"T" * 200), "bị hỏng"),
    "one frame and then something else": ("a.mp3", made.mp3(1) + b"a" * 900, "bị hỏng"),
    "half a frame": ("a.mp3", made.mp3(2) + b"\xff\xfb\x90\x00", "bị hỏng"),
    "a web page in the tag": ("a.mp3", made.mp3(tag=b"<script>a</script>"), "giấu bên trong"),
    "an archive behind the sound": ("a.mp3", made.mp3() + made.zipped({"a": "a"}), "giấu bên trong"),
    "a box that is longer than the file": ("a.mp4", made.mp4()[:-1], "bị hỏng"),
    "something behind the boxes": ("a.mp4", made.mp4() + b"\0\0", "bị hỏng"),
    "boxes and no recording": ("a.mp4", made.box(b"ftyp", b"isom\0\0\0\0"), "bị hỏng"),
    "a web page in a box": ("a.mp4", made.mp4(b"isom", made.box(b"free", b"<html>")), "giấu bên trong"),
    "a program in a box": ("a.mp4", made.mp4(b"isom", made.box(b"uuid", made.PROGRAM)), "giấu bên trong"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_recording_that_holds_something_else_is_refused(what: str) -> None:
    name, data, says = REFUSED[what]
    with pytest.raises(Refused, match=says):
        examine(name, data)


@pytest.mark.parametrize(
    "data",
    [made.mp3(tag=b"T" * 200), made.mp3(tag=b"T" * 20 + b"\0" * 300)],
)
def test_sound_may_follow_a_tag(data: bytes) -> None:
    assert examine("a.mp3", data).data == data


def test_boxes_may_be_of_either_length_and_the_last_one_open() -> None:
    long = b"\0\0\0\1free" + (20).to_bytes(8, "big") + b"abcd"
    for data in (made.mp4(b"isom", long), made.mp4(b"isom", b"\0\0\0\0free rest")):
        assert examine("a.mp4", data).data == data
