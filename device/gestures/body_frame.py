"""Arms and trunk of a pose relative to the body, in torso lengths.

In this unit a child near the camera and an adult far away make the same gesture. Only the picture's x and y
are used, where the network is most accurate; depth is not.
"""

import math
from dataclasses import dataclass
from typing import Final

from scoring.body.joints import VISIBILITY_MIN, Landmark
from scoring.body.track import Pose

# Trunk length by shoulder width of people who face the camera (mannequins 1.35, dancers 1.3 to 1.5). It
# replaces the length of a trunk that leans towards the camera or is hidden behind a table.
TORSO_BY_SHOULDERS: Final = 1.35
# Torso length, px; anything smaller is a poster or a doll.
TORSO_MIN_PX: Final = 8.0

_LEFT: Final = (
    Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST, Landmark.LEFT_INDEX,
    Landmark.LEFT_PINKY,
)  # fmt: skip
_RIGHT: Final = (
    Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST, Landmark.RIGHT_INDEX,
    Landmark.RIGHT_PINKY,
)  # fmt: skip
# The landmarks that do not move while a person stands still.
ANCHORS: Final = (
    Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE,
    Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST,
)  # fmt: skip

Vector = tuple[float, float]
UP: Final[Vector] = (0.0, -1.0)
DOWN: Final[Vector] = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm; vectors (x, y) in torso lengths, x to the picture's right, y down.

    elbow, wrist: from the arm's shoulder; hand: from the wrist to the knuckles; seen: all landmarks are.
    """

    elbow: Vector
    wrist: Vector
    hand: Vector
    seen: bool

    @property
    def straight_deg(self) -> float:
        """The angle at the elbow in the picture, degrees; 180 is straight."""
        fore = (self.wrist[0] - self.elbow[0], self.wrist[1] - self.elbow[1])
        return 180.0 - apart_deg(self.elbow, fore)


@dataclass(frozen=True, slots=True)
class BodyFrame:
    """Trunk and arms of a person in one picture.

    torso_px: the unit of length; facing: shoulder width in torso lengths, negative when the back is turned;
    lean_deg: angle between trunk and vertical; left, right: the person's own arms; anchors: (x, y) px of each
    of ANCHORS, None where it is not seen.
    """

    torso_px: float
    facing: float
    lean_deg: float
    left: Arm
    right: Arm
    anchors: tuple[Vector | None, ...]


def body_frame_of(pose: Pose | None) -> BodyFrame | None:
    """The body frame of a pose; None without a pose or when its shoulders are not seen."""
    if pose is None:
        return None
    # lists: for 33 points plain Python is ten times faster than NumPy
    places: list[Vector] = [(x, y) for x, y, _ in pose.landmarks.tolist()]
    seen = [visibility >= VISIBILITY_MIN for visibility in pose.visibility.tolist()]
    left, right = places[Landmark.LEFT_SHOULDER], places[Landmark.RIGHT_SHOULDER]
    if not (seen[Landmark.LEFT_SHOULDER] and seen[Landmark.RIGHT_SHOULDER] and math.isfinite(left[0])):
        return None
    across = left[0] - right[0]
    trunk = _less(_middle(left, right), _middle(places[Landmark.LEFT_HIP], places[Landmark.RIGHT_HIP]))
    unit = max(math.hypot(*trunk), TORSO_BY_SHOULDERS * math.dist(left, right))
    if unit < TORSO_MIN_PX:
        return None
    return BodyFrame(
        unit,
        across / unit,
        apart_deg(trunk, UP),
        _arm(places, seen, _LEFT, unit),
        _arm(places, seen, _RIGHT, unit),
        tuple(places[name] if seen[name] else None for name in ANCHORS),
    )


def apart_deg(one: Vector, other: Vector) -> float:
    """The angle between two vectors, 0 to 180 degrees; 180 when one has no length."""
    lengths = math.hypot(*one) * math.hypot(*other)
    if lengths == 0:
        return 180.0
    cosine = (one[0] * other[0] + one[1] * other[1]) / lengths
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def _arm(places: list[Vector], seen: list[bool], names: tuple[Landmark, ...], unit: float) -> Arm:
    shoulder, elbow, wrist, index, pinky = (places[name] for name in names)
    return Arm(
        _scaled(_less(elbow, shoulder), unit),
        _scaled(_less(wrist, shoulder), unit),
        _scaled(_less(_middle(index, pinky), wrist), unit),
        all(seen[name] for name in names),
    )


def _less(one: Vector, other: Vector) -> Vector:
    return one[0] - other[0], one[1] - other[1]


def _middle(one: Vector, other: Vector) -> Vector:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _scaled(one: Vector, unit: float) -> Vector:
    return one[0] / unit, one[1] / unit
