"""Pictures and attachments that records show. A reader gets renditions made from an original that was approved by its sha-256.

Words: picture (ảnh), attachment (tệp đính kèm), rendition (bản cỡ nhỏ).
"""
