"""The short sounds of the box, by name. What each sounds like is decided by the sound system."""

from enum import StrEnum


class Effect(StrEnum):
    """One short sound."""

    BEAT = "beat"  # of a count-in
    GO = "go"
    CHIME = "chime"  # a repetition is done
    MOVE = "move"
    CHOOSE = "choose"
    REFUSED = "refused"
    APPLAUSE = "applause"
