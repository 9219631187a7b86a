"""The match of one person: tutor left, score in the middle, you right, and one sentence below your picture.

Each region remembers what it shows and is drawn again only when that changed. Nothing is computed about the
match here: the view says it all.
"""

from typing import Final

from device.messages import MatchView
from device.station.canvas import Canvas
from device.station.match_frame import CONTENT_TOP, CONTENT_WIDTH, WIDTH, MatchFrame
from device.station.panel import Body, PicturePanel
from device.station.score_bar import draw_bar, notes, score_text, shown_score
from device.station.sentence import Said, Tone, draw_sentence, said_to
from device.station.theme import DIM, MARGIN_X, Type
from device.words.lookup import ENGLISH_WORDS, Words

PANEL_TOP: Final = CONTENT_TOP
PANEL_WIDTH: Final = 768
PANEL_HEIGHT: Final = 744
USER_LEFT: Final = WIDTH - MARGIN_X - PANEL_WIDTH
SCORE_LABEL_BASELINE: Final = 182
SCORE_BASELINE: Final = 280
BAR_TOP: Final = 318
BAR_WIDTH: Final = 64
BAR_BOTTOM: Final = 740
# Below the bar, from its last line up: how late, and whether mirrored.
NOTE_BASELINES: Final = (792, 834, 876)
NOTE_INSET: Final = 12
MESSAGE_TOP: Final = 906
MESSAGE_HEIGHT: Final = 88


class MatchScreen:
    """Draws views of one person onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Draw what never changes."""
        self._canvas = canvas
        self._words = words
        self._frame = MatchFrame(canvas, words)
        box = canvas.scale.box
        self._tutor = PicturePanel(
            canvas, box(MARGIN_X, PANEL_TOP, PANEL_WIDTH, PANEL_HEIGHT), words.text("tutor")
        )
        self._user = PicturePanel(
            canvas,
            box(USER_LEFT, PANEL_TOP, PANEL_WIDTH, PANEL_HEIGHT),
            words.text("you"),
            words.text("waiting_camera"),
        )

    def draw(self, view: MatchView) -> None:
        """Bring the canvas up to date with a view."""
        (player,) = view.players
        self._tutor.draw(view.tutor_image, (Body(view.tutor_joints),), view.time_s)
        self._user.draw(view.user_image, (Body(player.joints, player.levels, player.arrows),), view.time_s)
        self._frame.draw(view)
        score, beside = shown_score(player), notes(player, self._words)
        if self._frame.changed("score", (score, beside)):
            self._score(score, beside)
        said = (view.message, Tone.NOTICE) if view.message else said_to(player)
        if self._frame.changed("said", said):
            self._say(said)

    def _score(self, score: float | None, beside: tuple[str, ...]) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        column = box(MARGIN_X + PANEL_WIDTH, PANEL_TOP, CONTENT_WIDTH - 2 * PANEL_WIDTH, PANEL_HEIGHT)
        canvas.clear(column)
        middle = column.middle[0]

        def write(text: str, baseline: float) -> None:
            canvas.text(text, Type.SMALL, (middle, box(0, baseline, 1, 1).top), "centre", DIM)

        write(self._words.text("score"), SCORE_LABEL_BASELINE)
        draw_bar(canvas, box((WIDTH - BAR_WIDTH) / 2, BAR_TOP, BAR_WIDTH, BAR_BOTTOM - BAR_TOP), score)
        number, colour = score_text(score)
        canvas.text(number, Type.SCORE, (middle, box(0, SCORE_BASELINE, 1, 1).top), "centre", colour)
        width = column.width - 2 * canvas.scale.px(NOTE_INSET)
        rows = [row for note in beside for row in canvas.lettering.two_lines(note, Type.SMALL, width)]
        for row, baseline in zip(rows, NOTE_BASELINES, strict=False):
            write(row, baseline)

    def _say(self, said: Said | None) -> None:
        area = self._canvas.scale.box(MARGIN_X, MESSAGE_TOP, CONTENT_WIDTH, MESSAGE_HEIGHT)
        self._canvas.clear(area)
        if said is not None:
            middle = self._canvas.scale.box(USER_LEFT, PANEL_TOP, PANEL_WIDTH, PANEL_HEIGHT).middle[0]
            draw_sentence(self._canvas, area, middle, said, Type.TITLE)
