"""Which pictures of a film are converted for the screen: as many as are shown, not more.

Measures how far apart a match asks for pictures, on the film's own clock. A box that shows ten pictures per
second need not convert thirty, and a film of 60 per second is shown at 30. `device.media.video` skips the
conversion.
"""

from typing import Final

# How far apart it is asked, s, before anything is known: the screen's rate.
APART_S: Final = 1 / 30
# Pictures nearer together than this share of that are too many: with more than a half, a film at the screen's
# own rate keeps all of its pictures though its times and the screen's are not quite even.
NEAR_SHARE: Final = 0.6
# Measured over about so many questions; longer steps are a jump or a pause.
REMEMBERED: Final = 8
STEP_MAX_S: Final = 1.0


class FrameSkipping:
    """Per film: the match's thread calls `asked`, the film's thread calls `wants`."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._apart_s = APART_S
        self._asked_s: float | None = None
        self._wanted_s: float | None = None

    def asked(self, time_s: float) -> None:
        """The match asks for the picture of this second."""
        before_s, self._asked_s = self._asked_s, time_s
        if before_s is not None and 0 < time_s - before_s <= STEP_MAX_S:
            self._apart_s += (time_s - before_s - self._apart_s) / REMEMBERED

    def wants(self, time_s: float) -> bool:
        """Whether the picture of this second, later than all before, is converted."""
        if self._wanted_s is not None and time_s - self._wanted_s < NEAR_SHARE * self._apart_s:
            return False
        self._wanted_s = time_s
        return True
