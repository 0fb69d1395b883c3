"""Files that citizens attach: known by their content, made harmless where that can be done, and kept sealed out of everyone's reach.

Nothing that comes in here ever reaches the public folder or stands on a page. A file is one of a few kinds that a case needs and
that can be searched for what acts by itself: macros, scripts, programs, links that load, archives that swell. What cannot be
searched is refused, with a sentence that says how to send it instead. Pictures are drawn anew, which takes away the place where they
were taken. TCVN 14423:2026, level 3, asks for input to be checked, common attacks to be fended off and sensitive data to be encrypted at
rest; Law 91/2025 for no more personal data than needed.

Words: *kind*: what a file is by its content; *examined*: found to be of a kind we take; *neutralised*: as we keep it; *quarantine*:
the sealed folder; *staff take a file away, they do not open it here*.
"""
