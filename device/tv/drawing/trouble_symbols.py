"""A simple drawing for each trouble: lines of one width about the middle of a box."""

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np

from device.messages import Image, Level
from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import SUBPIXEL_BITS, disc, fixed
from device.tv.drawing.theme import ACCENT, BACKGROUND, LEVEL_COLOURS, NEUTRAL, Box, Colour

Points = Sequence[tuple[float, float]]

LINE: Final = 0.05  # of the box's side
WARM: Final[Colour] = LEVEL_COLOURS[Level.FAIR]
ARC_STEPS: Final = 40
OVERSAMPLING: Final = 4


class _Pen:
    """Draws in a square of 1 x 1 about (0, 0), y down, that fills a square picture."""

    def __init__(self, pixels: Image, ground: Colour) -> None:
        self.ground = ground
        self._pixels = pixels
        self._side = len(pixels)
        self._middle = np.array([self._side / 2, self._side / 2])
        self._width = max(round(LINE * self._side), 2)

    def line(
        self, points: Points, colour: Colour = NEUTRAL, *, closed: bool = False, wide: float = 1.0
    ) -> None:
        places = fixed(np.array(points) * self._side + self._middle)
        width = max(round(self._width * wide), 1)
        cv2.polylines(self._pixels, [places], closed, colour, width, cv2.LINE_AA, SUBPIXEL_BITS)

    def dot(self, place: tuple[float, float], radius: float, colour: Colour = NEUTRAL) -> None:
        x, y = np.array(place) * self._side + self._middle
        disc(self._pixels, (x, y), radius * self._side, colour)

    def ring(self, place: tuple[float, float], radius: float, colour: Colour = NEUTRAL) -> None:
        self.line(_arc(place, radius, radius, 0, 360), colour, closed=True)

    def filled(self, points: Points, colour: Colour) -> None:
        places = fixed(np.array(points) * self._side + self._middle)
        cv2.fillPoly(self._pixels, [places], colour, cv2.LINE_AA, SUBPIXEL_BITS)

    def rounded(self, left: float, top: float, right: float, bottom: float, radius: float) -> None:
        corners = (
            *_arc((left + radius, top + radius), radius, radius, 180, 270),
            *_arc((right - radius, top + radius), radius, radius, 270, 360),
            *_arc((right - radius, bottom - radius), radius, radius, 0, 90),
            *_arc((left + radius, bottom - radius), radius, radius, 90, 180),
        )
        self.line(corners, closed=True)

    def crossed(self) -> None:
        """A bar across the symbol: the thing is missing."""
        bar = ((-0.4, -0.4), (0.4, 0.4))
        self.line(bar, self.ground, wide=3.2)
        self.line(bar, WARM, wide=1.2)


def draw_symbol(canvas: Canvas, trouble: Trouble, box: Box, ground: Colour = BACKGROUND) -> None:
    """Draw the symbol of a trouble as large as a box allows, on a ground of one colour."""
    side = min(box.width, box.height)
    # OpenCV draws lines of whole px and makes those that lie aslant wider: corners would be knobs
    large = np.full((side * OVERSAMPLING, side * OVERSAMPLING, 3), ground, np.uint8)
    _SYMBOLS[trouble](_Pen(large, ground))
    place = Box(box.left + (box.width - side) // 2, box.top + (box.height - side) // 2, side, side)
    canvas.part(place)[:] = cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)


def _camera(pen: _Pen) -> None:
    """The body of a camera, without a lens."""
    pen.rounded(-0.42, -0.24, 0.42, 0.32, 0.08)
    pen.line(((-0.18, -0.24), (-0.11, -0.35), (0.11, -0.35), (0.18, -0.24)))


def _no_camera(pen: _Pen) -> None:
    _camera(pen)
    pen.ring((0.0, 0.04), 0.15)
    pen.crossed()


def _camera_off(pen: _Pen) -> None:
    _camera(pen)
    _switch(pen, (0.0, 0.05))


def _switch(pen: _Pen, place: tuple[float, float]) -> None:
    """The power sign."""
    x, y = place
    pen.line(_arc(place, 0.14, 0.14, -54, 234), WARM)
    pen.line(((x, y - 0.2), (x, y - 0.04)), WARM)


def _camera_lost(pen: _Pen) -> None:
    """A camera whose cable is out."""
    pen.rounded(-0.46, -0.3, 0.1, 0.14, 0.07)
    pen.ring((-0.18, -0.08), 0.11)
    pen.line(((-0.18, 0.14), (-0.18, 0.36), (-0.02, 0.36)))
    pen.line(((0.04, 0.27), (0.04, 0.45)), WARM)
    pen.line(((0.46, 0.36), (0.3, 0.36)))
    pen.line(((0.3, 0.25), (0.3, 0.47), (0.2, 0.47), (0.2, 0.25)), WARM, closed=True)


def _display_lost(pen: _Pen) -> None:
    """A TV on its foot, dark."""
    pen.rounded(-0.46, -0.36, 0.46, 0.24, 0.07)
    pen.line(((0.0, 0.24), (0.0, 0.4)))
    pen.line(((-0.2, 0.4), (0.2, 0.4)))
    _switch(pen, (0.0, -0.03))


def _frame(pen: _Pen) -> None:
    pen.rounded(-0.44, -0.3, 0.44, 0.3, 0.08)


def _no_lessons(pen: _Pen) -> None:
    """A picture that is to come."""
    _frame(pen)
    pen.line(((-0.14, 0.0), (0.14, 0.0)), ACCENT)
    pen.line(((0.0, -0.14), (0.0, 0.14)), ACCENT)


def _too_hot(pen: _Pen) -> None:
    """A thermometer."""
    bulb, radius = (-0.04, 0.27), 0.16
    glass = (*_arc((-0.04, -0.32), 0.09, 0.09, 180, 360), *_arc(bulb, radius, radius, -56, 236))
    pen.line(glass, closed=True)
    pen.dot(bulb, 0.1, WARM)
    pen.line(((-0.04, 0.27), (-0.04, -0.22)), WARM, wide=1.2)
    for height in (-0.3, -0.15, 0.0):
        pen.line(((0.16, height), (0.28, height)))


def _power_weak(pen: _Pen) -> None:
    """A plug."""
    pen.line(((-0.14, -0.44), (-0.14, -0.22)))
    pen.line(((0.14, -0.44), (0.14, -0.22)))
    body = ((-0.27, -0.2), (0.27, -0.2), (0.27, -0.06), *_arc((0.0, -0.06), 0.27, 0.24, 0, 180))
    pen.line(body, closed=True)
    pen.line(((0.0, 0.19), (0.0, 0.46)))
    bolt = ((0.34, 0.06), (0.22, 0.28), (0.31, 0.28), (0.26, 0.46), (0.42, 0.2), (0.33, 0.2), (0.4, 0.06))
    pen.filled(bolt, WARM)


def _disk(pen: _Pen, colour: Colour) -> None:
    """A stack of three discs."""
    pen.line(_arc((0.0, -0.3), 0.32, 0.11, 0, 360), closed=True)
    for top in (-0.1, 0.1, 0.3):
        pen.line(_arc((0.0, top), 0.32, 0.11, 0, 180), colour if top < 0.3 else NEUTRAL)
    for side in (-0.32, 0.32):
        pen.line(((side, -0.3), (side, 0.3)))


def _disk_full(pen: _Pen) -> None:
    _disk(pen, WARM)


def _not_kept(pen: _Pen) -> None:
    _disk(pen, NEUTRAL)
    pen.crossed()


def _restored(pen: _Pen) -> None:
    """The discs, and a tick."""
    _disk(pen, NEUTRAL)
    tick = ((0.1, 0.26), (0.22, 0.4), (0.46, 0.08))
    pen.line(tick, pen.ground, wide=4.0)
    pen.line(tick, ACCENT, wide=1.4)


def _read_only(pen: _Pen) -> None:
    """The discs, and a lock."""
    _disk(pen, NEUTRAL)
    body = ((0.1, 0.16), (0.44, 0.16), (0.44, 0.44), (0.1, 0.44))
    pen.filled(body, pen.ground)
    pen.line(body, WARM, closed=True)
    pen.line(((0.17, 0.16), *_arc((0.27, 0.04), 0.1, 0.12, 180, 360), (0.37, 0.16)), WARM)


def _films_wait(pen: _Pen) -> None:
    """A picture, and a question."""
    _frame(pen)
    hook = (*_arc((0.0, -0.08), 0.11, 0.1, 180, 420), (0.0, 0.08))
    pen.line(hook, WARM)
    pen.dot((0.0, 0.2), 0.035, WARM)


def _updating(pen: _Pen) -> None:
    """Two arrows in a circle."""
    for start in (200, 20):
        arc = _arc((0.0, 0.0), 0.34, 0.34, start, start + 130)
        pen.line(arc, ACCENT)
        tip, before = np.array(arc[-1]), np.array(arc[-4])
        way = (tip - before) / np.hypot(*(tip - before))
        across = np.array([-way[1], way[0]])
        head = (tip + across * 0.12, tip + way * 0.17, tip - across * 0.12)
        pen.filled([(float(x), float(y)) for x, y in head], ACCENT)


def _lesson_broken(pen: _Pen) -> None:
    """A picture with a crack."""
    _frame(pen)
    crack = ((0.08, -0.42), (-0.06, -0.14), (0.08, 0.06), (-0.06, 0.42))
    pen.line(crack, pen.ground, wide=3.0)
    pen.line(crack, WARM)


def _arc(
    middle: tuple[float, float], across: float, down: float, start: float, end: float
) -> list[tuple[float, float]]:
    """Points of an ellipse's arc, degrees clockwise from the right."""
    turns = np.radians(np.linspace(start, end, ARC_STEPS))
    xs, ys = middle[0] + across * np.cos(turns), middle[1] + down * np.sin(turns)
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


_SYMBOLS: Final[dict[Trouble, Callable[[_Pen], None]]] = {
    Trouble.NO_CAMERA: _no_camera,
    Trouble.CAMERA_LOST: _camera_lost,
    Trouble.CAMERA_OFF: _camera_off,
    Trouble.DISPLAY_LOST: _display_lost,
    Trouble.NO_LESSONS: _no_lessons,
    Trouble.TOO_HOT: _too_hot,
    Trouble.POWER_WEAK: _power_weak,
    Trouble.DISK_FULL: _disk_full,
    Trouble.UPDATING: _updating,
    Trouble.LESSON_BROKEN: _lesson_broken,
    Trouble.NOT_KEPT: _not_kept,
    Trouble.RESTORED: _restored,
    Trouble.FILMS_WAIT: _films_wait,
    Trouble.READ_ONLY: _read_only,
}
