"""Feeds and sitemaps: how what was released reaches feed readers, search engines and other portals.

`formats` writes them from plain values, `parsed` reads them back for the gate; both are pure. Art. 11(5) of Decree 224/2026/NĐ-CP asks
for descriptive data for search, exchange and sharing, and for links with other portals; no text of law names these formats.
"""
