"""The lesson's clock, the master of a match: runs at full or reduced speed, and can be paused.

Decides which second of the lesson it is now, and at which second a picture was taken: one taken during a
pause or a count-in has none.
"""

from device.ports import Clock


class LessonClock:
    """Gives seconds of the lesson; negative before it begins."""

    def __init__(self, clock: Clock, starts_at: float, rate: float = 1.0) -> None:
        """starts_at: when the lesson begins, on `clock`; rate: lesson seconds per second."""
        self._clock = clock
        self._rate = rate
        self._from_s = starts_at  # when the lesson was or will be at _lesson_s, on `clock`
        self._lesson_s = 0.0
        self._paused = False
        self._begun = False  # whether it ever paused or changed speed; before, it counts up to 0

    @property
    def paused(self) -> bool:
        """Whether it is paused; False in the count-in after `resume`."""
        return self._paused

    @property
    def rate(self) -> float:
        """Lesson seconds per second."""
        return self._rate

    @property
    def starts_in_s(self) -> float:
        """Seconds of count-in that are left; 0 while it runs. Without meaning while paused."""
        return max(self._from_s - self._clock.now(), 0.0)

    @property
    def coming_s(self) -> float:
        """`now` minus the lesson seconds of count-in that are left: the offset to start the sound with."""
        return self._lesson_s + (self._clock.now() - self._from_s) * self._rate

    def now(self) -> float:
        """The lesson's second now."""
        return self._shown(self._clock.now())

    def at(self, time_s: float) -> float | None:
        """The lesson's second at `time_s` of the box's clock, for a picture taken then.

        None for a time in a pause or a count-in, or before the last change of speed.
        """
        if self._paused or (self._begun and time_s < self._from_s):
            return None
        return self._shown(time_s)

    def pause(self) -> None:
        """Pause; nothing when paused."""
        if not self._paused:
            self._set(self._clock.now())
            self._paused = True

    def resume(self, after_s: float = 0.0) -> None:
        """Run again after a count-in of `after_s` seconds; nothing when not paused."""
        if self._paused:
            self._from_s = self._clock.now() + after_s
            self._paused = False

    def change(self, rate: float) -> None:
        """Run at another speed from now on. Raises ValueError for a rate that is not positive."""
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
