"""What requests of version 1 may say and what its answers say. Pure but for the limits of files, which are the product's own."""

from __future__ import annotations

from typing import Final

from caunoi.api.shapes import Field, Flag, Listing, Number, Text, Thing, Whole
from caunoi.ground.deadlines.rules import Direction, Status, Unit
from caunoi.ground.uploads.rules import MOST_FILES
from caunoi.inbound.cases import kinds, rules
from caunoi.inbound.cases.submission import ADDRESS, NAME, PURPOSES, SHORTEST, TEXT, TITLE

_MOMENT: Final = Text("Thời điểm, theo W3C-DTF có múi giờ", 40, format="date-time")
_DAY: Final = Text("Ngày", 10, format="date")
_UNIT: Final = Text("Đơn vị tính", 20, choices=tuple(unit.value for unit in Unit))
_LONG: Final = 1_000_000
MOST_AMOUNT: Final = 730

# Requests

CONTACT: Final = Thing("Người gửi", (
    Field("name", Text("Họ và tên", NAME), required=False),
    Field("phone", Text("Số điện thoại", 40), required=False),
    Field("email", Text("Thư điện tử", 254), required=False),
    Field("address", Text("Địa chỉ", ADDRESS), required=False),
), "Contact")  # fmt: skip
FILE: Final = Thing("Tệp nhỏ gửi ngay trong JSON", (
    Field("name", Text("Tên tệp", 255)),
    Field("content", Text("Nội dung, base64", 4 * 1024**2)),
), "File")  # fmt: skip
SUBMISSION: Final = Thing("Nội dung gửi", (
    Field("kind", Text("Loại", 20, choices=kinds.CHOSEN)),
    Field("title", Text("Tiêu đề", TITLE, 1)),
    Field("text", Text("Nội dung", TEXT, SHORTEST, lines=True)),
    Field("address", Text("Nơi có việc", ADDRESS), required=False),
    Field("place", Text("Mã xã, phường, đặc khu hiện hành (danh mục đơn vị hành chính)", 10), required=False),
    Field("agency", Whole("Cơ quan muốn hỏi (GET /choices)", 1), required=False),
    Field("topic", Text("Lĩnh vực (GET /choices)", 40), required=False),
    Field("contact", CONTACT, required=False),
    Field("consents", Listing("Những mục đích người gửi đồng ý, từng mục một", Text("Mục đích", 20, choices=tuple(PURPOSES)), 3), required=False),
    Field("no_complaint", Flag("Người gửi xác nhận đây không phải đơn khiếu nại, tố cáo"), required=False),
    Field("files", Listing("Tệp nhỏ; tệp lớn gửi bằng multipart/form-data", FILE, MOST_FILES), required=False),
), "Submission")  # fmt: skip
_VERSION: Final = Field(
    "version", Whole("Phiên bản hồ sơ mà người gửi đang xem; cũ hơn thì bị từ chối"), required=False
)
REPLY: Final = Thing("Bổ sung", (
    Field("text", Text("Nội dung bổ sung", TEXT, lines=True), required=False),
    Field("files", Listing("Tệp nhỏ; tệp lớn gửi bằng multipart/form-data", FILE, MOST_FILES), required=False),
    _VERSION,
), "Reply")  # fmt: skip
RATING: Final = Thing("Đánh giá", (
    Field("grade", Whole("; ".join(f"{n}: {said.lower()}" for n, said in rules.GRADES.items()), min(rules.GRADES), max(rules.GRADES))),
    Field("text", Text("Nhận xét", 2000, lines=True), required=False),
), "Rating")  # fmt: skip
REOPENING: Final = Thing(
    "Đề nghị xem lại", (Field("text", Text("Điểm chưa được trả lời", TEXT, 1, lines=True)), _VERSION), "Reopening"
)
WITHDRAWAL: Final = Thing("Rút hồ sơ", (_VERSION,), "Withdrawal")
DUE: Final = Thing("Tính hạn", (
    Field("term", Text("Mã thời hạn (GET /terms); hoặc dùng amount và unit", 60), required=False),
    Field("amount", Whole("Số ngày, số giờ", 0, MOST_AMOUNT), required=False),
    Field("unit", _UNIT, required=False),
    Field("received_on", _DAY),
    Field("received_at", Text("Giờ nhận, HH:MM (thời hạn tính bằng giờ)", 5), required=False),
), "DueDayQuestion")  # fmt: skip
ANSWERS_QUERY: Final = Thing("", (
    Field("cursor", Text("Con trỏ của trang sau, lấy từ “next”", 120), required=False),
    Field("limit", Whole("Số mục mỗi trang", 1, 100), required=False),
    Field("topic", Text("Lĩnh vực", 40), required=False),
    Field("agency", Whole("Cơ quan", 1), required=False),
))  # fmt: skip
TERMS_QUERY: Final = Thing(
    "", (Field("on", Text("Ngày áp dụng; bỏ trống là hôm nay", 10, format="date"), required=False),)
)

# Answers

AGENCY: Final = Thing("Cơ quan", (Field("id", Whole("Số")), Field("name", Text("Tên"))), "Agency")
RECEIPT: Final = Thing("Biên nhận", (
    Field("bien_nhan", Thing("Phần được ký", tuple(Field(name, shape) for name, shape in (
        ("v", Whole("Phiên bản mẫu")), ("portal", Text("Cổng")), ("by", Text("Đầu mối")), ("code", Text("Mã hồ sơ", 9)),
        ("kind", Text("Loại", 20)), ("kind_title", Text("Tên loại")), ("received_at", _MOMENT),
        ("commitment", Text("SHA-256 của muối, nội dung và các tệp", 64)), ("due_on", Text("Hạn", 10)), ("due", Text("Hạn, viết bằng chữ")),
        ("term", Text("Thời hạn")), ("article", Text("Căn cứ")), ("calendar", Text("Lịch làm việc")), ("key", Text("Khóa công khai", 64)),
    )), "ReceiptBody")),
    Field("chu_ky", Text("Chữ ký Ed25519, base64", 100)),
    Field("muoi", Text("Muối", 64)),
    Field("noi_dung", Thing("Nội dung đã gửi", (
        Field("title", Text("Tiêu đề", TITLE)), Field("text", Text("Nội dung", TEXT, lines=True)), Field("address", Text("Nơi có việc", ADDRESS)),
    ), "ReceiptWords")),
    Field("tep", Listing("SHA-256 của từng tệp đã gửi", Text("SHA-256", 64))),
), "Receipt")  # fmt: skip
FILED: Final = Thing("Đã tiếp nhận", (
    Field("code", Text("Mã hồ sơ", 9)),
    Field("secret", Text("Mã bí mật: chỉ người gửi giữ, dùng để theo dõi", 11)),
    Field("kind", Text("Loại", 20)),
    Field("kind_title", Text("Tên loại")),
    Field("filed_at", _MOMENT),
    Field("due_on", _DAY, required=False),
    Field("follow", Text("Trang theo dõi", 400, format="uri")),
    Field("again", Flag("Đã gửi từ trước với cùng Idempotency-Key; không gửi thêm lần nữa")),
    Field("receipt", RECEIPT),
), "Filed")  # fmt: skip
STEP: Final = Thing("Một bước", (
    Field("number", Whole("Thứ tự")), Field("at", _MOMENT), Field("act", Text("Việc", 20)), Field("title", Text("Đã xảy ra", 1000)),
    Field("written", Text("Điều cơ quan hoặc người gửi đã viết", _LONG, lines=True)),
), "Step")  # fmt: skip
CASE: Final = Thing("Hồ sơ", (
    Field("code", Text("Mã hồ sơ", 9)),
    Field("version", Whole("Phiên bản: số của bước cuối cùng")),
    Field("kind", Text("Loại", 20)),
    Field("kind_title", Text("Tên loại")),
    Field("state", Text("Trạng thái", 20, choices=tuple(rules.STATES))),
    Field("state_title", Text("Tên trạng thái")),
    Field("open", Flag("Còn đang xử lý")),
    Field("title", Text("Tiêu đề", TITLE)),
    Field("text", Text("Nội dung", TEXT, lines=True)),
    Field("address", Text("Nơi có việc", ADDRESS)),
    Field("filed_at", _MOMENT),
    Field("agency", AGENCY, required=False),
    Field("due_on", _DAY, required=False),
    Field("late", Flag("Quá hạn")),
    Field("merged_into", Text("Đã gộp vào hồ sơ", 9), required=False),
    Field("steps", Listing("Các bước, cũ nhất trước", STEP)),
    Field("answer", Thing("Trả lời", (
        Field("at", _MOMENT), Field("text", Text("Nội dung", _LONG, lines=True)), Field("basis", Text("Căn cứ pháp luật", _LONG, lines=True)),
    ), "AnswerToSender"), required=False),
    Field("rating", Whole("Đánh giá", min(rules.GRADES), max(rules.GRADES)), required=False),
    Field("may", Listing("Việc người gửi làm được lúc này", Text("Việc", 20))),
), "Case")  # fmt: skip
TOPIC: Final = Thing("Lĩnh vực", (Field("slug", Text("Mã", 60)), Field("title", Text("Tên"))), "Topic")
ANSWER: Final = Thing("Câu trả lời công khai, đã che thông tin cá nhân", (
    Field("id", Whole("Số")),
    Field("url", Text("Trang", 500, format="uri")),
    Field("title", Text("Tiêu đề", TITLE)),
    Field("question", Text("Câu hỏi", _LONG, lines=True)),
    Field("answer", Text("Trả lời", _LONG, lines=True)),
    Field("basis", Text("Căn cứ pháp luật", _LONG, lines=True)),
    Field("agency", AGENCY),
    Field("topic", TOPIC, required=False),
    Field("asked_on", _DAY),
    Field("answered_at", _MOMENT),
), "PublicAnswer")  # fmt: skip
ANSWERS: Final = Thing("Một trang câu trả lời, mới nhất trước", (
    Field("items", Listing("Câu trả lời", ANSWER, 100)),
    Field("next", Text("Con trỏ của trang sau; không có là hết", 120), required=False),
), "Answers")  # fmt: skip
TERM: Final = Thing("Thời hạn", (
    Field("key", Text("Mã", 60)), Field("title", Text("Tên gọi")), Field("amount", Whole("Bao lâu")), Field("unit", _UNIT),
    Field("text", Text("Viết bằng chữ")), Field("direction", Text("Tính sau hay trước sự việc", 10, choices=tuple(d.value for d in Direction))),
    Field("extension", Whole("Được gia hạn thêm"), required=False), Field("extension_unit", _UNIT, required=False),
    Field("article", Text("Căn cứ")), Field("status", Text("Tình trạng", 20, choices=tuple(s.value for s in Status))),
    Field("valid_from", _DAY, required=False), Field("valid_until", _DAY, required=False), Field("note", Text("Ghi chú", _LONG, lines=True)),
), "Term")  # fmt: skip
TERMS: Final = Thing(
    "Thời hạn áp dụng trong một ngày", (Field("on", _DAY), Field("items", Listing("Thời hạn", TERM))), "Terms"
)
DUE_DAY: Final = Thing("Hạn và cách tính từng ngày", (
    Field("due_at", _MOMENT, required=False), Field("due_on", _DAY, required=False), Field("late", Flag("Đã quá hạn hôm nay")),
    Field("remaining", Text("Còn lại")), Field("text", Text("Thời hạn")), Field("article", Text("Căn cứ")), Field("calendar", Text("Lịch làm việc")),
    Field("days", Listing("Từng ngày", Thing("Một ngày", (
        Field("day", _DAY), Field("counted", Flag("Có tính")), Field("number", Whole("Ngày thứ"), required=False),
        Field("reason", Text("Vì sao", 400)),
    ), "DayReckoned"))),
), "DueDay")  # fmt: skip
BOARD_LINE: Final = Thing("Một cơ quan", (
    Field("agency", Text("Cơ quan")), Field("rank", Whole("Hạng; không có là chưa đủ mẫu"), required=False), Field("rows", Whole("Hồ sơ")),
    Field("answered", Whole("Đã trả lời")), Field("late_open", Whole("Quá hạn chưa trả lời")), Field("on_time_share", Whole("Đúng hạn, %", 0, 100)),
    Field("median", Number("Trung vị, ngày"), required=False), Field("ninetieth", Whole("90% trong, ngày"), required=False),
    Field("rated", Whole("Số đánh giá")), Field("satisfied_share", Whole("Hài lòng, %", 0, 100), required=False),
), "BoardLine")  # fmt: skip
BOARD: Final = Thing("Bảng theo dõi của một kỳ", (
    Field("title", Text("Tên")), Field("first_on", _DAY), Field("last_on", _DAY), Field("url", Text("Trang", 400, format="uri")),
    Field("data_url", Text("Tệp dữ liệu", 400, format="uri")), Field("calendar", Text("Lịch làm việc")),
    Field("lines", Listing("Các cơ quan", BOARD_LINE)),
), "Board")  # fmt: skip
BOARDS: Final = Thing("Các bảng, mới nhất trước", (
    Field("recipe", Listing("Cách tính", Text("Một quy tắc", 1000))), Field("items", Listing("Bảng", BOARD)),
), "Boards")  # fmt: skip
CHOICES: Final = Thing("Những gì chọn được khi gửi", (
    Field("kinds", Listing("Loại", Thing("Một loại", (
        Field("key", Text("Mã", 20)), Field("title", Text("Tên")), Field("needs_contact", Flag("Cần họ tên và cách liên hệ")),
        Field("term", Text("Thời hạn")), Field("article", Text("Căn cứ")),
    ), "Kind"))),
    Field("topics", Listing("Lĩnh vực", TOPIC)),
    Field("agencies", Listing("Cơ quan", AGENCY)),
    Field("consents", Listing("Mục đích cần hỏi riêng, không đánh dấu sẵn", Thing("Một mục đích", (
        Field("key", Text("Mã", 20)), Field("words", Text("Câu phải cho người gửi đọc", 500)),
    ), "Consent"))),
    Field("files", Thing("Giới hạn tệp", (
        Field("most", Whole("Số tệp")), Field("largest", Whole("Byte mỗi tệp")), Field("total", Whole("Byte tất cả")),
        Field("allowed", Text("Loại tệp", 300)),
    ), "FileLimits")),
), "Choices")  # fmt: skip
