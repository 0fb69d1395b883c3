"""Inbound: what the people tell the state. Questions, reflections and petitions, requests for information; each has an
owner agency, a clock and a history, and the answer leaves by the gate like everything else.

Decree 20/2008/NĐ-CP (reflections and petitions), Law on Access to Information, Law on Citizen Reception 42/2013/QH13.
"""
