"""The end of a match of two: a column each with score, body, best and weakest part, and what to work on.

The left player's column stands on the left. Pictures of the match are not in here: two columns leave no room.
"""

from collections.abc import Sequence
from typing import Final

from device.messages import MatchResult
from device.station.canvas import Canvas
from device.station.figure import draw_figure
from device.station.remarks import draw_advice, draw_final, draw_parts
from device.station.result_frame import CONTENT_WIDTH, draw_header
from device.station.theme import MARGIN_X, PLAYER_COLOURS, TRACK, Type
from device.words.lookup import ENGLISH_WORDS, Words

COLUMN_GAP: Final = 72
COLUMN_WIDTH: Final = (CONTENT_WIDTH - COLUMN_GAP) // 2
RULE_TOP: Final = 142
RULE_HEIGHT: Final = 6
NAME_BASELINE: Final = 204
SCORE_BASELINE: Final = 420
WORD_BASELINE: Final = 508
FIGURE_LEFT: Final = 500  # within a column, as all that follow
FIGURE_TOP: Final = 168
FIGURE_HEIGHT: Final = 500
PART_BASELINE: Final = 730
PART_WIDTH: Final = 390
PART_LEFTS: Final = (0, COLUMN_WIDTH - PART_WIDTH)
ADVICE_TOP: Final = 896
ADVICE_HEIGHT: Final = 130


class PairResultScreen:
    """Draws the results of two people onto a canvas, once."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """For a canvas that it has for itself until another screen takes over."""
        self._canvas = canvas
        self._words = words

    def draw(self, results: Sequence[MatchResult]) -> None:
        """Draw everything; a result whose scores are NaN says so."""
        canvas = self._canvas
        canvas.clear()
        draw_header(canvas, results[0].title, results[0].duration_s)
        for place, result in enumerate(results):
            self._column(place, result)
        middle = MARGIN_X + COLUMN_WIDTH + COLUMN_GAP / 2
        canvas.clear(canvas.scale.box(middle - 1, RULE_TOP, 2, ADVICE_TOP + ADVICE_HEIGHT - RULE_TOP), TRACK)

    def _column(self, place: int, result: MatchResult) -> None:
        canvas, words, box = self._canvas, self._words, self._canvas.scale.box
        left = MARGIN_X + place * (COLUMN_WIDTH + COLUMN_GAP)
        start = box(left, NAME_BASELINE, 1, 1)
        canvas.rounded(box(left, RULE_TOP, COLUMN_WIDTH, RULE_HEIGHT), 0, PLAYER_COLOURS[place])
        canvas.text(words.player(place), Type.BODY, (start.left, start.top), "left", PLAYER_COLOURS[place])
        baselines = box(0, SCORE_BASELINE, 1, 1).top, box(0, WORD_BASELINE, 1, 1).top
        draw_final(canvas, words, start.left, baselines, result.final)
        figure = box(left + FIGURE_LEFT, FIGURE_TOP, COLUMN_WIDTH - FIGURE_LEFT, FIGURE_HEIGHT)
        draw_figure(canvas, figure, result.joint_scores, words)
        places = tuple(
            (at.left, at.top) for at in (box(left + part, PART_BASELINE, 1, 1) for part in PART_LEFTS)
        )
        draw_parts(canvas, words, result, places, canvas.scale.px(PART_WIDTH))
        strip = box(left, ADVICE_TOP, COLUMN_WIDTH, ADVICE_HEIGHT)
        draw_advice(canvas, words, strip, result.summary.advice, Type.BODY, lines=2)
