"""What a person can press, whatever they press it with: keys, a TV remote, a gamepad, the phone, or a hand.

Decides the few words that every source of input is translated to. What a press does is decided by the screen
that is shown (`device.scenes`).
"""

from dataclasses import dataclass
from enum import StrEnum


class Press(StrEnum):
    """One press; a key that is held gives more of those that move."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    OK = "ok"
    BACK = "back"
    HOME = "home"
    MENU = "menu"
    PLAY = "play"  # hold what plays, or let it go on
    PAUSE = "pause"  # only hold it: a raised hand never lets it go on
    LOUDER = "louder"
    QUIETER = "quieter"
    LEAVE = "leave"  # end the program: Esc's big brother, the window's own button


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing on the screen that can be chosen: the n-th of an area."""

    area: str
    index: int = 0
