"""How long a match sleeps between two rounds, so that a slow box estimates enough poses.

A drawing loop that is always late takes all the processor time that it gets, and poses then come once a
second, too few for a score. So the screen keeps its rate while poses come often enough, and is slowed down
below that. Sound and the lesson's clock do not depend on the rate of rounds.
"""

from typing import Final

from device.ports import Clock

SCREEN_FPS: Final = 30.0
# Seconds between poses at which rests begin, and at which they are longest: nothing is interpolated over more
# than half a second (scoring.body.sampling), and an uneven rate needs some room below that.
FEW_S: Final = 0.2
TOO_FEW_S: Final = 0.4
# The longest rest, as a share of the time that a round takes, and never longer than a picture at SLOWEST_FPS.
REST_SHARE: Final = 1.0
SLOWEST_FPS: Final = 12
# Both are averaged over about so many rounds and poses, so that a single slow one has little effect.
AVERAGED: Final = 8


class Pacing:
    """Per match. Call `begin` at a round's start, `pose` for each picture with poses, `rest_s` at its end."""

    def __init__(self, clock: Clock) -> None:
        """Measures from now on `clock`."""
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
