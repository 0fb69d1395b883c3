"""Texts put together from templates and invented people, with the truth about where the personal data stands.

Same seed, same texts. Names, numbers and addresses are drawn by rule; none is a real person's.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caunoi.gate.guard.letters import bare
from caunoi.inbound.masking.proposals import Kind, Proposal

_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lương Mai Đào Cao Tạ Châu Thái Hà".split()
_MIDDLE = "Văn Thị Văn Thị Minh Ngọc Thanh Hữu Đức Quốc Xuân Thu Bảo Gia Kim Hoàng".split()
_GIVEN = (
    "An Anh Bình Bưởi Cường Dũng Duyên Đạt Giang Hà Hải Hạnh Hiền Hoa Hòa Hùng Hương Khánh Lan Linh Loan Long Mai Minh Nam Nga Nhung "
    "Phúc Phương Quân Quý Sơn Tâm Thắng Thảo Thuỷ Trang Trung Tú Tuấn Tùng Vinh Yến Sinh Thành Công Năm"
).split()
_HAMLETS = "An Hà|Đại Độ|Lâm Xuân|Tân Lịch|Trung Sơn|Hà Thanh|Vĩnh Phước|Phú Hậu|Xuân Long|Thượng Nghĩa".split("|")
_COMMUNES = "Gio Linh|Hải Lăng|Cam Lộ|Triệu Phong|Đakrông|Vĩnh Linh|Lao Bảo|Khe Sanh|Cửa Tùng|Nam Đông Hà".split("|")
_STREETS = (
    "Nguyễn Trãi|Trần Phú|Lê Lợi|Hùng Vương|Quốc lộ 9|Lý Thường Kiệt|Nguyễn Du|Phan Bội Châu|Tôn Thất Thuyết".split("|")
)

QUESTIONS = (
    "Tôi tên là {name}, sinh ngày {birth_date}, số CCCD {identity}, hiện trú tại {address}. Xin hỏi thủ tục cấp lại giấy khai sinh.",
    "Kính gửi UBND xã. Tôi là {name}, địa chỉ: {address}, tỉnh Quảng Trị. Số điện thoại {phone}. Xin hỏi khi nào có kết quả hồ sơ số {dossier}?",
    "Họ và tên: {name}\nNgày sinh: {birth_date}\nCCCD: {identity}\nĐịa chỉ: {address}\nĐT: {phone}\nEmail: {email}\n"
    "Nội dung: xin hỏi về Nghị định 42/2022/NĐ-CP.",
    "Chồng tôi là {name}, số BHXH {insurance}, nghỉ việc từ tháng 3/2024 nhưng chưa được chốt sổ. Mong cơ quan trả lời qua số {phone}.",
    "Em tên {name} ạ, em có nộp hồ sơ ngày 12/5/2025 tại bộ phận một cửa, mã hồ sơ {dossier}, đến nay chưa có kết quả, "
    "liên hệ em qua {phone} hoặc {email}.",
    "Số sổ 1: {insurance}\nSố sổ 2: {insurance}\nHọ tên: {name}\nCMND: {identity}\nXin được gộp sổ.",
    "Nhà tôi ở {address}, bên cạnh nhà ông {name} thường xuyên đốt rác. Đề nghị phường xử lý.",
    "Xe biển số {plate} của tôi bị phạt 1.500.000 đồng ngày 03/02/2025. Tôi là {name}, sđt {phone}.",
    "Tiền trợ cấp xin chuyển vào tài khoản số {account} tại Agribank, chủ tài khoản {name}.",
    "Tôi muốn hỏi về mã số thuế cá nhân {tax} của tôi, tên {name}, CCCD số {identity}.",
    "Gia đình tôi có thửa đất số 12, tờ bản đồ số 5, diện tích 350 m2, sổ đỏ số phát hành {dossier}. Tôi: {name}, {phone}.",
    "Bà {name} (sinh ngày {birth_date}) là mẹ tôi, mã thẻ BHYT {insurance}, ngụ tại {address}. Xin hỏi mức hưởng 80% hay 100%?",
    "Con tôi tên là {name}, sinh ngày {birth_date}, học lớp 6. Thủ tục 1.001193 cần giấy tờ gì? Liên hệ zalo {phone}.",
    "Xin liên hệ {email} hoặc {profile} để trả lời cho tôi. Trân trọng, {name}",
    "Tôi cho ông {name} mượn 20.000.000 đồng, ông ấy ở {address}, số căn cước {identity}, điện thoại {phone}. Tôi phải kiện ở đâu?",
    "Vợ chồng tôi là {name} và {name}, thường trú {address}, muốn ly hôn thuận tình thì nộp đơn ở đâu?",
    "Tôi, {name}, số căn cước công dân {identity} cấp ngày 10/8/2021 tại Cục Cảnh sát QLHC về TTXH, muốn đổi bằng lái.",
    "Người gửi: {name} - SĐT: {phone} - Địa chỉ: {address}. Nội dung phản ánh: đường Nguyễn Trãi ngập nước từ năm 2023.",
)
ANSWERS = (
    "Trả lời câu hỏi của ông {name}, trú tại {address}: Căn cứ khoản 2 Điều 5 Nghị định 61/2018/NĐ-CP, hồ sơ {dossier} của ông đã có kết quả.",
    "Qua rà soát dữ liệu mã số BHXH {insurance} cho kết quả {name}, sinh ngày {birth_date}, tham gia đóng từ tháng 05/2008 đến tháng 10/2008.",
    "Ngày 12/6/2025, cán bộ đã gọi số {phone} của bà {name} để hướng dẫn. Mọi thắc mắc xin gọi tổng đài 1900 9068 hoặc 1022.",
    "UBND phường đã mời ông {name} (CCCD {identity}), chủ xe {plate}, đến làm việc ngày 15/7/2025. Mức phạt 2.500.000 đồng.",
    "Công dân {name}, số điện thoại {phone}, thư điện tử {email}, đã được tiếp ngày 02/01/2025 tại trụ sở, số 18 Nguyễn Du.",
)
UNACCENTED = (
    "toi ten la {name} o {address} muon hoi thu tuc cap lai cccd, so dt {phone}, cccd {identity}",
    "cho em hoi ho so cua em ma {dossier} nop ngay 12/5/2025 chua co ket qua. em ten {name}, sdt {phone}",
    "ho ten: {name}, sinh ngay {birth_date}, so bhxh {insurance}, dia chi: {address}. xin hoi bao gio co tien thai san",
    "nha toi o {address} bi mat dien thuong xuyen, lien he {phone} gap {name}",
)
HARMLESS = (
    "Theo khoản 3 Điều 12 Luật số 52/2024/QH15 và Nghị định 42/2022/NĐ-CP ngày 24/6/2022, mức phí là 1.500.000 đồng.",
    "Trung tâm Phục vụ hành chính công tỉnh, số 45 Hùng Vương, phường Nam Đông Hà, ĐT: 0233 3800 007, tổng đài 1022.",
    "Chủ tịch UBND tỉnh Nguyễn Văn Hùng vừa ký Quyết định 1234/QĐ-UBND ngày 05/9/2025 về thủ tục 1.001193.000.00.00.H50.",
    "Đường Nguyễn Trãi đoạn qua phường Trần Phú, trước trường THPT Lê Quý Đôn, bị hư hỏng từ năm 2019-2020.",
    "Công ty TNHH MTV Trần Phú, mã số thuế 3200123456, vốn điều lệ 150.000.000.000 đồng, có phải nộp báo cáo không?",
    "Bộ Thông tin và Truyền thông, 18 Nguyễn Du – Hai Bà Trưng – Hà Nội. Đường dây nóng: 1900 1234, 113, 115.",
    "Doanh thu 9 tháng đạt 123.456.789 đồng, diện tích 120.500 m2, giai đoạn 2021-2025, tăng 12,5% so với năm 2024.",
    "Thửa đất số 125, tờ bản đồ số 17 có được tách thửa không khi diện tích 85,5 m2? Quy định tại Điều 220 Luật Đất đai.",
    "Bệnh viện đa khoa, phòng công chứng, chợ Lê Lợi, cầu Trần Hưng Đạo, công viên Nguyễn Tất Thành đều thuộc phường 5.",
    "Người sinh trước ngày 01/01/1960 và trẻ sinh từ ngày 01/7/2025 được cấp thẻ theo Thông tư 30/2025/TT-BYT.",
    "Phó Giám đốc Sở Nội vụ Trần Thị Lan Hương trả lời: hồ sơ nộp trước ngày 15/10 được giải quyết trong 05 ngày làm việc.",
    "Xin hỏi anh/chị, em cần chuẩn bị giấy tờ gì để đăng ký kết hôn? Ông bà nội em có được làm chứng không?",
    "Mẫu TK1-TS, mẫu số 01/ĐK, tờ khai 05-ĐK-TCT, mã chương 757, tiểu mục 2801, năm ngân sách 2025.",
    "Tôi sinh con ngày 06-12-2022 và nộp hồ sơ ngày 19-12-2022, đến nay chưa nhận được tiền thai sản.",
)


@dataclass(frozen=True)
class Composed:
    text: str
    truth: tuple[tuple[Kind, int, int], ...]


def texts(count: int, seed: int) -> Iterator[Composed]:
    """Questions, answers, hurried questions and harmless texts in turn, some of them in other normal forms and blanks."""
    chance = random.Random(seed)
    for number in range(count):
        if number % 5 == 4:
            yield Composed(HARMLESS[number // 5 % len(HARMLESS)], ())
            continue
        pool = UNACCENTED if number % 5 == 3 else ANSWERS if number % 5 == 2 else QUESTIONS
        turn = number // 5 * 2 + number % 5 if pool is QUESTIONS else number // 5
        composed = fill(pool[turn % len(pool)], chance, plain=pool is UNACCENTED)
        yield _disguised(composed, chance) if pool is not UNACCENTED else composed


def fill(template: str, chance: random.Random, *, plain: bool = False) -> Composed:
    """A template with an invented person's particulars in place of its {kinds}."""
    parts: list[str] = []
    truth: list[tuple[Kind, int, int]] = []
    place = 0
    for text in re.split(r"(\{\w+\})", template):
        kind = text[1:-1] if text.startswith("{") else ""
        put = INVENTED[kind](chance) if kind else text
        put = bare(put) if plain and kind in ("name", "address", "birth_date") else put
        if kind:
            truth.append((kind, place, place + len(put)))  # type: ignore[arg-type]
        parts.append(put)
        place += len(put)
    return Composed("".join(parts), tuple(truth))


def _disguised(composed: Composed, chance: random.Random) -> Composed:
    how = chance.randrange(8)
    changes: dict[int, Callable[[str], str]] = {
        0: lambda c: unicodedata.normalize("NFD", c),
        1: lambda c: "\u00a0" if c == " " else c,
        2: lambda c: c + "\u200b" if c in "aêố059" else c,
    }
    if how not in changes:
        return composed
    pieces = [changes[how](char) for char in composed.text]
    at = [0]
    for piece in pieces:
        at.append(at[-1] + len(piece))
    return Composed("".join(pieces), tuple((kind, at[start], at[end]) for kind, start, end in composed.truth))


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _grouped(digits: str, sizes: tuple[int, ...], sep: str) -> str:
    parts, place = [], 0
    for size in sizes:
        parts.append(digits[place : place + size])
        place += size
    return sep.join(parts)


def a_name(chance: random.Random) -> str:
    words = [chance.choice(_FAMILY), chance.choice(_MIDDLE), chance.choice(_GIVEN)]
    if chance.random() < 0.25:
        words.insert(2, chance.choice(_MIDDLE[4:]))
    name = " ".join(words)
    return name.upper() if chance.random() < 0.2 else name


def a_phone(chance: random.Random) -> str:
    digits = "0" + chance.choice("35789") + _digits(chance, 8)
    return chance.choice(
        (
            digits, digits, _grouped(digits, (4, 3, 3), "."), _grouped(digits, (4, 3, 3), " "), _grouped(digits, (3, 3, 4), "-"),
            f"+84{digits[1:]}", f"+84 {_grouped(digits[1:], (3, 3, 3), ' ')}", f"(+84) {digits[1:]}", digits.replace("0", "o", 1),
            _grouped(digits, (2, 2, 2, 2, 2), " "), _grouped(digits, (4, 6), " "), f"84{digits[1:]}",
        )
    )  # fmt: skip


def a_identity(chance: random.Random) -> str:
    if chance.random() < 0.25:
        old = chance.choice("123") + _digits(chance, 8)
        return chance.choice((old, _grouped(old, (3, 3, 3), " "), _grouped(old, (3, 3, 3), ".")))
    number = f"0{chance.randrange(1, 97):02}{chance.choice('0123')}" + _digits(chance, 8)
    return chance.choice(
        (
            number,
            number,
            _grouped(number, (3, 3, 3, 3), " "),
            _grouped(number, (3, 3, 6), "."),
            _grouped(number, (4, 4, 4), " "),
        )
    )


def a_insurance(chance: random.Random) -> str:
    if chance.random() < 0.3:
        card = chance.choice(("DN", "GD", "HS", "TE", "CH")) + chance.choice("12345") + _digits(chance, 12)
        return chance.choice((card, f"{card[:3]} {card[3:5]} {card[5:]}"))
    return f"{chance.randrange(1, 97):02}" + _digits(chance, 8)


def a_account(chance: random.Random) -> str:
    return chance.choice(
        (
            chance.choice("123456789") + _digits(chance, 12),
            "1" + _digits(chance, 9),
            f"{_digits(chance, 4)} {_digits(chance, 4)} {_digits(chance, 4)} 7",
        )
    )


def a_tax(chance: random.Random) -> str:
    return "8" + _digits(chance, 9)


def a_email(chance: random.Random) -> str:
    local = bare(chance.choice(_FAMILY) + chance.choice(_GIVEN)) + _digits(chance, 2)
    host = chance.choice(("gmail", "yahoo"))
    return chance.choice(
        (
            f"{local}@{host}.com",
            f"{local}@{host}.com",
            f"{local}(at){host}.com",
            f"{local} a còng {host} chấm com",
            f"{local} @ {host}.com",
        )
    )


def a_birth_date(chance: random.Random) -> str:
    day, month, year = chance.randrange(1, 29), chance.randrange(1, 13), chance.randrange(1950, 2020)
    return chance.choice(
        (
            f"{day:02}/{month:02}/{year}",
            f"{day}-{month}-{year}",
            f"{day}.{month}.{year}",
            f"{day} tháng {month} năm {year}",
        )
    )


def a_address(chance: random.Random) -> str:
    commune, hamlet, street = chance.choice(_COMMUNES), chance.choice(_HAMLETS), chance.choice(_STREETS)
    number = chance.randrange(1, 300)
    return chance.choice(
        (
            f"thôn {hamlet}, xã {commune}", f"số {number} đường {street}, phường {commune}",
            f"tổ {number % 20 + 1}, khu phố {number % 9 + 1}, phường {commune}",
            f"số nhà {number}, ngõ {number % 50 + 1}, đường {street}, phường {commune}", f"hẻm {number}/{number % 7 + 1} {street}, phường {commune}",
            f"ấp {number % 6 + 1}, xã {commune}",
        )
    )  # fmt: skip


def a_plate(chance: random.Random) -> str:
    province, number = chance.randrange(11, 100), _digits(chance, 5)
    series = chance.choice(("A", "B", "C", "H1", "K2", "D1"))
    return chance.choice(
        (
            f"{province}{series}-{number[:3]}.{number[3:]}",
            f"{province}-{series} {number[:3]}.{number[3:]}",
            f"{province}{series}-{number}",
        )
    )


def a_dossier(chance: random.Random) -> str:
    day = f"2{chance.randrange(4, 6)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    return chance.choice(
        (
            f"H50.{chance.randrange(10, 99)}-{day}-{_digits(chance, 4)}",
            f"000.00.{chance.randrange(10, 99)}.H50-{day}-{_digits(chance, 4)}",
            f"BX {_digits(chance, 6)}",
        )
    )


def a_profile(chance: random.Random) -> str:
    nick = bare(chance.choice(_FAMILY) + "." + chance.choice(_GIVEN)) + _digits(chance, 2)
    return chance.choice(
        (f"https://www.facebook.com/{nick}", f"facebook.com/{nick}", f"zalo.me/09{_digits(chance, 8)}")
    )


INVENTED: dict[str, Callable[[random.Random], str]] = {
    "name": a_name, "phone": a_phone, "identity": a_identity, "insurance": a_insurance, "account": a_account, "tax": a_tax,
    "email": a_email, "birth_date": a_birth_date, "address": a_address, "plate": a_plate, "dossier": a_dossier, "profile": a_profile,
}  # fmt: skip


@dataclass(frozen=True)
class Miss:
    kind: Kind
    text: str
    around: str


def missed(composed: Composed, proposals: list[Proposal]) -> list[Miss]:
    """Personal data of which a letter or digit would be left standing if every proposal were accepted."""
    covered = {place for one in proposals for place in range(one.start, one.end)}
    return [
        Miss(kind, composed.text[start:end], composed.text[max(0, start - 40) : end + 20])
        for kind, start, end in composed.truth
        if any(composed.text[place].isalnum() and place not in covered for place in range(start, end))
    ]


def false_alarms(composed: Composed, proposals: list[Proposal]) -> list[Proposal]:
    """Proposals that touch no personal data, or take in more than four letters and digits beside it."""
    wrong = []
    for one in proposals:
        true = {place for _, start, end in composed.truth for place in range(start, end)}
        beside = sum(composed.text[place].isalnum() for place in range(one.start, one.end) if place not in true)
        if beside > 4 or not any(place in true for place in range(one.start, one.end)):
            wrong.append(one)
    return wrong
