"""The other page of a result: the repetitions of each exercise, of one person or of two side by side."""

from typing import Final

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.done_table import draw_done
from device.tv.drawing.theme import MARGIN_X, REFERENCE_SIZE, TRACK, Colour, Type
from device.views import Ended
from device.words.lookup import Words

TOP: Final = 156
BOTTOM: Final = 912
WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
NAMES_OF_ONE: Final = 620  # px that names of exercises have
# Two people: a column each, under the person's name.
GAP: Final = 72
COLUMN: Final = (WIDTH - GAP) // 2
RULE_HEIGHT: Final = 6
NAME_BASELINE: Final = 214
TABLE_TOP: Final = 244
NAMES_OF_TWO: Final = 330


def draw_repetitions(
    canvas: Canvas, words: Words, people: tuple[Ended, ...], called: tuple[tuple[str, Colour], ...]
) -> None:
    """Draw onto a canvas that has a header only. called: the name and the colour of each of two."""
    box, px = canvas.scale.box, canvas.scale.px
    if len(people) == 1:
        draw_done(canvas, words, box(MARGIN_X, TOP, WIDTH, BOTTOM - TOP), people[0].done, px(NAMES_OF_ONE))
        return
    for place, (ended, (name, colour)) in enumerate(zip(people, called, strict=True)):
        left = MARGIN_X + place * (COLUMN + GAP)
        canvas.rounded(box(left, TOP, COLUMN, RULE_HEIGHT), 0, colour)
        start = box(left, NAME_BASELINE, COLUMN, 1)
        short = canvas.lettering.fit(name, Type.BODY, start.width)
        canvas.text(short, Type.BODY, (start.left, start.top), "left", colour)
        table = box(left, TABLE_TOP, COLUMN, BOTTOM - TABLE_TOP)
        draw_done(canvas, words, table, ended.done, px(NAMES_OF_TWO))
    canvas.clear(box(MARGIN_X + COLUMN + GAP / 2 - 1, TOP, 2, BOTTOM - TOP), TRACK)
