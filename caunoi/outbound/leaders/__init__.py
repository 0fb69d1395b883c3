"""Leaders, their posts and duties, and their weekly work schedule.

Decree 224/2026/NĐ-CP Art. 9(1)(b, c): leaders' short biography and assigned duties. Decree 43/2011 Art. 10 (expired, kept as a default):
the leaders' work schedule. Words: leader (lãnh đạo), post (chức vụ), work schedule (lịch công tác), revision of it (điều chỉnh).
"""
