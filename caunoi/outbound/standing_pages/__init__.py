"""Standing pages: what is always there and has a short address of its own: about the province, privacy, accessibility.

Decree 224/2026/NĐ-CP Art. 9(1)(b, c): organisation, functions, history, natural conditions, heritage. Circular 25/2010: a privacy
policy that the home page links to and that can be printed. Words: standing page (trang giới thiệu, trang cố định), below (trang con).
"""
