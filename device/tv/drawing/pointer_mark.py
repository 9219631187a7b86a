"""The mark of a pointing hand: a hand in a ring that fills while it rests on something.

It lies over screens that draw only what changed, so it keeps the pixels it covers and puts them back.
"""

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
import pygame

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, OUTLINE, TEXT, Box
from device.views import Pointer

if TYPE_CHECKING:
    from device.messages import Image

SIDE: Final = 148  # of the square that the mark covers
RING_RADIUS: Final = 62
RING_WIDTH: Final = 12
GROUND_OPACITY: Final = 150
RING_OPACITY: Final = 90
OVERSAMPLING: Final = 4
# An open hand in a square of 1 x 1 about (0, 0): fingers and thumb from root to tip, and the palm.
FINGERS: Final = (
    ((-0.17, -0.02), (-0.2, -0.27)),
    ((-0.065, -0.04), (-0.075, -0.36)),
    ((0.045, -0.04), (0.055, -0.34)),
    ((0.15, -0.0), (0.185, -0.25)),
    ((-0.12, 0.2), (-0.33, 0.03)),
)
FINGER_WIDTH: Final = 0.094
PALM: Final = ((-0.14, 0.02), (0.14, 0.02), (0.12, 0.24), (-0.08, 0.24))
PALM_WIDTH: Final = 0.13
HAND_SIDE: Final = 82
UPWARDS: Final = -90.0  # degrees: where the ring begins to fill


class PointerMark:
    """One mark on a canvas. Draw so: `lift()`, then what changed below, then `lay(pointer)`."""

    def __init__(self, canvas: Canvas) -> None:
        """Not yet on the canvas."""
        self._canvas = canvas
        self._mark = _hand(round(SIDE * canvas.scale.factor))
        self._below: tuple[Box, Image] | None = None

    def lift(self) -> None:
        """Put back what lies below; nothing where the mark is not on the canvas."""
        if self._below is not None:
            box, pixels = self._below
            self._canvas.part(box)[:] = pixels
            self._below = None

    def lay(self, pointer: Pointer | None) -> Box | None:
        """Draw the mark where a hand points, whole and inside the picture; returns what it covers."""
        self.lift()
        if pointer is None:
            return None
        canvas = self._canvas
        side = self._mark.get_width()
        height, width = canvas.pixels.shape[:2]
        left = min(max(round(pointer.x * width - side / 2), 0), width - side)
        top = min(max(round(pointer.y * height - side / 2), 0), height - side)
        box = Box(left, top, side, side)
        self._below = box, canvas.part(box).copy()
        canvas.stamp(self._mark, (left, top))
        held = min(max(pointer.held, 0.0), 1.0)
        if held > 0:
            radius, thickness = canvas.scale.px(RING_RADIUS), canvas.scale.px(RING_WIDTH)
            turn = UPWARDS + 360.0 * held
            middle = (left + side // 2, top + side // 2)
            cv2.ellipse(
                canvas.pixels, middle, (radius, radius), 0, UPWARDS, turn, ACCENT, thickness, cv2.LINE_AA
            )
        return box


def _hand(side: int) -> pygame.Surface:
    """A hand on a translucent disc with an empty ring, side x side px."""
    large = side * OVERSAMPLING
    unit = large / SIDE
    middle = large // 2
    pixels = np.zeros((large, large, 4), np.uint8)
    outer = round((RING_RADIUS + RING_WIDTH / 2) * unit)
    cv2.circle(pixels, (middle, middle), outer, (*OUTLINE, GROUND_OPACITY), cv2.FILLED)
    ring = (*TEXT, RING_OPACITY)
    cv2.circle(pixels, (middle, middle), round(RING_RADIUS * unit), ring, round(RING_WIDTH * unit))

    def at(place: tuple[float, float]) -> tuple[int, int]:
        across, down = place[0], place[1] + 0.06
        return round(middle + across * HAND_SIDE * unit), round(middle + down * HAND_SIDE * unit)

    def width(share: float) -> int:
        return round(share * HAND_SIDE * unit)

    white = (*TEXT, 255)
    palm = np.array([at(corner) for corner in PALM])
    cv2.fillConvexPoly(pixels, palm, white)
    closed = True
    cv2.polylines(pixels, [palm], closed, white, width(PALM_WIDTH))
    for root, tip in FINGERS:
        cv2.line(pixels, at(root), at(tip), white, width(FINGER_WIDTH))
    # smooth edges: every colour counts by how much it covers
    opacity = pixels[..., 3:].astype(np.float32)
    weighed = cv2.resize(pixels[..., :3] * opacity, (side, side), interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(opacity, (side, side), interpolation=cv2.INTER_AREA)[..., None]
    colours = weighed / np.maximum(alpha, 1.0)
    shown = np.rint(np.concatenate([colours, alpha], axis=2)).clip(0, 255).astype(np.uint8)
    return pygame.image.frombytes(shown.tobytes(), (side, side), "RGBA")
