"""The end of one person's match: how good it was, where on the body, when, and what to work on.

Decides where it stands. The scores come with the result; no picture is kept once the next screen is drawn.
"""

from typing import Final

import numpy as np

from device.messages import MatchResult, Moment
from device.station.canvas import Canvas
from device.station.chart import draw_chart
from device.station.figure import draw_figure
from device.station.panel import Body, PicturePanel
from device.station.remarks import draw_advice, draw_final, draw_parts
from device.station.result_frame import CONTENT_WIDTH, draw_header, draw_legend
from device.station.theme import (
    DIM,
    LEVEL_COLOURS,
    MARGIN_X,
    REFERENCE_SIZE,
    TEXT,
    Type,
    clock_text,
    level_of,
)
from device.words.lookup import ENGLISH_WORDS, Words

SCORE_WIDTH: Final = 440
SCORE_BASELINE: Final = 330
WORD_BASELINE: Final = 416
PART_BASELINES: Final = (544, 762)  # of the best and of the weakest part
FIGURE_LEFT: Final = 560
FIGURE_WIDTH: Final = 400
FIGURE_TOP: Final = 152
FIGURE_HEIGHT: Final = 706
LEGEND_BASELINE: Final = 918
RIGHT_LEFT: Final = 1020
RIGHT_WIDTH: Final = REFERENCE_SIZE[0] - MARGIN_X - RIGHT_LEFT
CHART_TOP: Final = 126
CHART_HEIGHT: Final = 344
MOMENT_BASELINE: Final = 526
MOMENT_TOP: Final = 552
MOMENT_HEIGHT: Final = 372
MOMENT_GAP: Final = 20
ADVICE_TOP: Final = 946
ADVICE_HEIGHT: Final = 80


class ResultScreen:
    """Draws the result of one person onto a canvas, once."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """For a canvas that it has for itself until another screen takes over."""
        self._canvas = canvas
        self._words = words

    def draw(self, result: MatchResult, worst: Moment | None) -> None:
        """Draw everything; a result whose scores are NaN says so."""
        canvas, words, box = self._canvas, self._words, self._canvas.scale.box
        canvas.clear()
        draw_header(canvas, result.title, result.duration_s)
        left = self._column(MARGIN_X)
        baselines = self._row(SCORE_BASELINE), self._row(WORD_BASELINE)
        draw_final(canvas, words, left, baselines, result.final)
        places = tuple((left, self._row(baseline)) for baseline in PART_BASELINES)
        draw_parts(canvas, words, result, places, canvas.scale.px(SCORE_WIDTH))
        figure = box(FIGURE_LEFT, FIGURE_TOP, FIGURE_WIDTH, FIGURE_HEIGHT)
        draw_figure(canvas, figure, result.joint_scores, words)
        draw_legend(canvas, figure.middle[0], self._row(LEGEND_BASELINE))
        height = CHART_HEIGHT if worst is not None else MOMENT_TOP + MOMENT_HEIGHT - CHART_TOP
        draw_chart(
            canvas,
            box(RIGHT_LEFT, CHART_TOP, RIGHT_WIDTH, height),
            result.live_times,
            result.live_scores,
            result.duration_s,
            None if worst is None else worst.time_s,
            words,
        )
        if worst is not None:
            self._moment(worst)
        strip = box(MARGIN_X, ADVICE_TOP, CONTENT_WIDTH, ADVICE_HEIGHT)
        draw_advice(canvas, words, strip, result.summary.advice, Type.TITLE, lines=1)

    def _row(self, baseline: float) -> int:
        return self._canvas.scale.box(0, baseline, 1, 1).top

    def _column(self, left: float) -> int:
        return self._canvas.scale.box(left, 0, 1, 1).left

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
            worst.tutor_image, (Body(worst.tutor_joints),), worst.time_s
        )
        PicturePanel(canvas, user, self._words.text("you")).draw(
            worst.user_image, (Body(worst.user_joints, worst.levels),), worst.time_s
        )
