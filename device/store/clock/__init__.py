"""The box's own time: a Raspberry Pi has no clock that runs while it is switched off.

`box_time` is what every process asks; `synchronised` asks the system, `kept_time` are the files in which the
last time is kept, and `moved_rows` corrects what was stored while the time was early.
"""
