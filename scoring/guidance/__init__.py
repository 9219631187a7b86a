"""Guidance during a match: colours for the bones, arrows, cues, praise.

Start reading at `guidance` (what the screen shows). `judgement` is the one value of a moment that all of it
is derived from: `corrections` finds what is wrong, `asks` what to ask, `clarity` subtracts what the cameras
explain. `arrows` draws it, `coach` chooses the cue, `cues` lists them.
"""
