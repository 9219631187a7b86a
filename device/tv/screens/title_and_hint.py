"""The title above a list or a picture, and the line at the bottom that says what the keys do.

Both clear the place where they stand.
"""

from typing import Final

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import DIM, MARGIN_X, MARGIN_Y, REFERENCE_SIZE, TEXT, Colour, Type

WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
TITLE_HEIGHT: Final = 84
TITLE_BASELINE: Final = 116
HINT_TOP: Final = 972
HINT_HEIGHT: Final = 54
HINT_BASELINE: Final = 1012


def draw_title(canvas: Canvas, title: str) -> None:
    """Write a title at the top left, cut where it is too long."""
    _write(canvas, title, Type.TITLE, (MARGIN_Y, TITLE_HEIGHT, TITLE_BASELINE), TEXT)


def draw_hint(canvas: Canvas, hint: str) -> None:
    """Write a hint at the bottom left, cut where it is too long."""
    _write(canvas, hint, Type.SMALL, (HINT_TOP, HINT_HEIGHT, HINT_BASELINE), DIM)


def _write(canvas: Canvas, text: str, size: Type, where: tuple[int, int, int], colour: Colour) -> None:
    top, height, baseline = where
    area = canvas.scale.box(MARGIN_X, top, WIDTH, height)
    canvas.clear(area)
    place = area.left, canvas.scale.box(0, baseline, 1, 1).top
    canvas.text(canvas.lettering.fit(text, size, area.width), size, place, "left", colour)
