"""The gate: nothing reaches the public except as a release.

Decree 224/2026/NĐ-CP, Art. 21(4) asks for measures that protect, detect and block; this room is ours. A *record* (anything
the portal tells the public) is approved by content; *render* makes its bytes; the *guard* reads those bytes; *releases*
is the log they are appended to before they are served; *followers* read that log, each from its own cursor.
"""
