"""The one engine for every term: how long the law gives, when a term ends, who used how much of it, and why, day by day.

Civil Code 2015 (91/2015/QH13), Art. 147(2): the day of receipt is not counted; Art. 148(5) and (6): a last day that is a
day off gives way to the next working day, and the last day ends at midnight. The amounts come from the laws that
`data/terms.csv` names, row by row, with their dates of effect; the province may correct them at the desk. A *term* is an
amount of working days, days or hours; a *history* is what happened (started, asked, replied, extended, moved, stopped,
restarted); a *reckoning* is what follows from both, computed each time and never stored as the truth.
"""
