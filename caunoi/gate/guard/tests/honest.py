"""Honest texts about gambling, loans and fraud, written for these tests after the manner of newsrooms and lawgivers."""

HONEST = (
    "Công an phường Sông Trăng bắt quả tang 12 đối tượng đánh bạc bằng hình thức xóc đĩa ăn tiền, thu giữ hơn 80 triệu đồng.",
    "Triệt phá đường dây cá độ bóng đá qua mạng với số tiền giao dịch trên 900 tỷ đồng, khởi tố 17 bị can.",
    "Nhóm này dùng trang web bong88 để nhận cược, chia thành nhiều cấp đại lý cho con bạc; công an đã khám xét bảy địa điểm.",
    "Công an tỉnh cảnh báo thủ đoạn lôi kéo người dân tham gia đánh bạc trá hình qua các ứng dụng tài xỉu, nổ hũ, bắn cá.",
    "Người nào đánh bạc trái phép dưới bất kỳ hình thức nào được thua bằng tiền hay hiện vật trị giá từ 5.000.000 đồng thì bị phạt tiền.",
    "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi đánh bạc trái phép bằng một trong các hình thức như xóc đĩa, tá lả, "
    "tổ tôm, tú lơ khơ, tam cúc, 3 cây, tứ sắc, đỏ đen, cờ thế hoặc các hình thức khác mà được, thua bằng tiền, hiện vật.",
    "Thủ tục cấp, cấp lại, điều chỉnh, gia hạn Giấy chứng nhận đủ điều kiện kinh doanh casino.",
    "Doanh nghiệp kinh doanh đặt cược đua ngựa, đua chó và bóng đá quốc tế phải nộp thuế tiêu thụ đặc biệt theo quy định.",
    "Kết quả xổ số miền Bắc ngày 22/11: giải đặc biệt thuộc về vé số bán tại phường Đồi Cọ.",
    "Vietlott thông báo kỳ quay số mở thưởng Mega 6/45 không có người trúng giải độc đắc, số tiền cộng dồn 24,5 tỷ đồng.",
    "Thu từ hoạt động xổ số kiến thiết đạt 412 tỷ đồng, bằng 103% dự toán, bố trí cho giáo dục và y tế.",
    "Giới đầu tư đặt cược giá vàng sẽ còn tăng trong quý tới.",
    "Lễ hội xuân có các trò chơi dân gian như kéo co, bịt mắt bắt dê, lô tô, bài chòi, đấu vật, chọi gà.",
    "Hội xuân có nhiều trò chơi như bầu cua, lô tô rất hấp dẫn, vào cửa miễn phí, nhiều quà tặng cho các em.",
    "Khu nghỉ dưỡng có casino dành cho người nước ngoài, thuộc nhóm đẳng cấp hàng đầu khu vực.",
    "Đừng đặt cược tương lai của con em chúng ta vào may rủi, đại biểu phát biểu.",
    "Thủ tướng yêu cầu rà soát các trang thông tin điện tử của cơ quan nhà nước bị chèn liên kết quảng cáo cờ bạc, cá độ.",
    "Luật số 88/2015/QH13, Nghị quyết số 68/NQ-CP, Thông tư số 88/2025/TT-BTC, Luật số 72/2025/QH15 và Quốc lộ QL9.",
    "Lớp bồi dưỡng khóa K79, K88; mẫu TK01, NA12; xe khách 74B-888.88 dừng tại km88 QL1.",
    "Nhà cải tạo xong trước Tết; cả cuộc họp nhất trí; số đề nghị hỗ trợ tăng; lô để trống; bắn cảnh cáo.",
    "Người dân đăng nhập VNeID, truy cập Cổng dịch vụ công quốc gia, nhập mã OTP để ký số hồ sơ.",
    "Đăng ký tài khoản, nạp tiền vào ví để nộp phí trực tuyến; lệ phí được miễn phí trong năm 2026.",
    "Ngân hàng Chính sách xã hội giải ngân 45 tỷ đồng cho hộ nghèo vay vốn không thế chấp, lãi suất thấp, thủ tục nhanh gọn.",
    "Công an cảnh báo bẫy “vay tiền nhanh, chỉ cần CCCD”: nạn nhân sập bẫy tín dụng đen với lãi suất cắt cổ, bị cưỡng đoạt tài sản.",
    "Tuyệt đối không cung cấp mã OTP, không bấm vào đường link lạ, không cài đặt file APK theo lời kẻ giả danh công an.",
    "Nồng độ bụi PM2.5 là 38 μg/m³; điện trở 5 Ω; nhiệt độ 31 °C; tăng ≥ 8%.",
    "Bộ trưởng Bộ Tài chính trả lời về thí điểm cho người Việt Nam vào chơi casino tại Phú Quốc và Vân Đồn.",
)

WARNED_ABOUT = (
    "Qua điều tra, đường dây cá độ này dùng các trang mạng bong88 và Agbong88 để tổ chức đánh bạc; công an đã khởi tố vụ án.",
)
