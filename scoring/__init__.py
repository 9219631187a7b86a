"""Scores how well one person follows another, from pose tracks: pure arithmetic on arrays.

Imports numpy and numba only, and touches no file, clock or image, so it can be used on its own in a notebook.
tests/test_rules.py checks that. Start reading at `scorer` (the interface of a method) and `body.track` (its
input); each method has a package of its own.
"""
