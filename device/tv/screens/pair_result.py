"""The result of two people: one column each with score, stars, body, best and weakest part, and advice.

The left player's column stands on the left. Two columns leave no room for pictures of the match. A line says
who was ahead, if one of them clearly was.
"""

from typing import Final

from device.tv.drawing.figure import draw_figure
from device.tv.drawing.theme import DIM, MARGIN_X, REFERENCE_SIZE, TEXT, TRACK, Type
from device.tv.screens.result_frame import CONTENT_WIDTH, ResultFrame
from device.tv.screens.result_text import Rows, ahead_of_two, draw_advice, draw_final, draw_parts
from device.views import Ended

FRIENDLY_BASELINE: Final = 172
FRIENDLY_GAP: Final = 16
COLUMN_GAP: Final = 72
COLUMN_WIDTH: Final = (CONTENT_WIDTH - COLUMN_GAP) // 2
RULE_TOP: Final = 196
RULE_HEIGHT: Final = 6
NAME_BASELINE: Final = 254
SCORE_BASELINE: Final = 438
STARS_TOP: Final = 460
COMPARED_BASELINE: Final = 586
COUNTED_BASELINE: Final = 632
FIGURE_LEFT: Final = 560  # within a column, as all that follow
FIGURE_TOP: Final = 222
FIGURE_HEIGHT: Final = 420
PART_BASELINE: Final = 698
PART_WIDTH: Final = 404
PART_LEFTS: Final = (0, COLUMN_WIDTH - PART_WIDTH)
ADVICE_TOP: Final = 790
ADVICE_HEIGHT: Final = 118


class PairResultScreen(ResultFrame):
    """Draws the results of two people onto a canvas."""

    def _people(self, people: tuple[Ended, ...]) -> None:
        canvas = self._canvas
        self._friendly(people)
        for place, ended in enumerate(people):
            self._column(place, ended)
        middle = MARGIN_X + COLUMN_WIDTH + COLUMN_GAP / 2
        canvas.clear(canvas.scale.box(middle - 1, RULE_TOP, 2, ADVICE_TOP + ADVICE_HEIGHT - RULE_TOP), TRACK)

    def _friendly(self, people: tuple[Ended, ...]) -> None:
        """Write who was ahead, in that person's colour, or that both were equal; nothing without scores."""
        canvas, words = self._canvas, self._words
        finals = [ended.result.final for ended in people]
        if any(final != final for final in finals):  # noqa: PLR0124 - NaN
            return
        line = canvas.scale.box(REFERENCE_SIZE[0] / 2, FRIENDLY_BASELINE, 1, 1)
        ahead = ahead_of_two(*finals)
        if ahead is None:
            canvas.text(words.text("almost_equal"), Type.BODY, (line.left, line.top), "centre", TEXT)
            return
        name, colour = self._called(ahead, people[ahead])
        said, gap = words.text("ahead"), canvas.scale.px(FRIENDLY_GAP)
        room = canvas.scale.px(CONTENT_WIDTH) - gap - canvas.lettering.width(said, Type.BODY)
        short = canvas.lettering.fit(name, Type.BODY, room)
        left = (
            line.left
            - (canvas.scale.px(CONTENT_WIDTH) - room + canvas.lettering.width(short, Type.BODY)) // 2
        )
        end = canvas.text(said, Type.BODY, (left, line.top), "left", DIM).right
        canvas.text(short, Type.BODY, (end + gap, line.top), "left", colour)

    def _column(self, place: int, ended: Ended) -> None:
        canvas, words, box = self._canvas, self._words, self._canvas.scale.box
        left = MARGIN_X + place * (COLUMN_WIDTH + COLUMN_GAP)
        start = box(left, NAME_BASELINE, COLUMN_WIDTH, 1)
        name, colour = self._called(place, ended)
        canvas.rounded(box(left, RULE_TOP, COLUMN_WIDTH, RULE_HEIGHT), 0, colour)
        short = canvas.lettering.fit(name, Type.BODY, canvas.scale.px(FIGURE_LEFT))
        canvas.text(short, Type.BODY, (start.left, start.top), "left", colour)
        rows = (SCORE_BASELINE, STARS_TOP, COMPARED_BASELINE, COUNTED_BASELINE)
        draw_final(canvas, words, start.left, Rows(*(box(0, row, 1, 1).top for row in rows)), ended)
        figure = box(left + FIGURE_LEFT, FIGURE_TOP, COLUMN_WIDTH - FIGURE_LEFT, FIGURE_HEIGHT)
        draw_figure(canvas, figure, ended.result.joint_scores, words)
        places = tuple(
            (at.left, at.top) for at in (box(left + part, PART_BASELINE, 1, 1) for part in PART_LEFTS)
        )
        draw_parts(canvas, words, ended.result, places, canvas.scale.px(PART_WIDTH))
        strip = box(left, ADVICE_TOP, COLUMN_WIDTH, ADVICE_HEIGHT)
        draw_advice(canvas, words, strip, ended.result.summary.advice, Type.BODY, lines=2)
