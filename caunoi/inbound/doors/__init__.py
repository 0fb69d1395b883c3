"""The doors by which citizens' forms come in, kept open for people and narrow for robots.

Nobody solves a puzzle and nobody is traced: a form carries a signed token instead of a cookie, the browser does a little work
unseen, and visits are counted under a mark of the address that is another one every day. TCVN 14423:2026, level 3, asks for
common attacks to be fended off and for a limit per source; Law 91/2025 for no more personal data than the purpose needs: an
address is never stored. Without JavaScript a form is taken all the same, fewer times an hour, and flagged.

Words: *token*: one form, once handed out; *proof*: that work was done for this token; *visit*: one form sent in; *mark*: by which an
address is counted today; *flagged*: let in, but for a person to look at first.
"""
