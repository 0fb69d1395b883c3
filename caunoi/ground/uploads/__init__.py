"""Files from outside, known by their content and searched for what acts by itself: citizens' and editors' alike.

A file is one of a few kinds that can be searched: macros, scripts, programs, links that load, archives that swell. What cannot be
searched is refused, with a sentence that says what to do. `words` takes the text and the links out of a document, for the guard.
TCVN 14423:2026, level 3, asks for input to be checked and common attacks to be fended off. Law 91/2025: no more personal data than needed.

Words: *kind*: what a file is by its content; *examined*: found to be of a kind we take; *words*: what a reader gets of a document, with places.
"""
