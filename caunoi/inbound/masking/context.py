"""Of whom a sentence speaks: what stood last before a place, an agency, a company or a person.

"Trung tâm Hành chính công, ĐT 0233 …" is an agency's number; "Kính gửi UBND xã. Tôi là … ĐT 0912 …" is a citizen's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, Literal

from caunoi.inbound.masking.reading import Reading

Speaker = Literal["agency", "company", "person"]

_REACH: Final = 160

_FIELDS = (
    "y te|thong tin|tu phap|tai chinh|noi vu|giao duc|nong nghiep|tai nguyen|xay dung|cong thuong|van hoa|khoa hoc|lao dong|"
    "giao thong|quoc phong|cong an|ngoai giao|cong nghiep|ke hoach|du lich|dan toc|moi truong|thue|"
    "hai quan|canh sat|kinh te|ho tich|to chuc|tong hop|hanh chinh|ke toan|quan ly|ky thuat|nghiep vu"
)
_AGENCY = (
    r"ubnd|uy ban|u\.?b\.?n\.?d|hdnd|hoi dong nhan dan|ubmttq|mat tran to quoc|trung tam|chi cuc|tong cuc|cong an|van phong|"
    r"mot cua|tiep nhan ho so tai|tong dai|duong day nong|hotline|dien thoai nong|kho bac|toa an|vien kiem sat|thanh tra|"
    r"ban quan ly|tiep cong dan|benh vien|tram y te|dien luc|buu dien|ngan hang|co quan|don vi thuc hien|"
    r"truong (?:thpt|thcs|tieu hoc|mam non|dai hoc)|"
    r"(?:bhxh|bao hiem xa hoi) (?:tinh|huyen|quan|thi xa|thanh pho|tp|viet nam|co so)|chi nhanh|chuyen vien|dong chi|can bo phu trach|"
    rf"(?:so|bo|cuc|vu|phong|ban|doi|nganh|chi cuc|vien) (?:{_FIELDS})"
)
_COMPANY = r"cong ty|cty|doanh nghiep|dn|tnhh|hop tac xa|htx|co phan|tap doan|xi nghiep|nha may|nha thau|ben ban|nguoi ban|nguoi mua"
_OWN = r"(?: cua)?(?: chung)? (?:toi|em|minh|chau)"
_PERSON = (
    r"(?:chung )?toi|em|chau|minh|gia dinh|ca nhan|vo|chong|bo|me|anh|chi|ong|ba|co|chu|bac|ho (?:va )?ten|ten|ky ten|"
    r"nguoi (?:gui|khai|hoi|lam don|viet don|nop|lien he|phan anh|kien nghi|dai dien)|chu ho|cccd|cmnd|can cuoc|chung minh|sinh (?:ngay|nam)|"
    r"thuong tru|tam tru|ho khau|nha rieng|cong dan"
)
# "Bạn", the way an agency speaks to the one who asked, is nobody's name; unaccented "bo", "co", "ba", "chu" are mostly other words.
_OTHER_WORDS = {
    "bo": "bố", "co": "cô", "ba": "bà", "chu": "chú", "anh": "anh", "chi": "chị", "ong": "ông", "vo": "vợ", "me": "mẹ",
    "bac": "bác", "em": "em", "ten": "tên", "dn": "dn", "minh": "mình", "toi": "tôi", "chau": "cháu", "chong": "chồng",
}  # fmt: skip
_TRULY_BARE = frozenset(("toi", "em", "minh", "chau", "ten", "dn", "chong", "ong"))

_CUE = re.compile(
    rf"(?<![^\W_])(?=[a-z])(?:(?P<company>(?:{_COMPANY})(?:{_OWN})?)|(?P<agency>{_AGENCY})|(?P<person>{_PERSON}))(?![^\W_])"
)


class Context:
    """The cues of a whole text, found once; asking is quick."""

    def __init__(self, reading: Reading) -> None:
        self.places: list[int] = []
        self.cues: list[Speaker] = []
        for found in _CUE.finditer(reading.bare):
            word = found[0]
            meant = _OTHER_WORDS.get(word)
            written = reading.lower[found.start() : found.end()]
            if meant and written != meant and not (written == word and word in _TRULY_BARE):
                continue
            self.places.append(found.end())
            self.cues.append("company" if found["company"] else "agency" if found["agency"] else "person")

    def speaker(self, place: int, reach: int = _REACH) -> Speaker | None:
        """Who was spoken of last before the place, within reach; None when nobody was."""
        last = bisect_left(self.places, place + 1) - 1
        if last < 0 or self.places[last] < place - reach:
            return None
        return self.cues[last]
