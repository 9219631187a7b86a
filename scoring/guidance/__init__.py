"""Guidance during a match: colours for the bones, arrows, cues, praise.

Start reading at `guidance` (what the screen shows). `corrections` finds what is wrong in one frame, `clarity`
subtracts what the cameras explain, `coach` chooses the cue, `cues` lists them.
"""
