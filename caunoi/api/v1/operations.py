"""The table: everything that version 1 answers."""

from __future__ import annotations

from typing import Final

from caunoi.api.v1 import filing, following, published, terms
from caunoi.api.v1 import vocabulary as say
from caunoi.api.v1.asking import Operation

_CASE: Final = "/cases/{code}"

OPERATIONS: Final = (
    Operation(
        "GET", "/choices", "listChoices", "Những gì chọn được khi gửi",
        "Loại, lĩnh vực, cơ quan, các mục đích cần xin đồng ý với đúng câu chữ phải cho người gửi đọc, giới hạn tệp.",
        say.CHOICES, filing.choices,
    ),
    Operation(
        "POST", "/cases", "fileCase", "Gửi câu hỏi, phản ánh, kiến nghị, yêu cầu thông tin",
        "Trả về mã hồ sơ, mã bí mật (chỉ lần này) và biên nhận có chữ ký. Gửi lại với cùng Idempotency-Key thì nhận lại đúng hồ sơ đó. "
        "Nội dung chắc chắn là đơn khiếu nại, tố cáo được chuyển Ban Tiếp công dân, trừ khi no_complaint là true.",
        say.FILED, filing.file, takes=say.SUBMISSION, status=201, files=True, filing=True,
    ),
    Operation("GET", _CASE, "readCase", "Xem hồ sơ", "Đang ở đâu, ai giữ, hạn nào, đã trả lời gì.", say.CASE, following.case, secret=True),
    Operation(
        "GET", f"{_CASE}/receipt", "readReceipt", "Lấy lại biên nhận", "Cùng tệp như khi gửi; kiểm tra bằng “caunoi receipt”.",
        say.RECEIPT, following.receipt, secret=True,
    ),
    Operation(
        "POST", f"{_CASE}/reply", "replyToCase", "Bổ sung", "Khi cơ quan đề nghị bổ sung; thời hạn chạy tiếp.",
        say.CASE, following.reply, takes=say.REPLY, secret=True, files=True,
    ),
    Operation(
        "POST", f"{_CASE}/rating", "rateCase", "Đánh giá câu trả lời", "Một lần, một trong ba mức; ai đánh giá không công khai.",
        say.CASE, following.rate, takes=say.RATING, secret=True,
    ),
    Operation(
        "POST", f"{_CASE}/reopen", "reopenCase", "Đề nghị xem lại", "Trong 15 ngày sau khi trả lời; thời hạn tính lại từ đầu.",
        say.CASE, following.reopen, takes=say.REOPENING, secret=True,
    ),
    Operation(
        "POST", f"{_CASE}/withdrawal", "withdrawCase", "Rút hồ sơ", "Cơ quan dừng xử lý.",
        say.CASE, following.withdraw, takes=say.WITHDRAWAL, secret=True,
    ),
    Operation(
        "GET", "/answers", "listAnswers", "Câu trả lời đã công khai",
        "Đã che thông tin cá nhân và đã được duyệt; lọc theo lĩnh vực, cơ quan; đi tiếp bằng con trỏ.",
        say.ANSWERS, published.answers, query=say.ANSWERS_QUERY,
    ),
    Operation(
        "GET", "/terms", "listTerms", "Thời hạn theo luật", "Các thời hạn đang áp dụng, với căn cứ pháp luật.",
        say.TERMS, terms.terms, query=say.TERMS_QUERY,
    ),
    Operation(
        "POST", "/due-day", "reckonDueDay", "Tính ngày đến hạn", "Theo lịch làm việc của Việt Nam, kể cả ngày nghỉ bù và hoán đổi, nói rõ từng ngày.",
        say.DUE_DAY, terms.due_day, takes=say.DUE,
    ),
    Operation(
        "GET", "/boards", "listBoards", "Bảng theo dõi trả lời", "Kết quả từng kỳ của từng cơ quan, với cách tính.",
        say.BOARDS, published.boards,
    ),
)  # fmt: skip


def at(path: str) -> dict[str, Operation]:
    """The operations at an address, by method."""
    return {one.method: one for one in OPERATIONS if one.path == path}


PATHS: Final = tuple(dict.fromkeys(one.path for one in OPERATIONS))
