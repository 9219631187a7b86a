"""The score over the time of a match, as a line with its best and its hardest moment marked.

Decides the ticks and how much the line is smoothed.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import SUBPIXEL_BITS, disc, fixed
from device.tv.drawing.theme import (
    ACCENT,
    BACKGROUND,
    DIM,
    LEVEL_COLOURS,
    OUTLINE,
    TEXT,
    TRACK,
    Box,
    Colour,
    Type,
    clock_text,
    level_of,
)
from device.words.lookup import ENGLISH_WORDS, Words

# One point a few px: more would only draw the noise of single live scores.
POINTS_MAX: Final = 90
TICK_STEPS_S: Final = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
TICKS_MAX: Final = 6
SCORE_TICKS: Final = (0, 50, 100)
AXIS_WIDTH: Final = 84
AXIS_HEIGHT: Final = 56
HEADROOM: Final = 64  # for the word above a score of 100
LINE_WIDTH: Final = 6
MARK_RADIUS: Final = 13
AREA_SHARE: Final = 0.16  # how much of the line's colour the area under it takes


def draw_chart(
    canvas: Canvas,
    box: Box,
    times: NDArray[np.floating],
    scores: NDArray[np.floating],
    duration_s: float,
    marked: tuple[float | None, float | None] | None = None,
    words: Words = ENGLISH_WORDS,
) -> None:
    """Draw scores (N,), 0..100 or NaN, at times (N,), s, into a box.

    marked: the best and the hardest moment, s, each None where there is none; without it the highest and the
    lowest point of the line.
    """
    px = canvas.scale.px
    plot = Box(
        box.left + px(AXIS_WIDTH),
        box.top + px(HEADROOM),
        box.width - px(AXIS_WIDTH) - px(MARK_RADIUS + 4),
        box.height - px(AXIS_HEIGHT) - px(HEADROOM),
    )
    for score in SCORE_TICKS:
        y = plot.bottom - round(plot.height * score / 100)
        canvas.clear(Box(plot.left, y, plot.width, px(2)), TRACK)
        canvas.text(str(score), Type.SMALL, (plot.left - px(20), y + px(13)), "right", DIM)
    span = max(duration_s, 1e-9)
    for time in time_ticks(duration_s):
        x = plot.left + plot.width * time / span
        label = clock_text(time)
        x = min(x, box.right - canvas.lettering.width(label, Type.SMALL) / 2)
        canvas.text(label, Type.SMALL, (x, box.bottom - px(6)), "centre", DIM)
    xs, ys = smooth(times, scores)
    known = np.isfinite(ys)
    if not known.any():
        tag = canvas.tag(words.text("no_score_measured"), DIM)
        canvas.stamp(tag, (plot.middle[0] - tag.get_width() // 2, plot.middle[1] - tag.get_height() // 2))
        return
    points = np.stack([plot.left + plot.width * xs / span, plot.bottom - plot.height * ys / 100], axis=1)
    for run in np.split(np.arange(len(ys)), np.flatnonzero(np.diff(known)) + 1):
        if known[run[0]]:
            _line(canvas, plot, points[run])
    best_s, hardest_s = marked or (float(xs[np.nanargmax(ys)]), float(xs[np.nanargmin(ys)]))
    best, hardest = _nearest(xs, known, best_s), _nearest(xs, known, hardest_s)
    if hardest is not None:
        _mark(canvas, plot, points[hardest], float(ys[hardest]), words.text("chart_hardest"), above=False)
    if best is not None and best != hardest:
        _mark(canvas, plot, points[best], float(ys[best]), words.text("chart_best"), above=True)


def _nearest(xs: NDArray[np.float64], known: NDArray[np.bool_], time_s: float | None) -> int | None:
    """The index of the known point nearest to a time; None without a time."""
    return None if time_s is None else int(np.nanargmin(np.where(known, np.abs(xs - time_s), np.nan)))


def time_ticks(duration_s: float) -> tuple[int, ...]:
    """Round times for the axis, s, at most TICKS_MAX and at least the start."""
    for step in TICK_STEPS_S:
        if duration_s / step < TICKS_MAX:
            return tuple(range(0, int(duration_s) + 1, step))
    return (0,)


def smooth(
    times: NDArray[np.floating], scores: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """At most POINTS_MAX points: the means of neighbours, NaN where none of them is known."""
    size = max(-(-len(times) // POINTS_MAX), 1)
    xs, ys = [], []
    for start in range(0, len(times), size):
        part = np.asarray(scores[start : start + size], np.float64)
        known = part[np.isfinite(part)]
        xs.append(float(np.mean(times[start : start + size])))
        ys.append(float(np.clip(known.mean(), 0, 100)) if len(known) else np.nan)
    return np.array(xs, np.float64), np.array(ys, np.float64)


def _line(canvas: Canvas, plot: Box, points: NDArray[np.float64]) -> None:
    if len(points) == 1:
        disc(canvas.pixels, (points[0, 0], points[0, 1]), canvas.scale.px(LINE_WIDTH), ACCENT)
        return
    ground = np.array([[points[-1, 0], plot.bottom], [points[0, 0], plot.bottom]])
    shade = tuple(
        round(low + (high - low) * AREA_SHARE) for low, high in zip(BACKGROUND, ACCENT, strict=True)
    )
    area = fixed(np.concatenate([points, ground]))
    cv2.fillPoly(canvas.pixels, [area], shade, cv2.LINE_AA, SUBPIXEL_BITS)
    closed = False
    width = canvas.scale.px(LINE_WIDTH)
    cv2.polylines(canvas.pixels, [fixed(points)], closed, ACCENT, width, cv2.LINE_AA, SUBPIXEL_BITS)


def _mark(
    canvas: Canvas, plot: Box, point: NDArray[np.float64], score: float, word: str, *, above: bool
) -> None:
    px = canvas.scale.px
    colour: Colour = LEVEL_COLOURS[level_of(score)]
    x, y = float(point[0]), float(point[1])
    disc(canvas.pixels, (x, y), px(MARK_RADIUS + 5), OUTLINE)
    disc(canvas.pixels, (x, y), px(MARK_RADIUS), colour)
    tag = canvas.tag(word, TEXT)
    gap = px(MARK_RADIUS + 8)
    over, under = y - gap - tag.get_height(), y + gap
    fits_below = under + tag.get_height() <= plot.bottom
    left = min(max(x - tag.get_width() / 2, plot.left), plot.right - tag.get_width())
    fits_above = over >= plot.top
    canvas.stamp(tag, (round(left), round(over if (above and fits_above) or not fits_below else under)))
