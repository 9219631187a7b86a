"""The beats before a match resumes: one very large number over the dimmed pictures.

It lies over screens that draw only what changed, so it keeps what it covers and puts it back.
"""

from typing import TYPE_CHECKING, Final

import cv2

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import disc
from device.tv.drawing.text import Lettering
from device.tv.drawing.theme import ACCENT, OUTLINE, TEXT, Box, Scale, Type
from device.tv.drawing.typography import CAPITAL

if TYPE_CHECKING:
    from device.messages import Image

LIGHT: Final = 0.4  # how much is left of the pictures' light
# The number's em is so many times the largest size of the type scale: seen from across the room.
ENLARGED: Final = 2
RADIUS: Final = 250
RING: Final = 14


class CountIn:
    """Lies over one area of a canvas. Draw so: `lift()`, then what changed below, then `lay(beats)`."""

    def __init__(self, canvas: Canvas, area: Box) -> None:
        """Not yet on the canvas."""
        self._canvas = canvas
        self._area = area
        self._below: Image | None = None
        self._large: Lettering | None = None

    def lift(self) -> None:
        """Put back what lies below; nothing where it is not on the canvas."""
        if self._below is not None:
            self._canvas.part(self._area)[:] = self._below
            self._below = None

    def lay(self, beats: int | None) -> None:
        """Dim the area and write the number into its middle; None leaves it as it is."""
        if beats is None:
            return
        canvas, part = self._canvas, self._canvas.part(self._area)
        self._below = part.copy()
        cv2.convertScaleAbs(part, dst=part, alpha=LIGHT)
        if self._large is None:
            size = canvas.scale.width * ENLARGED, canvas.scale.height * ENLARGED
            self._large = Lettering(Scale(*size))
        x, y = self._area.middle
        disc(canvas.pixels, (x, y), canvas.scale.px(RADIUS), ACCENT)
        disc(canvas.pixels, (x, y), canvas.scale.px(RADIUS - RING), OUTLINE)
        number = self._large.line(str(beats), Type.FINAL, TEXT)
        baseline = y + CAPITAL * Type.FINAL * ENLARGED * canvas.scale.factor
        top = round(baseline) - self._large.ascent(Type.FINAL)
        canvas.stamp(number, (round(x - number.get_width() / 2), top))
