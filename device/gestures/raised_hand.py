"""The raised hand that pauses a match.

The gesture: one arm and its hand straight up, the other arm down, the body upright, facing the camera and at
rest, for HOLD_S. The network cannot tell an open palm from a fist (the knuckles are alike), so everything
else is strict. It does not count within TUTOR_KEPT_S of the tutor's own raised hand, which people imitate.
"""

import math
from typing import Final

from device.gestures.body_frame import DOWN, UP, Arm, BodyFrame, apart_deg

# Seconds that the hand is held until it counts: dances have shorter holds, longer ones are tiring.
HOLD_S: Final = 1.0
# Angle to the vertical in the picture, of the arm and of the hand.
ARM_MAX_DEG: Final = 30.0
HAND_MAX_DEG: Final = 50.0
# Angle at the elbow (180 is straight) of an arm that its owner takes for straight.
STRAIGHT_MIN_DEG: Final = 130.0
# Torso lengths from shoulder to wrist: an arm that points at the camera looks shorter.
REACH_MIN: Final = 0.65
# The other arm: torso lengths of its wrist below the shoulder, angle to the vertical, and angle at the elbow,
# which a hand on the hip does not reach.
HANGS_MIN: Final = 0.5
HANGS_MAX_DEG: Final = 40.0
HANGS_STRAIGHT_MIN_DEG: Final = 110.0
# Angle of the trunk to the vertical: a side bend is an exercise.
LEAN_MAX_DEG: Final = 18.0
# Shoulder width in torso lengths: 0.74 from the front, less with an arm up, 0.37 when turned by 60 degrees.
FACING_MIN: Final = 0.42
# Torso lengths (0.2 is about 10 cm) that no anchor may move during the hold. The network's noise moves a
# still wrist by up to 0.1; with a limit of 0.12 one hold in seven was interrupted.
STILL_MAX: Final = 0.2
# Seconds without a recognised gesture that do not interrupt a hold.
GAP_MAX_S: Final = 0.2

# When a tutor's arm counts as raised: angle to the vertical, and torso lengths from shoulder to wrist.
TUTOR_MAX_DEG: Final = 60.0
TUTOR_REACH_MIN: Final = 0.4
# Seconds after it: people imitate the tutor with up to this delay.
TUTOR_KEPT_S: Final = 2.5


class RaisedHand:
    """The state of one person's raised hand."""

    def __init__(self) -> None:
        """Start spent: a hand that is already raised must be lowered first."""
        self._since_s = 0.0
        self._seen_s = -math.inf
        self._begun: BodyFrame | None = None
        self._side: bool | None = None
        self._spent = True

    def see(self, time_s: float, body: BodyFrame | None, *, allowed: bool = True) -> tuple[float, bool]:
        """The part of HOLD_S that is over, 0..1, and whether the hold has just been completed.

        time_s rises; allowed: the tutor does not raise a hand. After a hold the hand must be lowered.
        """
        side = None if body is None else raised_side(body)
        if body is None or side is None:
            if time_s - self._seen_s > GAP_MAX_S:
                self._begun = None
                self._spent = self._spent and body is None
            return 0.0, False
        self._seen_s = time_s
        # a hand raised in imitation is held longer than the tutor's: it must be lowered first
        self._spent = self._spent or not allowed
        if self._begun is None or side != self._side or self._moved(self._begun, body):
            self._since_s, self._begun, self._side = time_s, body, side
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


def raised_side(body: BodyFrame) -> bool | None:
    """True for a raised left hand, False for a raised right hand, as defined above; None for neither."""
    if body.facing < FACING_MIN or body.lean_deg > LEAN_MAX_DEG:
        return None
    for is_left, arm, other in ((True, body.left, body.right), (False, body.right, body.left)):
        if _is_up(arm) and _hangs(other):
            return is_left
    return None


def tutor_raises(body: BodyFrame | None) -> bool:
    """Whether a tutor raises either arm, by the looser TUTOR_ limits; None: no body is seen."""
    return body is not None and any(
        math.hypot(*arm.wrist) >= TUTOR_REACH_MIN and apart_deg(arm.wrist, UP) <= TUTOR_MAX_DEG
        for arm in (body.left, body.right)
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
