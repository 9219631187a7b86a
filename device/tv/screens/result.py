"""The result of one person: score, parts of the body, the best and the hardest moment, and advice.

No picture of a moment is kept once the next screen is drawn.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import MatchResult, Moment
from device.tv.drawing.chart import draw_chart
from device.tv.drawing.figure import draw_figure
from device.tv.drawing.panel import PanelBody, PicturePanel
from device.tv.drawing.theme import (
    DIM,
    LEVEL_COLOURS,
    MARGIN_X,
    REFERENCE_SIZE,
    TEXT,
    Type,
    clock_text,
    level_of,
)
from device.tv.screens.result_frame import CONTENT_WIDTH, ResultFrame, draw_legend
from device.tv.screens.result_text import Rows, draw_advice, draw_final, draw_parts
from device.views import Ended

SCORE_WIDTH: Final = 500
SCORE_BASELINE: Final = 318
STARS_TOP: Final = 342
COMPARED_BASELINE: Final = 464
COUNTED_BASELINE: Final = 508
PART_BASELINES: Final = (604, 736)  # of the best and of the weakest part
FIGURE_LEFT: Final = 640
FIGURE_WIDTH: Final = 300
FIGURE_TOP: Final = 146
FIGURE_HEIGHT: Final = 318
LEGEND_BASELINE: Final = 508
CHART_LEFT: Final = 980
CHART_WIDTH: Final = REFERENCE_SIZE[0] - MARGIN_X - CHART_LEFT
CHART_TOP: Final = 126
CHART_HEIGHT: Final = 390
# Without pictures of moments, figure and chart reach down to where those would end.
LOW: Final = 308
# Two moments, each with two pictures.
MOMENTS_LEFT: Final = 640
MOMENT_BASELINE: Final = 562
MOMENT_TOP: Final = 578
MOMENT_HEIGHT: Final = 254
MOMENT_WIDTH: Final = 280  # of one picture
MOMENT_GAP: Final = 12
MOMENTS_GAP: Final = 40
ADVICE_TOP: Final = 845
ADVICE_HEIGHT: Final = 74


class ResultScreen(ResultFrame):
    """Draws the result of one person onto a canvas."""

    def _people(self, people: tuple[Ended, ...]) -> None:
        canvas, words, box = self._canvas, self._words, self._canvas.scale.box
        ended = people[0]
        result = ended.result
        left = box(MARGIN_X, 0, 1, 1).left
        baselines = (SCORE_BASELINE, STARS_TOP, COMPARED_BASELINE, COUNTED_BASELINE)
        draw_final(canvas, words, left, Rows(*map(self._row, baselines)), ended)
        places = tuple((left, self._row(baseline)) for baseline in PART_BASELINES)
        draw_parts(canvas, words, result, places, canvas.scale.px(SCORE_WIDTH))
        moments = [
            (key, moment)
            for key, moment in (("best_moment", ended.best), ("hardest_moment", ended.worst))
            if moment is not None
        ]
        low = 0 if moments else LOW
        figure = box(FIGURE_LEFT, FIGURE_TOP, FIGURE_WIDTH, FIGURE_HEIGHT + low)
        draw_figure(canvas, figure, result.joint_scores, words)
        draw_legend(canvas, figure.middle[0], self._row(LEGEND_BASELINE + low))
        draw_chart(
            canvas,
            box(CHART_LEFT, CHART_TOP, CHART_WIDTH, CHART_HEIGHT + low),
            _tutors_times(result),
            result.live_scores,
            result.duration_s,
            (_time_s(ended.best), _time_s(ended.worst)) if moments else None,
            words,
        )
        for number, (key, moment) in enumerate(moments):
            pitch = 2 * MOMENT_WIDTH + MOMENT_GAP + MOMENTS_GAP
            self._moment(MOMENTS_LEFT + number * pitch, words.text(key), moment)
        strip = box(MARGIN_X, ADVICE_TOP, CONTENT_WIDTH, ADVICE_HEIGHT)
        draw_advice(canvas, words, strip, result.summary.advice, Type.TITLE, lines=1)

    def _row(self, baseline: float) -> int:
        return self._canvas.scale.box(0, baseline, 1, 1).top

    def _moment(self, left: float, label: str, moment: Moment) -> None:
        """What it is, when and how good; below it the tutor and the person of that moment."""
        canvas, box, apart = self._canvas, self._canvas.scale.box, self._canvas.scale.px(16)
        y = self._row(MOMENT_BASELINE)
        end = canvas.text(label, Type.SMALL, (box(left, 0, 1, 1).left, y), "left", DIM).right
        end = canvas.text(clock_text(moment.time_s), Type.SMALL, (end + apart, y), "left", TEXT).right
        if np.isfinite(moment.score):
            colour = LEVEL_COLOURS[level_of(moment.score)]
            canvas.text(str(round(moment.score)), Type.SMALL, (end + apart, y), "left", colour)
        pictures = (
            ("tutor", moment.tutor_image, PanelBody(moment.tutor_joints), False),
            ("you", moment.user_image, PanelBody(moment.user_joints, moment.levels), moment.mirrored),
        )
        for number, (key, image, body, mirrored) in enumerate(pictures):
            start = left + number * (MOMENT_WIDTH + MOMENT_GAP)
            place = box(start, MOMENT_TOP, MOMENT_WIDTH, MOMENT_HEIGHT)
            panel = PicturePanel(canvas, place, self._words.text(key))
            panel.draw(image, (body,), moment.time_s, mirrored=mirrored, patterned=moment.patterned)


def _tutors_times(result: MatchResult) -> NDArray[np.float64]:
    """The times of the live scores on the tutor's clock, as those of the moments are."""
    late_s = result.lag_s if np.isfinite(result.lag_s) else 0.0
    return np.clip(result.live_times - late_s, 0.0, result.duration_s)


def _time_s(moment: Moment | None) -> float | None:
    return None if moment is None else moment.time_s
