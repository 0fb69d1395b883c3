"""Performance in public: which agency answered how many, how fast, how well; with the recipe and the file to reckon it again.

The portal is measured (Decree 224/2026/NĐ-CP Art. 12), and departments are answerable on it. A *board* is of a period: the office
composes it from the cases, somebody else approves it, the gate releases it with its file. `rules` makes the figures from the rows of
that file and from nothing else, so that anyone who has the file gets the same.
"""
