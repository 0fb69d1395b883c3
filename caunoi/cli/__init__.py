"""The `caunoi` command: one small file for each sub-command, nothing in them but reading arguments and calling the rooms below.

A command is a module with `HELP`, `arguments(parser)` and `run(options) -> exit status`; its name stands in `main.COMMANDS` and its
use in docs/operators.md. What a person did wrong is said in Vietnamese on standard error, without a traceback.

Words: *supervisor*: `caunoi up`, which keeps the web server and the worker alive; *preparing*: what must be true before they start.
"""
