"""How well does one body follow another: pure arithmetic on arrays, usable on its own in a notebook.

It imports numpy and numba and nothing else; no file, no clock, no picture. A test holds it to that.
"""
