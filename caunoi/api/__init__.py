"""How other programs ask and file: Open311 GeoReport v2 (`open311`) and the portal's own API (`v1`).

Obliged by Decree 224/2026/NĐ-CP Art. 23(3) (open standards, interfaces described) and Art. 11(3) (connects with the Government's portal);
bound by Law 91/2025/QH15: what is public is public here too, in the masked words that the gate released, and nothing else of anybody.
One person's case is shown to whoever holds its secret. Words: *key*: what an organisation's program shows to be let in more often; *secret*: what a
citizen got with the receipt; *shape*: what a request may say or an answer says; *operation*: a method at an address; *service*
(Open311): a kind of case in one field of administration.
"""
