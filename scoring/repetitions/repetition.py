"""One repetition, and what is right or wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.body.joints import Angle


class Verdict(StrEnum):
    """What is said about a repetition: one thing, the most important."""

    GOOD = "good"
    SHALLOW = "shallow"
    FAST = "fast"
    UNEVEN = "uneven"  # left and right differ
    ANGLE = "angle"  # one angle is off: Repetition.angle says which


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """One repetition; times in s of the person's clock.

    begin_s, end_s: in the start posture; bottom_s: at the far end; down_s, hold_s, up_s: what it consists of;
    reach: its range as a share of the reference's; symmetry: 0..1, 1 where left and right do the same, NaN
    where it does not apply; score: 0..100; angle: what is off, for Verdict.ANGLE; counted: False for an
    attempt, which is shown and does not count.
    """

    begin_s: float
    bottom_s: float
    end_s: float
    down_s: float
    hold_s: float
    up_s: float
    reach: float
    symmetry: float
    score: float
    verdict: Verdict
    angle: Angle | None = None
    counted: bool = True
    exercise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepetitionState:
    """What the screen shows.

    count: so far; depth: how far the running repetition went, 0..1 and more beyond
    the reference, None while nothing is followed; ended: repetitions that the newest sample completed.
    """

    count: int
    depth: float | None = None
    ended: tuple[Repetition, ...] = ()
