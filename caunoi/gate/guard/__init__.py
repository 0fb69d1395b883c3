"""The guard: what inspects rendered bytes before they are released, and says what it has against them.

Decree 224/2026/NĐ-CP, Art. 21(4) asks a portal for measures that protect against, detect and block intrusion; a portal
that has been entered shows it first in its words (a gambling slogan where an agency's name stood) and in its markup (hidden
links, scripts from elsewhere). The guard reads both, as a *finding* each: a rule, a place, what stood there, what to do.
A blocking finding stops the release. Pure Python: it knows no database, no clock, no settings, and can be used alone.

- `text`: gambling, loan-shark and phishing text, look-alike letters, hidden characters, an overwritten name;
- `names`: official names with something alien inside them;
- `hosts`: addresses that lead out of the portal; `markup`: elements, scripts, hiding; `styles`: the style sheet.
"""
