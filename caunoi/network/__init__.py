"""Between portals: what one machine knows of another's portal, and checks. Needs no database of ours and no Django; rests on `caunoi.ledger`.

`known`: what a portal's log says stands at each address. `fetching`: asking another machine, as this visitor or that. On them stand
`mirroring` (a verified copy that stands in) and `watching` (a portal visited for ever, one's own or another's). The law: Decree 224/2026/NĐ-CP,
Art. 13(2) (a backup keeps the most necessary information up); LEGAL.md, section 14 (what happens to .gov.vn sites).
"""
