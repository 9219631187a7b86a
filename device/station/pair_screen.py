"""The match of two: tutor left, both players in one picture, their scores above it, a sentence each below.

What belongs to the player on the left of the picture stands on the left, in that player's colour.
"""

from typing import Final

from device.messages import MatchView
from device.station.canvas import Canvas
from device.station.match_frame import CONTENT_TOP, CONTENT_WIDTH, WIDTH, MatchFrame
from device.station.panel import Body, PicturePanel
from device.station.score_bar import draw_bar, notes, score_text, shown_score
from device.station.sentence import Said, Tone, draw_sentence, said_to
from device.station.theme import DIM, MARGIN_X, PLAYER_COLOURS, Type
from device.words.lookup import ENGLISH_WORDS, Words

TUTOR_WIDTH: Final = 620
TUTOR_HEIGHT: Final = 724
PICTURE_WIDTH: Final = 1080
PICTURE_LEFT: Final = WIDTH - MARGIN_X - PICTURE_WIDTH
PICTURE_TOP: Final = 288
PICTURE_HEIGHT: Final = CONTENT_TOP + TUTOR_HEIGHT - PICTURE_TOP
HALF_GAP: Final = 40
HALF_WIDTH: Final = (PICTURE_WIDTH - HALF_GAP) // 2
# In each half above the picture: the number, beside it the name over the bar, below them the notes.
NUMBER_WIDTH: Final = 190
NUMBER_BASELINE: Final = 226
NAME_BASELINE: Final = 182
BAR_TOP: Final = 200
BAR_HEIGHT: Final = 26
NOTE_BASELINE: Final = 270
NOTE_GAP: Final = 36
SAID_TOP: Final = 882
SAID_HEIGHT: Final = 116


class PairScreen:
    """Draws views of two people onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Draw what never changes."""
        self._canvas = canvas
        self._words = words
        self._frame = MatchFrame(canvas, words)
        box = canvas.scale.box
        self._tutor = PicturePanel(
            canvas, box(MARGIN_X, CONTENT_TOP, TUTOR_WIDTH, TUTOR_HEIGHT), words.text("tutor")
        )
        self._picture = PicturePanel(
            canvas,
            box(PICTURE_LEFT, PICTURE_TOP, PICTURE_WIDTH, PICTURE_HEIGHT),
            "",
            words.text("waiting_camera"),
        )
        self._names = [canvas.tag(words.player(place), colour) for place, colour in enumerate(PLAYER_COLOURS)]

    def draw(self, view: MatchView) -> None:
        """Bring the canvas up to date with a view."""
        self._tutor.draw(view.tutor_image, (Body(view.tutor_joints),), view.time_s)
        bodies = tuple(
            Body(player.joints, player.levels, player.arrows, name)
            for player, name in zip(view.players, self._names, strict=True)
        )
        self._picture.draw(view.user_image, bodies, view.time_s)
        self._frame.draw(view)
        for place, player in enumerate(view.players):
            score, beside = shown_score(player), notes(player, self._words)
            if self._frame.changed(f"score {place}", (score, beside)):
                self._score(place, score, beside)
        everybody = (view.message, Tone.NOTICE) if view.message else None
        said = tuple(said_to(player) for player in view.players)
        if self._frame.changed("said", (everybody, said)):
            self._say(everybody, said)

    def _score(self, place: int, score: float | None, beside: tuple[str, ...]) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        left = PICTURE_LEFT + place * (HALF_WIDTH + HALF_GAP)
        canvas.clear(box(left, CONTENT_TOP, HALF_WIDTH, PICTURE_TOP - CONTENT_TOP))
        number, colour = score_text(score)
        start = box(left, NUMBER_BASELINE, 1, 1)
        canvas.text(number, Type.SCORE, (start.left, start.top), "left", colour)
        name = box(left + NUMBER_WIDTH, NAME_BASELINE, 1, 1)
        canvas.text(
            self._words.player(place), Type.SMALL, (name.left, name.top), "left", PLAYER_COLOURS[place]
        )
        draw_bar(canvas, box(left + NUMBER_WIDTH, BAR_TOP, HALF_WIDTH - NUMBER_WIDTH, BAR_HEIGHT), score)
        x, y = start.left, box(0, NOTE_BASELINE, 1, 1).top
        for note in beside:
            x = canvas.text(note, Type.SMALL, (x, y), "left", DIM).right + canvas.scale.px(NOTE_GAP)

    def _say(self, everybody: Said | None, said: tuple[Said | None, ...]) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        canvas.clear(box(MARGIN_X, SAID_TOP, CONTENT_WIDTH, SAID_HEIGHT))
        if everybody is not None:
            area = box(PICTURE_LEFT, SAID_TOP, PICTURE_WIDTH, SAID_HEIGHT)
            draw_sentence(canvas, area, area.middle[0], everybody, Type.BODY)
            return
        for place, sentence in enumerate(said):
            if sentence is not None:
                half = (PICTURE_WIDTH - HALF_GAP / 2) / 2
                area = box(PICTURE_LEFT + place * (half + HALF_GAP / 2), SAID_TOP, half, SAID_HEIGHT)
                draw_sentence(canvas, area, area.middle[0], sentence, Type.BODY, lines=2)
