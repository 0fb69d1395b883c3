"""The sealed folder for files that citizens attach, and handing them to staff. What a file is, `caunoi.ground.uploads` has found out before.

Nothing that comes in here ever reaches the public folder or stands on a page. TCVN 14423:2026, level 3, asks for sensitive data to be
encrypted at rest.

Words: *quarantine*: the sealed folder; *staff take a file away, they do not open it here*.
"""
