"""The vocabulary of gambling: how the trade advertises, and how honest text speaks of it. Data; `lexicon` reads it.

A line is `kind: phrase, phrase, …`. A phrase matches as written and with some or all of its accents left out; `~` before it
says that its unaccented spelling is also something innocent ("ca cuoc", "so de"), so that spelling alone says little.
"""

from typing import Final

GAMBLING: Final = """
ad: nhà cái uy tín, nhà cái hàng đầu, nhà cái số 1, nhà cái tặng, nhà cái khuyến mãi, nhà cái online, nhà cái trực tuyến, nhà cái châu á
ad: nhà cái hợp pháp, nhà cái tốt nhất, nhà cái xanh chín, top nhà cái, link nhà cái, link vào nhà cái, danh sách nhà cái, so sánh nhà cái
ad: đánh giá nhà cái, kèo nhà cái, tỷ lệ kèo, tỉ lệ kèo, tỷ lệ nhà cái, bảng kèo, soi kèo, nhận định kèo, chốt kèo, kèo thơm, kèo xiên, kèo bóng đá
ad: kèo chấp, kèo châu á, kèo tài xỉu, soi cầu, soi cầu lô, soi cầu miễn phí, bạch thủ lô, chốt số miền bắc, nuôi lô, lô xiên, dàn đề, giải mã giấc mơ
ad: đánh con gì, đánh đề con gì, mơ thấy đánh con gì, đề về con gì, dự đoán xổ số, dự đoán xsmb, dự đoán kết quả xổ số
ad: game đổi thưởng, game bài đổi thưởng, đánh bài đổi thưởng, nổ hũ đổi thưởng, bắn cá đổi thưởng, bắn cá ăn xu, slot đổi thưởng, cổng game đổi thưởng
ad: nổ hũ thần tài, game nổ hũ, quay hũ, săn hũ, tài xỉu online, tài xỉu uy tín, tài xỉu md5, xóc đĩa online, lô đề online, ghi lô đề online
ad: casino online, casino trực tuyến, live casino, sòng bài trực tuyến, sòng bạc trực tuyến uy tín, game casino, đá gà trực tiếp, đá gà trực tuyến, đá gà thomo
ad: nền tảng cá cược, sân chơi cá cược, cổng cá cược, thế giới cá cược, cá cược uy tín, cá cược online, cá cược trực tuyến uy tín, cá cược bóng đá uy tín, trang cá cược uy tín, web cá cược, app cá cược, link cá cược
ad: tặng tiền cược, tiền cược miễn phí, cược miễn phí, hoàn trả cược, hoàn cược, thưởng nạp đầu, nạp đầu, nạp tiền nhận thưởng, code tân thủ, freebet, free bet
ad: khuyến mãi thành viên mới, tặng ngay 100k, đăng ký tặng, đăng ký nhận 100k, nạp rút nhanh, nạp rút siêu tốc, nạp rút uy tín, rút tiền siêu tốc
ad: cách đánh lô đề, cách chơi xóc đĩa, cách chơi tài xỉu, cách chơi bầu cua, cách chơi baccarat, cách chơi lô đề, cách chơi nổ hũ, mẹo chơi tài xỉu
ad: cách bắt lô, cách đánh bài, kinh nghiệm chơi lô đề, trăm trận trăm thắng, online casino, sports betting, slot game, jackpot slot
ad: thưởng nạp lần đầu, thưởng chào mừng thành viên, giftcode tân thủ, tặng code, nạp tiền cược, vòng cược, sân chơi đổi thưởng, đổi thưởng uy tín
ad: nạp là nổ, quay là trúng, nổ jackpot, quay là nổ, ẵm hũ, ăn hũ, kéo số miễn phí, chốt số vip, bất bại khung, bao lô bao đề, ghi số đề tỷ lệ, ăn tiền thật, nạp 1 được
ad: không bị chặn mới nhất, nhận code tân thủ, rút tiền về momo, scatter nổ, max win, tỷ lệ chấp đêm nay, tỷ lệ chấp hôm nay, cược xiên, kèo chấp hiệp, ăn đủ
slang: nhà cái, nổ hũ, tài xỉu, ghi lô, đánh lô, tỷ lệ cược, tỉ lệ cược, cược thể thao, cổng game
game: xóc đĩa, ~bầu cua, lô đề, ~số đề, ~đánh đề, ~bắn cá, ~đá gà, baccarat, roulette, sicbo, blackjack, ~poker, fan tan, fantan, dragon tiger
game: rồng hổ, xì dách, ~ba cây, ~tiến lên miền nam, ~bài cào, phỏm, tá lả, mậu binh, ~xì tố, liêng, slot game, ~slots, ~lotto, ~keno, ~craps, mega ball
game: lucky spin, bull bull, dream catcher, ~xổ số miền bắc, ~xổ số miền nam, ~xổ số miền trung, ~xsmb, ~xsmn, ~xsmt, ~đánh bài, casino hold em, super 3, cash or crash
game: bắn cá online, ~game bài, ~vòng quay may mắn, ~ba tây, fishing game, ocean king, ~esports, ~đua chó, virtual sports, thể thao ảo, ~cá cược thể thao
topic: ~lô tô, ~cá cược, ~cá độ, ~đặt cược, casino, ca-si-nô, ~xổ số, ~tiền cược, ~trò chơi có thưởng, ~sòng bài, sòng bạc, ~đổi thưởng, jackpot, giắc-pót, vietlott, ~vé số
act: đăng nhập, đăng ký, truy cập, link vào, link, link đăng nhập, tải app, tải về, tải game, nạp tiền, rút tiền, nạp rút, chơi tại, tham gia ngay, chơi ngay, vào ngay
act: cược ngay, trang chủ, link mới nhất, liên hệ đại lý, đăng ký ngay, mở tài khoản, giftcode, login, register, download app
into: vào, chơi, trên, tại
promo: khuyến mãi, uy tín, hot nhất, cao thủ, thắng lớn, chắc thắng, luôn thắng, top 10, anh em, người chơi, trực tuyến, online, ăn tiền thật
promo: ~giftcode, ~thưởng nạp, ~chung tiền, ~rút liền, ~nhận ngay, không cần nạp, ~về bờ, hoa hồng, ~tỷ lệ chấp, ~cửa dưới, ~cửa trên, xả hũ, hũ to, hũ lớn
promo: số 1, xanh chín, siêu tốc, bet, cách chơi, cách đánh, cách bắt, tỷ lệ thắng, tỉ lệ thắng, tỷ lệ ăn, ~hoàn trả
promo: ~kèo, nhận thưởng, làm giàu, kiếm tiền, rinh thưởng, thưởng khủng, trúng lớn, zalo, telegram, cskh, 24/7, gov vn
promo: ~tân thủ, chính xác nhất, phần thưởng khủng, ~bóng đá hôm nay, tips bóng đá, nhận định bóng đá, đại lý, săn thưởng
praise: hấp dẫn, miễn phí, ~thành viên, hàng đầu, siêu phẩm, ~quà tặng, ~tặng, may mắn, đỉnh cao, đẳng cấp, ~an toàn, lớn nhất, ~mới nhất, vận may, hotline, bí quyết, mẹo
"""

REPORTING: Final = """
đánh bạc, gá bạc, cờ bạc, con bạc, sới bạc, chiếu bạc, sát phạt, trá hình, triệt phá, triệt xóa, triệt xoá, đánh sập, bắt quả tang, bắt nhóm, đường dây, tụ điểm
chuyên án, đấu tranh với, tệ nạn, cảnh báo, cảnh giác, khuyến cáo, lừa đảo, sập bẫy, chiêu trò, núp bóng, quảng cáo, bị hack, link ẩn, mã độc, bị tấn công, gỡ bỏ, bóc gỡ
thua lỗ, nợ nần, sa lưới, cầm đầu, tang vật, khám xét, trinh sát, đối tượng cầm đầu, ghi độ, phơi bảng, cá độ trái phép, cá cược trái phép, trái phép trên mạng
các đối tượng, nhóm đối tượng, được thua bằng tiền, lôi kéo, dụ dỗ, tố giác, bị can, tạm giam, tạm giữ hình sự, khởi tố, bắt giữ
"""

ENFORCEMENT: Final = """
công an, cảnh sát, điều tra, đối tượng, bị cáo, trái phép, thu giữ, tội phạm, phạm tội, tội, xử phạt, phạt tiền, phạt tù, vi phạm, nghiêm cấm, truy tố, xét xử, tòa án, toà án
viện kiểm sát, phòng chống, thủ đoạn, hành vi, bất hợp pháp, phi pháp, ngăn chặn, xử lý nghiêm, bị bắt, pháp luật
"""

LEGAL: Final = """
nghị định, thông tư, luật, giấy chứng nhận, giấy phép, doanh nghiệp kinh doanh, hoạt động kinh doanh, kinh doanh casino, thuế, quy định, thủ tục, hồ sơ
xổ số kiến thiết, bộ tài chính, ngân sách, nhà nước, mở thưởng, kết quả xổ số, giải đặc biệt, giải độc đắc, trúng thưởng, kinh doanh đặt cược, thí điểm, dự án
"""
