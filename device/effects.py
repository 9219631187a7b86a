"""The short sounds of the product, by name; `device.tv.sound.effects` makes them."""

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
