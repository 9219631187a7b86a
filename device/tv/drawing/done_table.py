"""What was done, a row an exercise: name, number, how many were good, the repetitions, the fault."""

from collections.abc import Sequence
from typing import Final

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.repetition_marks import draw_marks
from device.tv.drawing.theme import DIM, TEXT, Box, Type
from device.tv.drawing.typography import CAPITAL
from device.views import DoneView
from device.words.lookup import Words

ROW: Final = 118  # from row to row
NAME_BELOW: Final = 44  # from the top of a row to the baseline of its name, and of what stands below
FAULT_BELOW: Final = 92
VALUE_WIDTH: Final = 130
GAP: Final = 36


def rows_in(canvas: Canvas, height: int) -> int:
    """How many rows an area of `height` px has room for."""
    return height // canvas.scale.px(ROW)


def draw_done(canvas: Canvas, words: Words, area: Box, done: Sequence[DoneView], names: int) -> None:
    """Draw the rows into an area that was cleared; of too many the last place says how many more there are.

    names: px that the column of the names has; what remains is for the repetitions.
    """
    room = rows_in(canvas, area.height)
    shown = done if len(done) <= room else done[: room - 1]
    top = area.top
    for one in shown:
        _row(canvas, Box(area.left, top, area.width, canvas.scale.px(ROW)), one, names)
        top += canvas.scale.px(ROW)
    if len(shown) < len(done):
        more = words.text("free_more", number=len(done) - len(shown))
        canvas.text(more, Type.SMALL, (area.left, top + canvas.scale.px(NAME_BELOW)), "left", DIM)


def _row(canvas: Canvas, row: Box, one: DoneView, names: int) -> None:
    px, lettering = canvas.scale.px, canvas.lettering
    first, second = row.top + px(NAME_BELOW), row.top + px(FAULT_BELOW)
    value_right = row.left + names + px(VALUE_WIDTH)
    number = canvas.text(one.value, Type.BODY, (value_right, first), "right", TEXT)
    name = lettering.fit(one.name, Type.BODY, number.left - px(GAP) - row.left)
    canvas.text(name, Type.BODY, (row.left, first), "left", TEXT)
    left = value_right + px(GAP)
    middle = first - CAPITAL * Type.BODY * canvas.scale.factor
    draw_marks(canvas, one.marks, (left, middle), row.right - left)
    after = row.left
    if one.good is not None:
        good = lettering.fit(one.good, Type.SMALL, left - px(GAP) - row.left)
        after = canvas.text(good, Type.SMALL, (row.left, second), "left", DIM).right + px(GAP)
    if one.fault is not None:
        # below the repetitions, but in a narrow table as far to the left as it must
        start = min(max(row.right - lettering.width(one.fault, Type.SMALL), after), left)
        fault = lettering.fit(one.fault, Type.SMALL, row.right - start)
        canvas.text(fault, Type.SMALL, (start, second), "left", DIM)
