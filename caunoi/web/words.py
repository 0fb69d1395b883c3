"""Every word the templates say by themselves, in Vietnamese.

A template holds no text of its own: `label(key)` and `word(key)` take it from here. The gate accepts no interface text
on a page that is not a value of this table.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    # Frame
    "skip": "Đến nội dung chính",
    "menu_main": "Menu chính",
    "menu_open": "Danh mục",
    "crumbs": "Đường dẫn trang",
    "tools": "Tùy chỉnh hiển thị",
    "text_smaller": "Cỡ chữ nhỏ hơn",
    "text_larger": "Cỡ chữ lớn hơn",
    "contrast": "Tương phản cao",
    # Footer
    "links": "Liên kết",
    "contact": "Liên hệ",
    "responsible": "Chịu trách nhiệm",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "licence": "Giấy phép",
    # Lists
    "older": "Tin, bài đã đăng",
    "latest": "Tin mới",
    "articles_list": "Danh sách tin, bài",
    "children": "Chuyên mục con",
    "months": "Tin, bài theo tháng",
    "pager": "Chuyển trang",
    "empty": "Chưa có tin, bài nào trong mục này.",
    # Article
    "emergency_notice": "Tin khẩn: nội dung được đăng theo quy trình khẩn cấp, đang chờ người thứ hai phê duyệt.",
    "correction": "Đính chính",
    "byline": "Người thực hiện",
    "source": "Nguồn",
    "tags": "Từ khóa",
    "read_also": "Xem thêm",
    "related": "Tin, bài liên quan",
    "share": "Chia sẻ",
    "print": "In trang",
    "as_it_stood": "Trang này như đã đăng theo thời gian",
    "copy_link": "Chép liên kết",
    "copied": "Đã chép liên kết",
    "table": "Bảng số liệu",
    # Leaders
    "posts": "Chức vụ",
    "post_from": "Từ",
    "post_until": "đến",
    "post_now": "đến nay",
    "born": "Sinh ngày",
    "biography": "Tóm tắt tiểu sử",
    "duties": "Lĩnh vực phụ trách",
    "leader_activity": "Hoạt động gần đây",
    # Work schedule
    "schedule_time": "Thời gian",
    "schedule_content": "Nội dung",
    "schedule_place": "Địa điểm",
    "schedule_who": "Thành phần",
    "schedule_table": "Lịch công tác trong tuần",
    "schedule_empty": "Không có lịch công tác công bố.",
    "ics": "Thêm vào lịch của bạn (.ics)",
    "revisions": "Các lần điều chỉnh",
    "previous_week": "Tuần trước",
    # Questions and answers
    "question": "Câu hỏi, phản ánh",
    "answer": "Trả lời",
    "asked_on": "Ngày gửi",
    "answered_on": "Ngày trả lời",
    "basis": "Căn cứ pháp luật",
    "answers_list": "Câu hỏi đã trả lời",
    "by_topic": "Theo lĩnh vực",
    "by_agency": "Theo cơ quan",
    "by_month": "Theo tháng",
    "board_table": "Kết quả trả lời theo cơ quan",
    "board_recipe": "Cách tính",
    "board_terms": "Thời hạn áp dụng",
    "board_earlier": "Các kỳ trước",
    # Withdrawn and unknown addresses
    "gone_title": "Nội dung đã được gỡ bỏ",
    "gone_reason": "Lý do",
    "gone_date": "Ngày gỡ bỏ",
    "gone_help": "Địa chỉ này từng có nội dung và đã được gỡ khỏi Cổng. Việc gỡ bỏ được ghi lại công khai.",
    "notfound_title": "Không tìm thấy trang",
    "notfound_text": "Địa chỉ bạn mở không có trên Cổng. Có thể địa chỉ bị gõ nhầm hoặc liên kết đã cũ.",
    "notfound_help": "Hãy kiểm tra lại địa chỉ, hoặc chọn một chuyên mục trong danh mục ở đầu trang.",
    # Why a page was withdrawn: the one who withdraws chooses among these, and cannot write another
    "withdrawn_editor": "Tòa soạn gỡ để biên tập lại",
    "withdrawn_wrong": "Nội dung có sai sót",
    "withdrawn_expired": "Hết thời hạn đăng",
    "withdrawn_order": "Theo yêu cầu của cơ quan có thẩm quyền",
    "withdrawn_privacy": "Bảo vệ dữ liệu cá nhân",
    "withdrawn_replaced": "Đã có nội dung khác thay thế",
    "withdrawn_empty": "Trang không còn nội dung",
}
