"""Attacks, each real, on a running portal: what an insider or an intruder does, and by what and after how many seconds it is prevented or
found. `make attack` plays them all and prints the table; the suite plays a few.

`stage` is the portal with a witness and a watch; `inside` is the accomplice who holds accounts or the machine; `attacks_*` are the attacks;
`play` runs them; `scanners` is what other people use.
"""
