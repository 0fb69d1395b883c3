"""Numbers for the office (Số liệu): what was published, how fast, what citizens asked and got, what was read and what was sought in vain.

Every number is reckoned from rows that are there for another reason (shelves and log of the gate, saved versions, cases), or that only count
(visits, searches); there is no second store. Words: *figure* (one chart with its table), *period* (kỳ).
"""
