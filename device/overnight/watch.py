"""How long a process may be silent, and how long it may work: time in which it stood still does not count."""

from dataclasses import dataclass
from typing import Final

from device.failure_reasons import Reason
from device.overnight.prepare.facts import ChildReport

# It tells every picture that it has done; the slowest board needs seconds for one, and minutes of reading to
# write the end of a large film.
SILENT_MAX_S: Final = 300.0
# Before the film's length is known: a film of 8 GB is read through in that time from a slow card.
LOOKING_MAX_S: Final = 1200.0
# What every film may take, however short.
LEAST_S: Final = 300.0
# Percent of the work after which its time says something about the rest.
TELLING_PERCENT: Final = 1.0


@dataclass(slots=True)
class Watch:
    """One process's time. factor: seconds of work that a second of video may take; percent: of its work."""

    factor: float
    silent_max_s: float = SILENT_MAX_S
    least_s: float = LEAST_S
    percent: float = 0.0
    stage: str = "looking"
    worked_s: float = 0.0
    silent_s: float = 0.0
    length_s: float | None = None
    begun_percent: float | None = None

    def passed(self, seconds: float) -> None:
        """So much time went by in which it could work."""
        self.worked_s += seconds
        self.silent_s += seconds

    def told(self, report: ChildReport) -> None:
        """It gave a sign of life."""
        self.silent_s = 0.0
        self.stage = report.stage or self.stage
        self.percent = report.percent
        self.length_s = self.length_s if report.length_s is None else report.length_s
        # what an earlier night did costs nothing now and says nothing about what is left
        if self.begun_percent is None and report.percent > 0:
            self.begun_percent = report.percent

    @property
    def verdict(self) -> Reason | None:
        """Why it must end now, if it must."""
        if self.silent_s > self.silent_max_s:
            return Reason.STUCK
        limit = LOOKING_MAX_S if self.length_s is None else self.least_s + self.factor * self.length_s
        return Reason.TOO_SLOW if self.worked_s > limit else None

    @property
    def left_s(self) -> float | None:
        """Seconds of work still to come, by what it took so far; None while that says nothing."""
        if self.begun_percent is None or self.percent - self.begun_percent < TELLING_PERCENT:
            return None
        return self.worked_s * (100.0 - self.percent) / (self.percent - self.begun_percent)
