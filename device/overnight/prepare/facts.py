"""The facts about a lesson, and the lines of JSON in which the child process reports.

The child reads untrusted files, so `report_in` accepts nothing but a valid report.
"""

import json
import math
import re
from dataclasses import asdict, dataclass
from typing import Final

from device.failure_reasons import PreparationError, Reason
from device.lost import NOTHING_LOST, Lost
from device.store.tables import Facing, SegmentKind

SIDE_MAX_PX: Final = 16384
LENGTH_MAX_S: Final = 4 * 3600.0
SEGMENTS_MAX: Final = 5000
# No music is as quick; a beat that is said to be was made up.
BEAT_MAX_BPM: Final = 1000.0
# A key of the catalogue, or of an own exercise.
EXERCISE: Final = re.compile(r"[a-z_]{1,60}|own:[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class FoundSegment:
    """A segment, in seconds of the video. exercise: which one it is, by its key; None where unknown."""

    kind: SegmentKind
    start_s: float
    end_s: float
    exercise: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """width, height: of the rendition, px. segments: without gaps from 0 to duration_s. beat_bpm: beats a
    minute that movement and sound keep; None without a beat. lost: what of the film did not arrive.
    """

    duration_s: float
    width: int
    height: int
    has_sound: bool
    facing: Facing
    segments: tuple[FoundSegment, ...]
    beat_bpm: float | None = None
    lost: Lost = NOTHING_LOST

    def __post_init__(self) -> None:
        """Raise ValueError for impossible values."""
        if not (0 < self.duration_s <= LENGTH_MAX_S and len(self.segments) <= SEGMENTS_MAX):
            raise ValueError("impossible length or number of segments")
        if not (0 < self.width <= SIDE_MAX_PX and 0 < self.height <= SIDE_MAX_PX):
            raise ValueError("impossible size of a picture")
        times = [time for one in self.segments for time in (one.start_s, one.end_s)]
        if not all(math.isfinite(time) and 0 <= time <= LENGTH_MAX_S for time in times):
            raise ValueError("a segment's time is out of range")
        if not all(one.exercise is None or EXERCISE.fullmatch(one.exercise) for one in self.segments):
            raise ValueError("an impossible exercise")
        if self.beat_bpm is not None and not 0 < self.beat_bpm <= BEAT_MAX_BPM:
            raise ValueError("an impossible beat")


@dataclass(frozen=True, slots=True)
class ChildReport:
    """A report: progress (stage, percent, the film's length), or the end (facts or reason)."""

    stage: str | None = None
    percent: float = 0.0
    length_s: float | None = None
    facts: Facts | None = None
    reason: Reason | None = None


def facts_as_json(facts: Facts) -> str:
    """The facts as one line of JSON."""
    return json.dumps(asdict(facts), separators=(",", ":"))


def facts_of(values: dict[str, object]) -> Facts:
    """Facts from JSON. Raises ValueError, KeyError or TypeError for anything else."""
    segments = values["segments"]
    if not isinstance(segments, list):
        raise TypeError("segments are a list")
    found = [
        # a checkpoint of an older version names no exercise
        FoundSegment(
            SegmentKind(one["kind"]), float(one["start_s"]), float(one["end_s"]), one.get("exercise")
        )
        for one in segments
    ]
    beat = values.get("beat_bpm")  # a checkpoint of an older version has none
    numbers = [values["duration_s"], values["width"], values["height"], 0.0 if beat is None else beat]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
        raise TypeError("sizes are numbers")
    duration, width, height, bpm = (float(str(number)) for number in numbers)
    facing = Facing(str(values["facing"]))
    return Facts(
        duration,
        int(width),
        int(height),
        bool(values["has_sound"]),
        facing,
        tuple(found),
        None if beat is None else bpm,
        _lost_of(values.get("lost")),
    )


def _lost_of(said: object) -> Lost:
    """What did not arrive; nothing in a checkpoint of an older version."""
    if said is None:
        return NOTHING_LOST
    if not isinstance(said, dict):
        raise TypeError("what is lost is told by names")
    return Lost(**said)


def progress_line(stage: str, percent: float, length_s: float | None = None) -> str:
    """The line that reports progress."""
    return json.dumps({"stage": stage, "percent": round(percent, 2), "length_s": length_s})


def ready_line(facts: Facts) -> str:
    """The line that reports success."""
    return json.dumps({"facts": asdict(facts)})


def failed_line(reason: Reason) -> str:
    """The line that reports failure."""
    return json.dumps({"failed": reason.name})


def report_in(line: bytes) -> ChildReport | None:
    """Decode a line; None for anything but a valid report."""
    try:
        values = json.loads(line)
        if "facts" in values:
            return ChildReport(facts=facts_of(values["facts"]))
        if "failed" in values:
            return ChildReport(reason=Reason[str(values["failed"])])
        percent, length_s = float(values["percent"]), values["length_s"]
        if not 0 <= percent <= 100:
            return None
        length = None if length_s is None else min(max(float(length_s), 0.0), LENGTH_MAX_S)
        return ChildReport(stage=str(values["stage"])[:32], percent=percent, length_s=length)
    except (ValueError, KeyError, TypeError, AttributeError, PreparationError, RecursionError):
        return None
