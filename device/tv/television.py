"""The `Screen` that draws views on a display, and collects what is pressed there.

One canvas and one display; a screen object is made when another kind of view is shown.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol

import pygame

from device.choices import ScreenMode
from device.errors import ScreenError
from device.messages import Image, MatchView
from device.ports import Clock
from device.presses import Press, Spot
from device.runtime.clock import SystemClock
from device.tv.display.display import Display
from device.tv.display.keys import Keys
from device.tv.display.transition import Transition
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.font import ENGLISH, WritingSystem, script_for
from device.tv.drawing.theme import REFERENCE_SIZE
from device.tv.screens.camera import CameraScreen
from device.tv.screens.free.result import FreeResultScreen
from device.tv.screens.free.training import FreeScreen
from device.tv.screens.home import HomeScreen
from device.tv.screens.idle import IdleScreen
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen
from device.tv.screens.pair_result import PairResultScreen
from device.tv.screens.pause import PauseScreen
from device.tv.screens.ready import ReadyScreen
from device.tv.screens.result import ResultScreen
from device.tv.screens.settings import SettingsScreen
from device.tv.screens.trouble import TroubleScreen
from device.tv.view_checks import check
from device.views import (
    CameraView,
    FreeResultView,
    FreeView,
    HomeView,
    IdleView,
    PauseView,
    Pointer,
    ReadyView,
    ResultView,
    SettingsView,
    TroubleView,
    View,
)
from device.words.lookup import Words, words

if TYPE_CHECKING:
    from device.tv.drawing.buttons import Target


class ScreenView(Protocol):
    """Draws one kind of view onto a canvas, and of it only what changed since the last call."""

    def draw(self, view: Any) -> None:
        """Bring the canvas up to date with a view of this screen's kind."""
        ...


# by kind of view: the screen for one person and the one for two
SCREENS: Final[dict[type, tuple[Callable[[Canvas, Words], ScreenView], ...]]] = {
    MatchView: (MatchScreen, PairScreen),
    IdleView: (IdleScreen, IdleScreen),
    HomeView: (HomeScreen, HomeScreen),
    ReadyView: (ReadyScreen, ReadyScreen),
    PauseView: (PauseScreen, PauseScreen),
    ResultView: (ResultScreen, PairResultScreen),
    SettingsView: (SettingsScreen, SettingsScreen),
    CameraView: (CameraScreen, CameraScreen),
    FreeView: (FreeScreen, FreeScreen),
    FreeResultView: (FreeResultScreen, FreeResultScreen),
    TroubleView: (TroubleScreen, TroubleScreen),
}


class Television:
    """A `Screen` that draws. Use it from one thread, the one that opened it."""

    def __init__(
        self,
        mode: ScreenMode = "auto",
        size: tuple[int, int] = REFERENCE_SIZE,
        script: WritingSystem = ENGLISH,
        clock: Clock | None = None,
    ) -> None:
        """Open the display; script: the language and the font of the screens.

        clock: for fades and for keys that are held. Raises ScreenError when a display was asked for and there
        is none.
        """
        clock = SystemClock() if clock is None else clock
        self._clock = clock
        self._display = Display(mode, size, clock=clock)
        pygame.font.init()
        self._transition = Transition(size, clock)
        self._size = size
        self._script = script
        self._canvas = Canvas(size, script.font)
        self._words = words(script.language)
        self._screen: ScreenView | None = None
        self._keys = Keys(clock, size)
        self._open = True

    @property
    def mode(self) -> ScreenMode:
        """How it is shown: never "auto"."""
        return self._display.mode

    @property
    def on_console(self) -> bool:
        """Whether it draws without a desktop: then input devices can be read exclusively."""
        return self._display.mode == "fullscreen" and pygame.display.get_driver().lower() == "kmsdrm"

    @property
    def language(self) -> str:
        """The code of the language it writes."""
        return self._script.language

    def write(self, language: str) -> str:
        """Write in this language from now on; returns the one used: English if the font is missing."""
        if language != self._script.language:
            self._script = script_for(language)
            self._words = words(self._script.language)
            self._canvas = Canvas(self._size, self._script.font)
            self._screen = None
        return self._script.language

    def show(self, view: View) -> None:
        """Draw what changed since the last view and present it. Pictures must not be changed afterwards."""
        self._check_open()
        check(view)
        kind = SCREENS[type(view)][_people(view) > 1]
        screen = self._screen
        if screen is None or type(screen) is not kind:
            if screen is not None and not isinstance(view, MatchView):  # a match begins on its beat
                self._transition.begin(self._canvas.pixels)
            made: ScreenView = (
                HomeScreen(self._canvas, self._words, self._clock)  # the posters glide by its clock
                if kind is HomeScreen
                else kind(self._canvas, self._words)
            )
            self._screen = screen = made
        screen.draw(view)
        self._display.present(self._transition.picture(self._canvas.pixels))

    def picture(self) -> Image:
        """What is on the screen now: RGB (height, width, 3), a copy."""
        self._check_open()
        return self._canvas.pixels.copy()

    @property
    def moving(self) -> bool:
        """Whether a cross-fade is running: then call `show` as often as possible."""
        return self._transition.running

    @property
    def lost(self) -> bool:
        """Whether the picture cannot be seen: the TV is off."""
        return self._display.lost

    @property
    def pointer(self) -> Pointer | None:
        """Where the mouse points, None while it rests."""
        return self._keys.pointer

    def presses(self) -> tuple[Press, ...]:
        """What was pressed since the last call.

        Also answers the desktop, which takes a window that never reads its events for hung.
        """
        self._check_open()
        return self._keys.take()

    def target(self, x: float, y: float) -> Spot | None:
        """What can be chosen at (x, y), in parts of the screen."""
        place = x * self._size[0], y * self._size[1]
        targets: tuple[Target, ...] = getattr(self._screen, "targets", tuple)()
        for box, spot in reversed(targets):  # what was drawn last lies on top
            if box.left <= place[0] < box.right and box.top <= place[1] < box.bottom:
                return spot
        return None

    def close(self) -> None:
        """Give the display back; safe to call twice."""
        if self._open:
            self._open = False
            self._screen = None  # and with it the last pictures of the camera
            self._keys.close()
            self._display.close()

    def _check_open(self) -> None:
        if not self._open:
            raise ScreenError("The screen is closed.")


def _people(view: View) -> int:
    if isinstance(view, MatchView):
        return len(view.players)
    return len(view.people) if isinstance(view, ResultView) else 1
