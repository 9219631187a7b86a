"""The screen of the box: draws matches and results on a display, and hears when someone wants to leave.

One canvas, one display, one screen on it at a time. What the screens look like is in their own files.
"""

from collections.abc import Sequence
from typing import Final

import pygame

from device.errors import ScreenError
from device.messages import Image, MatchResult, MatchView, Moment
from device.station.canvas import Canvas
from device.station.contract import check_results, check_view
from device.station.display import Display, Mode
from device.station.font import ENGLISH, Script
from device.station.idle_screen import IdleScreen
from device.station.match_screen import MatchScreen
from device.station.pair_result_screen import PairResultScreen
from device.station.pair_screen import PairScreen
from device.station.result_screen import ResultScreen
from device.station.theme import REFERENCE_SIZE
from device.views import IdleView
from device.words.lookup import words

LEAVE_KEYS: Final = (pygame.K_ESCAPE, pygame.K_q, pygame.K_AC_BACK)
LEAVE_EVENTS: Final = (pygame.QUIT, pygame.WINDOWCLOSE)


class Television:
    """A `Screen` that draws. Use it from one thread, the one that opened it."""

    def __init__(
        self, mode: Mode = "auto", size: tuple[int, int] = REFERENCE_SIZE, script: Script = ENGLISH
    ) -> None:
        """Open the display; `script` says in which language and letters the screens are written.

        Raises ScreenError when a display was asked for and there is none.
        """
        self._words = words(script.language)
        self._display = Display(mode, size)
        pygame.font.init()
        self._canvas = Canvas(size, script.font)
        self._match: MatchScreen | PairScreen | None = None
        self._people = 0
        self._open = True

    @property
    def mode(self) -> Mode:
        """How it is shown: never "auto"."""
        return self._display.mode

    def show_match(self, view: MatchView) -> None:
        """Draw what changed since the last view and present it. Pictures must not be changed afterwards."""
        self._check_open()
        check_view(view)
        if self._match is None or self._people != len(view.players):
            self._people = len(view.players)
            screen = MatchScreen if self._people == 1 else PairScreen
            self._match = screen(self._canvas, self._words)
        self._match.draw(view)
        self._display.present(self._canvas.pixels)

    def show_result(self, results: Sequence[MatchResult], worst: Sequence[Moment | None]) -> None:
        """Draw the end of a match and present it."""
        self._check_open()
        check_results(results, worst)
        self._match = None  # and with it the last pictures of the camera
        if len(results) == 1:
            ResultScreen(self._canvas, self._words).draw(results[0], worst[0])
        else:
            PairResultScreen(self._canvas, self._words).draw(results)
        self._display.present(self._canvas.pixels)

    def show_idle(self, view: IdleView) -> None:
        """Draw the waiting box and present it."""
        self._check_open()
        self._match = None
        IdleScreen(self._canvas, self._words).draw(view)
        self._display.present(self._canvas.pixels)

    def picture(self) -> Image:
        """What is on the screen now: RGB (height, width, 3), a copy."""
        self._check_open()
        return self._canvas.pixels.copy()

    def wants_to_leave(self) -> bool:
        """Whether Esc, q, Back or the window's own button was pressed since the last call.

        Also answers the desktop, which takes a window that never asks for its events for dead.
        """
        self._check_open()
        return any(
            event.type in LEAVE_EVENTS or (event.type == pygame.KEYDOWN and event.key in LEAVE_KEYS)
            for event in pygame.event.get()
        )

    def close(self) -> None:
        """Give the display back; safe to call twice."""
        if self._open:
            self._open = False
            self._match = None
            self._display.close()

    def _check_open(self) -> None:
        if not self._open:
            raise ScreenError("The screen is closed.")
