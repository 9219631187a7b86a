"""Where every model comes from: fetching, pruning, training; and the mannequin, whose truth is known.

It may import numpy, numba, av and `scoring`, never `device`.
"""
