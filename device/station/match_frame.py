"""What every match screen has around its pictures: title, time left, progress; drawn again when it changed.

What stands between them is decided by the screens.
"""

from math import ceil
from typing import Final

from device.messages import MatchView
from device.station.canvas import Canvas
from device.station.theme import (
    ACCENT,
    DIM,
    MARGIN_X,
    MARGIN_Y,
    REFERENCE_SIZE,
    TRACK,
    Box,
    Type,
    clock_text,
)
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


class MatchFrame:
    """Draws onto a canvas that its screen has for itself."""

    def __init__(self, canvas: Canvas, words: Words) -> None:
        """Begin with an empty canvas."""
        self._canvas = canvas
        self._words = words
        self._shown: dict[str, object] = {}
        canvas.clear()

    def draw(self, view: MatchView) -> None:
        """Bring the frame up to date with a view."""
        left = max(ceil(view.duration_s - view.time_s), 0)
        share = min(max(view.time_s / view.duration_s, 0.0), 1.0) if view.duration_s > 0 else 1.0
        if self.changed("title", view.title):
            self._title(view.title)
        if self.changed("time", left):
            self._time(left)
        if self.changed("progress", round(share * self._canvas.scale.px(CONTENT_WIDTH))):
            self._progress(share)

    def changed(self, region: str, value: object) -> bool:
        """Whether a region is to show something else than at the last call."""
        if region in self._shown and self._shown[region] == value:
            return False
        self._shown[region] = value
        return True

    def _title(self, title: str) -> None:
        width = CONTENT_WIDTH - TIME_WIDTH
        area = self._canvas.scale.box(MARGIN_X, MARGIN_Y, width, HEADER_HEIGHT)
        self._canvas.clear(area)
        text = self._canvas.lettering.fit(title, Type.TITLE, area.width)
        baseline = self._canvas.scale.box(0, HEADER_BASELINE, 1, 1).top
        self._canvas.text(text, Type.TITLE, (area.left, baseline))

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
