"""A screen that remembers instead of drawing, as strict as the real one: for tests and for rehearsals."""

from collections.abc import Sequence

import numpy as np

from device.errors import ScreenError
from device.messages import Image, MatchResult, MatchView, Moment
from device.station.contract import check_results, check_view


class SimulatedScreen:
    """A `Screen` whose `views` and `results` hold what was shown, oldest first.

    Someone wants to leave after `leave_after` views (None: never), as if Esc were pressed then.
    """

    def __init__(self, size: tuple[int, int] = (1280, 720), leave_after: int | None = None) -> None:
        """`size` is (width, height) px of the pictures it gives."""
        self.views: list[MatchView] = []
        self.results: list[tuple[tuple[MatchResult, ...], tuple[Moment | None, ...]]] = []
        self.closed = False
        self._size = size
        self._leave_after = leave_after

    def show_match(self, view: MatchView) -> None:
        """Check and remember a view; raises ValueError where the real screen would."""
        self._check_open()
        check_view(view)
        self.views.append(view)

    def show_result(self, results: Sequence[MatchResult], worst: Sequence[Moment | None]) -> None:
        """Check and remember a result; raises ValueError where the real screen would."""
        self._check_open()
        check_results(results, worst)
        self.results.append((tuple(results), tuple(worst)))

    def picture(self) -> Image:
        """A black picture of its own."""
        self._check_open()
        return np.zeros((self._size[1], self._size[0], 3), np.uint8)

    def wants_to_leave(self) -> bool:
        """True once, after `leave_after` views."""
        self._check_open()
        if self._leave_after is None or len(self.views) < self._leave_after:
            return False
        self._leave_after = None
        return True

    def close(self) -> None:
        """From now on every other call raises; safe to call twice."""
        self.closed = True

    def _check_open(self) -> None:
        if self.closed:
            raise ScreenError("The screen is closed.")
