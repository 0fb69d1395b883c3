"""A verified copy of another portal: `mirror` follows its log, `trees` and `log_copy` are what it shows, `copied` is what is there and what is still
wanted, `needs` names what a page loads from its own house. Decree 224/2026/NĐ-CP, Art. 13(2): what is most necessary stays up.
"""
