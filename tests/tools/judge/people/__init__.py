"""Real people: how fair the scores are to them, on FORMBOX_DATA (the part "real people" of `make judge`).

`clips` has the table of clips and their tracks, `steps` brings two people in step by their repetitions,
`splits` says who tuned the constants and who was held out. `pairs_of_clips`, `one_recording`, `repetitions`,
`prmd` and `one_angle` make the matches (`plays`) that `table` sums up. `strays` is the part of
`make calibrate`. `plain` is a baseline that only the judge has.

`python -m tests.tools.judge.people` runs this part alone. Nothing made from the clips is kept in the project:
what is written here of them are facts such as where an exercise begins.
"""
