"""The painter of the demo's pictures: Pillow and seeded chance, nothing else, so that the same seed paints the same picture.

`canvas` holds the brushes, `light` the colours of an hour, `things` what stands in more than one picture (trees, boats,
people, houses); the scenes themselves are in `wild`, `water`, `fields`, `town`, `indoors`; `faces` paints the portraits.
"""
