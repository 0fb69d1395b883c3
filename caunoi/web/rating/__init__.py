"""Rating a page: the form at the foot of every released page, the page that thanks, what was said so far, and the open data.

Decree on portals Art. 10(3)(b): readers can rate online, privately. The rating itself is `caunoi.inbound.ratings`.
"""
