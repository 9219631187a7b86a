"""The page for phones: a household's lessons, history and box, in a browser on the home network.

Nothing in here imports what needs executable memory (numba, TFLite) or parses video.
"""
