"""The colours of the household's people, as the screens have them.

Which colour a member has was chosen on the phone; a guest, and who has left the household, has the screens'
dim one.
"""

from typing import Final

from device.views import Colour

GUEST: Final[Colour] = (178, 186, 200)


def rgb(colour: str) -> Colour:
    """A member's colour, "#rrggbb". Raises ValueError for another text."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
