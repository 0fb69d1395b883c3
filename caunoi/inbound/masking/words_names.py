"""Words about names: family names, what announces a name, what shows that a name is a street, a school or an office."""

from __future__ import annotations

from typing import Final

# Most Vietnamese bear one of these; as words of their own they are rare or differ in accents from ordinary words.
COMMON: Final = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương lương lâm đào tạ châu quách phùng tô "
    "thái mai tăng lưu triệu vương đàm nghiêm khuất hứa kiều mạc tống cù doãn đậu hà cao chu lò giàng sùng vừ thào lường quàng".split()
)
RARE: Final = frozenset(
    "la văn từ thạch danh sơn kim vàng hoa nông ma bế trà lục bạch giang hàn khổng lại lã liêu ninh ông phí quản tôn trang ung ứng viên "
    "cấn chử đồng phó thân tiêu tưởng uông vi lộc mã nhan nhữ phù âu bành ngụy thiều sầm cà hạng lầu mùa cầm điêu a y rơ siu đinh ksor nay".split()
)
# Without accents and in small letters only these are surely no other word.
PLAIN: Final = frozenset(
    "nguyen le tran pham huynh hoang trinh doan truong duong bui ngo dinh luong trieu vuong quach phung".split()
)
MIDDLE: Final = frozenset(("văn", "thị", "van", "thi"))

# A name ends before these.
STOPS: Final = frozenset(
    "địa chỉ sinh ngày số cccd cmnd cmt sđt đt điện thoại trú thường tạm hiện ở tại ngụ quê nơi tôi em cháu mình chúng xin kính là có và với "
    "ubnd ủy huyện xã phường tỉnh thành thôn ấp tổ khu đường email gmail mail zalo facebook mã mst bhxh bhyt giới dân chức nghề "
    "ông bà chị năm nay muốn cần đã đang sẽ bị được cho hỏi đến từ theo về của để thì mà khi như vậy trong ngoài trên dưới do bởi nên rồi "
    "cùng hay hoặc vì không chưa còn đều cũng này kia đó ạ thuộc làm việc chủ tịch giám đốc trưởng phó cảm ơn trân người gửi nhà con "
    "vợ chồng bố mẹ căn cước chứng khẩu khai nộp đơn ký tên họ các những một trường cty lớp mong "
    "phản bạn anh/chị thửa tờ tài khoản ngân hàng biển mất chết vào lúc ra đi đứng tham  "
    "nữ độ tuổi sn ns liên hệ biết giúp".split()
)
# The same without accents, only those that no name has in it.
PLAIN_STOPS: Final = frozenset(
    "o so sdt dt cccd cmnd nha tru ngu xin muon cho hoi la co va bi dia que toi em sn tai gui nop khong duoc voi can de".split()
)
# Words of the first list that are also parts of names: in a name written with capitals they do not end it.
ALSO_NAMES: Final = frozenset(
    "công thành hiện quê hai mai đường năm tại sinh hộ học mong một đông chức tịch trường đại diện bảo định nguyên hiểm biển ánh kiến nghị "
    "phương ngân hàng quốc hoa thường tú do lòng tài cảm huyện tân văn thị trọng kết quả chính anh đình tên cơ quan con thuộc đức kính".split()
)

# What stands right before a name that names a thing …
THINGS: Final = (
    r"đường|phố|phường|xã|thị trấn|quận|huyện|tỉnh|đặc khu|thành phố|tp\.?|thôn|ấp|khóm|bản|làng|xóm|ngõ|ngách|hẻm|kiệt|khu|khu phố|tổ|khu đô thị|tòa|toà|nhà máy|"
    r"trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|trung học|đại học|học viện|chuyên|công ty|cty|tnhh|cp|mtv|cổ phần|dntn|tư nhân|bệnh viện|viện|trạm|công viên|cầu|"
    r"chợ|tượng đài|tượng|bảo tàng|quảng trường|giải|giải thưởng|quỹ|đại lộ|quốc lộ|tuyến|nút giao|ngã tư|ngã ba|cửa hàng|hiệu|chùa|đền|đình|lăng|tư tưởng|"
    r"bưu điện|ga|sân bay|văn phòng công chứng|vpcc|văn phòng luật|luật|sông|hồ|núi|đảo|đèo|cảng|bến|bến xe|đ\.|p\.|q\.|th"
)
# … and what does so from farther away, with only words in capitals between: "trường THPT Chuyên Lê Quý Đôn".
ORGANISATIONS: Final = (
    r"trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|công ty|cty|tnhh|cp|mtv|cổ phần|bệnh viện|đại học|học viện|dntn|doanh nghiệp|htx|hợp tác xã|"
    r"văn phòng công chứng|vpcc|quỹ|nhà máy|xí nghiệp|tập đoàn|cửa hàng|ngân hàng"
)
# Provinces, and those after whom every town has a street: as a whole name, with nothing to announce a person, they are no citizen.
NOT_CITIZENS: Final = frozenset(
    "trần văn thời|châu phú|hà trung|hà quảng|lâm hà|lâm bình|lâm thao|lương sơn|lương tài|vũ thư|vũ quang|vũ thắng|hà nội|hà nam|hà giang|hà tĩnh|hà tây|hà đông|thái bình|thái nguyên|cao bằng|hồ chí minh|lâm đồng|mai châu|mai sơn|đào xá|cao lãnh|cao lộc|châu thành|châu đốc|"
    "châu âu|châu á|châu phi|châu mỹ|hà tiên|hà thành|lý sơn|lý nhân|đinh tiên hoàng|trần hưng đạo|lê lợi|nguyễn trãi|nguyễn du|trần phú|lê duẩn|lê hồng phong|"
    "nguyễn huệ|nguyễn tất thành|nguyễn văn linh|nguyễn văn cừ|nguyễn chí thanh|nguyễn thị minh khai|võ thị sáu|võ nguyên giáp|võ văn kiệt|phạm văn đồng|trường chinh|"
    "lê đại hành|lê thánh tông|lê lai|lê quý đôn|lý thường kiệt|lý thái tổ|lý tự trọng|ngô quyền|ngô gia tự|phan bội châu|phan chu trinh|phan châu trinh|phan đình phùng|"
    "trần quang khải|trần nhân tông|trần quốc toản|trần nguyên hãn|nguyễn đình chiểu|nguyễn bỉnh khiêm|nguyễn công trứ|nguyễn thái học|nguyễn lương bằng|nguyễn hữu thọ|"
    "nguyễn viết xuân|nguyễn khuyến|hoàng diệu|hoàng hoa thám|hoàng văn thụ|hoàng quốc việt|huỳnh thúc kháng|tôn đức thắng|tô hiến thành|bùi thị xuân|đặng thùy trâm|"
    "đào duy từ|đào tấn|chu văn an|cao bá quát|hồ xuân hương|hồ tùng mậu|đoàn thị điểm|phạm ngũ lão|phạm ngọc thạch|võ văn tần|mạc đĩnh chi|lương thế vinh|hoàng sa|"
    "trương định|nguyễn văn trỗi|kim đồng|lê văn tám|phạm hùng|tô hiệu|trần cao vân|trần bình trọng|trần khánh dư|hà huy tập|hàn thuyên|lương văn can|nguyễn hoàng".split(
        "|"
    )
)
# Headings and words that begin like a family name.
NOT_NAMES: Final = (
    "phạm vi",
    "cao đẳng",
    "đào tạo",
    "đoàn viên",
    "đoàn thanh",
    "hồ sơ",
    "thái độ",
    "lý do",
    "dương lịch",
    "mai táng",
    "chu kỳ",
    "tăng cường",
    "cao cấp",
    "đoàn kết",
)
# How the name of an agency begins, which may stand in a form where a person's is asked for.
OFFICES: Final = frozenset(
    "cong van so uy ubnd hdnd ban phong trung chi bo cuc tong vu hoi dang truong doan mat toa vien kho benh doanh cty htx to nha nguoi dai chu thu hang ho "
    "cac cap co don giay mau tai ngay noi so thong thoi theo quy".split()
)
# As words before a name these are said of a person, whatever they are elsewhere.
PLACES_LIKE_TITLES: Final = frozenset(
    (
        "bà rịa",
        "bà đen",
        "bà nà",
        "bà triệu",
        "bà trưng",
        "ông ích",
        "cô tô",
        "bà chiểu",
        "bà điểm",
        "cô giang",
        "ông tạ",
        "em gái",
    )
)

TITLES: Final = "ông|bà|anh|chị|em|cháu|cô|chú|bác|cụ|dì|cậu|mợ|thím|dượng|thầy|bé|bạn|cha|mẹ|bố|vợ|chồng|con"

# Public by office: the heads of a body, named with the post.
LEADERS: Final = (
    r"(?:pho )?chu tich|(?:pho )?bi thu|(?:tong bi thu)|bo truong|thu truong|(?:pho )?thu tuong|(?:pho )?(?:tong )?cuc truong|(?:pho )?vu truong|"
    r"(?:pho )?giam doc(?! (?:cong ty|cty|doanh nghiep|dntn))|(?:pho )?chi cuc truong|(?:pho )?truong (?:phong|ban|cong an|doan|thon|ap|khoa|bo phan)|"
    r"(?:pho )?chanh (?:van phong|thanh tra|an)|(?:pho )?vien truong|(?:pho )?hieu truong|dai bieu|thong doc|chu nhiem|tong thanh tra|dai tuong|"
    r"thuong tuong|trung tuong|thieu tuong|dai ta|thuong ta|trung ta|thieu ta|dai uy|(?:pho )?tong giam doc(?! (?:cong ty|cty))|nguoi phat ngon|cong chung vien|"
    r"tham phan|kiem sat vien|kt\.|tm\.|tl\."
)
STAFF: Final = r"can bo|cong chuc|vien chuc|chuyen vien|nhan vien|dong chi|d/c|canh sat|chien si|dia chinh|tu phap ho tich|van thu|thanh tra vien|ke toan truong"

# Without accents these are other words too: tội, bộ, vô …
MEANT: Final = {
    "toi": "tôi", "me": "mẹ", "vo": "vợ", "chong": "chồng", "bo": "bố", "ba": "bà", "ma": "má", "chau": "cháu", "co": "cô", "chu": "chú",
    "minh": "mình", "dan": "dân", "be": "bé", "ten": "tên", "gap": "gặp", "cha": "cha", "ong": "ông", "chi": "chị", "bac": "bác", "di": "dì",
}  # fmt: skip
# "văn bản", "thị trường": with the word before they make no name.
NOT_GIVEN: Final = frozenset("ban phong hoa hoc bang kien nghe thu truong xa tran thuc uy san chinh".split())
