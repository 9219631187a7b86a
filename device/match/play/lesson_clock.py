"""The lesson's clock: the master of a match. It runs, slower if that is wanted, or stands while one is held.

Decides which second of the lesson it is, and which second a picture belongs to: one that was taken while the
clock stood belongs to none. Who holds it and why is decided by the match.
"""

from device.ports import Clock


class LessonClock:
    """Lesson seconds; negative before the lesson begins."""

    def __init__(self, clock: Clock, starts_at: float, rate: float = 1.0) -> None:
        """The lesson begins at `starts_at` of `clock` and runs at `rate` of its own speed."""
        self._clock = clock
        self._rate = rate
        self._from_s = starts_at  # from here on the clock runs, or would
        self._lesson_s = 0.0  # what it shows then
        self._paused = False
        self._begun = False  # whether it was ever held: until then it counts up to 0

    @property
    def paused(self) -> bool:
        """Whether it stands until somebody lets it go on."""
        return self._paused

    @property
    def rate(self) -> float:
        """Lesson seconds a second."""
        return self._rate

    @property
    def starts_in_s(self) -> float:
        """Seconds until it runs; 0 while it does. Of no meaning while it is held."""
        return max(self._from_s - self._clock.now(), 0.0)

    @property
    def coming_s(self) -> float:
        """What it shows, as if it ran already: less than that in a count-in, for what begins early."""
        return self._lesson_s + (self._clock.now() - self._from_s) * self._rate

    def now(self) -> float:
        """What it shows."""
        return self._shown(self._clock.now())

    def at(self, time_s: float) -> float | None:
        """The lesson's second of a picture taken at `time_s`; None when the clock stood then."""
        if self._paused or (self._begun and time_s < self._from_s):
            return None
        return self._shown(time_s)

    def pause(self) -> None:
        """Stand."""
        if not self._paused:
            self._set(self._clock.now())
            self._paused = True

    def resume(self, after_s: float = 0.0) -> None:
        """Run again, after a count-in of `after_s`."""
        if self._paused:
            self._from_s = self._clock.now() + after_s
            self._paused = False

    def change(self, rate: float) -> None:
        """Run at another speed from now on."""
        if rate <= 0:
            raise ValueError(f"a lesson cannot run at {rate}")
        if rate != self._rate:
            if not self._paused and self.starts_in_s == 0:
                self._set(self._clock.now())
            self._rate = rate

    def _set(self, time_s: float) -> None:
        self._lesson_s = self._shown(time_s)
        self._from_s = time_s
        self._begun = True

    def _shown(self, time_s: float) -> float:
        if self._paused:
            return self._lesson_s
        passed = time_s - self._from_s
        if passed < 0 and self._begun:
            return self._lesson_s
        return self._lesson_s + passed * self._rate
