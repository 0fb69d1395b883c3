"""The people who work at the portal, the posts they hold, and what they did.

A right is never a person's: it comes with a post (a role, at an organisation, between two days) and ends with it. This room
signs staff in (password, second factor, lock-out, idle lock) and keeps the append-only trail of what they do. TCVN
14423:2026, level 3, asks for the idle lock, the lock after at most five failures, the second factor, and accounts and logs that
can be reviewed.

Words: *post*: an appointment; *role*: what a post lets one do; *organisation empty*: the whole portal; *audit entry*: one act.
"""
