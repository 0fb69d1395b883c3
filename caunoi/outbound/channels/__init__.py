"""Channels: by which ways the province informs people and hears them, each checked, in use or no longer.

Decree 224/2026/NĐ-CP Art. 10: the portal and VNeID are the central channels (1), others may be added (2), all are managed and the list of
them is published (3). Words: channel (kênh), whoever runs it (đơn vị vận hành), checked on (kiểm tra ngày).
"""
