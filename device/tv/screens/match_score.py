"""A person's score, repetitions and notes on a match screen, in three shapes: upright, flat and stacked.

Clears the given area first. `match_layout` has the areas, `score_bar` draws the bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from device.messages import PlayerView
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.score_bar import draw_bar, notes, score_text, shown_score
from device.tv.drawing.theme import DIM, TEXT, Box, Colour, Type
from device.words.lookup import Words

# The upright shape, from its top: label, number, bar, repetitions if there are any, notes.
LABEL_BELOW: Final = 36
NUMBER_BELOW: Final = 134
BAR_BELOW: Final = 172
BAR_WIDTH: Final = 64
BAR_END: Final = 594
BAR_END_COUNTING: Final = 424  # a shorter bar makes room for the repetitions
COUNT_LABEL_BELOW: Final = 476
COUNT_BELOW: Final = 568
# Below the bar: how late, and whether mirrored.
NOTES_BELOW: Final = 638
NOTE_PITCH: Final = 40  # from line to line of a note
NOTES_APART: Final = 14  # more from note to note
NOTE_INSET: Final = 12
# The lying shapes: a name over a bar; the flat one has its number before them, the stacked one between them.
# Below the flat bar stand the notes and, at its end, the repetitions.
FLAT_NUMBER_WIDTH: Final = 190
FLAT_NUMBER_BELOW: Final = 80
FLAT_BAR_BELOW: Final = 54
FLAT_NOTE_BELOW: Final = 130
FLAT_COUNT_GAP: Final = 14
STACKED_BAR_BELOW: Final = 160
STACKED_NOTES_BELOW: Final = (230, 272)
LYING_BAR: Final = 26
NOTE_GAP: Final = 36
GAP: Final = 24


@dataclass(frozen=True, slots=True)
class Tally:
    """What one person's area shows: it is drawn again when this changed."""

    name: str
    colour: Colour
    score: float | None
    repetitions: int | None
    counted: str  # what the repetitions are of
    notes: tuple[str, ...]


def tally(player: PlayerView, name: str, colour: Colour, words: Words, exercise: str | None = None) -> Tally:
    """What is shown of a player; name: above the score; exercise: what is done now, None while unknown."""
    counted = exercise or words.text("repetitions")
    return Tally(name, colour, shown_score(player), player.repetitions, counted, notes(player, words))


def draw_upright(canvas: Canvas, area: Box, shown: Tally) -> None:
    """A bar that rises in the middle of a column."""
    px, middle = canvas.scale.px, area.middle[0]
    canvas.clear(area)

    def write(text: str, size: Type, below: float, colour: Colour) -> None:
        canvas.text(text, size, (middle, area.top + px(below)), "centre", colour)

    write(canvas.lettering.fit(shown.name, Type.SMALL, area.width), Type.SMALL, LABEL_BELOW, shown.colour)
    number, colour = score_text(shown.score)
    write(number, Type.SCORE, NUMBER_BELOW, colour)
    end = BAR_END
    if shown.repetitions is not None:
        rows = canvas.lettering.two_lines(shown.counted, Type.SMALL, area.width)
        end = BAR_END_COUNTING - NOTE_PITCH * (len(rows) - 1)
        for above, row in enumerate(reversed(rows)):
            write(row, Type.SMALL, COUNT_LABEL_BELOW - NOTE_PITCH * above, DIM)
        write(str(shown.repetitions), Type.SCORE, COUNT_BELOW, TEXT)
    bar = Box(middle - px(BAR_WIDTH) // 2, area.top + px(BAR_BELOW), px(BAR_WIDTH), px(end - BAR_BELOW))
    draw_bar(canvas, bar, shown.score)
    below, room = NOTES_BELOW, area.width - 2 * px(NOTE_INSET)
    for note in shown.notes:
        for row in canvas.lettering.two_lines(note, Type.SMALL, room):
            if px(below) <= area.height:
                write(row, Type.SMALL, below, DIM)
            below += NOTE_PITCH
        below += NOTES_APART


def draw_flat(canvas: Canvas, area: Box, shown: Tally) -> None:
    """As low as it goes: the number, beside it the name over the bar, below them notes and repetitions."""
    px = canvas.scale.px
    canvas.clear(area)
    number, colour = score_text(shown.score)
    canvas.text(number, Type.SCORE, (area.left, area.top + px(FLAT_NUMBER_BELOW)), "left", colour)
    left = area.left + px(FLAT_NUMBER_WIDTH)
    name = canvas.lettering.fit(shown.name, Type.SMALL, area.right - left)
    canvas.text(name, Type.SMALL, (left, area.top + px(LABEL_BELOW)), "left", shown.colour)
    bar = Box(left, area.top + px(FLAT_BAR_BELOW), area.right - left, px(LYING_BAR))
    draw_bar(canvas, bar, shown.score)
    x, right, baseline = area.left, area.right, area.top + px(FLAT_NOTE_BELOW)
    if shown.repetitions is not None:
        counted = canvas.text(str(shown.repetitions), Type.TITLE, (right, baseline), "right", TEXT)
        end = counted.left - px(FLAT_COUNT_GAP)
        label = canvas.lettering.fit(shown.counted, Type.SMALL, end - area.left)
        right = canvas.text(label, Type.SMALL, (end, baseline), "right", DIM).left - px(GAP)
    for note in shown.notes:
        if x + canvas.lettering.width(note, Type.SMALL) <= right:
            x = canvas.text(note, Type.SMALL, (x, baseline), "left", DIM).right + px(NOTE_GAP)


def draw_stacked(canvas: Canvas, words: Words, area: Box, shown: Tally) -> None:
    """In a narrow area: name, number with the repetitions beside it, bar, and as many notes as fit."""
    px = canvas.scale.px
    canvas.clear(area)
    number, colour = score_text(shown.score)
    canvas.text(number, Type.SCORE, (area.left, area.top + px(NUMBER_BELOW)), "left", colour)
    right = area.right
    if shown.repetitions is not None:
        # a long name stands in the place of the notes
        label = words.text("repetitions")
        place = right, area.top + px(LABEL_BELOW)
        right = canvas.text(label, Type.SMALL, place, "right", DIM).left - px(GAP)
        place = area.right, area.top + px(NUMBER_BELOW)
        canvas.text(str(shown.repetitions), Type.SCORE, place, "right", TEXT)
    name = canvas.lettering.fit(shown.name, Type.SMALL, right - area.left)
    canvas.text(name, Type.SMALL, (area.left, area.top + px(LABEL_BELOW)), "left", shown.colour)
    bar = Box(area.left, area.top + px(STACKED_BAR_BELOW), area.width, px(LYING_BAR))
    draw_bar(canvas, bar, shown.score)
    named = (
        () if shown.repetitions is None or shown.counted == words.text("repetitions") else (shown.counted,)
    )
    said = (*named, *shown.notes)
    for row, below in zip(_rows(canvas, said, area.width), STACKED_NOTES_BELOW, strict=False):
        if px(below) <= area.height:
            canvas.text(row, Type.SMALL, (area.left, area.top + px(below)), "left", DIM)


def _rows(canvas: Canvas, said: Sequence[str], width: int) -> list[str]:
    return [row for note in said for row in canvas.lettering.two_lines(note, Type.SMALL, width)]
