"""The colours of people as the screens take them.

A member's colour was chosen on the phone; guests and former members have a dim grey.
"""

from typing import Final

from device.views import Colour

GUEST: Final[Colour] = (178, 186, 200)


def rgb(colour: str) -> Colour:
    """(red, green, blue), 0 to 255, of "#rrggbb". Raises ValueError for another text."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
