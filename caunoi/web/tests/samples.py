"""One rich context for every template, of the made-up province Mây Trắng; tests render them, and so may a preview."""
# ruff: noqa: E501 (Vietnamese prose)

from __future__ import annotations

import hashlib
from typing import Any

ASSETS = {"css": "/tai-nguyen/site.css", "js": "/tai-nguyen/site.js", "favicon": "/tai-nguyen/favicon.svg",
          "font_regular": "/tai-nguyen/be-vietnam-pro-400.woff2"}  # fmt: skip
BASE = "https://maytrang.example"


def media(
    name: str, alt: str, width: int = 1600, height: int = 1000, credit: str = "Ảnh: Hoàng Sương"
) -> dict[str, Any]:
    """A picture as content names it."""
    sha = hashlib.sha256(name.encode()).hexdigest()
    return {"sha": sha, "width": width, "height": height, "alt": alt, "credit": credit}


def link(title: str, href: str) -> dict[str, Any]:
    return {"title": title, "href": href}


def menu_item(title: str, href: str, *below: str) -> dict[str, Any]:
    items = [link(name, f"{href}muc-{i}/") for i, name in enumerate(below, 1)]
    return {"title": title, "href": href, "items": items}


SHELL: dict[str, Any] = {
    "portal_name": "Cổng Thông tin điện tử tỉnh Mây Trắng",
    "province": "Mây Trắng",
    "owner": "Cơ quan chủ quản: Ủy ban nhân dân tỉnh Mây Trắng",
    "slogan": "Minh bạch – Gần dân – Phục vụ",
    "menu": [
        menu_item("Trang chủ", "/"),
        menu_item(
            "Giới thiệu",
            "/gioi-thieu/",
            "Điều kiện tự nhiên",
            "Lịch sử – văn hóa",
            "Bản đồ hành chính",
            "Tổ chức bộ máy",
        ),
        menu_item("Chỉ đạo, điều hành", "/chi-dao/", "Hoạt động lãnh đạo", "Ý kiến chỉ đạo", "Lịch công tác"),
        menu_item("Kinh tế", "/kinh-te/", "Nông nghiệp và môi trường", "Công thương", "Đầu tư", "Du lịch"),
        menu_item("Văn hóa – Xã hội", "/van-hoa-xa-hoi/", "Giáo dục", "Y tế", "Việc làm", "Văn hóa, thể thao"),
        menu_item("Chuyển đổi số", "/chuyen-doi-so/"),
        menu_item("Lãnh đạo", "/lanh-dao/"),
        menu_item(
            "Công dân, doanh nghiệp", "/cong-dan/", "Thủ tục hành chính", "Phản ánh, kiến nghị", "Lấy ý kiến dự thảo"
        ),
    ],
    "links": [
        link("Cổng Dịch vụ công quốc gia", "https://dichvucong.gov.vn/"),
        link("Cổng Thông tin điện tử Chính phủ", "https://chinhphu.vn/"),
        link("Công báo tỉnh", "/cong-bao/"),
        link("Sơ đồ trang", "/so-do-trang/"),
        link("Điều khoản sử dụng", "/dieu-khoan/"),
        link("Lưu trữ", "/luu-tru/"),
    ],
    "footer": {
        "unit": "Văn phòng Ủy ban nhân dân tỉnh Mây Trắng",
        "responsible": "Bà Lục Thị Suối Ngàn, Chánh Văn phòng UBND tỉnh",
        "address": "Số 1, đường Cầu Mây, phường Sương Sớm, tỉnh Mây Trắng",
        "phone": "(0299) 3 000 000",
        "email": "congthongtin@maytrang.example",
        "licence": "Số 01/GP-TTĐT, cấp ngày 05/01/2026",
    },
}

_HEADLINES = [
    ("Mây Trắng khởi công cầu Vân Kiều, rút ngắn 40 phút đường lên ba xã vùng cao",
     "Cây cầu dài 412 m bắc qua sông Ngân sẽ thay bến đò cũ, dự kiến thông xe trước mùa lũ năm 2028 và phục vụ hơn 18.000 người dân."),
    ("Chủ tịch UBND tỉnh: Không để hồ sơ của người dân quá hạn vì sáp nhập đơn vị",
     "Tại phiên họp tháng 11, lãnh đạo tỉnh yêu cầu các sở, ngành rà soát từng hồ sơ tồn, công khai tiến độ xử lý trên Cổng."),
    ("Thu ngân sách mười tháng đạt 96,3% dự toán, chi đầu tư tăng 21% so với cùng kỳ",
     "Nguồn thu từ thủy điện, du lịch và thuế sử dụng đất phi nông nghiệp đều vượt kế hoạch đề ra từ đầu năm."),
    ("Vụ chè xuân đầu tiên theo chuẩn hữu cơ: nông dân Thượng Vân bán được giá gấp rưỡi",
     "Hợp tác xã Chè Thượng Vân ký hợp đồng bao tiêu 120 tấn búp tươi với ba doanh nghiệp chế biến trong tỉnh."),
    ("Khánh thành trường phổ thông nội trú xã Suối Bạc trước ngày Nhà giáo Việt Nam",
     "Công trình gồm 24 phòng học, nhà ở cho 360 học sinh và bếp ăn đạt chuẩn an toàn thực phẩm."),
    ("Lấy ý kiến nhân dân về dự thảo Nghị quyết hỗ trợ người trồng rừng gỗ lớn",
     "Dự thảo đề xuất hỗ trợ 10 triệu đồng mỗi héc-ta cho diện tích chuyển từ rừng gỗ nhỏ sang gỗ lớn có chứng chỉ."),
    ("Cảnh báo rét đậm từ đêm 25/11, nhiệt độ vùng núi cao có nơi dưới 4 độ C",
     "Đài Khí tượng Thủy văn tỉnh khuyến cáo người dân che chắn chuồng trại, không đốt than sưởi trong phòng kín."),
    ("Mười hai nhóm thủ tục đất đai được giải quyết trực tuyến toàn trình từ ngày 01/12",
     "Người dân có thể nộp hồ sơ, trả phí và nhận kết quả tại nhà; bộ phận một cửa cấp xã hỗ trợ người chưa quen thao tác."),
    ("Lễ hội Gầu Mây: giữ nghề dệt lanh, mở lối cho du lịch cộng đồng",
     "Hơn 40 nghệ nhân trình diễn các công đoạn dệt, nhuộm chàm, thêu hoa văn truyền thống trong ba ngày hội."),
]  # fmt: skip


def card(n: int, *, pictured: bool = True) -> dict[str, Any]:
    title, lead = _HEADLINES[n % len(_HEADLINES)]
    day = 23 - n % 20
    return {
        "region_id": f"article:{n + 1}",
        "href": f"/kinh-te/bai-so-{n + 1}.html",
        "title": title,
        "lead": lead,
        "image": media(f"anh-{n}", title) if pictured else None,
        "date": f"{day:02}/11/2026",
        "iso": f"2026-11-{day:02}T07:30:00+07:00",
    }


def page(kind: str, path: str, title: str, **more: Any) -> dict[str, Any]:
    description = f"{title}: thông tin chính thức của Ủy ban nhân dân tỉnh Mây Trắng."
    fixed = {"kind": kind, "path": path, "canonical": BASE + path, "title": title, "description": description}
    tongue: dict[str, Any] = {
        "language": "vi",
        "locale": "vi_VN",
        "home": "/",
        "others": [],
        "alternates": [],
        "translation": None,
    }
    return {**fixed, **tongue, "image": None, "feeds": [], "published": None, "modified": None, **more}


FEEDS = [
    {"title": "Tin mới (RSS)", "href": "/tin-moi.rss", "type": "application/rss+xml"},
    {"title": "Tin mới (Atom)", "href": "/tin-moi.atom", "type": "application/atom+xml"},
    {"title": "Tin mới (JSON)", "href": "/tin-moi.json", "type": "application/feed+json"},
]
CRUMBS = [
    link("Trang chủ", "/"),
    link("Kinh tế", "/kinh-te/"),
    link("Nông nghiệp và môi trường", "/kinh-te/nong-nghiep/"),
]
MONTHS = [link(f"Tháng {m}/2026", f"/kinh-te/2026/{m:02}/") for m in range(11, 0, -1)]

_BODY: list[dict[str, Any]] = [
    {"type": "text", "html": "<p>Sáng 23/11, tại xã Thượng Vân, Ủy ban nhân dân tỉnh Mây Trắng tổ chức lễ khởi công cầu Vân Kiều, "
     "công trình trọng điểm trong <a href=\"/kinh-te/ke-hoach-2026.html\">kế hoạch đầu tư công trung hạn 2026–2030</a>. Cầu có bốn nhịp, mặt rộng "
     "9 m, tải trọng thiết kế HL-93, tổng mức đầu tư <strong>386 tỷ đồng</strong>.</p><p>Nhiều năm nay, hơn 18.000 người dân ba xã Thượng Vân, "
     "Suối Bạc và Nậm Ngân muốn về trung tâm tỉnh phải đi đò hoặc vòng 37 km qua đèo Gió. Mùa mưa, bến đò dừng hoạt động, "
     "học sinh phải nghỉ học, người bệnh nặng phải cáng bộ.</p>"},
    {"type": "heading", "text": "Rút ngắn đường, mở rộng cơ hội"},
    {"type": "text", "html": "<p>Theo Ban Quản lý dự án, khi hoàn thành, cầu mang lại ba lợi ích rõ nhất:</p><ul><li>rút thời gian từ ba xã về trung tâm tỉnh "
     "còn 25 phút;</li><li>đưa chè, quế và dược liệu đến nhà máy ngay trong ngày thu hái;</li><li>tạo tuyến tránh an toàn khi đèo Gió sạt lở.</li></ul>"},
    {"type": "image", "image": media("cong-truong", "Công nhân ép cọc móng trụ cầu bên bờ sông Ngân lúc sáng sớm"),
     "caption": "Đơn vị thi công ép thử cọc móng trụ T2 bên bờ sông Ngân, sáng 23/11."},
    {"type": "quote", "text": "Có cầu rồi thì trời mưa con tôi vẫn được đến trường, mẹ tôi vẫn kịp đến bệnh viện.",
     "by": "Bà Vàng Thị Mây, thôn Bản Ngòi, xã Thượng Vân"},
    {"type": "table", "caption": "Các mốc chính của dự án", "header": True, "rows": [
        ["Hạng mục", "Bắt đầu", "Hoàn thành", "Vốn (tỷ đồng)"],
        ["Giải phóng mặt bằng", "Quý I/2026", "Quý III/2026", "42,5"],
        ["Móng và trụ cầu", "Quý IV/2026", "Quý III/2027", "158,0"],
        ["Dầm, mặt cầu", "Quý III/2027", "Quý I/2028", "131,2"],
        ["Đường dẫn hai đầu", "Quý II/2027", "Quý II/2028", "54,3"]]},
    {"type": "gallery", "images": [media(f"chum-{i}", f"Quang cảnh lễ khởi công, ảnh {i}") for i in (1, 2, 3)],
     "caption": "Lễ khởi công có sự tham dự của đông đảo người dân ba xã."},
    {"type": "video", "src": "https://www.youtube-nocookie.com/embed/abc", "url": "https://www.youtube.com/watch?v=abc",
     "title": "Phối cảnh cầu Vân Kiều sau khi hoàn thành"},
    {"type": "read_also", "ids": [2, 4]},
    {"type": "file", "title": "Quyết định số 2315/QĐ-UBND phê duyệt dự án cầu Vân Kiều",
     "file": {"sha": "b" * 64, "name": "quyet-dinh-2315.pdf", "size": 1258291, "size_text": "1,2 MB", "type": "application/pdf"}},
    {"type": "text", "html": "<p>Phát biểu tại buổi lễ, Chủ tịch UBND tỉnh đề nghị các nhà thầu bảo đảm chất lượng, an toàn lao động, hạn chế ảnh "
     "hưởng đến dòng chảy và đời sống của bà con ven sông; công khai tiến độ hằng tháng trên Cổng Thông tin điện tử tỉnh để nhân dân giám sát.</p>"},
    {"type": "table", "caption": "", "header": False, "rows": [["Chủ đầu tư", "Ban Quản lý dự án giao thông tỉnh"], ["Nhà thầu", "Liên danh Cầu Mây – Sông Ngân"]]},
]  # fmt: skip

_ARTICLE: dict[str, Any] = {
    "title": _HEADLINES[0][0], "lead": _HEADLINES[0][1],
    "image": media("anh-0", "Phối cảnh cầu Vân Kiều bắc qua sông Ngân trong sương sớm"),
    "byline": [{"name": "Hà Lúa Vy", "part": "Tác giả"}, {"name": "Hoàng Sương", "part": "Ảnh"}],
    "source": "Cổng TTĐT tỉnh Mây Trắng", "place": "Xã Thượng Vân", "date": "Thứ Hai, 23/11/2026, 14:05",
    "iso": "2026-11-23T14:05:00+07:00",
    "correction": {"date": "23/11/2026, 16:30", "text": "Bản đăng lúc 14:05 ghi nhầm chiều dài cầu là 421 m; con số đúng là 412 m."},
    "blocks": _BODY, "emergency": False,
    "tags": [link("cầu Vân Kiều", "/the/cau-van-kieu/"), link("đầu tư công", "/the/dau-tu-cong/"), link("vùng cao", "/the/vung-cao/")],
}  # fmt: skip


def person(name: str, post: str, *, pictured: bool = True) -> dict[str, Any]:
    photo = media(f"chan-dung-{name}", f"Chân dung {name}", 720, 960, "") if pictured else None
    return {
        "name": name,
        "post": post,
        "href": f"/lanh-dao/{hashlib.md5(name.encode()).hexdigest()[:6]}.html",
        "photo": photo,
    }


PEOPLE = [
    person("Đặng Vân Phong", "Chủ tịch UBND tỉnh"),
    person("Lò Thị Thượng Ngàn", "Phó Chủ tịch Thường trực UBND tỉnh"),
    person("Giàng Sương Khánh", "Phó Chủ tịch UBND tỉnh"),
    person("Nguyễn Sông Hậu Nghĩa", "Phó Chủ tịch UBND tỉnh", pictured=False),
]
_DAYS = [
    {"day": "Thứ Hai, 23/11", "items": [
        {"time": "07:30", "content": "Dự lễ khởi công cầu Vân Kiều.", "place": "Xã Thượng Vân", "who": "Chủ tịch Đặng Vân Phong; lãnh đạo Sở Xây dựng"},
        {"time": "14:00", "content": "Họp nghe báo cáo tiến độ giải ngân vốn đầu tư công 11 tháng.", "place": "Phòng họp số 2", "who": "Phó Chủ tịch Lò Thị Thượng Ngàn; Sở Tài chính, các chủ đầu tư"}]},
    {"day": "Thứ Ba, 24/11", "items": [
        {"time": "08:00", "content": "Tiếp công dân định kỳ.", "place": "Trụ sở Tiếp công dân tỉnh", "who": "Chủ tịch Đặng Vân Phong"},
        {"time": "15:30", "content": "Làm việc với Hội Người cao tuổi tỉnh.", "place": "", "who": ""}]},
    {"day": "Thứ Tư, 25/11", "items": [{"time": "Cả ngày", "content": "Kiểm tra công tác phòng, chống rét cho cây trồng, vật nuôi.", "place": "Các xã Suối Bạc, Nậm Ngân", "who": "Phó Chủ tịch Giàng Sương Khánh"}]},
]  # fmt: skip


def _on(
    template: str, kind: str, path: str, title: str, more: dict[str, Any], **about: Any
) -> tuple[str, dict[str, Any]]:
    return template, {"shell": SHELL, "assets": ASSETS, "page": page(kind, path, title, **about), **more}


def _article(**changes: Any) -> dict[str, Any]:
    return {
        "article": {**_ARTICLE, **changes},
        "crumbs": CRUMBS,
        "related": [card(n) for n in (1, 5, 7, 8)],
        "cards": {2: card(2), 4: card(4)},
        "share": [
            link("Facebook", "https://www.facebook.com/sharer/sharer.php?u=x"),
            link("Thư điện tử", "mailto:?body=x"),
        ],
    }


_BLOCKS: list[dict[str, Any]] = [
    {"n": 1, "type": "lead", "title": "", "href": None, "lead": card(0), "others": [card(n) for n in range(1, 7)]},
    {"n": 2, "type": "section", "title": "Chỉ đạo, điều hành", "href": "/chi-dao/", "cards": [card(n + 10) for n in (1, 7, 5, 2)]},
    {"n": 3, "type": "section", "title": "Kinh tế", "href": "/kinh-te/", "cards": [card(n + 20) for n in (3, 2, 0, 5)]},
    {"n": 4, "type": "section", "title": "Văn hóa – Xã hội", "href": "/van-hoa-xa-hoi/", "cards": [card(n + 30) for n in (8, 4, 6, 3)]},
    {"n": 5, "type": "specials", "title": "Chuyên trang", "href": "/chuyen-trang/", "items": [
        {**link("Mây Trắng 30 năm tái lập tỉnh", "/chuyen-trang/30-nam/"), "description": "Ba thập niên dựng xây từ một tỉnh miền núi.", "banner": media("b1", "Toàn cảnh trung tâm tỉnh")},
        {**link("Chuyển đổi số về từng thôn bản", "/chuyen-trang/so/"), "description": "Tổ công nghệ số cộng đồng hướng dẫn người dân nộp hồ sơ tại nhà.", "banner": media("b2", "Tổ công nghệ số ở xã")},
        {**link("Phòng, chống thiên tai năm 2026", "/chuyen-trang/thien-tai/"), "description": "", "banner": None}]},
    {"n": 6, "type": "leaders", "title": "Lãnh đạo Ủy ban nhân dân tỉnh", "href": "/lanh-dao/", "people": PEOPLE},
    {"n": 7, "type": "schedule", "title": "Lịch công tác", "week": "Tuần 48 (23/11 – 29/11/2026)", "href": "/lich-cong-tac/2026/48/", "rows": [
        {"day": "Thứ Hai", "text": "Khởi công cầu Vân Kiều; họp giải ngân vốn đầu tư công."},
        {"day": "Thứ Ba", "text": "Tiếp công dân định kỳ."},
        {"day": "Thứ Tư", "text": "Kiểm tra phòng, chống rét tại các xã vùng cao."},
        {"day": "Thứ Năm", "text": "Họp thường kỳ UBND tỉnh tháng 11."}]},
    {"n": 8, "type": "section", "title": "Chuyển đổi số", "href": "/chuyen-doi-so/", "cards": [card(n + 40) for n in (7, 1, 5, 3)]},
]  # fmt: skip
_WEEK: dict[str, Any] = {
    "title": "Lịch công tác của Thường trực Ủy ban nhân dân tỉnh, tuần 48 năm 2026", "dates": "Từ ngày 23/11 đến ngày 29/11/2026",
    "revision": "Điều chỉnh lần 2, lúc 16:40 ngày 22/11/2026: chuyển buổi tiếp công dân từ chiều sang sáng thứ Ba.", "days": _DAYS,
    "ics": "/lich-cong-tac/2026/48.ics", "previous": link("Tuần 47 (16/11 – 22/11/2026)", "/lich-cong-tac/2026/47/"),
    "revisions": [{"title": "Điều chỉnh lần 2", "date": "22/11/2026, 16:40"}, {"title": "Điều chỉnh lần 1", "date": "21/11/2026, 09:15"}],
}  # fmt: skip
_LEADER: dict[str, Any] = {
    "name": "Lò Thị Thượng Ngàn", "photo": PEOPLE[1]["photo"], "born": "15/03/1974",
    "posts": [
        {"title": "Phó Chủ tịch Thường trực", "organisation": "Ủy ban nhân dân tỉnh Mây Trắng", "from": "01/07/2025", "until": ""},
        {"title": "Giám đốc", "organisation": "Sở Kế hoạch và Đầu tư tỉnh Mây Trắng", "from": "12/2019", "until": "06/2025"}],
    "biography": "<p>Quê quán: xã Nậm Ngân, tỉnh Mây Trắng. Dân tộc: Thái. Trình độ chuyên môn: Thạc sĩ Kinh tế phát triển.</p>",
    "duties": "<ul><li>Tài chính, kế hoạch, đầu tư công;</li><li>nội vụ, cải cách hành chính, chuyển đổi số;</li><li>theo dõi các xã Thượng Vân, Suối Bạc.</li></ul>",
    "contact": "Điện thoại cơ quan: (0299) 3 000 002",
}  # fmt: skip
_SECTION = {
    "title": "Kinh tế",
    "description": "Sản xuất, đầu tư, ngân sách và đời sống kinh tế của tỉnh.",
    "banner": None,
    "notice": None,
}
_SPECIAL = {
    "title": "Mây Trắng 30 năm tái lập tỉnh",
    "description": "Ba thập niên dựng xây từ một tỉnh miền núi còn nhiều gian khó.",
    "banner": media("b1", "Toàn cảnh trung tâm tỉnh Mây Trắng lúc bình minh", 1920, 800),
    "notice": "Chuyên trang đã khép lại ngày 30/10/2026. Nội dung được lưu nguyên vẹn tại địa chỉ này.",
}
_CHILDREN = [
    link("Nông nghiệp và môi trường", "/kinh-te/nong-nghiep/"),
    link("Công thương", "/kinh-te/cong-thuong/"),
    link("Du lịch", "/kinh-te/du-lich/"),
]

SAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    "home": _on("home.html", "home", "/", "Trang chủ", {"blocks": _BLOCKS}, feeds=FEEDS, image=f"{BASE}/tep/{'c' * 64}-1280.webp"),
    "article": _on("article.html", "article", "/kinh-te/bai-so-1.html", _HEADLINES[0][0], _article(), published="2026-11-23T14:05:00+07:00", feeds=FEEDS[:1]),
    "article-urgent": _on("article.html", "article", "/khan/ret-dam.html", _HEADLINES[6][0], {
        **_article(title=_HEADLINES[6][0], emergency=True, image=None, correction=None, place="", byline=[], tags=[], source="", blocks=_BODY[:1]),
        "related": [], "share": []}),
    "section": _on("section.html", "section", "/kinh-te/", "Kinh tế", {
        "section": _SECTION, "children": _CHILDREN, "months": MONTHS, "crumbs": CRUMBS[:2],
        "cards": [card(n, pictured=n != 2) for n in range(20)]}, feeds=FEEDS),
    "special": _on("section.html", "special", "/chuyen-trang/30-nam/", "Mây Trắng 30 năm", {
        "section": _SPECIAL, "children": [], "months": [], "cards": [card(n) for n in range(3)]}),
    "section-empty": _on("section.html", "section", "/moi/", "Mục mới", {"section": {**_SECTION, "title": "Mục mới", "description": ""}, "children": [], "months": [], "cards": []}),
    "month": _on("month.html", "month", "/kinh-te/2026/11/", "Kinh tế – tháng 11/2026", {
        "section": link("Kinh tế", "/kinh-te/"), "heading": "Kinh tế – tháng 11/2026", "cards": [card(n) for n in range(6)], "crumbs": CRUMBS[:2],
        "pager": [{"title": "Tháng 10/2026", "href": "/kinh-te/2026/10/", "current": False}, {"title": "Tháng 11/2026", "href": None, "current": True},
                  {"title": "Tháng 12/2026", "href": None, "current": False}]}),
    "months": _on("months.html", "months", "/kinh-te/luu-tru/", "Lưu trữ: Kinh tế", {"heading": "Kinh tế: lưu trữ theo tháng", "months": MONTHS, "crumbs": CRUMBS[:2]}),
    "leaders": _on("leaders.html", "leaders", "/lanh-dao/", "Lãnh đạo tỉnh", {
        "heading": "Lãnh đạo tỉnh Mây Trắng", "bodies": [{"title": "Hội đồng nhân dân tỉnh", "people": [person("Sùng Mây Hạnh", "Chủ tịch HĐND tỉnh")]}, {"title": "Ủy ban nhân dân tỉnh", "people": PEOPLE}]}),
    "leader": _on("leader.html", "leader", PEOPLE[1]["href"], PEOPLE[1]["name"], {"leader": _LEADER, "cards": [card(n) for n in (2, 7, 5)], "crumbs": [link("Trang chủ", "/"), link("Lãnh đạo", "/lanh-dao/")]}),
    "schedule": _on("schedule.html", "schedule", "/lich-cong-tac/2026/48/", "Lịch công tác tuần 48", {"week": _WEEK}),
    "gone": _on("gone.html", "gone", "/kinh-te/bai-cu.html", "Nội dung đã gỡ bỏ", {"gone": {"title": "Thông báo lịch cắt điện tháng 10", "reason": "Nội dung đã hết hiệu lực và được thay bằng thông báo mới.", "date": "20/11/2026"}}),
    "translated": _on("article.html", "article", "/en/kinh-te/bai-so-1.html", "New bridge opens", {
        **_article(title="New bridge opens", blocks=[{"type": "heading", "text": "Why", "behind": {"state": "stale", "on": "21 November 2026"}}]),
        "related": [], "share": []},
        language="en", locale="en_GB", home="/en/", others=[{"code": "vi", "name": "Tiếng Việt", "href": "/kinh-te/bai-so-1.html"}],
        alternates=[{"code": "vi", "href": f"{BASE}/kinh-te/bai-so-1.html"}, {"code": "en", "href": f"{BASE}/en/kinh-te/bai-so-1.html"}],
        translation={"href": "/kinh-te/bai-so-1.html", "name": "Tiếng Việt", "behind": "21 November 2026"}),
    "notfound": _on("notfound.html", "notfound", "/khong-co", "Không tìm thấy trang", {}),
}  # fmt: skip
