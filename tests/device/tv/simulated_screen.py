"""A screen that remembers views instead of drawing them, and checks them as the real one does."""

from collections import deque
from collections.abc import Iterable

import numpy as np

from device.errors import ScreenError
from device.messages import Image, MatchView
from device.presses import Press, Spot
from device.tv.view_checks import check
from device.views import PauseView, Pointer, View


class SimulatedScreen:
    """A `Screen` whose `shown` holds every view, oldest first; `views` are those of matches.

    `press` presses a key at it, and `lay` puts something under a pointer.
    """

    def __init__(self, size: tuple[int, int] = (1280, 720)) -> None:
        """`size` is (width, height) px of the pictures it gives."""
        self.shown: list[View] = []
        self.closed = False
        self.language = "en"
        self.moving = False
        self.lost = False
        self.pointer: Pointer | None = None
        self._size = size
        self._presses: deque[Press] = deque()
        self._targets: list[tuple[tuple[float, float, float, float], Spot]] = []

    @property
    def views(self) -> list[MatchView]:
        """The matches, those under a menu too."""
        matches = [view.match if isinstance(view, PauseView) else view for view in self.shown]
        return [view for view in matches if isinstance(view, MatchView)]

    def show(self, view: View) -> None:
        """Check and remember a view; raises ValueError where the real screen would."""
        self._check_open()
        check(view)
        self.shown.append(view)

    def picture(self) -> Image:
        """A black picture of its own."""
        self._check_open()
        return np.zeros((self._size[1], self._size[0], 3), np.uint8)

    def press(self, *presses: Press) -> None:
        """What `presses` gives next."""
        self._presses.extend(presses)

    def presses(self) -> tuple[Press, ...]:
        """What was pressed since the last call."""
        self._check_open()
        taken = tuple(self._presses)
        self._presses.clear()
        return taken

    def lay(self, targets: Iterable[tuple[tuple[float, float, float, float], Spot]]) -> None:
        """What `target` finds from now on: (left, top, right, bottom) in parts of the screen."""
        self._targets = list(targets)

    def target(self, x: float, y: float) -> Spot | None:
        """What was laid there."""
        for (left, top, right, bottom), spot in self._targets:
            if left <= x < right and top <= y < bottom:
                return spot
        return None

    def write(self, language: str) -> str:
        """Every language can be written."""
        self.language = language
        return language

    def close(self) -> None:
        """From now on every other call raises; safe to call twice."""
        self.closed = True

    def _check_open(self) -> None:
        if self.closed:
            raise ScreenError("The screen is closed.")
