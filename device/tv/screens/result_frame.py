"""What both result screens have: title, legend, and the buttons beside the next lesson's name.

The people are drawn once, the buttons when they or the focus change.
"""

from abc import ABC, abstractmethod
from typing import Final

from device.grades import GOOD_FROM, GREAT_FROM
from device.tv.drawing.buttons import Target, draw_buttons
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.theme import (
    DIM,
    LEVEL_COLOURS,
    MARGIN_X,
    PLAYER_COLOURS,
    REFERENCE_SIZE,
    Box,
    Colour,
    Type,
    clock_text,
    level_of,
)
from device.tv.screens.result_repetitions import draw_repetitions
from device.views import Ended, ResultView
from device.words.lookup import ENGLISH_WORDS, Words

CONTENT_WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
HEADER_BASELINE: Final = 106
DURATION_WIDTH: Final = 220
FOOT_TOP: Final = 936
FOOT_HEIGHT: Final = 90
# Left of the buttons, where there is a next lesson: a label above its name.
NEXT_WIDTH: Final = 440
NEXT_BASELINES: Final = (965, 1016)
NEXT_GAP: Final = 24


class ResultFrame(ABC):
    """A result onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Nothing is drawn yet."""
        self._canvas = canvas
        self._words = words
        self._regions = DirtyRegions()
        self._mark = PointerMark(canvas)
        self._targets: tuple[Target, ...] = ()

    def draw(self, view: ResultView) -> None:
        """Bring the canvas up to date with a view; a result whose scores are NaN says so."""
        self._mark.lift()
        if self._regions.changed("people", (view.people, view.each)):
            self._canvas.clear()
            result = view.people[0].result
            draw_header(self._canvas, result.title, result.duration_s)
            if view.each:
                called = tuple(self._called(*one) for one in enumerate(view.people))
                draw_repetitions(self._canvas, self._words, view.people, called)
            else:
                self._people(view.people)
            self._regions.changed("foot", None)
        if self._regions.changed("foot", (view.following, view.buttons, view.focus)):
            self._foot(view)
        self._mark.lay(view.pointer)

    def targets(self) -> tuple[Target, ...]:
        """The buttons, as last drawn."""
        return self._targets

    @abstractmethod
    def _people(self, people: tuple[Ended, ...]) -> None:
        """Draw all between the header and the foot onto a cleared canvas."""

    def _called(self, place: int, ended: Ended) -> tuple[str, Colour]:
        """The name and the colour of one of the people."""
        if ended.badge is None:
            return self._words.player(place), PLAYER_COLOURS[place]
        return ended.badge.name, ended.badge.colour

    def _foot(self, view: ResultView) -> None:
        canvas, box, words = self._canvas, self._canvas.scale.box, self._words
        canvas.clear(box(MARGIN_X, FOOT_TOP, CONTENT_WIDTH, FOOT_HEIGHT))
        room = 0
        if view.following is not None:
            room = NEXT_WIDTH + NEXT_GAP
            label, name = (box(MARGIN_X, baseline, NEXT_WIDTH, 1) for baseline in NEXT_BASELINES)
            canvas.text(words.text("next_lesson"), Type.SMALL, (label.left, label.top), "left", DIM)
            short = canvas.lettering.fit(view.following, Type.BODY, name.width)
            canvas.text(short, Type.BODY, (name.left, name.top))
        area = box(MARGIN_X + room, FOOT_TOP, CONTENT_WIDTH - room, FOOT_HEIGHT)
        self._targets = draw_buttons(canvas, view.buttons, area, view.focus)


def draw_header(canvas: Canvas, title: str, duration_s: float) -> None:
    """The title, cut where it is too long, and the time that the match took."""
    y = canvas.scale.box(0, HEADER_BASELINE, 1, 1).top
    short = canvas.lettering.fit(title, Type.TITLE, canvas.scale.px(CONTENT_WIDTH - DURATION_WIDTH))
    canvas.text(short, Type.TITLE, (canvas.scale.box(MARGIN_X, 0, 1, 1).left, y))
    right = canvas.scale.box(REFERENCE_SIZE[0] - MARGIN_X, 0, 1, 1).left
    canvas.text(clock_text(duration_s), Type.TITLE, (right, y), "right", DIM)


def draw_legend(canvas: Canvas, middle: int, baseline: int) -> None:
    """The scores from which the colours begin, about the column `middle`, px."""
    px = canvas.scale.px
    entries = (
        (f"{GREAT_FROM:.0f}+", GREAT_FROM),
        (f"{GOOD_FROM:.0f}+", GOOD_FROM),
        (f"<{GOOD_FROM:.0f}", 0.0),
    )
    dot, near, apart = px(26), px(10), px(30)
    widths = [canvas.lettering.width(text, Type.SMALL) for text, _ in entries]
    x = middle - (sum(widths) + len(entries) * (dot + near) + (len(entries) - 1) * apart) // 2
    for (text, score), width in zip(entries, widths, strict=True):
        canvas.rounded(Box(x, baseline - dot, dot, dot), dot / 2, LEVEL_COLOURS[level_of(score)])
        canvas.text(text, Type.SMALL, (x + dot + near, baseline), "left", DIM)
        x += dot + near + width + apart
