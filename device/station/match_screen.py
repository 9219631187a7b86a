"""The match: title on top, tutor left, score bar in the middle, you right, time left, one short sentence.

Each region remembers what it shows and is drawn again only when that changed. Nothing is computed about the
match here: the view says it all.
"""

from math import ceil
from typing import Final

from device.messages import Level, MatchView
from device.station.canvas import Canvas
from device.station.panel import PicturePanel
from device.station.theme import (
    ACCENT,
    BACKGROUND,
    DIM,
    GOOD_FROM,
    GREAT_FROM,
    LEVEL_COLOURS,
    MARGIN_X,
    MARGIN_Y,
    PANEL,
    REFERENCE_SIZE,
    TEXT,
    TRACK,
    Box,
    Type,
    clock_text,
    level_of,
)
from device.words.lookup import ENGLISH_WORDS, Words

WIDTH: Final = REFERENCE_SIZE[0]
CONTENT_WIDTH: Final = WIDTH - 2 * MARGIN_X
HEADER_BASELINE: Final = 106
HEADER_HEIGHT: Final = 76
PANEL_TOP: Final = 146
PANEL_WIDTH: Final = 768
PANEL_HEIGHT: Final = 744
SCORE_LABEL_BASELINE: Final = 182
SCORE_BASELINE: Final = 280
BAR_TOP: Final = 318
BAR_WIDTH: Final = 64
BAR_BOTTOM: Final = PANEL_TOP + PANEL_HEIGHT
MESSAGE_TOP: Final = 904
MESSAGE_HEIGHT: Final = 84
PROGRESS_TOP: Final = 1010
PROGRESS_HEIGHT: Final = 10
TIME_WIDTH: Final = 330
NO_SCORE: Final = "–"  # noqa: RUF001 - a dash, as printed tables have it


class MatchScreen:
    """Draws views onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Draw what never changes."""
        self._canvas = canvas
        self._words = words
        canvas.clear()
        box = canvas.scale.box
        right = WIDTH - MARGIN_X - PANEL_WIDTH
        self._tutor = PicturePanel(
            canvas, box(MARGIN_X, PANEL_TOP, PANEL_WIDTH, PANEL_HEIGHT), words.text("tutor")
        )
        self._user = PicturePanel(
            canvas,
            box(right, PANEL_TOP, PANEL_WIDTH, PANEL_HEIGHT),
            words.text("you"),
            words.text("waiting_camera"),
        )
        self._shown: dict[str, object] = {}

    def draw(self, view: MatchView) -> None:
        """Bring the canvas up to date with a view."""
        self._tutor.draw(view.tutor_image, view.tutor_joints, None, (), view.time_s)
        self._user.draw(view.user_image, view.user_joints, view.levels, view.arrows, view.time_s)
        left = max(ceil(view.duration_s - view.time_s), 0)
        share = min(max(view.time_s / view.duration_s, 0.0), 1.0) if view.duration_s > 0 else 1.0
        if self._changed("title", view.title):
            self._title(view.title)
        if self._changed("time", left):
            self._time(left)
        score = None if level_of(view.score) is Level.UNKNOWN else view.score
        if self._changed("score", score):
            self._score(score)
        if self._changed("message", view.message):
            self._message(view.message)
        if self._changed("progress", round(share * self._canvas.scale.px(CONTENT_WIDTH))):
            self._progress(share)

    def _changed(self, region: str, value: object) -> bool:
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

    def _score(self, score: float | None) -> None:
        box = self._canvas.scale.box
        column = box(MARGIN_X + PANEL_WIDTH, PANEL_TOP, CONTENT_WIDTH - 2 * PANEL_WIDTH, PANEL_HEIGHT)
        self._canvas.clear(column)
        middle = column.middle[0]
        self._canvas.text(
            self._words.text("score"),
            Type.SMALL,
            (middle, box(0, SCORE_LABEL_BASELINE, 1, 1).top),
            "centre",
            DIM,
        )
        bar = box((WIDTH - BAR_WIDTH) / 2, BAR_TOP, BAR_WIDTH, BAR_BOTTOM - BAR_TOP)
        radius = self._canvas.scale.px(BAR_WIDTH / 4)
        self._canvas.rounded(bar, radius, TRACK)
        colour = LEVEL_COLOURS[level_of(score)]
        text, text_colour = NO_SCORE, DIM
        if score is not None:
            held = min(max(score, 0.0), 100.0)
            text, text_colour = str(round(held)), colour
            height = round(bar.height * held / 100)
            self._canvas.rounded(Box(bar.left, bar.bottom - height, bar.width, height), radius, colour)
        for mark in (GOOD_FROM, GREAT_FROM):
            y = bar.bottom - round(bar.height * mark / 100)
            self._canvas.clear(Box(bar.left, y, bar.width, self._canvas.scale.px(4)), BACKGROUND)
        self._canvas.text(text, Type.SCORE, (middle, box(0, SCORE_BASELINE, 1, 1).top), "centre", text_colour)

    def _message(self, message: str | None) -> None:
        area = self._canvas.scale.box(MARGIN_X, MESSAGE_TOP, CONTENT_WIDTH, MESSAGE_HEIGHT)
        self._canvas.clear(area)
        if not message:
            return
        px = self._canvas.scale.px
        dot, pad = px(20), px(40)
        text = self._canvas.lettering.fit(message, Type.BODY, area.width - 3 * pad - dot)
        width = self._canvas.lettering.width(text, Type.BODY) + 2 * pad + dot + px(20)
        pill = Box(area.middle[0] - width // 2, area.top, width, area.height)
        self._canvas.rounded(pill, area.height / 2, PANEL)
        middle = pill.middle[1]
        self._canvas.rounded(
            Box(pill.left + pad, middle - dot // 2, dot, dot), dot / 2, LEVEL_COLOURS[Level.FAIR]
        )
        self._canvas.text(text, Type.BODY, (pill.left + pad + dot + px(20), middle + px(15)), "left", TEXT)

    def _progress(self, share: float) -> None:
        line = self._canvas.scale.box(MARGIN_X, PROGRESS_TOP, CONTENT_WIDTH, PROGRESS_HEIGHT)
        self._canvas.clear(line)
        self._canvas.rounded(line, line.height / 2, TRACK)
        done = round(line.width * share)
        if done >= line.height:
            self._canvas.rounded(Box(line.left, line.top, done, line.height), line.height / 2, ACCENT)
