"""Repetitions as a row of marks: good ones are filled, those with a fault half, attempts hollow.

The shape says it without the colour.
"""

from collections.abc import Sequence
from typing import Final

import cv2

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import SUBPIXEL_BITS, disc
from device.tv.drawing.theme import BACKGROUND, DIM, LEVEL_COLOURS, Colour
from device.views import Mark

RADIUS: Final = 15.0
RING: Final = 5.0  # the width of a hollow mark's line
PITCH: Final = 42.0  # from mark to mark
PITCH_MIN: Final = 24.0  # closer together than this they cannot be counted from three metres
EDGE: Final = 2  # px by which a smooth edge reaches beyond
COLOURS: Final[dict[Mark, Colour]] = {
    Mark.GOOD: LEVEL_COLOURS[Level.GOOD],
    Mark.FAULTY: LEVEL_COLOURS[Level.FAIR],
    Mark.TRIED: DIM,
}


def pitch_of(count: int, width: float, factor: float) -> float:
    """Px from mark to mark so that `count` of them fill at most `width` px, as far as that can be."""
    if count < 2:
        return PITCH * factor
    room = (width - 2 * RADIUS * factor) / (count - 1)
    return min(max(room, PITCH_MIN * factor), PITCH * factor)


def draw_marks(canvas: Canvas, marks: Sequence[Mark], place: tuple[float, float], width: float) -> None:
    """Draw the marks from `place` on (left, middle of the row), px; of too many the newest ones."""
    factor = canvas.scale.factor
    width -= 2 * EDGE
    pitch = pitch_of(len(marks), width, factor)
    radius = min(RADIUS * factor, 0.4 * pitch)
    room = int((width - 2 * radius) / pitch + 1e-6) + 1
    for number, mark in enumerate(marks[-room:]):
        draw_mark(canvas, mark, (place[0] + EDGE + radius + number * pitch, place[1]), radius)


def draw_mark(canvas: Canvas, mark: Mark, centre: tuple[float, float], radius: float) -> None:
    """One mark; it needs a ground in the background's colour."""
    colour, ring = COLOURS[mark], RING / RADIUS * radius
    disc(canvas.pixels, centre, radius, colour)
    if mark is Mark.GOOD:
        return
    inner = radius - ring
    if mark is Mark.TRIED:
        disc(canvas.pixels, centre, inner, BACKGROUND)
        return
    # the upper half is hollow
    middle, size = fixed_pair(centre), round(inner * (1 << SUBPIXEL_BITS))
    cv2.ellipse(
        canvas.pixels, middle, (size, size), 0, 180, 360, BACKGROUND, cv2.FILLED, cv2.LINE_AA, SUBPIXEL_BITS
    )


def fixed_pair(point: tuple[float, float]) -> tuple[int, int]:
    """A point in OpenCV's fixed point."""
    x, y = (round(value * (1 << SUBPIXEL_BITS)) for value in point)
    return x, y
