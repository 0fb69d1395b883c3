"""The vocabulary of loan sharks and of phishing, and of the honest text that warns of them. Data; `lexicon` reads it."""

from typing import Final

LOAN: Final = """
ad: vay tiền nhanh, vay nóng, vay tiền nóng, vay nhanh trong ngày, vay tiền online, vay online nhanh, vay tiền gấp, vay tiền góp, vay trả góp ngày
ad: vay tiền không thế chấp, vay không thế chấp, vay không cần thế chấp, vay không thẩm định, vay tín chấp nhanh, cho vay tiền nhanh, cho vay trả góp
ad: cho vay lấy ngay, hỗ trợ vay nhanh, bốc bát họ, bốc họ, cho vay họ, bao nợ xấu, bao duyệt, nợ xấu vẫn vay, hỗ trợ nợ xấu, vay bằng cmnd, vay bằng cccd
ad: vay bằng sim, vay qua app, app vay tiền, chỉ cần cmnd, chỉ cần cccd, không gặp mặt, duyệt vay trong 5 phút, giải ngân trong 5 phút, giải ngân trong 15 phút
ad: không gọi người thân, giải ngân 5 phút, giải ngân 15 phút, giải ngân 30 phút, nợ xấu vẫn duyệt, nợ xấu vẫn giải ngân, không cần gọi người thân
ad: giải ngân ngay, nhận tiền ngay, nhận tiền trong 5 phút, đáo hạn thẻ tín dụng, rút tiền thẻ tín dụng, vay nặng lãi uy tín, vay cầm đồ online, không cần gặp mặt
slang: vay tiền, cho vay nhanh, vay lãi ngày, duyệt nhanh, duyệt vay, vay siêu tốc
topic: vay vốn, cho vay, tín chấp, thế chấp, lãi suất thấp, nợ xấu, ~khoản vay
promo: zalo, hotline, liên hệ ngay, ~giải ngân, thủ tục đơn giản, thủ tục nhanh gọn, nhanh chóng, 24/7, 5 phút, 15 phút, 30 phút, trong ngày, inbox, không cần chứng minh thu nhập
promo: uy tín, mọi đối tượng, lãi suất 0%, ưu đãi, telegram, ~alo, toàn quốc, ~duyệt
"""

PHISHING: Final = """
ad: tài khoản của bạn sẽ bị khóa, tài khoản của bạn đã bị khóa, tài khoản của bạn bị khóa, tài khoản ngân hàng của bạn đã bị khóa, tài khoản của quý khách đã bị khóa
ad: tài khoản của bạn sẽ bị khoá, tài khoản của bạn đã bị khoá, tài khoản của quý khách sẽ bị khóa, tài khoản của quý khách bị khóa, xác minh tài khoản ngay
ad: chúc mừng bạn đã trúng, bạn đã trúng thưởng, chúc mừng quý khách đã trúng, nhận quà tri ân, nhận ngay phần quà, nhấp vào link để nhận, bấm vào link để nhận
ad: nhấn vào link để nhận, truy cập link để nhận, bấm vào đường link, nhấp vào đường link dưới đây, tải file apk, cài đặt file apk, cài file apk, việc nhẹ lương cao
ad: cộng tác viên chốt đơn, làm nhiệm vụ nhận hoa hồng, nâng cấp sim 4g, nâng cấp sim 5g, lấy lại tiền bị lừa, dịch vụ thu hồi tiền, thu hồi tiền bị lừa
ad: bằng lái không phải thi, làm bằng lái không cần thi, bao đậu công chức, bao check hồ sơ, làm bằng cấp giả, bán hóa đơn đỏ, xuất hóa đơn khống, hóa đơn vat khống
ad: chốt đơn tại nhà, cam kết thu hồi 100%, luật sư lấy lại tiền, đọc lại mã, đọc mã xác thực, nhập số thẻ và, nhập số thẻ mã otp, quyền trợ năng, gái gọi, hàng đẹp giá mềm
ad: bấm vào liên kết và nhập, nhấn vào liên kết để nhận, bấm vào liên kết để nhận, xác minh tài khoản ngân hàng tại đây, thông tin thẻ ngân hàng để
ad: điểm thưởng sắp hết hạn, đổi điểm thưởng tại, đổi quà tại link, đổi thưởng tại link, sẽ bị khóa sau 24h, cung cấp mã otp ngay, gửi mã otp cho, đọc mã otp cho, nhập mật khẩu ngân hàng, cam kết lợi nhuận, bao lãi, x2 tài khoản, free airdrop, nhận hoàn thuế tại link
ad: kích hoạt vneid tại link, cập nhật vneid tại link, xác thực sinh trắc học tại link, đóng phạt nguội tại link, tra cứu phạt nguội tại link
topic: mã otp, số thẻ, cvv, mật khẩu ngân hàng, tài khoản ngân hàng, file apk, đường link, bị khóa, bị khoá, phần quà, phần thưởng, trúng thưởng, tri ân
promo: click, click ngay, bấm vào, nhấp vào, nhấn vào, trong 24 giờ, trong vòng 24h, khẩn cấp, nếu không tài khoản, cập nhật ngay, xác minh ngay, nhận ngay, tại link
promo: của bạn, quý khách, chúc mừng, miễn phí, hết hạn hôm nay, hoa hồng, zalo, telegram
"""

WARNING: Final = """
không, tuyệt đối không, cảnh báo, cảnh giác, lừa đảo, giả mạo, mạo danh, giả danh, thủ đoạn, chiêu trò, kẻ gian, kẻ xấu, đối tượng, khuyến cáo, đề phòng, phòng ngừa, công an
tội phạm, tố giác, tín dụng đen, lãi nặng, cho vay nặng lãi, cưỡng đoạt, chiếm đoạt, khởi tố, bắt giữ, điều tra, triệt phá, vi phạm, phòng chống, tuyên truyền, nạn nhân
bị lừa, đấu tranh, xử lý, ngăn chặn, tránh, hành vi
"""

LENDING: Final = """
ngân hàng chính sách, hộ nghèo, hội phụ nữ, hội nông dân, nghị định, nghị quyết, thông tư, quyết định, quy định, quỹ, hợp đồng, tổ chức tín dụng
ngân hàng nhà nước, doanh nghiệp, thủ tục, hồ sơ, dự án, vốn đầu tư, đầu tư công, kế hoạch, bảo hiểm, cơ quan
"""
