"""The addresses of pictures and files: `/tep/<sha-256 of the original>…`. They never change, so they are released once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from caunoi.gate.releases.sources import Sources
from caunoi.gate.render.page import Composed, PageKind, PageRef
from caunoi.ground.refused import Refused
from caunoi.outbound.media import rules
from caunoi.outbound.media.models import Attachment, Picture

_made: OrderedDict[tuple[str, int], bytes] = OrderedDict()
_KEEP = 64


def rendition(sha256: str, width: int) -> bytes:
    """The rendition, from memory when it was made a moment ago (before the lock of the log was taken).

    Raises Refused when the original is gone or altered.
    """
    key = (sha256, width)
    if key not in _made:
        picture = Picture.objects.filter(sha256=sha256).first()
        if picture is None:
            raise Refused(f"Không còn ảnh gốc {sha256[:12]}… đã duyệt. Tải ảnh lên lại và trình duyệt.")
        with picture.file.open("rb") as file:
            original = file.read()
        if hashlib.sha256(original).hexdigest() != sha256:
            raise Refused(
                f"Tệp ảnh “{picture.title}” trên đĩa đã bị thay khác với ảnh đã duyệt. Tải ảnh lên lại và trình duyệt."
            )
        _made[key] = rules.rendition(original, width)
        while len(_made) > _KEEP:
            _made.popitem(last=False)
    return _made[key]


def _compose_rendition(sources: Sources, key: str) -> Composed:
    sha256, _, width = key.partition("-")
    return Composed(path=f"/tep/{key}.webp", media_type="image/webp", data=rendition(sha256, int(width)))


def _compose_file(sources: Sources, key: str) -> Composed:
    sha256, _, name = key.partition("/")
    attachment = Attachment.objects.filter(sha256=sha256).first()
    if attachment is None:
        raise Refused(f"Không còn tệp gốc “{name}” đã duyệt. Tải tệp lên lại và trình duyệt.")
    with attachment.file.open("rb") as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused(f"Tệp “{name}” trên đĩa đã bị thay khác với tệp đã duyệt. Tải lên lại và trình duyệt.")
    kind = rules.FILE_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    words = rules.words(name, data)  # Refused when the file acts by itself
    return Composed(
        path=f"/tep/{key}",
        media_type=kind,
        data=data,
        regions=list(words),
        read_back=lambda released: list(rules.words(name, released)),
    )


RENDITION = PageKind("rendition", _compose_rendition, immutable=True)
FILE = PageKind("file", _compose_file, immutable=True, speaks=True)


def renditions(media: dict[str, object] | None) -> list[PageRef]:
    """The pages of one picture."""
    if not media:
        return []
    return [PageRef("rendition", f"{media['sha']}-{width}") for width in rules.widths(int(str(media["width"])))]


def note(sources: Sources, media: dict[str, object] | None) -> None:
    """Note that a page shows a picture, so that the picture stays as long as the page."""
    for ref in renditions(media):
        sources.tags.add(f"{ref.kind}:{ref.key}")
