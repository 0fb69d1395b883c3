"""The public face: the shell around every page, the home page, templates, words, assets, and the embedded server.

Decree 224/2026/NĐ-CP Art. 10(3) and the layout that TT 32/2017 Art. 16 asked for (owner's full name, responsible person, address,
phone, e-mail). Words: shell (khung trang), front page (trang chủ), label (nhãn giao diện).
"""
