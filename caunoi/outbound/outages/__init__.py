"""Outages: planned times in which the portal or a service does not answer, announced in time and gone when they are over.

Decree 224/2026/NĐ-CP Art. 13(1)(a): announced at least seven working days before, with the time by which it is expected to be back; not
when it could not be foreseen. Words: outage (tạm ngừng), restored (khôi phục), force majeure (bất khả kháng).
"""
