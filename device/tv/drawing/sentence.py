"""One sentence for a person, in a pill with a mark for its kind: notice, cue or praise."""

from enum import Enum
from typing import Final

from device.messages import Level, PlayerView
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import disc, stroke
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS, PANEL, TEXT, Box, Colour, Type
from device.tv.drawing.typography import centred_baseline, draw_rows, rows_of

MARK: Final = 34  # the square that a mark fills
GAP: Final = 18
PAD: Final = 30
STROKE: Final = 8
RADIUS: Final = 42
ONE_LINE: Final = 88  # the most height of a pill with one line
EDGE: Final = 4
# Green letters on the ground of a panel: the level's own colour is too dark for text.
PRAISE: Final[Colour] = (96, 222, 150)


class Tone(Enum):
    """What kind of sentence it is."""

    NOTICE = "something is missing"
    CUE = "do this"
    PRAISE = "this is right"


COLOURS: Final = {Tone.NOTICE: LEVEL_COLOURS[Level.FAIR], Tone.CUE: ACCENT, Tone.PRAISE: PRAISE}

Said = tuple[str, Tone]


def said_to(player: PlayerView) -> Said | None:
    """The sentence for a player now: a message goes before a cue or praise."""
    if player.message:
        return player.message, Tone.NOTICE
    if player.sentence:
        return player.sentence, Tone.PRAISE if player.fine else Tone.CUE
    return None


def draw_sentence(
    canvas: Canvas,
    area: Box,
    middle: int,
    said: Said,
    size: Type,
    lines: int = 1,
    edge: Colour | None = None,
) -> None:
    """Draw a pill as wide as its words, in 1 or 2 `lines`, about the column `middle` where there is room.

    One line takes no more height than it needs and stands in the middle of the area.

    edge: the colour of the person it is for, drawn around it.
    """
    text, tone = said
    px, lettering = canvas.scale.px, canvas.lettering
    around = 2 * px(PAD) + px(MARK) + px(GAP)
    rows = rows_of(canvas, text, size, area.width - around, lines)
    width = max(lettering.width(row, size) for row in rows) + around
    left = min(max(middle - width // 2, area.left), area.right - width)
    height = area.height if len(rows) > 1 else min(area.height, px(ONE_LINE))
    pill = Box(left, area.top + (area.height - height) // 2, width, height)
    radius, thin = min(height / 2, px(RADIUS)), px(EDGE)
    if edge is not None:
        canvas.rounded(pill, radius, edge)
        inner = Box(pill.left + thin, pill.top + thin, pill.width - 2 * thin, pill.height - 2 * thin)
        canvas.rounded(inner, radius - thin, PANEL)
    else:
        canvas.rounded(pill, radius, PANEL)
    x, y = pill.left + px(PAD) + px(MARK) / 2, pill.top + height / 2
    _mark(canvas, (x, y), tone)
    place = pill.left + px(PAD + MARK + GAP), centred_baseline(canvas.scale, y, size, len(rows))
    draw_rows(canvas, rows, size, place, "left", PRAISE if tone is Tone.PRAISE else TEXT)


def _mark(canvas: Canvas, centre: tuple[float, float], tone: Tone) -> None:
    """A dot, an arrow's head, or a tick, about `centre`."""
    x, y = centre
    unit, colour, width = canvas.scale.factor * MARK, COLOURS[tone], STROKE * canvas.scale.factor
    if tone is Tone.NOTICE:
        disc(canvas.pixels, centre, unit * 0.32, colour)
        return
    tick = ((-0.42, 0.04), (-0.12, 0.34), (0.44, -0.34))
    head = ((-0.2, -0.4), (0.22, 0.0), (-0.2, 0.4))
    points = [
        (x + across * unit, y + down * unit) for across, down in (tick if tone is Tone.PRAISE else head)
    ]
    stroke(canvas.pixels, points[0], points[1], width, colour)
    stroke(canvas.pixels, points[1], points[2], width, colour)
