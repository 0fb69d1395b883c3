"""Inbound: what the people tell the state: cases, consultations, dialogues. What an agency answers leaves by the gate.

Decree 20/2008/NĐ-CP Art. 14: the result of dealing with a reflection is published; Law 91/2025/QH15 on personal data:
without the sender's own particulars. Rooms here own the words of the citizen, and guard them.
"""
