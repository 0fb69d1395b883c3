"""Watching a portal from outside, as its readers see it: does it show what it released, and nothing else?

- `visitors`: who asks (desktop, phone, search-engine crawler, one who comes from a search engine), and what they are shown;
- `judging`: what speaks against an answer, pure; `naming`: what stands there that should not;
- `heads`: the log itself; `portal`: sweep after sweep over a portal with a log; `foreign`: over one that has none;
- `book`: alarms that stand, kept over restarts; `evidence`: request and response as WARC; `telling`: mail and web hooks.

LEGAL.md, section 14: GC-01 (new outbound hosts), GC-02 (visitor, Googlebot, referrer), GC-12 (an address outside the list), GC-14 (incident).
"""
