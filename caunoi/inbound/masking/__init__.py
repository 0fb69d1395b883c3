"""Masking: finds personal data in a question or an agency's answer and proposes what to put in its place before publishing.

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP: personal data is made public for a purpose and with consent only, and a picture or
number of an identity card is sensitive; so an answer is published without the sender's name, phone, address and numbers.
A machine proposes, a person decides: each *proposal* has a place, a kind, a *certainty* (sure, likely) and a reason in
Vietnamese. Pure Python: no database, no clock, no settings.

- `finding.find(text, known=…)`: proposals in reading order, none overlapping; `replacing.mask(text, accepted)`: the masked text;
- `proposals`: the noun and its Vietnamese labels (`KINDS_VI`); `reading`: the text as the eye takes it, with the way back;
- one module for each family of kinds: `numbers`, `codes`, `contacts`, `births`, `names`, `addresses`, `known`.

What is not personal, by decision: a holder of a leading public office named with the post, and who signs a document (their
names are public by office); an agency's address. What is doubtful is `likely`, never `sure`: ordinary staff named in a
complaint, an agency's phone, mail or account, a plot of land. The day on which a child was born ("sinh con ngày …"), told
without a name as an event that starts a time limit, is left standing: without it the answer cannot be understood.
"""
