"""Getting ready: finds what is wrong, one thing at a time, and starts the countdown by itself.

Decides from pictures and poses as they come, on the times that they carry. `placement` finds what is wrong
with one body, `light` what is wrong with the light, `debounce` how long a sentence stays. Rooms differ: a
person who is seen well enough, though not well, may start after PATIENCE_S. Drawing, sound and the match are
elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from device.match.ready.debounce import Debounce
from device.match.ready.light import light_fault
from device.match.ready.placement import Placement
from device.messages import Image, Pose

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOT_SEEN: Final = "not_seen"
SECOND_MISSING: Final = "second_missing"
MOVE_APART: Final = "move_apart"
STAND_STILL: Final = "stand_still"
FEET_MISSING: Final = "feet_missing"

# How long all people must be well placed before the countdown begins.
STEADY_S: Final = 1.0
COUNTDOWN_S: Final = 3.0
# A person may be unseen for so long without consequences: the network misses single frames.
FLICKER_S: Final = 0.4
# A fault breaks off the countdown only when it lasts this long: people look down, or fix their hair.
ASTRAY_S: Final = 1.0
# How long people who are seen well enough are asked to stand better; then they may start as they are.
PATIENCE_S: Final = 12.0
# Distance between two people's hips, in lengths of the longer torso: where MOVE_APART begins, where it ends.
APART: Final = (1.5, 1.75)
# Speed of the trunk, torso lengths per second: where STAND_STILL begins, and where it ends. Walking is above
# 1.5, shifting the weight about 0.2.
STILL: Final = (0.7, 0.5)
# How long a span the speed is measured over.
SPEED_S: Final = 0.4


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether people can start. One entry per person, in the order of the poses; texts are keys of [text].

    fine: placed well, or as well as the room allows; advice: to one person; everybody: to all people, shown
    instead; countdown: seconds until the start, None while it does not run; go: True once, at its end.
    """

    fine: tuple[bool, ...]
    advice: tuple[str | None, ...]
    everybody: str | None = None
    countdown: float | None = None
    go: bool = False


class Readiness:
    """Per match; call `see` for every picture."""

    def __init__(self, people: int, side: bool) -> None:
        """people: 1 or 2; side: the lesson is to be done sideways. Raises ValueError for other numbers."""
        if people not in {1, 2}:
            raise ValueError(f"one or two people get ready, not {people}")
        self._people = tuple(_Person(people == 1, side) for _ in range(people))
        self._everybody = Debounce()
        self._light: str | None = None
        self._crowded = False
        self._enough_s: float | None = None
        self._fine_s: float | None = None
        self._well_s = -np.inf
        self._starts_s: float | None = None
        self._gone = False

    def see(self, time_s: float, image: Image, poses: Sequence[Pose | None]) -> Ready:
        """Judge a picture. time_s: when it was taken, must rise from call to call; image: RGB.

        poses: one per person, None where not seen. Raises ValueError for another number of them.
        """
        if len(poses) != len(self._people):
            raise ValueError(f"{len(poses)} poses for {len(self._people)} people")
        height, width = image.shape[:2]
        for person, pose in zip(self._people, poses, strict=True):
            found = pose is not None and bool(np.isfinite(pose.landmarks).all())
            person.see(time_s, Placement(pose, width, height) if pose is not None and found else None)
        together = self._together(image)
        patient = self._patient(time_s)
        fine = tuple(person.fault is None or (patient and person.there) for person in self._people)
        well = all(fine) and (together is None or patient)
        starts_in, go = self._count(time_s, well)
        everybody, advice = self._say(time_s, together, counting=starts_in is not None or self._gone)
        return Ready(fine, advice, everybody, starts_in, go)

    def _together(self, image: Image) -> str | None:
        """The most important fault that concerns all people, or None."""
        missing = [person.fault == NOT_SEEN for person in self._people]
        faults = [
            light_fault(image, None if person.placement is None else person.placement.joints, self._light)
            for person in self._people
        ]
        self._light = next((fault for fault in faults if fault is not None), None)
        self._crowded = not any(missing) and len(self._people) == 2 and self._near()
        if all(missing):
            return self._light or NOT_SEEN
        if any(missing):
            return SECOND_MISSING
        return self._light or (MOVE_APART if self._crowded else None)

    def _near(self) -> bool:
        one, other = (person.placement for person in self._people)
        if one is None or other is None:
            return self._crowded
        torso = np.nanmax([one.torso_px, other.torso_px])
        return bool(abs(one.hips[0] - other.hips[0]) < APART[self._crowded] * torso)

    def _patient(self, time_s: float) -> bool:
        """Whether all people have been seen well enough for PATIENCE_S."""
        if not all(person.there and person.enough for person in self._people):
            self._enough_s = None
        elif self._enough_s is None:
            self._enough_s = time_s
        return self._enough_s is not None and time_s - self._enough_s >= PATIENCE_S

    def _count(self, time_s: float, well: bool) -> tuple[float | None, bool]:
        """Seconds until the start while the countdown runs, and whether this is its end."""
        if self._gone:
            return None, False
        if well:
            self._well_s = time_s
            self._fine_s = time_s if self._fine_s is None else self._fine_s
        elif time_s - self._well_s > FLICKER_S:
            self._fine_s = None
        if self._starts_s is None:
            if self._fine_s is None or time_s - self._fine_s < STEADY_S:
                return None, False
            self._starts_s = time_s + COUNTDOWN_S
        elif time_s - self._well_s > ASTRAY_S or not all(person.there for person in self._people):
            self._starts_s = self._fine_s = None
            return None, False
        if time_s < self._starts_s:
            return self._starts_s - time_s, False
        self._gone = True
        return None, True

    def _say(
        self, time_s: float, together: str | None, *, counting: bool
    ) -> tuple[str | None, tuple[str | None, ...]]:
        if counting:
            # no more advice, but a warning of what the scores will lack
            for line in (self._everybody, *(person.line for person in self._people)):
                line.clear()
            return None, tuple(person.missing for person in self._people)
        everybody = self._everybody.update(time_s, together)
        # NOT_SEEN is said to all people
        return everybody, tuple(
            person.line.update(time_s, None if person.fault == NOT_SEEN else person.fault)
            for person in self._people
        )


class _Person:
    """Per person: placement and fault in the newest picture, and the line of advice."""

    def __init__(self, alone: bool, side: bool) -> None:
        self._alone, self._side = alone, side
        self._seen_s = -np.inf
        self._trunk: list[tuple[float, NDArray[np.float32]]] = []
        self._placement_fault: str | None = None
        self._moving = False
        self.placement: Placement | None = None
        self.fault: str | None = NOT_SEEN
        self.there = False
        self.line = Debounce()

    @property
    def enough(self) -> bool:
        """Whether the least that a match needs is seen."""
        return self.placement is not None and self.placement.well_enough

    @property
    def missing(self) -> str | None:
        """The key of what the scores will lack, or None."""
        return FEET_MISSING if self.placement is not None and not self.placement.feet_seen else None

    def see(self, time_s: float, placement: Placement | None) -> None:
        """Take a picture's placement; when None for less than FLICKER_S, the one before stays."""
        if placement is None:
            self.there = time_s - self._seen_s <= FLICKER_S
            if not self.there:
                self.placement, self.fault, self._placement_fault = None, NOT_SEEN, None
                self._trunk.clear()
            return
        self.placement, self.there, self._seen_s = placement, True, time_s
        self._placement_fault = placement.fault(self._placement_fault, alone=self._alone, side=self._side)
        self._moving = self._speed(time_s, placement) > STILL[self._moving]
        self.fault = self._placement_fault or (STAND_STILL if self._moving else None)

    def _speed(self, time_s: float, placement: Placement) -> float:
        """Torso lengths per second that the trunk moved over the last SPEED_S."""
        here = (placement.hips + placement.shoulders) / 2
        self._trunk.append((time_s, here))
        while time_s - self._trunk[0][0] > SPEED_S:
            self._trunk.pop(0)
        before_s, before = self._trunk[0]
        if time_s - before_s < SPEED_S / 2:
            return 0.0
        return float(np.linalg.norm(here - before)) / (time_s - before_s) / placement.torso_px
