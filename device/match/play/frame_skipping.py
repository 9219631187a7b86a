"""Chooses which pictures of a film are converted to RGB: no more than the screen shows.

Measures the interval, in seconds of the film, at which the match asks for pictures. A box that shows ten
pictures per second need not convert thirty, and a film of 60 per second is shown at 30. `device.media.video`
skips the conversion.
"""

from typing import Final

# The interval, s, before any is measured: the screen's.
APART_S: Final = 1 / 30
# A picture closer to the last converted one than this share of the interval is skipped. Well below 1, so that
# a film at the screen's own rate keeps all pictures although neither rate is quite even.
NEAR_SHARE: Final = 0.6
# The interval is averaged over about so many requests; longer steps are a jump or a pause and do not count.
REMEMBERED: Final = 8
STEP_MAX_S: Final = 1.0


class FrameSkipping:
    """Per film: the match's thread calls `asked`, the film's thread calls `wants`."""

    def __init__(self) -> None:
        """No picture was asked for yet."""
        self._apart_s = APART_S
        self._asked_s: float | None = None
        self._wanted_s: float | None = None

    def asked(self, time_s: float) -> None:
        """The match asks for the picture at `time_s` of the film."""
        before_s, self._asked_s = self._asked_s, time_s
        if before_s is not None and 0 < time_s - before_s <= STEP_MAX_S:
            self._apart_s += (time_s - before_s - self._apart_s) / REMEMBERED

    def wants(self, time_s: float) -> bool:
        """Whether the picture at `time_s` is converted; `time_s` must rise from call to call."""
        if self._wanted_s is not None and time_s - self._wanted_s < NEAR_SHARE * self._apart_s:
            return False
        self._wanted_s = time_s
        return True
