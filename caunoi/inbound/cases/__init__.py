"""Cases: whatever a person files, from the receipt to the answer, with an owner agency, a clock and an append-only history.

Obliged by Decree 20/2008/NĐ-CP Art. 6-14 (reflections and petitions: register, class, forward within five working days, answer,
keep), Decree 43/2011/NĐ-CP (questions, fifteen working days), the Law on Access to Information (requests), Law 91/2025/QH15 and
Decree 356/2025/NĐ-CP (personal data). Words: a *case* has a *kind*; an *act* (file, route, take up, ask, answer …) changes it and
is an *event* of its history; the *state* and the *due day* follow from the history. To *route* is the office's first decision, to
*transfer* a later one. Rules are pure (`rules`, `rights`, `kinds`); `filing`, `acts`, `answering` and `following` hold the actions.
"""
