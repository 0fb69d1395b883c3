"""The words by which a text is known for what it is: data for nature.py. Phrases as people write them, one list a sign."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Sign(StrEnum):
    """What a phrase tells; see the list of each below."""

    COMPLAIN = "complain"
    DENOUNCE = "denounce"
    SPOKEN_OF = "spoken of"
    FILED = "filed"
    SPEAKER = "speaker"
    OWN = "own"
    ASKS = "asks"
    SUPPOSES = "supposes"
    DECISION = "decision"
    ACT = "act"
    AUTHORITY = "authority"
    OBJECTS = "objects"
    UNDO = "undo"
    OFFICIAL = "official"
    CRIME = "crime"
    MISCONDUCT = "misconduct"
    REPORTED = "reported"
    REQUEST = "request"
    THANKS = "thanks"
    GIVE = "give"
    PAPERS = "papers"
    BUSINESS = "business"
    TAKES = "takes"
    UNLESS = "unless"
    HARM = "harm"
    TITLE = "title"
    GENERAL = "general"
    WHY = "why"
    PROCEDURE = "procedure"
    NOTHING = "nothing"


_COMPLAINT_FILED: Final = (
    "đơn khiếu nại | đơn kêu oan | gửi đơn khiếu nại | làm đơn khiếu nại | viết đơn khiếu nại | đơn khiếu nại lần hai | tiếp tục khiếu nại | "
    "đã khiếu nại | khiếu nại nhiều lần"
)
_DENUNCIATION_FILED: Final = (
    "đơn tố cáo | đơn tố giác | gửi đơn tố cáo | làm đơn tố cáo | viết đơn tố cáo | đã tố cáo | tiếp tục tố cáo"
)

PHRASES: Final[Mapping[Sign, str]] = {
    # The act itself, said by the one who does it.
    Sign.COMPLAIN: f"khiếu nại | khiếu kiện | khiếu tố | khiếu nại lần hai | khiếu nại lần đầu | kêu oan | {_COMPLAINT_FILED}",
    Sign.DENOUNCE: f"tố cáo | tố giác | tố cáo đích danh | {_DENUNCIATION_FILED}",
    # The same words as a subject that is spoken of: laws, terms, bodies, other people's acts.
    Sign.SPOKEN_OF: (
        "luật khiếu nại | luật tố cáo | luật khiếu nại tố cáo | thủ tục khiếu nại | thủ tục tố cáo | trình tự khiếu nại | "
        "trình tự tố cáo | quy trình khiếu nại | quy trình tố cáo | thời hạn khiếu nại | thời hiệu khiếu nại | thời hạn tố cáo | "
        "giải quyết khiếu nại | giải quyết tố cáo | giải quyết đơn khiếu nại | giải quyết đơn tố cáo | giải quyết khiếu nại tố cáo | "
        "quyết định giải quyết khiếu nại | tổng đài khiếu nại | đường dây khiếu nại | số điện thoại khiếu nại | hotline khiếu nại | "
        "bộ phận khiếu nại | phòng khiếu nại | địa chỉ khiếu nại | kênh khiếu nại | người khiếu nại | người tố cáo | người tố giác | "
        "bảo vệ người tố cáo | người bị khiếu nại | người bị tố cáo | bị tố cáo | bị khiếu nại | bị tố giác | quyền khiếu nại | "
        "quyền tố cáo | quyền khiếu nại tố cáo | mẫu đơn khiếu nại | mẫu đơn tố cáo | mẫu khiếu nại | mẫu tố cáo | cách khiếu nại | "
        "cách tố cáo | cách viết đơn khiếu nại | cách viết đơn tố cáo | viết đơn khiếu nại như thế nào | viết đơn tố cáo như thế nào | "
        "hình thức khiếu nại | hình thức tố cáo | nội dung tố cáo | "
        "rút đơn khiếu nại | rút đơn tố cáo | rút khiếu nại | rút tố cáo | đơn thư khiếu nại | đơn thư tố cáo | "
        "tiếp nhận khiếu nại | tiếp nhận tố cáo | tiếp nhận đơn khiếu nại | tiếp nhận đơn tố cáo | xử lý tố cáo | xử lý khiếu nại | "
        "thẩm quyền khiếu nại | không khiếu nại | không phải khiếu nại | không tố cáo | không phải tố cáo | không có ý khiếu nại | "
        "không có ý tố cáo | không có khiếu nại | chưa khiếu nại | thụ lý khiếu nại | thụ lý tố cáo | công tác khiếu nại tố cáo | "
        "văn bản khiếu nại | pháp luật về khiếu nại | pháp luật về tố cáo | quy định về khiếu nại | quy định về tố cáo | "
        "tố giác tội phạm | tiếp nhận tố giác | tố cáo nặc danh | hòm thư tố giác | khiếu nại tố cáo trên báo | "
        "hướng dẫn khiếu nại | hướng dẫn tố cáo | tình hình khiếu nại | vụ khiếu nại | vụ tố cáo | hạn chế khiếu nại | giảm khiếu nại"
    ),
    # The heading of a petition in due form, or the word that one was filed.
    Sign.FILED: f"{_COMPLAINT_FILED} | {_DENUNCIATION_FILED}",
    Sign.SPEAKER: (
        "tôi | em | cháu | con | mình | chúng tôi | chúng em | tụi tôi | tụi em | bản thân tôi | bà con chúng tôi | người dân chúng tôi | "
        "tập thể giáo viên | tập thể công nhân | các hộ dân | hộ dân | bà con | nhân dân | gia đình tôi | nhà tôi | gia đình em | nhà em | "
        "công ty tôi | công ty chúng tôi | doanh nghiệp tôi | hộ kinh doanh"
    ),
    Sign.OWN: (
        "của tôi | của em | của cháu | của mình | của chúng tôi | của chúng em | của gia đình | của hộ tôi | của nhà tôi | gia đình tôi | "
        "của gia đình tôi | của gia đình em | nhà tôi | nhà em | nhà cháu | nhà mình | gia đình em | gia đình cháu | gia đình chúng tôi | "
        "cho tôi | cho em | cho chúng tôi | cho gia đình tôi | cho gia đình em | cho nhà em | cho nhà tôi | đối với tôi | với tôi | "
        "với gia đình tôi | phạt tôi | phạt em | tôi bị | em bị | "
        "chúng tôi bị | công ty tôi | công ty chúng tôi | công ty em | doanh nghiệp tôi | doanh nghiệp chúng tôi | cơ sở của tôi | mẹ tôi | "
        "bố tôi | ba tôi | cha tôi | má tôi | con tôi | cháu tôi | vợ tôi | chồng tôi | ông tôi | bà tôi | bố em | mẹ em | con em | hộ tôi | "
        "đất tôi | xe tôi | quán tôi | ruộng tôi | bố mẹ tôi | các hộ chúng tôi | hộ chúng tôi | anh trai tôi | em trai tôi | chị gái tôi | "
        "giúp tôi | trả lời tôi | bắt tôi | bắt em | tên tôi | tên em | tôi được nhận | tôi được hưởng | hồ sơ của tôi | buộc tôi | chúng tôi được | trả tôi | gia đình mình | con cháu tôi | bên tôi | cơ sở tôi"
    ),
    Sign.ASKS: (
        "như thế nào | thế nào | ra sao | làm sao | ở đâu | nơi nào | chỗ nào | đâu ạ | đến đâu | bao lâu | mấy ngày | bao nhiêu | khi nào | "
        "bao giờ | lúc nào | ngày nào | là gì | gì ạ | gì không | giấy tờ gì | những gì | hồ sơ gì | thủ tục gì | quyền gì | phải làm gì | "
        "cần gì | cần làm gì | "
        "gồm gì | gồm những | được không | phải không | đúng không | hay không | "
        "xin hỏi | cho hỏi | cho tôi hỏi | cho em hỏi | cho cháu hỏi | muốn hỏi | xin được hỏi | xin cho biết | xin cho tôi biết | muốn biết | "
        "được biết thêm | đề nghị cho biết | hãy cho biết | cho tôi biết | cho em biết | vui lòng cho biết | xin hướng dẫn | đề nghị hướng dẫn | "
        "nhờ hướng dẫn | hướng dẫn giúp | được hướng dẫn | hướng dẫn cho tôi | hướng dẫn tôi | hướng dẫn về | hướng dẫn thủ tục | giải đáp | xin tư vấn | "
        "tư vấn giúp | được tư vấn | tư vấn cho | gửi cho ai | nộp cho ai | gửi ai | về ai | là ai | ai giải quyết | "
        "cơ quan nào | đơn vị nào | văn bản nào | quyết định nào | trường hợp nào | điều kiện nào | điều nào | đối tượng nào | loại nào | "
        "khác nhau | hỏi về | xin số | cho tôi số | cho xin số | sao ạ | không ạ | chưa ạ | tra cứu | xem ở đâu | lấy ở đâu | cách nào | ngân hàng nào | "
        "trong bao nhiêu | mất bao | có mất phí | cần giấy tờ | diện nào | lớp nào | cấp nào | "
        "báo ai | gặp ai | tìm ai | hỏi ai | kiện ai | liên hệ ai | thưa ai | đang ở bộ phận nào"
    ),
    Sign.SUPPOSES: (
        "nếu | giả sử | trường hợp | trong trường hợp | khi bị | khi nhà nước | nhỡ | ai tố cáo | người nào | giả dụ | ví dụ | thì bị | "
        "thì xử lý | tội nhận hối lộ | tội tham ô | tội đưa hối lộ | hành vi nhận hối lộ thì | phòng chống tham nhũng | chống tham nhũng | "
        "phòng ngừa tham nhũng | chống tiêu cực | luật phòng chống tham nhũng | chống hành vi | tình trạng"
    ),
    Sign.DECISION: (
        "quyết định | quyết định số | quyết định hành chính | quyết định thu hồi đất | quyết định xử phạt | quyết định cưỡng chế | "
        "quyết định kỷ luật | quyết định truy thu | quyết định giải quyết | quyết định phạt | biên bản vi phạm | biên bản xử phạt | biên bản vi phạm hành chính | "
        "kết luận giải quyết | kết luận số | thông báo số | thông báo thu hồi | công văn số | văn bản số | văn bản trả lời | "
        "phương án bồi thường | phương án đền bù | phương án hỗ trợ | mức bồi thường | "
        "mức đền bù | giá đền bù | giá bồi thường | áp giá | tiền đền bù | kết quả bình xét | kết quả xét | danh sách hộ nghèo | hành vi hành chính | "
        "giấy chứng nhận đã cấp | sổ đỏ đã cấp | qđ | mức phạt | khoản truy thu | "
        "thông báo này | quyết định này | biên bản này | công văn này | kết luận này | văn bản này | kết luận thanh tra | quyết định ấn định thuế | thông báo nộp thuế | thông báo phạt | phiếu phạt | quyết định hạ bậc lương | quyết định buộc thôi việc | quyết định đình chỉ | quyết định từ chối | quyết định bác đơn | "
        "thông báo nợ thuế | quyết định thôi việc | quyết định tạm giữ | quyết định công nhận | hủy thông báo | hủy quyết định | hủy bỏ quyết định | hủy biên bản | bỏ thông báo | bỏ quyết định | rút quyết định | thu hồi quyết định | thu hồi lại quyết định | giấy phạt | giấy mời cưỡng chế | thông báo cưỡng chế | quyết định bồi thường | bảng áp giá | bảng kê bồi thường | kết quả trúng đấu giá | kết quả xét tuyển"
    ),
    # What an authority does, or fails to do, to somebody.
    Sign.ACT: (
        "thu hồi đất | thu hồi ruộng | thu hồi thửa đất | thu hồi nhà | bị thu hồi | lấy đất | lấy ruộng | thu đất | cưỡng chế | tháo dỡ | phá dỡ | đập phá | "
        "giải tỏa | xử phạt | phạt hành chính | bị phạt | phạt tiền | bị kỷ luật | kỷ luật | buộc thôi việc | cho thôi việc | đình chỉ | đình chỉ hoạt động | tạm giữ | "
        "tạm giữ xe | tịch thu | thu giữ | giữ xe | giữ giấy tờ | thu giấy phép | thu hồi giấy phép | rút giấy phép | truy thu | truy thu thuế | từ chối | từ chối cấp | "
        "từ chối nhận | không cấp | không chịu cấp | không tiếp nhận | không nhận hồ sơ | không giải quyết | không công nhận | trả lại hồ sơ | bị trả lại | "
        "cắt trợ cấp | bị cắt trợ cấp | cắt chế độ | cắt tiền trợ cấp | bị cắt | dừng trợ cấp | ngừng trợ cấp | không cho hưởng | loại khỏi danh sách | bị loại khỏi | "
        "đưa ra khỏi danh sách | gạch tên | cấp sổ đỏ cho người khác | cấp chồng | cấp sổ đỏ chồng lên | cấp sổ đỏ chồng | cấp giấy chứng nhận cho người khác | cấp nhầm | cấp sai | "
        "tính sai | áp giá sai | đo sai | không bồi thường | chưa bồi thường | không đền bù | chưa đền bù | không cho tôi | ngăn cấm | cấm xuất cảnh | "
        "chấm dứt hợp đồng | xóa đăng ký | hủy kết quả | hủy hồ sơ | thu hồi sổ đỏ | thu hồi giấy chứng nhận | san lấp | san ủi | bồi thường thiếu | xếp sai | "
        "bị cúp | cúp chế độ | cắt hộ nghèo | xóa hộ nghèo | bị xóa tên | xóa tên | đưa ra khỏi | không cho vào danh sách | làm sổ cho | làm sổ đứng tên | cấp sổ cho | cấp sổ đỏ cho | tịch thu xe | tịch thu hàng | thu xe | thu hàng | bắt phạt | phạt oan | phạt sai | hạ bậc lương | giáng chức | chuyển công tác | điều chuyển | cho con tôi thôi học | đuổi học | đuổi việc | thôi học | sa thải | phá hàng rào | phá nhà | đập tường | chặt cây của | không xác nhận | không ký xác nhận | từ chối xác nhận | không chứng thực | từ chối chứng thực | trả hồ sơ | bị trả hồ sơ | giam xe | giữ bằng lái | treo bằng | tước bằng | tước giấy phép | mất ruộng | mất đất | không cho làm | không cho xây | bắt dừng xây"
    ),
    Sign.AUTHORITY: (
        "ubnd | ủy ban | ủy ban nhân dân | chủ tịch | sở | phòng tài nguyên | chi cục | cục thuế | cơ quan thuế | chi cục thuế | công an | cảnh sát giao thông | csgt | "
        "hải quan | bảo hiểm xã hội | bhxh | thanh tra | văn phòng đăng ký | hội đồng bồi thường | trung tâm phát triển quỹ đất | nhà nước | chính quyền | xã | phường | "
        "huyện | tỉnh | thành phố | hiệu trưởng | nhà trường | trường | ban quản lý | kiểm lâm | quản lý thị trường | một cửa | đội trật tự | "
        "thuế | cơ quan công an | đội liên ngành | liên ngành | trật tự phường | trung tâm y tế | hội đồng xét duyệt | phòng kinh tế | phòng nội vụ | phòng giáo dục | bệnh viện | giám đốc"
    ),
    # Not: "I would have it otherwise", but: "it is wrong".
    Sign.OBJECTS: (
        "không đồng ý | không đồng tình | không nhất trí | không chấp nhận | không chấp thuận được | không thỏa đáng | phản đối | bất bình | trái pháp luật | trái luật | "
        "trái quy định | không đúng quy định | không đúng pháp luật | không đúng luật | không đúng đối tượng | sai pháp luật | sai luật | sai quy định | sai trái | là sai | "
        "cấp sai | tính sai | đo sai | áp giá sai | phạt sai | phạt oan | oan | oan sai | oan ức | oan uổng | bất công | không công bằng | thiếu công bằng | vô lý | "
        "không có căn cứ | không có cơ sở | thiếu căn cứ | không có lý do | không nêu lý do | không rõ lý do | không có thông báo | không thông báo | xâm phạm quyền | "
        "xâm phạm quyền lợi | xâm hại quyền lợi | ảnh hưởng quyền lợi | thiệt hại quyền lợi | thấp hơn | quá thấp | quá rẻ mạt | rẻ mạt | không hề | không hề vi phạm | tôi không vi phạm | "
        "không nhận được quyết định | không có quyết định | không đúng sự thật | không đúng thực tế | không khách quan | dù hồ sơ đã đủ | dù hồ sơ đầy đủ | mặc dù đủ điều kiện | "
        "dù đủ điều kiện | không thỏa mãn | ép | không phục | không tâm phục | với lý do không đúng | "
        "không chịu | không đền bù gì | không cam lòng | không đúng trình tự | sai trình tự | sai thẩm quyền | không rõ ràng | không có lý do gì | quá đáng | phi lý | chèn ép | tùy tiện | không báo trước | chỉ bằng một nửa | thiệt thòi | bức xúc | làm sai luật | làm sai | sai sự thật | không minh bạch | thiếu minh bạch | không lập biên bản | "
        "trong khi | đã nộp đủ | đã đóng đủ | mà tôi không vi phạm | không giải thích | không trả lời | bị xử ép | thiệt hại cho tôi | không hợp lý | bất hợp lý | không thuyết phục | chưa thuyết phục | nhập nhầm | bị nhầm | tính thiếu | đo thiếu | kiểm đếm thiếu | bỏ sót | thiếu diện tích | không đúng với thực tế | không đúng diện tích | "
        "mà không có | mà không báo | mà chưa có | mà không cần | không ký | không nhận tiền | ghi sót | kiểm kê sót | bị sót | nhận thiếu | trong khi tôi | tôi có đủ giấy tờ | đủ giấy tờ gốc | đủ tiêu chuẩn mà | đủ điều kiện mà | không có biên bản | thiếu trách nhiệm"
    ),
    Sign.UNDO: (
        "hủy | hủy bỏ | huỷ | huỷ bỏ | bãi bỏ | rút lại | rút quyết định | thu hồi lại | thu hồi quyết định | hủy quyết định | hủy bỏ quyết định | thu hồi giấy chứng nhận | "
        "thu hồi lại quyết định | xem xét lại | xem lại | xét lại | giải quyết lại | tính lại | đo lại | bồi thường lại | trả lại đất | trả đất | trả lại xe | trả xe | trả lại tiền | trả lại cho | "
        "khôi phục | phục hồi | bồi thường thiệt hại | bồi thường cho tôi | cấp lại cho tôi | cấp phép cho chúng tôi | giải quyết lần hai | dừng cưỡng chế | dừng thu hồi | "
        "điều chỉnh lại | sửa lại | minh oan | trả lại quyền lợi | giải quyết quyền lợi | đòi lại | trả lại sổ | bồi thường thỏa đáng | đền bù thỏa đáng | "
        "bỏ thông báo | bỏ quyết định | hủy thông báo | hủy sổ | hủy sổ đỏ | hủy giấy chứng nhận | hủy biên bản | hủy kết quả | thu hồi sổ | trả lại nhà | trả nhà | cấp sổ cho tôi | cấp sổ đỏ cho tôi | cấp lại cho | xét lại cho | xét lại hộ nghèo | tính lại giá | cho con tôi đi học lại | nhận lại tôi | nhận tôi trở lại | phục hồi công việc | xóa phạt | xóa án | bỏ phạt | không thu hồi | không cưỡng chế | ngừng cưỡng chế | ngừng thi công trên đất | "
        "chi trả lại | trả lại các tháng | cấp phép cho tôi | cấp phép cho | cấp giấy phép cho tôi | cấp giấy cho tôi | bồi thường cho | bồi thường mái che | hoàn trả | hoàn lại | trả đủ | truy lĩnh | cấp lại | làm lại | xét duyệt lại | đền bù lại | đền bù cho | đòi quyền lợi | đòi công bằng | cho công bằng | mở lại | gỡ bỏ | tiếp nhận lại | xác minh lại | kiểm đếm lại | chấm lại | "
        "kiểm kê lại | hoạt động trở lại | vào lại | làm việc trở lại | đưa vào danh sách | bổ sung vào danh sách | bồi thường bổ sung | cho hưởng | công nhận cho | công nhận lại | phúc tra | phúc khảo | định giá lại | thẩm định lại | áp giá lại | bình xét lại | xác nhận lại"
    ),
    # Who can break the law in office.
    Sign.OFFICIAL: (
        "cán bộ | công chức | viên chức | đảng viên | chủ tịch | phó chủ tịch | bí thư | phó bí thư | trưởng thôn | trưởng ấp | trưởng bản | trưởng khóm | trưởng xóm | tổ trưởng | "
        "tổ trưởng dân phố | công an | công an xã | trưởng công an | cảnh sát | cảnh sát giao thông | csgt | địa chính | kế toán | thủ quỹ | hiệu trưởng | hiệu phó | giám đốc | "
        "phó giám đốc | trưởng phòng | phó phòng | trưởng trạm | bác sĩ | y tá | điều dưỡng | thầy giáo | cô giáo | giáo viên | kiểm lâm | cán bộ thuế | hải quan | thanh tra viên | nhân viên | "
        "lãnh đạo | trưởng ban | ban quản lý | quản lý thị trường | thẩm phán | chấp hành viên | đoàn thanh tra | kiểm tra viên | thuế vụ | trật tự đô thị | bảo vệ rừng | "
        "thầy chủ nhiệm | chủ nhiệm | văn phòng đăng ký đất đai | lãnh đạo xã | đăng kiểm viên | trung tâm đăng kiểm | chủ nhiệm hợp tác xã | "
        "thủ kho | công an viên | phó bí thư xã | trưởng khoa | phó khoa | hộ lý | dân quân | chỉ huy | đội trưởng | đội phó | chi hội trưởng | hội trưởng | chủ tịch hội | phó hiệu trưởng | thầy hiệu phó | văn thư | giám thị | nhà thầu | công chứng viên | thư ký | trưởng trạm y tế"
    ),
    # Nobody writes these of an official but to accuse.
    Sign.CRIME: (
        "nhận hối lộ | ăn hối lộ | đòi hối lộ | tham ô | tham nhũng | ăn chặn | ăn bớt | bớt xén | ăn tiền | ăn tiền của dân | vòi tiền | vòi vĩnh | vòi thêm | mãi lộ | tiền mãi lộ | nhận tiền mãi lộ | "
        "lót tay | nhận phong bì | đòi phong bì | lấy phong bì | phong bì | biển thủ | chiếm đoạt | bỏ túi | bỏ túi riêng | đút túi | rút ruột | khai khống | kê khống | lập khống | lập chứng từ khống | "
        "hóa đơn khống | làm giả | làm giả hồ sơ | làm giả hóa đơn | làm giả giấy tờ | giả chữ ký | giả mạo chữ ký | giả mạo giấy tờ | bằng giả | dùng bằng giả | mua bằng | sử dụng bằng giả | lợi dụng chức vụ | lợi dụng chức quyền | "
        "lợi dụng quyền hạn | lạm dụng chức vụ | lạm quyền | lộng quyền | cố ý làm trái | bao che | bảo kê | tiếp tay | thông đồng | câu kết | cấu kết | móc nối | chạy chức | chạy quyền | "
        "mua chức | chạy án | bán đất công | chia đất công | lấy đất công | bán đất công ích | nhận tiền làm ngơ | làm ngơ | trù dập | sử dụng sai mục đích | sai mục đích | quỹ đen | lập quỹ đen | "
        "đòi tiền bồi dưỡng | tiền bồi dưỡng | đưa tiền bồi dưỡng | tiền bôi trơn | tiền cà phê | tiền trà nước | lấy tiền của dân | lấy tiền của lớp | thu tiền của dân | đòi chung chi | chung chi | "
        "ăn hoa hồng | lại quả | quan hệ bất chính | đánh đập | đánh tôi | đánh em | đánh con tôi | đánh con em | đánh dân | đánh người | đánh học sinh | hành hung | ép cung | nhục hình | bức cung | dâm ô | quấy rối | gạ gẫm | gạ tình | bán đề thi | sửa điểm | nâng điểm | rút tiền ngân sách | tẩu tán | "
        "kê tên người chết | kê khống tên | khai gian | cắt xén | xà xẻo | xén bớt | thông thầu | quân xanh quân đỏ | trúng hết các gói thầu | sân sau | lấy tiền riêng | lấy làm của riêng | làm của riêng | biến thành của riêng | tiêu hết tiền | tự ý bán | bán tài sản | nhận tiền xin việc | chạy việc | hứa xin việc | chạy trường | chạy điểm | ăn hối | đưa hối lộ cho | vụ lợi | tư lợi | trục lợi | gian lận | bỏ ngoài sổ sách | không ghi biên lai | không đưa biên lai | không xuất biên lai | bán thuốc bảo hiểm | việc làm sai trái | hành vi sai trái | có dấu hiệu sai phạm | khai man | man khai | lập hồ sơ giả | hồ sơ giả | đánh con | bắt người trái pháp luật | xả súng | tra tấn | gian dối | tống tiền | cưỡng đoạt | xin đểu | làm tiền | tiền luật | "
        "rút quỹ | tự ý rút quỹ | gửi tiết kiệm lấy lãi | nâng khống | kê khống | ký khống | xác nhận khống | chứng từ khống | lập khống hồ sơ | hưởng chênh lệch | ăn chênh lệch | khai tăng | khai thêm | bớt gạo | bớt tiền | bớt hàng cứu trợ | không có biên lai | không có hóa đơn | trái thẩm quyền | vượt thẩm quyền | ký cấp đất | nhận lương khống | lĩnh khống | lĩnh thay | ký thay | ăn gian | làm thất thoát | gây thất thoát | thất thoát | tiêu xài tiền | vay tiền của dân không trả | nhận quà | nhận quà biếu | tiền chạy | chạy chế độ | chạy chính sách | giấy tờ giả | giấy tờ đất giả | khai thác trái phép | "
        "tuồn | khai mua | khai tăng | chia nhau | sờ soạng | tán tỉnh | uống rượu lái xe | say rượu lái xe | gây tai nạn rồi bỏ trốn | rồi bỏ trốn | cá độ | chứa bạc | sống như vợ chồng | đánh vợ | lấn chiếm đất công | phân lô bán nền trái phép | tham nhũng vặt | lấy của công | lấy tài sản | cất giấu | bán thanh lý | thực tế chỉ có | thực tế không có | không có thật | không có thực | làm thất lạc"
    ),
    # Wrong only if an official does it to somebody, or with money in it.
    Sign.MISCONDUCT: (
        "đòi | đòi tiền | đòi tôi | đòi em | đòi hộ | bắt tôi đưa | bắt tôi nộp | bắt em nộp | bắt dân nộp | yêu cầu tôi đưa | gợi ý tôi | gợi ý đưa tiền | đưa tiền | đưa cho | phải đưa | nhận tiền | cầm tiền | lấy tiền | thu tiền | thu tiền trái quy định | thu khống | "
        "chửi dân | dọa | đe dọa | ép | ép buộc | ép học sinh | ép dân | cho người nhà | cho em rể | cho con trai | cho người thân | "
        "đưa người nhà | bán đất | lấn đất công | xây nhà trên đất công | đứng tên | bị lấy | mỗi hộ bị lấy | giữ lại tiền | không trả cho dân | mới chịu | mới ký | mới làm | mới cho | trái quy định | tiêu xài cá nhân | chi tiêu cá nhân | "
        "không trả tiền | dọa đóng cửa | dọa phạt | dọa thu giấy phép | gây khó dễ | làm khó | nhận xây nhà trái phép | cho xây nhà trái phép | để xây trái phép | tự ý | lấy đất | chia đất | cấp đất cho | ưu ái | cho công ty chồng | cho công ty vợ | cho công ty nhà | nhà riêng | xe công đi | dùng xe công | dùng xe cơ quan | không công khai | giấu | giữ lại | thu thêm | bắt mua | bắt đóng | bắt phải | ra giá | vợ ông | chồng bà | con ông | "
        "vi phạm pháp luật | vi phạm nghiêm trọng | buôn bán ma túy | sử dụng ma túy | đánh bạc | cờ bạc | phá rừng | sai phạm"
    ),
    # The state's own action or the press speaks of it already.
    Sign.REPORTED: (
        "bị bắt | bị khởi tố | bị tạm giam | bị truy tố | bị xét xử | bị tuyên án | bị cách chức | đã xử lý | đã bắt | đã khởi tố | báo đăng | báo chí đưa | báo đưa | xem báo | đọc báo | theo báo | xét xử | vụ án | "
        "bị phạt tù | đi tù | tuyên truyền | phim | mạo danh | giả danh | giả mạo cán bộ | tự xưng | tự xưng là | lừa đảo | "
        "bắt được | đã bị xử lý | đã bị bắt | đã bị kỷ luật | đã xử phạt | trên ti vi | trên báo | trên mạng | cảnh báo"
    ),
    Sign.REQUEST: (
        "đề nghị | yêu cầu | kiến nghị | mong | mong muốn | kính mong | kính đề nghị | xin | cầu xin | kính xin | rất mong | đề xuất | phản ánh | nhờ | góp ý"
    ),
    Sign.THANKS: "phấn khởi | vui mừng | hoan nghênh | khen ngợi | biểu dương | tôi đồng ý | hoàn toàn đồng ý",
    Sign.GIVE: "cung cấp | cung cấp cho tôi | cung cấp cho chúng tôi | xin bản sao | xin sao chụp | sao chụp | cần bản sao | cần tài liệu | cần số liệu | xin tài liệu | cho tôi xin | cho xin | trích lục cho tôi | tiếp cận thông tin | luật tiếp cận thông tin | được tiếp cận",
    Sign.PAPERS: (
        "cần bản sao | cần tài liệu | cần số liệu | xin tài liệu | xin bản sao | thông tin | thông tin về | bản sao | tài liệu | văn bản | số liệu | danh sách | bản đồ | quyết định | báo cáo | dự toán | quyết toán | hồ sơ | biên bản | quy hoạch | kết luận thanh tra | kế hoạch | "
        "kết quả quan trắc | bản vẽ | nghị quyết | thuyết minh | phương án | số liệu quan trắc | phiếu yêu cầu"
    ),
    # Bought and sold: the law on complaints is about the state's decisions, not a seller's.
    Sign.BUSINESS: (
        "tiền điện | hóa đơn | hóa đơn tiền điện | điện lực | công ty điện lực | internet | mạng internet | gói cước | nhà mạng | viettel | vnpt | mobifone | "
        "vinaphone | ngân hàng | bảo hiểm nhân thọ | giao hàng | shop | mua hàng | đơn hàng | siêu thị | cấp nước | tiền nước | công ty cấp nước | "
        "dịch vụ viễn thông | chung cư | bảo hành | hãng | đại lý | xe khách | nhà xe | thẻ tín dụng | khách sạn | vé máy bay"
    ),
    # Giving and taking: counts where a sum is named.
    Sign.TAKES: "nhận | đòi | đưa | kẹp | lấy | cầm | chung | lót | biếu | xin thêm | bồi dưỡng | thu riêng | bỏ phong bì | chi | gửi | nộp riêng | phải có",
    # The service depends on it.
    Sign.UNLESS: (
        "thì mới | mới chịu | mới ký | mới làm | mới cho | mới giải quyết | mới duyệt | mới được | mới xong | mới đo | mới trả | muốn nhanh | muốn được | muốn xe đạt | muốn xong | muốn qua | thì mai có | "
        "thì có kết quả | thì xong | thì hồ sơ xong | thì được | cho nhanh | để được việc | hứa | cho qua | bỏ qua lỗi | bỏ qua | không thì | nếu không thì | xong ngay | có ngay | rồi im | "
        "mỗi chuyến | mỗi hộ | mỗi xe | mỗi nhà | mỗi mũi | một mũi | mỗi suất | một suất | mỗi người | mỗi em | mỗi bộ hồ sơ | một bộ hồ sơ | số còn lại | không biết đi đâu | lấy lãi"
    ),
    # What befalls somebody; weaker than an act of an authority named as such.
    Sign.HARM: (
        "bị | bác | bác hồ sơ | bác đơn | dừng | cắt | tháo | phá | loại | bắt | chỉ được | không cho | không cấp | thu | lấy | không được hưởng | không chi trả | "
        "không trả | ngừng chi trả | giảm trừ | trừ lương | gạt tên | bỏ tên | làm mất | cấp cho người khác | "
        "đóng cửa | gạch | gạch khỏi | không bố trí | không đủ điều kiện | không thuộc đối tượng | buộc | ghi sót | ghi thiếu | niêm phong | khóa | chặn | ngừng | hạ | giảm | trừ | không xét | không đưa vào | không duyệt"
    ),
    Sign.TITLE: "ông | bà | anh | chị | cô | đồng chí | thầy",
    # Said of officials as such, not of one.
    Sign.GENERAL: (
        "các cán bộ | những cán bộ | một số cán bộ | một bộ phận cán bộ | cán bộ công chức | nhiều cán bộ | mọi cán bộ | cán bộ đảng viên | đội ngũ cán bộ | "
        "xử lý nghiêm | xử nghiêm | chấn chỉnh | tăng cường | phòng ngừa | đẩy mạnh | công khai tài sản | quý ông bà | ông bà | anh chị | bà con | các anh chị | "
        "các anh | các chị | quý anh chị | các bác | các ông bà"
    ),
    Sign.WHY: "tại sao | vì sao | sao lại | cớ sao | lẽ nào | chẳng lẽ | hay sao",
    Sign.PROCEDURE: (
        "thủ tục | trình tự | hồ sơ đề nghị | thành phần hồ sơ | tthc | mẫu đơn | tờ khai | thời hạn | thời gian thực hiện | điều kiện | quy trình | cách tính | tiêu chuẩn | hồ sơ thực hiện | phương thức"
    ),
    # Swallow words that would tell something elsewhere.
    Sign.NOTHING: (
        "chưa bao giờ | không bao giờ | bất cứ lúc nào | bất kỳ lúc nào | bao nhiêu năm nay | bao nhiêu lần | biết bao nhiêu | bất cứ ai | cơ quan nào cũng | "
        "không hiểu thế nào | dù thế nào | một cửa | phong bì thư | phong bì có | trong phong bì | chi cục | bảo hiểm xã hội một lần | hội đồng nhân dân | trung tâm thương mại | "
        "thông tin và truyền thông | cổng thông tin | quyết định của tôi | tự nguyện trả lại đất | quy định của pháp luật | "
        "ngày nào cũng | lúc nào cũng | ai cũng | cái gì cũng | gì cũng | nơi nào cũng | năm nào cũng | tháng nào cũng | hôm nào cũng | lần nào cũng | không thay đổi gì | không vi phạm gì | không biết gì | chẳng biết gì | không có gì | không nhận được gì | quyết định nào cả | "
        "vắc xin | xin việc | đơn xin | xin phép | xin giấy phép | hồ sơ xin | tại sao lại không | "
        "nhận kết quả | nhận hồ sơ | tiếp nhận | nhận giấy | xác nhận"
    ),
}

# One syllable each: without their accents they are everyday words (đòi and đối, đổi, đội; giấu and giàu).
ONLY_WITH_ACCENTS: Final = frozenset({"đòi", "giấu", "ép", "chi", "bác", "cầm", "hạ", "chặn", "khóa", "thu"})
