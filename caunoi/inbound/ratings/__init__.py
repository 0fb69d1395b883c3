"""What people think of the portal's pages, in the three grades of the law, and nothing about who thinks so.

Decree on portals Art. 10(3)(b): readers can rate the information online, and it must not come out who did. Circular 32/2017/TT-BTTTT
Art. 12 has the grades. So there are counts and nothing else: how often an address was given a grade on a day.

Words: *grade*: 3, 2 or 1 (`cases.rules.GRADES`); *tally*: such a count; *mark*: by which a network address is counted today, and only today.
"""
