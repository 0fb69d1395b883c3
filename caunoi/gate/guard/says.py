"""What the guard says of a text, in words for the person at the news desk: what, where, what to do."""

from __future__ import annotations

from caunoi.gate.guard.findings import Finding

_LIMIT = 160
_ABOUT = {
    "gambling-text": "quảng cáo cờ bạc, cá cược",
    "loan-text": "mời vay kiểu “tín dụng đen”",
    "foreign-advertising": "quảng cáo cờ bạc, thuốc bằng tiếng nước ngoài",
    "phishing-text": "lừa lấy thông tin, tiền của người đọc",
}


def excerpt(text: str, start: int, end: int) -> str:
    """What stands there, exactly, at most 160 characters."""
    return text[start:end][:_LIMIT]


def spam(rule: str, text: str, start: int, end: int, place: str, disguised: bool) -> Finding:
    how = " viết ngụy trang (bỏ dấu, tách chữ hoặc dùng chữ giống hệt)" if disguised else ""
    message = (
        f"Có nội dung {_ABOUT[rule]}{how} {_between(text, start, end)}. Hãy xoá đoạn này; nếu không ai ở tòa soạn viết ra nó thì "
        "báo ngay bộ phận kỹ thuật vì nội dung có thể đã bị chèn. Nếu là tin, bài thật thì cần hai người duyệt và nêu lý do."
    )
    return Finding(rule, "block", place, excerpt(text, start, end), message)


def mentioned(rule: str, text: str, start: int, end: int, place: str) -> Finding:
    message = (
        f"Có nhắc lời lẽ thường gặp trong nội dung {_ABOUT[rule]}, nhưng chưa đủ để coi là quảng cáo. "
        "Hãy đọc lại: đúng là tin thật thì duyệt tiếp; nên bỏ tên trang cờ bạc nếu không cần thiết."
    )
    return Finding(rule, "warn", place, excerpt(text, start, end), message)


def overwritten(text: str, start: int, end: int, place: str) -> Finding:
    stood = excerpt(text, start, end)
    message = (
        f"Tên cơ quan bị ghi đè: chỗ lẽ ra là tên cơ quan (ví dụ “UBND”) nay là “{stood}”, {_between(text, start, end)}. "
        "Hãy đối chiếu bản gốc, khôi phục đúng tên cơ quan rồi trình lại; báo bộ phận kỹ thuật vì bài có thể đã bị sửa trộm."
    )
    return Finding("overwritten-name", "block", place, stood, message)


def _between(text: str, start: int, end: int) -> str:
    before = " ".join(text[max(0, start - 60) : start].split()[-4:])
    after = " ".join(text[end : end + 60].split()[:4])
    if before and after:
        return f"đứng sau “{before}” và trước “{after}”"
    if before:
        return f"đứng sau “{before}”, ở cuối đoạn"
    return f"đứng trước “{after}”, ở đầu đoạn" if after else "chiếm cả đoạn"
