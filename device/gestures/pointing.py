"""The pointer on menus: it follows the hand of the first person who raises one.

Decides when the pointer opens and closes and where it is. The wrist's position relative to its own shoulder,
in torso lengths, is mapped to the screen, as a mouse is, not along the direction of the arm: every corner is
reached with a bent elbow. Either hand may point; each has a range on its own side of the body.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from device.gestures.body_frame import Arm, BodyFrame
from device.pose.smoothing import OneEuro, OneEuroConstants
from device.views import Pointer

# Torso lengths that the wrist must be above its shoulder to open the pointer: about the height of the chin.
OPEN_ABOVE: Final = 0.3
# Torso lengths that the other wrist must be below its shoulder: two raised hands do not point.
OTHER_BELOW: Final = 0.2
# Seconds that the hand must rest, and how far it may move meanwhile, torso lengths.
OPEN_S: Final = 0.4
REST_MAX: Final = 0.25
# Shoulder width in torso lengths, and lean of the trunk; less strict than in raised_hand.
FACING_MIN: Final = 0.35
LEAN_MAX_DEG: Final = 30.0
# A wrist this far below its shoulder, torso lengths, for this long, s, closes the pointer.
CLOSE_BELOW: Final = 0.45
CLOSE_S: Final = 0.25
# Seconds for which the pointer stays in place when the network does not see the arm.
LOST_S: Final = 0.6
# Torso lengths from the shoulder to the screen's edges: to the arm's own side, across the body, above, below.
# The farthest corner is 0.9 away; an arm is 1.0 to 1.15 long.
OUTWARD, INWARD, ABOVE, BELOW = 0.65, 0.35, 0.65, 0.2
# Values in parts of the screen: a resting hand stays on a button, a moving one has little delay.
SMOOTHING: Final = OneEuroConstants(min_cutoff=0.9, beta=3.0)
# Of the torso length: it follows slowly, because each breath would move the pointer.
UNIT: Final = OneEuroConstants(min_cutoff=0.3, beta=0.0)


@dataclass(slots=True)
class _Rising:
    """A raised hand that may open the pointer: since when it rests, s, and where, torso lengths."""

    since_s: float
    place: tuple[float, float]


class Pointing:
    """The pointer of one screen."""

    def __init__(self) -> None:
        """Start closed."""
        self.close()

    def close(self) -> None:
        """Forget the hand that pointed, and all raised ones."""
        self._rising: dict[tuple[int, bool], _Rising] = {}
        self._owner: tuple[int, bool] | None = None
        self._filter = OneEuro(SMOOTHING)
        self._unit = OneEuro(UNIT)
        self._place = (0.5, 0.5)
        self._up_s = 0.0
        self._seen_s = 0.0

    def see(
        self, time_s: float, people: list[BodyFrame | None], *, mirrored: bool, allowed: bool = True
    ) -> Pointer | None:
        """The pointer at `time_s`, which rises; None while it is closed.

        mirrored: the TV mirrors the picture, so the pointer is mirrored too; allowed: whether it may open.
        """
        if self._owner is None:
            self._open(time_s, people if allowed else [None] * len(people))
        if self._owner is None:
            return None
        who, is_left = self._owner
        body = people[who] if who < len(people) else None
        arm = None if body is None else (body.left if is_left else body.right)
        if body is None or arm is None or not arm.seen:
            if time_s - self._seen_s > LOST_S:
                self.close()
                return None
            return Pointer(*self._place)
        self._seen_s = time_s
        unit = float(self._unit.apply(np.array([body.torso_px], np.float32), time_s)[0])
        across, down = (part * body.torso_px / unit for part in arm.wrist)
        if down < CLOSE_BELOW:
            self._up_s = time_s
        elif time_s - self._up_s > CLOSE_S:
            self.close()
            return None
        outward = across if is_left else -across
        share = (outward + INWARD) / (OUTWARD + INWARD)
        place = (share if is_left != mirrored else 1.0 - share, (down + ABOVE) / (ABOVE + BELOW))
        smooth = self._filter.apply(np.clip(np.array(place, np.float32), 0.0, 1.0), time_s)
        self._place = (float(smooth[0]), float(smooth[1]))
        return Pointer(*self._place)

    def _open(self, time_s: float, people: list[BodyFrame | None]) -> None:
        risen: dict[tuple[int, bool], _Rising] = {}
        for who, body in enumerate(people):
            for is_left in (False, True):
                arm = _pointing_arm(body, is_left=is_left)
                if arm is None:
                    continue
                before = self._rising.get((who, is_left))
                if before is None or math.dist(before.place, arm.wrist) > REST_MAX:
                    before = _Rising(time_s, arm.wrist)
                risen[who, is_left] = before
        self._rising = risen
        ready = [key for key, hand in risen.items() if time_s - hand.since_s >= OPEN_S]
        if ready:
            # the earliest; at equal times the first person, and of one person the right hand
            self._owner = min(ready, key=lambda key: (risen[key].since_s, key))
            self._rising = {}
            self._up_s = self._seen_s = time_s


def _pointing_arm(body: BodyFrame | None, *, is_left: bool) -> Arm | None:
    if body is None or body.facing < FACING_MIN or body.lean_deg > LEAN_MAX_DEG:
        return None
    arm, other = (body.left, body.right) if is_left else (body.right, body.left)
    raised = arm.seen and arm.wrist[1] <= -OPEN_ABOVE and arm.wrist[1] < arm.elbow[1]
    return arm if raised and other.wrist[1] >= OTHER_BELOW else None
