"""Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2) to the letter, where Vietnamese law lets it.

A *service* is a kind of case in one field (petition, land). What the protocol shows of requests to everybody are here the released
answers only: masked words, the day of asking, no place, no contact, no picture (Law 91/2025/QH15). A petition needs name, contact and
the sender's consent (Decree 20/2008/NĐ-CP Art. 7; Law 91/2025/QH15): these are attributes of the service definition.
"""
