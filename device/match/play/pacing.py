"""How often a match draws: as often as the screen shows pictures, less often where poses come too seldom.

Decides what is left to the other threads of a slow box. A loop that is always late takes all of the processor
that it can get; the poses, without which there is no score, then come once a second. So the picture stays as
smooth as it can be until poses fall below what a score needs, and only then gives way. Sound and the lesson's
clock do not depend on it.
"""

from typing import Final

from device.ports import Clock

SCREEN_FPS: Final = 30
# Poses that are further apart than this begin to be too few, and from the second on far too few: beyond half
# a second nothing is interpolated (scoring.body.sampling), and an uneven rate needs some room below that.
FEW_S: Final = 0.2
TOO_FEW_S: Final = 0.4
# Then drawing rests so long for every second that it took, but never longer than a picture at this rate.
REST_SHARE: Final = 1.0
SLOWEST_FPS: Final = 12
# Both are measured over about so many rounds and poses: one slow one is no slow box.
REMEMBERED: Final = 8


class Pacing:
    """One a match: `rest` at the end of every round, `pose` for every picture with poses."""

    def __init__(self, clock: Clock) -> None:
        """The first round begins now."""
        self._clock = clock
        self._began = self._due = clock.now()
        self._busy_s = 0.0
        self._apart_s = 0.0
        self._posed_s = self._began

    def pose(self) -> None:
        """Poses just came."""
        now = self._clock.now()
        self._apart_s += (now - self._posed_s - self._apart_s) / REMEMBERED
        self._posed_s = now

    def rest(self) -> None:
        """Wait until the next round is due."""
        now = self._clock.now()
        self._busy_s += (now - self._began - self._busy_s) / REMEMBERED
        apart_s = max(self._apart_s, now - self._posed_s)
        need = min(max((apart_s - FEW_S) / (TOO_FEW_S - FEW_S), 0.0), 1.0)
        # in step with the screen, one round late at the most
        self._due = max(self._due + 1 / SCREEN_FPS, now - 1 / SCREEN_FPS)
        self._due = max(self._due, now + min(need * REST_SHARE * self._busy_s, 1 / SLOWEST_FPS))
        self._clock.sleep(self._due - now)
        self._began = self._clock.now()
