"""Outbound: what the state tells the people. Each room owns its records; all of them leave by the gate.

Decree 224/2026/NĐ-CP Art. 9: what a province must publish, and keep current.
"""
