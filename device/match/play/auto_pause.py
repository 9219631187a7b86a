"""Whether a match should wait because nobody is in front of the camera any more.

Decides after how long it waits, and when it goes on: once somebody has been back for a moment. One of two who
leaves does not stop the other. What is said about it is decided by `match` and `presence`.
"""

from typing import Final

# Longer than a turn away or a blink of the network, short enough that little of the lesson is missed.
GONE_S: Final = 3.0
# Somebody who only walks through is gone again by then.
BACK_S: Final = 1.0
# Between two pictures of a slow box nobody has left.
GLIMPSE_S: Final = 0.8


class Absence:
    """One a match."""

    def __init__(self, watched: bool) -> None:
        """watched: whether there is a camera whose picture somebody could leave."""
        self._watched = watched
        self._seen_s: float | None = None
        self._since_s: float | None = None  # they have been back without a gap
        self.holds = False

    def see(self, time_s: float, seen: bool) -> None:
        """Whether a picture of now shows anybody; `time_s` rises. Asked between pictures, too."""
        if not self._watched:
            return
        if seen:
            if self._seen_s is None or self._since_s is None or time_s - self._seen_s > GLIMPSE_S:
                self._since_s = time_s
            self._seen_s = time_s
        if self._seen_s is None:
            self._seen_s = time_s  # from the beginning on somebody is missed
        if not self.holds:
            self.holds = time_s - self._seen_s > GONE_S
            if self.holds:
                self._since_s = None
        elif seen and self._since_s is not None and time_s - self._since_s >= BACK_S:
            self.holds = False

    def forgive(self) -> None:
        """Somebody holds or lets go by hand: begin anew."""
        self._seen_s = self._since_s = None
        self.holds = False
