"""How long a match rests between two pictures so that enough poses are estimated on a slow box.

A drawing loop that is always late takes all of the processor that it can get; the poses, without which there
is no score, then come once a second. So the picture keeps its rate until poses fall below what a score needs,
and only then gives way. Sound and the lesson's clock do not depend on it.
"""

from typing import Final

from device.ports import Clock

SCREEN_FPS: Final = 30.0
# Poses that are further apart than this begin to be too few, and from the second on far too few: beyond half
# a second nothing is interpolated (scoring.body.sampling), and an uneven rate needs some room below that.
FEW_S: Final = 0.2
TOO_FEW_S: Final = 0.4
# Then drawing rests so long for every second that it took, but never longer than a picture at this rate.
REST_SHARE: Final = 1.0
SLOWEST_FPS: Final = 12
# Both are averaged over about so many rounds and poses: one slow one does not make a slow box.
AVERAGED: Final = 8


class Pacing:
    """Per match: `begin` at a round's start, `pose` for every picture with poses, `rest_s` at its end."""

    def __init__(self, clock: Clock) -> None:
        """The first round begins now."""
        self._clock = clock
        self._began_s = clock.now()
        self._busy_s = 0.0
        self._apart_s = 0.0
        self._posed_s = self._began_s

    def begin(self) -> None:
        """A round begins."""
        self._began_s = self._clock.now()

    def pose(self) -> None:
        """Poses just arrived."""
        now_s = self._clock.now()
        self._apart_s += (now_s - self._posed_s - self._apart_s) / AVERAGED
        self._posed_s = now_s

    def rest_s(self) -> float:
        """Seconds to sleep at least after the round that ends now."""
        now_s = self._clock.now()
        self._busy_s += (now_s - self._began_s - self._busy_s) / AVERAGED
        apart_s = max(self._apart_s, now_s - self._posed_s)
        need = min(max((apart_s - FEW_S) / (TOO_FEW_S - FEW_S), 0.0), 1.0)
        return min(need * REST_SHARE * self._busy_s, 1 / SLOWEST_FPS)
