"""Time limits of a child process: without a report, and in all. Paused time does not count."""

from dataclasses import dataclass
from typing import Final

from device.failure_reasons import Reason
from device.overnight.prepare.facts import ChildReport

# Seconds without a report. It reports each picture; the slowest board needs seconds for one, and minutes to
# write the end of a large film.
SILENT_MAX_S: Final = 300.0
# Seconds of work before the film's length is known: enough to read 8 GB from a slow card.
LOOKING_MAX_S: Final = 1200.0
# Seconds that are added for every film.
LEAST_S: Final = 300.0
# Percent of the work that must be done in this run before the remaining time is estimated.
TELLING_PERCENT: Final = 1.0


@dataclass(slots=True)
class Watch:
    """Limits and progress of one process.

    factor: seconds of work allowed for each second of video; percent: of the whole work; worked_s, silent_s:
    unpaused time since the start and since the last report; begun_percent: at the first report of progress.
    """

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
        """Add unpaused time."""
        self.worked_s += seconds
        self.silent_s += seconds

    def reported(self, report: ChildReport) -> None:
        """Take in a report of progress."""
        self.silent_s = 0.0
        self.stage = report.stage or self.stage
        self.percent = report.percent
        self.length_s = self.length_s if report.length_s is None else report.length_s
        # work that an earlier run did is no measure of this run's speed
        if self.begun_percent is None and report.percent > 0:
            self.begun_percent = report.percent

    @property
    def verdict(self) -> Reason | None:
        """Why the process must be killed now; None while it may go on."""
        if self.silent_s > self.silent_max_s:
            return Reason.STUCK
        limit = LOOKING_MAX_S if self.length_s is None else self.least_s + self.factor * self.length_s
        return Reason.TOO_SLOW if self.worked_s > limit else None

    @property
    def left_s(self) -> float | None:
        """Estimated seconds of remaining work, at this run's speed so far; None before TELLING_PERCENT."""
        if self.begun_percent is None or self.percent - self.begun_percent < TELLING_PERCENT:
            return None
        return self.worked_s * (100.0 - self.percent) / (self.percent - self.begun_percent)
