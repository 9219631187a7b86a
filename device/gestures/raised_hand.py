"""A hand raised flat and held: one person asks for a pause.

Decides what counts: one arm straight up with the fingers up, the other arm down, the body upright, turned to
the camera and at rest, held for about a second. Whether the palm is open the network cannot tell (a fist and
a flat hand give the same knuckles), so the rest has to be clear. A tutor who raises a hand, too, or did so a
moment ago, is being followed: then nobody asks for anything.
"""

import math
from typing import Final

from device.gestures.body_frame import DOWN, UP, Arm, BodyFrame, apart_deg

# Seconds the hand is held until it counts: shorter holds occur in dances, longer ones are tiring.
HOLD_S: Final = 1.0
# Straight up: degrees off the vertical on the picture, of the arm and of the hand.
ARM_MAX_DEG: Final = 30.0
HAND_MAX_DEG: Final = 50.0
# The angle at the elbow of an arm that people call straight when nobody measures; 180 is a ruler.
STRAIGHT_MIN_DEG: Final = 130.0
# How far the wrist is from its shoulder, torso lengths: an arm that points at the camera looks short.
REACH_MIN: Final = 0.65
# The other arm hangs: its wrist is this far below its shoulder, torso lengths, the arm so much off the
# vertical, and not as bent as with a hand on the hip.
HANGS_MIN: Final = 0.5
HANGS_MAX_DEG: Final = 40.0
HANGS_STRAIGHT_MIN_DEG: Final = 110.0
# The trunk off upright; who bends sideways stretches.
LEAN_MAX_DEG: Final = 18.0
# Width of the shoulders by the torso: 0.74 from the front, less with an arm up, 0.37 turned by 60 degrees.
FACING_MIN: Final = 0.42
# What may not move further than this while it is held, torso lengths: some 10 cm. Of people who stand still
# the network moves a wrist by up to 0.1; with 0.12 one hold in seven began anew and was too short.
STILL_MAX: Final = 0.2
# A blink of the network does not end a hold.
GAP_MAX_S: Final = 0.2

# A tutor's arm counts as raised from here: degrees off the vertical, and reach.
TUTOR_MAX_DEG: Final = 60.0
TUTOR_REACH_MIN: Final = 0.4
# People follow up to this late, and lower their arm late, too.
TUTOR_KEPT_S: Final = 2.5


class RaisedHand:
    """One person's hand."""

    def __init__(self) -> None:
        """Nothing is held; whoever begins with a raised hand must lower it first."""
        self._since_s = 0.0
        self._seen_s = -math.inf
        self._begun: BodyFrame | None = None
        self._side: bool | None = None
        self._spent = True

    def see(self, time_s: float, stance: BodyFrame | None, *, allowed: bool = True) -> tuple[float, bool]:
        """How much of the hold is over, 0..1, and whether it has just been completed.

        time_s rises; allowed: no tutor raises a hand. After a hold the hand must be lowered.
        """
        side = None if stance is None else raised_side(stance)
        if stance is None or side is None:
            if time_s - self._seen_s > GAP_MAX_S:
                self._begun = None
                self._spent = self._spent and stance is None
            return 0.0, False
        self._seen_s = time_s
        # who follows a tutor's raised hand holds it longer: that one must be lowered first
        self._spent = self._spent or not allowed
        if self._begun is None or side != self._side or self._moved(self._begun, stance):
            self._since_s, self._begun, self._side = time_s, stance, side
        if self._spent:
            return 0.0, False
        held = min(1.0, (time_s - self._since_s) / HOLD_S)
        self._spent = held >= 1.0
        return held, self._spent

    @staticmethod
    def _moved(before: BodyFrame, now: BodyFrame) -> bool:
        return any(
            one is not None and other is not None and math.dist(one, other) > STILL_MAX * now.torso_px
            for one, other in zip(before.anchors, now.anchors, strict=True)
        )


def raised_side(stance: BodyFrame) -> bool | None:
    """Whether the left (True) or the right hand (False) is raised as described above; None for neither."""
    if stance.facing < FACING_MIN or stance.lean_deg > LEAN_MAX_DEG:
        return None
    for is_left, arm, other in ((True, stance.left, stance.right), (False, stance.right, stance.left)):
        if _is_up(arm) and _hangs(other):
            return is_left
    return None


def tutor_raises(stance: BodyFrame | None) -> bool:
    """Whether somebody raises a hand in whatever way: what is shown is not asked for by who follows."""
    return stance is not None and any(
        math.hypot(*arm.wrist) >= TUTOR_REACH_MIN and apart_deg(arm.wrist, UP) <= TUTOR_MAX_DEG
        for arm in (stance.left, stance.right)
    )


def _is_up(arm: Arm) -> bool:
    return (
        arm.seen
        and math.hypot(*arm.wrist) >= REACH_MIN
        and apart_deg(arm.wrist, UP) <= ARM_MAX_DEG
        and arm.straight_deg >= STRAIGHT_MIN_DEG
        and apart_deg(arm.hand, UP) <= HAND_MAX_DEG
    )


def _hangs(arm: Arm) -> bool:
    return (
        arm.wrist[1] >= HANGS_MIN
        and apart_deg(arm.wrist, DOWN) <= HANGS_MAX_DEG
        and arm.straight_deg >= HANGS_STRAIGHT_MIN_DEG
    )
