"""What every match screen has around its pictures: title, a notice, speed, time left and progress.

Each is redrawn only when it changed.
"""

from math import ceil
from typing import Final

from device.messages import Level, MatchView
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.strokes import disc
from device.tv.drawing.theme import (
    ACCENT,
    DIM,
    LEVEL_COLOURS,
    MARGIN_X,
    MARGIN_Y,
    REFERENCE_SIZE,
    TRACK,
    Box,
    Type,
    clock_text,
)
from device.tv.drawing.typography import CAPITAL
from device.words.lookup import Words

WIDTH: Final = REFERENCE_SIZE[0]
CONTENT_WIDTH: Final = WIDTH - 2 * MARGIN_X
HEADER_BASELINE: Final = 106
HEADER_HEIGHT: Final = 76
# Between the header and what stands below.
CONTENT_TOP: Final = 146
PROGRESS_TOP: Final = 1010
PROGRESS_HEIGHT: Final = 10
TIME_WIDTH: Final = 330
RATE_WIDTH: Final = 170
NOTICE_WIDTH: Final = 720  # at most: the title keeps the rest
NOTICE_GAP: Final = 36
NOTICE_DOT: Final = 8  # its radius


class MatchFrame:
    """Draws onto a canvas that its screen has for itself."""

    def __init__(self, canvas: Canvas, words: Words) -> None:
        """Begin with an empty canvas."""
        self._canvas = canvas
        self._words = words
        self._regions = DirtyRegions()
        canvas.clear()

    def draw(self, view: MatchView) -> None:
        """Bring the frame up to date with a view."""
        left = max(ceil(view.duration_s - view.time_s), 0)
        share = min(max(view.time_s / view.duration_s, 0.0), 1.0) if view.duration_s > 0 else 1.0
        rate = None if view.rate == 1 else f"{view.rate * 100:.0f} %"
        if self._regions.changed("title", (view.title, view.notice, rate)):
            self._title(view.title, view.notice, rate)
        if self._regions.changed("time", left):
            self._time(left)
        if self._regions.changed("progress", round(share * self._canvas.scale.px(CONTENT_WIDTH))):
            self._progress(share)

    def _title(self, title: str, notice: str | None, rate: str | None) -> None:
        canvas, px = self._canvas, self._canvas.scale.px
        area = canvas.scale.box(MARGIN_X, MARGIN_Y, CONTENT_WIDTH - TIME_WIDTH, HEADER_HEIGHT)
        canvas.clear(area)
        baseline, right = canvas.scale.box(0, HEADER_BASELINE, 1, 1).top, area.right
        if rate is not None:
            canvas.text(rate, Type.TITLE, (right, baseline), "right", ACCENT)
            right -= px(RATE_WIDTH)
        if notice is not None:
            short = canvas.lettering.fit(notice, Type.SMALL, px(NOTICE_WIDTH))
            left = canvas.text(short, Type.SMALL, (right - px(NOTICE_GAP), baseline), "right", DIM).left
            dot = left - px(NOTICE_GAP) / 2, baseline - px(CAPITAL * Type.SMALL)
            disc(canvas.pixels, dot, px(NOTICE_DOT), LEVEL_COLOURS[Level.FAIR])
            right = left - px(NOTICE_GAP)
        text = canvas.lettering.fit(title, Type.TITLE, right - area.left)
        canvas.text(text, Type.TITLE, (area.left, baseline))

    def _time(self, left: int) -> None:
        area = self._canvas.scale.box(WIDTH - MARGIN_X - TIME_WIDTH, MARGIN_Y, TIME_WIDTH, HEADER_HEIGHT)
        self._canvas.clear(area)
        baseline = self._canvas.scale.box(0, HEADER_BASELINE, 1, 1).top
        gap, end = self._canvas.scale.px(14), area.right
        before, after = self._words.around("time_left")
        if after:
            end = self._canvas.text(after, Type.SMALL, (end, baseline), "right", DIM).left - gap
        end = self._canvas.text(clock_text(left), Type.TITLE, (end, baseline), "right").left - gap
        if before:
            self._canvas.text(before, Type.SMALL, (end, baseline), "right", DIM)

    def _progress(self, share: float) -> None:
        line = self._canvas.scale.box(MARGIN_X, PROGRESS_TOP, CONTENT_WIDTH, PROGRESS_HEIGHT)
        self._canvas.clear(line)
        self._canvas.rounded(line, line.height / 2, TRACK)
        done = round(line.width * share)
        if done >= line.height:
            self._canvas.rounded(Box(line.left, line.top, done, line.height), line.height / 2, ACCENT)
