"""One poster: a picture with rounded corners, the name in up to two lines, and a detail such as the length.

On the picture: "new", where the lesson was left, and the last score as a number with a dot in the colour of
its level. In focus it has a bright frame and is a little larger.
"""

from math import isfinite
from typing import Final

import cv2
import numpy as np

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import SUBPIXEL_BITS, disc, fixed, stroke
from device.tv.drawing.theme import (
    ACCENT,
    DIM,
    LEVEL_COLOURS,
    NEUTRAL,
    OUTLINE,
    TEXT,
    TRACK,
    Box,
    Colour,
    Type,
    level_of,
)
from device.tv.drawing.typography import centred_baseline
from device.tv.screens.poster_picture import dimmed, fitted, painted
from device.views import Poster
from device.words.lookup import Words

# A cell: the picture with room around it for the frame, and the words below.
CELL_WIDTH: Final = 426
CELL_HEIGHT: Final = 398
INSET: Final = 18
PICTURE_HEIGHT: Final = 219
GROWTH: Final = 8  # px that the picture in focus grows to each side
FRAME: Final = 6
FRAME_GAP: Final = 3
RADIUS: Final = 22
CORNER_STEP: Final = 6  # degrees from one point of the frame's corner to the next
NAME_BASELINE: Final = 292
LINE_PITCH: Final = 42
MARK_INSET: Final = 14
MARK_HEIGHT: Final = 48
MARK_PAD: Final = 18
DOT: Final = 9  # its radius
TRIANGLE: Final = 20
BAR_HEIGHT: Final = 10


def draw_poster(canvas: Canvas, words: Words, poster: Poster, cell: Box, *, focused: bool) -> None:
    """Draw a poster into a cell of CELL_WIDTH x CELL_HEIGHT reference px that was cleared."""
    px = canvas.scale.px
    inset = px(INSET)
    picture = Box(cell.left + inset, cell.top + inset, cell.width - 2 * inset, px(PICTURE_HEIGHT))
    if focused:
        picture = _grown(picture, px(GROWTH))
    _picture(canvas, poster, picture)
    canvas.round_corners(picture, px(RADIUS))
    if focused:
        _frame(canvas, picture, cell)
    _marks(canvas, words, poster, picture)
    _words(canvas, poster, cell)


def _picture(canvas: Canvas, poster: Poster, box: Box) -> None:
    letter: Colour | None = None
    if poster.image is None:
        picture, letter = painted(poster.name, box.width, box.height)
    else:
        picture = fitted(poster.image, box.width, box.height)
    if not poster.ready:
        picture = dimmed(picture)
    canvas.part(box)[:] = picture
    first = poster.name.strip()[:1].upper()
    if letter is not None and poster.ready and first and canvas.lettering.shows(first):
        x, y = box.middle
        canvas.text(first, Type.SCORE, (x, centred_baseline(canvas.scale, y, Type.SCORE)), "centre", letter)


def _marks(canvas: Canvas, words: Words, poster: Poster, box: Box) -> None:
    px = canvas.scale.px
    inset, height = px(MARK_INSET), px(MARK_HEIGHT)
    if poster.fresh and poster.ready:
        text = words.text("home_new")
        width = canvas.lettering.width(text, Type.SMALL) + 2 * px(MARK_PAD)
        mark = Box(box.left + inset, box.top + inset, width, height)
        canvas.rounded(mark, height / 2, ACCENT)
        _write(canvas, text, mark, px(MARK_PAD), OUTLINE)
    bottom = box.bottom - inset
    if poster.left_at is not None:
        bar = Box(box.left + inset, bottom - px(BAR_HEIGHT), box.width - 2 * inset, px(BAR_HEIGHT))
        canvas.rounded(bar, bar.height / 2, TRACK)
        done = round(bar.width * min(max(poster.left_at, 0.0), 1.0))
        canvas.rounded(Box(bar.left, bar.top, max(done, bar.height), bar.height), bar.height / 2, ACCENT)
        bottom = bar.top - px(MARK_INSET)
        text = words.text("home_continue")
        start = px(MARK_PAD) + px(TRIANGLE) + px(MARK_PAD) // 2
        width = start + canvas.lettering.width(text, Type.SMALL) + px(MARK_PAD)
        mark = Box(box.left + inset, bottom - height, width, height)
        canvas.rounded(mark, height / 2, OUTLINE)
        _triangle(canvas, (mark.left + px(MARK_PAD), mark.top + height / 2), px(TRIANGLE))
        _write(canvas, text, mark, start, TEXT)
    if poster.score is not None and isfinite(poster.score):
        text = str(round(poster.score))
        start = px(MARK_PAD) + 2 * px(DOT) + px(MARK_PAD) // 2
        width = start + canvas.lettering.width(text, Type.SMALL) + px(MARK_PAD)
        mark = Box(box.right - inset - width, bottom - height, width, height)
        canvas.rounded(mark, height / 2, OUTLINE)
        dot = mark.left + px(MARK_PAD) + px(DOT), mark.top + height / 2
        disc(canvas.pixels, dot, DOT * canvas.scale.factor, LEVEL_COLOURS[level_of(poster.score)])
        _write(canvas, text, mark, start, TEXT)


def _words(canvas: Canvas, poster: Poster, cell: Box) -> None:
    px = canvas.scale.px
    left, room = cell.left + px(INSET), cell.width - 2 * px(INSET)
    rows = canvas.lettering.two_lines(poster.name, Type.SMALL, room)
    baseline = cell.top + px(NAME_BASELINE)
    for row in rows:
        canvas.text(row, Type.SMALL, (left, baseline), "left", TEXT if poster.ready else NEUTRAL)
        baseline += px(LINE_PITCH)
    detail = canvas.lettering.fit(poster.detail, Type.SMALL, room)
    if detail:
        canvas.text(detail, Type.SMALL, (left, baseline + px(2)), "left", DIM)


def _write(canvas: Canvas, text: str, mark: Box, start: int, colour: Colour) -> None:
    baseline = centred_baseline(canvas.scale, mark.top + mark.height / 2, Type.SMALL)
    canvas.text(text, Type.SMALL, (mark.left + start, baseline), "left", colour)


def _triangle(canvas: Canvas, place: tuple[float, float], side: int) -> None:
    """The sign for "play", its left edge at `place`."""
    x, y = place
    corners = ((x + 2, y - side * 0.4), (x + side * 0.8, y), (x + 2, y + side * 0.4))
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        stroke(canvas.pixels, start, end, side * 0.25, ACCENT)
    disc(canvas.pixels, (x + side * 0.32, y), side * 0.2, ACCENT)


def _frame(canvas: Canvas, picture: Box, cell: Box) -> None:
    """A bright line around a picture with round corners, a little away from it, never beyond the cell."""
    away = (FRAME_GAP + FRAME / 2) * canvas.scale.factor
    radius = RADIUS * canvas.scale.factor
    turns = np.radians(np.arange(0, 90 + CORNER_STEP, CORNER_STEP))
    corner = (radius + away) * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    left, right = picture.left - cell.left + radius, picture.right - cell.left - 1 - radius
    top, bottom = picture.top - cell.top + radius, picture.bottom - cell.top - 1 - radius
    turned = corner[::-1]
    line = np.concatenate(
        [
            corner + np.array([right, bottom]),
            turned * (-1, 1) + np.array([left, bottom]),
            -corner + np.array([left, top]),
            turned * (1, -1) + np.array([right, top]),
        ]
    )
    closed, width = True, canvas.scale.px(FRAME)
    cv2.polylines(canvas.part(cell), [fixed(line)], closed, ACCENT, width, cv2.LINE_AA, SUBPIXEL_BITS)


def _grown(box: Box, by: int) -> Box:
    return Box(box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by)
