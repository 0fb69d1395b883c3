"""Translations: what a record says in another language, paragraph by paragraph.

Decree 42/2022/NĐ-CP Art. 7: structure, functions and how to reach officials also in English, kept up with the Vietnamese; Decree 224/2026
has no such sentence (expired, kept as a default). Words: translation
(bản dịch), original (bản gốc), stale (chưa theo: the original's paragraph changed after it was translated), missing (chưa dịch).
"""
