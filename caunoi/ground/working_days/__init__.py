"""Which days are working days: weekends, Vietnam's public holidays, and the days swapped each year by decision.

Labour Code 2019 (45/2019/QH14), Art. 111(3) and 112: public holidays, and a day off instead when one falls on a
weekly day of rest. The Prime Minister decides late each year which days are swapped (*ngày hoán đổi*), so what the
library knows is corrected first by our own list (`data/swaps.csv`) and then by what the province's staff enter
(`DayOverride`). Every term counted from here can be explained day by day, and names the version of the calendar.
"""
