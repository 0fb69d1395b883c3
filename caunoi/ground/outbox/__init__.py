"""The outbox: no message without the change, no change without the message.

Whoever changes something posts the messages about it in the same transaction; the worker sends them afterwards, again and again
until the post office has taken them or they are given up. A mail reaches SMTP at least once (a machine that stops between
sending and noting it down sends again) but always under one Message-ID, made from its key, by which receivers know it; it
reaches the mail folder exactly once, for there its name is that identity. Law 91/2025/QH15 on personal data: address and text are
kept sealed, and no longer than they are needed; keys, subjects and errors are kept open and name nobody.

Words: *message*: one text to one address; *key*: its identity, the same key is the same message; *channel*: a way to send,
such as e-mail; *letter*: a message opened for sending; *given up*: not tried any more.
"""
