"""What people look for on the portal, and do not find: how often which words were asked for in a day, and nothing about who asked.

Words that hold personal data (a telephone number, an identity number, a name, an address …: `caunoi.inbound.masking`) are never stored; those
that fewer than `rules.FEW` asked for are shown to nobody and forgotten after a month. Verb: `actions.note`.
"""
