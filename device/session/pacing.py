"""How often a match draws: as often as the screen shows pictures, less often where the box is slow.

Decides what is left to the other threads. A loop that is always late would take all of the processor that it
can get, and the poses, without which there is no score, would come once a second; so drawing rests for a part
of the time that it took. The sound and the lesson's clock do not depend on it.
"""

from typing import Final

from device.ports import Clock

SCREEN_FPS: Final = 30
# For every second of drawing so much rest: at half of one core drawing then leaves a little more than half of
# that to camera, poses, decoder and sound.
REST_SHARE: Final = 1.2
# It never rests longer than a picture at this rate lasts, however slow the box is.
SLOWEST_FPS: Final = 10
# A round is measured over about so many: one slow one is no slow box.
REMEMBERED: Final = 8


class Pacing:
    """One a match: `rest` at the end of every round."""

    def __init__(self, clock: Clock) -> None:
        """The first round begins now."""
        self._clock = clock
        self._began = self._due = clock.now()
        self._busy_s = 0.0

    def rest(self) -> None:
        """Wait until the next round is due."""
        now = self._clock.now()
        self._busy_s += (now - self._began - self._busy_s) / REMEMBERED
        pause_s = REST_SHARE * self._busy_s
        if self._busy_s + pause_s <= 1 / SCREEN_FPS:
            # in step with the screen, one round late at the most
            self._due = max(self._due + 1 / SCREEN_FPS, now - 1 / SCREEN_FPS)
        else:
            self._due = now + min(pause_s, 1 / SLOWEST_FPS)
        self._clock.sleep(self._due - now)
        self._began = self._clock.now()
