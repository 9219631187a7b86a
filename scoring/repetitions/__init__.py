"""Finds, counts and judges repetitions.

Of an exercise that is known: `reference` has the line from its start posture to its far end (`posture`: in
which numbers), `depth` says how far along it somebody is, `follower` finds what goes out and comes back,
`followed` decides what counts, `guess` when where the name may be wrong, `judging` says how good it was
against a `manner`, and `live` is all of it for one person. Of any movement: `movement` turns poses into
channels, `principal` finds the directions in which a stretch moves most, `swings` finds movements there and
back along a direction, and `counter` counts.
No published method; docs/MEASURED.md, "Repetitions" and "Every repetition", has the accuracy.
"""
