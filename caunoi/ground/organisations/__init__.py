"""The agencies of a province, the places they govern, and what became of each.

Party bodies, the People's Council and Committee, offices, departments, communes and their units; and the
administrative units themselves: the 34 provinces and 3,321 communes since 2025-07-01 (Resolution 202/2025/QH15; the
district level ended that day) and those before. Every one has days of validity, `valid_from` the first day it stands and
`valid_until` the first day it no longer does. Nothing that ends is ever deleted: a merged or renamed agency stays,
can be found by its old name, with or without accents, and a *succession* leads from it to what took over.

Portals name their agencies and subordinate units with functions, addresses and leaders: Decree 224/2026/NĐ-CP, Art. 9(1)(b).
"""
