"""Counts repetitions of any movement.

`movement` turns poses into channels, `principal` finds the directions in which a stretch of samples moves
most, `swings` finds movements there and back along a direction, and `counter` evaluates stretches of several
lengths and counts. No published method; docs/MEASURED.md, "Repetitions", has its accuracy.
"""
