"""The end of a match: how good it was, where on the body, when, and what the hardest moment looked like.

Decides what is said and where. The scores come with the result; no picture is kept once the next screen is
drawn.
"""

from typing import Final

import numpy as np

from device.messages import MatchResult, Moment
from device.station.canvas import Canvas
from device.station.chart import draw_chart
from device.station.figure import draw_figure
from device.station.panel import PicturePanel
from device.station.theme import (
    DIM,
    GOOD_FROM,
    GREAT_FROM,
    LEVEL_COLOURS,
    MARGIN_X,
    REFERENCE_SIZE,
    TEXT,
    Box,
    Type,
    clock_text,
    level_of,
)
from device.words.lookup import ENGLISH_WORDS, Words
from scoring.joints import Angle

# from which final score on which word is said, by its key
VERDICTS: Final = ((GREAT_FROM, "great"), (GOOD_FROM, "good"), (-np.inf, "keep_going"))

CONTENT_WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
HEADER_BASELINE: Final = 106
DURATION_WIDTH: Final = 220
SCORE_WIDTH: Final = 440
SCORE_BASELINE: Final = 352
WORD_BASELINE: Final = 440
PART_BASELINES: Final = (586, 790)  # of "Best" and "To work on"
FIGURE_LEFT: Final = 560
FIGURE_WIDTH: Final = 400
FIGURE_TOP: Final = 160
FIGURE_HEIGHT: Final = 780
LEGEND_BASELINE: Final = 1018
RIGHT_LEFT: Final = 1020
RIGHT_WIDTH: Final = REFERENCE_SIZE[0] - MARGIN_X - RIGHT_LEFT
CHART_TOP: Final = 134
CHART_HEIGHT: Final = 368
MOMENT_BASELINE: Final = 568
MOMENT_TOP: Final = 596
MOMENT_HEIGHT: Final = 430
MOMENT_GAP: Final = 20


class ResultScreen:
    """Draws a result onto a canvas, once."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """For a canvas that it has for itself until another screen takes over."""
        self._canvas = canvas
        self._words = words

    def draw(self, result: MatchResult, worst: Moment | None) -> None:
        """Draw everything; a result whose scores are NaN says so."""
        canvas = self._canvas
        canvas.clear()
        self._header(result)
        self._final(result.final)
        self._parts(result)
        box = canvas.scale.box
        figure = box(FIGURE_LEFT, FIGURE_TOP, FIGURE_WIDTH, FIGURE_HEIGHT)
        draw_figure(canvas, figure, result.joint_scores, self._words)
        self._legend()
        height = CHART_HEIGHT if worst is not None else MOMENT_TOP + MOMENT_HEIGHT - CHART_TOP
        draw_chart(
            canvas,
            box(RIGHT_LEFT, CHART_TOP, RIGHT_WIDTH, height),
            result.live_times,
            result.live_scores,
            result.duration_s,
            None if worst is None else worst.time_s,
            self._words,
        )
        if worst is not None:
            self._moment(worst)

    def _row(self, baseline: float) -> int:
        return self._canvas.scale.box(0, baseline, 1, 1).top

    def _column(self, left: float) -> int:
        return self._canvas.scale.box(left, 0, 1, 1).left

    def _header(self, result: MatchResult) -> None:
        canvas, y = self._canvas, self._row(HEADER_BASELINE)
        title = canvas.lettering.fit(
            result.title, Type.TITLE, canvas.scale.px(CONTENT_WIDTH - DURATION_WIDTH)
        )
        canvas.text(title, Type.TITLE, (self._column(MARGIN_X), y))
        right = self._column(REFERENCE_SIZE[0] - MARGIN_X)
        canvas.text(clock_text(result.duration_s), Type.TITLE, (right, y), "right", DIM)

    def _final(self, final: float) -> None:
        canvas, left, text = self._canvas, self._column(MARGIN_X), self._words.text
        if np.isnan(final):
            canvas.text(text("no_score"), Type.TITLE, (left, self._row(SCORE_BASELINE)), "left", TEXT)
            canvas.text(text("too_little_seen"), Type.BODY, (left, self._row(WORD_BASELINE)), "left", DIM)
            return
        colour = LEVEL_COLOURS[level_of(final)]
        number = canvas.text(str(round(final)), Type.FINAL, (left, self._row(SCORE_BASELINE)), "left", colour)
        if final < 99.5:
            place = (number.right + canvas.scale.px(12), self._row(SCORE_BASELINE))
            canvas.text(text("of_100"), Type.SMALL, place, "left", DIM)
        verdict = next(key for least, key in VERDICTS if round(final) >= least)
        canvas.text(text(verdict), Type.TITLE, (left, self._row(WORD_BASELINE)), "left", TEXT)

    def _parts(self, result: MatchResult) -> None:
        known = np.flatnonzero(np.isfinite(result.angle_scores))
        if len(known) == 0:
            return
        best = int(known[np.argmax(result.angle_scores[known])])
        weakest = int(known[np.argmin(result.angle_scores[known])])
        chosen = [("best", best)]
        if result.angle_scores[weakest] < result.angle_scores[best]:
            good = result.angle_scores[weakest] >= GREAT_FROM
            chosen.append(("weakest" if good else "to_work_on", weakest))
        left, px = self._column(MARGIN_X), self._canvas.scale.px
        for (label, angle), baseline in zip(chosen, PART_BASELINES, strict=False):
            score = float(result.angle_scores[angle])
            name = self._words.heading(self._words.angle(Angle(angle)))
            y = self._row(baseline)
            self._canvas.text(self._words.text(label), Type.SMALL, (left, y), "left", DIM)
            name = self._canvas.lettering.fit(name, Type.BODY, px(SCORE_WIDTH))
            self._canvas.text(name, Type.BODY, (left, y + px(58)))
            colour = LEVEL_COLOURS[level_of(score)]
            self._canvas.text(str(round(score)), Type.TITLE, (left, y + px(128)), "left", colour)

    def _legend(self) -> None:
        canvas, px = self._canvas, self._canvas.scale.px
        y, middle = self._row(LEGEND_BASELINE), self._column(FIGURE_LEFT + FIGURE_WIDTH / 2)
        entries = (
            (f"{GREAT_FROM:.0f}+", GREAT_FROM),
            (f"{GOOD_FROM:.0f}+", GOOD_FROM),
            (f"<{GOOD_FROM:.0f}", 0.0),
        )
        dot, near, apart = px(26), px(10), px(30)
        widths = [canvas.lettering.width(text, Type.SMALL) for text, _ in entries]
        x = middle - (sum(widths) + len(entries) * (dot + near) + (len(entries) - 1) * apart) // 2
        for (text, score), width in zip(entries, widths, strict=True):
            canvas.rounded(Box(x, y - dot, dot, dot), dot / 2, LEVEL_COLOURS[level_of(score)])
            canvas.text(text, Type.SMALL, (x + dot + near, y), "left", DIM)
            x += dot + near + width + apart

    def _moment(self, worst: Moment) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        y, left = self._row(MOMENT_BASELINE), self._column(RIGHT_LEFT)
        label = canvas.text(self._words.text("hardest_moment"), Type.SMALL, (left, y), "left", DIM)
        time = canvas.text(
            clock_text(worst.time_s), Type.SMALL, (label.right + canvas.scale.px(16), y), "left", TEXT
        )
        if np.isfinite(worst.score):
            place = (time.right + canvas.scale.px(16), y)
            colour = LEVEL_COLOURS[level_of(worst.score)]
            canvas.text(str(round(worst.score)), Type.SMALL, place, "left", colour)
        width = (RIGHT_WIDTH - MOMENT_GAP) / 2
        tutor = box(RIGHT_LEFT, MOMENT_TOP, width, MOMENT_HEIGHT)
        user = box(RIGHT_LEFT + width + MOMENT_GAP, MOMENT_TOP, width, MOMENT_HEIGHT)
        PicturePanel(canvas, tutor, self._words.text("tutor")).draw(
            worst.tutor_image, worst.tutor_joints, None, (), worst.time_s
        )
        PicturePanel(canvas, user, self._words.text("you")).draw(
            worst.user_image, worst.user_joints, worst.levels, (), worst.time_s
        )
