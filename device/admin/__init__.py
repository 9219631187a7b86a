"""The page for phones: a household's lessons, history and box, in a browser on the home network.

Imports nothing that needs executable memory (numba, TFLite) or parses video.
"""
