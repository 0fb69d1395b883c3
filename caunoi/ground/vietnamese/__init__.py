"""Vietnamese text, dates and numbers, as people write them and as the portal must show them.

Pure functions, no Django, no clock. Everything typed by a person or read from a file passes through `text.nfc` before
it is stored or compared; everything shown to a person (dates, sizes, sums) is formatted here, so that the whole
portal writes one way. Words: *fold* = without marks, for finding; *tone key* = one spelling for hoà and hòa, for
exact comparison; *collate key* = the order of the Vietnamese alphabet.
"""
