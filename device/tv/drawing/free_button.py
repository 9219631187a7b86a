"""The button of the library that begins training without a lesson: somebody who jumps, and perhaps words."""

from typing import Final

import numpy as np

from device.presses import Spot
from device.tv.drawing.buttons import Target
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import disc, strokes
from device.tv.drawing.theme import ACCENT, OUTLINE, PANEL, TEXT, Box, Type
from device.tv.drawing.typography import centred_baseline

HEIGHT: Final = 68
GROWTH: Final = 6  # px that it grows to each side in focus
PAD: Final = 24
FIGURE: Final = 42  # the square that the figure fills
GAP: Final = 14
# The figure in its square, 0..1, y down: head, and the lines of trunk, arms and legs of a jumping jack.
HEAD: Final = ((0.5, 0.13), 0.13)
LINES: Final = (
    ((0.5, 0.34), (0.5, 0.6)),
    ((0.5, 0.38), (0.2, 0.14)),
    ((0.5, 0.38), (0.8, 0.14)),
    ((0.5, 0.6), (0.26, 0.96)),
    ((0.5, 0.6), (0.74, 0.96)),
)
STROKE: Final = 0.13


def width_of_free(canvas: Canvas, label: str) -> int:
    """Px that the button takes; label: "" for the figure alone."""
    px = canvas.scale.px
    words = canvas.lettering.width(label, Type.SMALL) + px(GAP) if label else 0
    return 2 * px(PAD) + px(FIGURE) + words + 2 * px(GROWTH)


def draw_free(canvas: Canvas, area: Box, label: str, *, focused: bool) -> Target:
    """Draw it into the middle of an area of that width, which was cleared; returns where it stands."""
    px = canvas.scale.px
    grown = px(GROWTH)
    height = px(HEIGHT)
    pill = Box(area.left + grown, area.top + (area.height - height) // 2, area.width - 2 * grown, height)
    by = grown if focused else 0
    ground = Box(pill.left - by, pill.top - by, pill.width + 2 * by, pill.height + 2 * by)
    canvas.rounded(ground, ground.height / 2, ACCENT if focused else PANEL)
    colour, middle = OUTLINE if focused else TEXT, pill.top + pill.height / 2
    side = px(FIGURE)
    origin = np.array([pill.left + px(PAD), middle - side / 2])
    (x, y), radius = HEAD
    head = np.array([x, y]) * side + origin
    disc(canvas.pixels, (head[0], head[1]), radius * side, colour)
    ends = np.array(LINES) * side + origin
    strokes(canvas.pixels, [(tuple(one), tuple(other)) for one, other in ends], STROKE * side, colour)
    if label:
        left = pill.left + px(PAD) + side + px(GAP)
        canvas.text(
            label, Type.SMALL, (left, centred_baseline(canvas.scale, middle, Type.SMALL)), "left", colour
        )
    return pill, Spot("free")
