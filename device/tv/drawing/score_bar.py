"""A score as a bar with the marks of good and great, as a number, and the small notes beside it.

A bar that is higher than wide grows upwards, any other to the right.
"""

from typing import Final

from device.grades import GOOD_FROM, GREAT_FROM
from device.messages import Level, PlayerView
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import (
    BACKGROUND,
    DIM,
    LEVEL_COLOURS,
    TRACK,
    Box,
    Colour,
    level_of,
)
from device.words.lookup import Words

NO_SCORE: Final = "–"  # noqa: RUF001 - a dash, as printed tables have it
MARK_WIDTH: Final = 4
# Reaction time: everybody is this late.
BEHIND_FROM_S: Final = 0.25


def shown_score(player: PlayerView) -> float | None:
    """The score as far as there is one; NaN is none."""
    return None if level_of(player.score) is Level.UNKNOWN else player.score


def score_text(score: float | None) -> tuple[str, Colour]:
    """The number and its colour; a dim dash without a score."""
    if score is None:
        return NO_SCORE, DIM
    return str(round(min(max(score, 0.0), 100.0))), LEVEL_COLOURS[level_of(score)]


def draw_bar(canvas: Canvas, bar: Box, score: float | None) -> None:
    """Fill the bar as far as the score goes."""
    upright = bar.height > bar.width
    length, radius = max(bar.width, bar.height), min(bar.width, bar.height) / 4
    canvas.rounded(bar, radius, TRACK)
    if score is not None:
        done = round(length * min(max(score, 0.0), 100.0) / 100)
        full = (
            Box(bar.left, bar.bottom - done, bar.width, done)
            if upright
            else Box(bar.left, bar.top, done, bar.height)
        )
        canvas.rounded(full, radius, LEVEL_COLOURS[level_of(score)])
    width = canvas.scale.px(MARK_WIDTH)
    for mark in (GOOD_FROM, GREAT_FROM):
        place = round(length * mark / 100)
        line = (
            Box(bar.left, bar.bottom - place, bar.width, width)
            if upright
            else Box(bar.left + place - width, bar.top, width, bar.height)
        )
        canvas.clear(line, BACKGROUND)


def notes(player: PlayerView, words: Words) -> tuple[str, ...]:
    """How late the person follows and whether as in a mirror, only where it is so."""
    found = []
    if player.lag_s is not None and player.lag_s >= BEHIND_FROM_S:
        found.append(words.text("behind", seconds=f"{player.lag_s:.1f}"))
    if player.mirrored:
        found.append(words.text("mirrored"))
    return tuple(found)
