"""Method `paper`: the tutor-comparison paper as it stands, the reference that the tests pin.

The same ten frames on both sides, 40 series in the picture, one DTW each.
"""
