"""Pauses a match while nobody is in front of the camera.

Decides after how long it pauses, and that it continues once a person has been back for a moment. With two
players it pauses only when both are gone.
"""

from typing import Final

# Longer than a turn away or a blink of the network, short enough that little of the lesson is missed.
GONE_S: Final = 3.0
# A person who only walks through is gone again by then.
BACK_S: Final = 1.0
# Pauses between the pictures of a slow box are shorter than this: no absence.
GLIMPSE_S: Final = 0.8


class AutoPause:
    """Per match; `paused` says whether it pauses now."""

    def __init__(self, watched: bool) -> None:
        """watched: whether there is a camera whose picture people can leave."""
        self._watched = watched
        self._seen_s: float | None = None
        self._since_s: float | None = None  # back without a gap since then
        self.paused = False

    def see(self, time_s: float, seen: bool) -> None:
        """seen: whether a picture that arrived now shows a person; also called, with False, when none
        arrived.

        `time_s` must rise from call to call.
        """
        if not self._watched:
            return
        if seen:
            if self._seen_s is None or self._since_s is None or time_s - self._seen_s > GLIMPSE_S:
                self._since_s = time_s
            self._seen_s = time_s
        if self._seen_s is None:
            self._seen_s = time_s  # absence counts from the beginning
        if not self.paused:
            self.paused = time_s - self._seen_s > GONE_S
            if self.paused:
                self._since_s = None
        elif seen and self._since_s is not None and time_s - self._since_s >= BACK_S:
            self.paused = False

    def forgive(self) -> None:
        """People paused or resumed by hand: begin to measure anew."""
        self._seen_s = self._since_s = None
        self.paused = False
