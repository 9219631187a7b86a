"""What a person can press, on any input: keys, a TV remote, a gamepad, the phone, or a hand."""

from dataclasses import dataclass
from enum import StrEnum


class Press(StrEnum):
    """One press; a held key repeats those that move."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    OK = "ok"
    BACK = "back"
    HOME = "home"
    MENU = "menu"
    PLAY = "play"  # pause or resume
    PAUSE = "pause"  # only pause: a raised hand never resumes
    LOUDER = "louder"
    QUIETER = "quieter"
    LEAVE = "leave"  # end the program: q, or the window's close button


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on the screen that can be chosen: number `index` of an area."""

    area: str
    index: int = 0
