"""Where people ask: filing, following, looking up. Forms that work without JavaScript on a cheap telephone and lose nothing typed.

Decree 20/2008/NĐ-CP Art. 6, 7 (reflections by the portal), Art. 12 (the sender may ask for progress); Law on Access to Information
Art. 24, 30 (requests by network); Law 91/2025/QH15 and Decree 356/2025/NĐ-CP (a consent per purpose, the sender's rights). Words:
*typed*: what a form said, tidied; *review*: the page between writing and filing; *kept*: files already in quarantine that travel in a
signed field, so that nobody uploads twice; *ticket*: the sealed, short-lived key to the receipt page.
"""
