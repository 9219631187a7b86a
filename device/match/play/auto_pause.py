"""Pauses a match while no person is in front of the camera.

Decides after how long it pauses, and after how long of a person's return it continues. With two people it
pauses only when both are gone.
"""

from typing import Final

# Longer than a turn away or a few frames without a pose, short enough that little of the lesson is missed.
GONE_S: Final = 3.0
# A person who only walks through the room is gone again by then.
BACK_S: Final = 1.0
# Pictures that are closer together than this count as without a gap, on a slow box too.
GLIMPSE_S: Final = 0.8


class AutoPause:
    """Per match. paused: whether the match is to be paused now."""

    def __init__(self, watched: bool) -> None:
        """watched: False never pauses, for a match without a camera."""
        self._watched = watched
        self._seen_s: float | None = None
        self._since_s: float | None = None  # since when a person is back without a gap
        self.paused = False

    def see(self, time_s: float, seen: bool) -> None:
        """Call every round. seen: whether a picture that arrived at `time_s` shows a person.

        time_s: of the box's clock; must rise from call to call.
        """
        if not self._watched:
            return
        if seen:
            if self._seen_s is None or self._since_s is None or time_s - self._seen_s > GLIMPSE_S:
                self._since_s = time_s
            self._seen_s = time_s
        if self._seen_s is None:
            self._seen_s = time_s  # counted from the first call
        if not self.paused:
            self.paused = time_s - self._seen_s > GONE_S
            if self.paused:
                self._since_s = None
        elif seen and self._since_s is not None and time_s - self._since_s >= BACK_S:
            self.paused = False

    def reset(self) -> None:
        """End a pause and begin to measure anew, as when a person pauses the match by a command."""
        self._seen_s = self._since_s = None
        self.paused = False
