"""Where lines of text stand: about the middle of a box, one or several, cut or broken to a width."""

from collections.abc import Sequence
from typing import Final

from device.tv.drawing.canvas import Align, Canvas
from device.tv.drawing.theme import TEXT, Colour, Scale, Type

# From the middle of a line of capitals down to its baseline, em.
CAPITAL: Final = 0.36
# From one baseline to the next, em.
LINE_PITCH: Final = 1.16


def line_pitch(scale: Scale, size: Type) -> float:
    """Px from one baseline to the next."""
    return LINE_PITCH * size * scale.factor


def centred_baseline(scale: Scale, middle_y: float, size: Type, lines: int = 1) -> float:
    """Px: the first baseline of `lines` lines whose capitals lie about `middle_y`."""
    return middle_y + CAPITAL * size * scale.factor - line_pitch(scale, size) * (lines - 1) / 2


def rows_of(canvas: Canvas, text: str, size: Type, width: int, lines: int) -> tuple[str, ...]:
    """The text in at most `lines` (1 or 2) rows, cut where it is wider than `width` px."""
    if lines == 1:
        return (canvas.lettering.fit(text, size, width),)
    return canvas.lettering.two_lines(text, size, width)


def draw_rows(
    canvas: Canvas,
    rows: Sequence[str],
    size: Type,
    place: tuple[float, float],
    align: Align = "left",
    colour: Colour = TEXT,
) -> None:
    """Write rows one below the other from the baseline at `place` on."""
    x, baseline = place
    for number, row in enumerate(rows):
        canvas.text(row, size, (x, baseline + number * line_pitch(canvas.scale, size)), align, colour)
