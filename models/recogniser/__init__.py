"""Recognition of exercises: what it learns from, training, and the trained files.

`performances` makes the tracks to learn from.
"""
