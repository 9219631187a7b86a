"""Method `paper`: the tutor-comparison paper as published, a reference whose results the tests pin.

The same ten samples of both sides, 40 series in the image, one DTW for each. `live` scores windows, `final`
the match, `curves` turns distances into points, `scorer` implements Scorer.
"""
