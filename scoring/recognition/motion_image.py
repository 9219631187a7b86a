"""A skeleton's film as one picture: rows are points along five chains of the body, columns are moments.

After LiFT: the 17 joints of Human3.6M, a mean of three frames, 12.5 columns a second; two legs, trunk and two
arms, each interpolated to 64 points, so 320 rows; the channels are x, y and z of the body's own frame
(`body_frame`). Joints that the network could only guess are taken as guessed: a picture has no gaps.
"""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint
from scoring.recognition import body_frame
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float32]

COLUMN_RATE_HZ: Final = 12.5
CHAIN_POINTS: Final = 64
# The top of the head, seen from between the shoulders, in lengths of the line to the nose.
HEAD: Final = 1.5
# without it rounding could make 2.0 s at 20 Hz 26 columns instead of 25
_ROUNDING: Final = 1e-6


class Point(IntEnum):
    """The 17 joints of Human3.6M, in its order; its neck is the nose."""

    PELVIS = 0
    RIGHT_HIP = 1
    RIGHT_KNEE = 2
    RIGHT_ANKLE = 3
    LEFT_HIP = 4
    LEFT_KNEE = 5
    LEFT_ANKLE = 6
    SPINE = 7
    THORAX = 8
    NECK = 9
    HEAD = 10
    LEFT_SHOULDER = 11
    LEFT_ELBOW = 12
    LEFT_WRIST = 13
    RIGHT_SHOULDER = 14
    RIGHT_ELBOW = 15
    RIGHT_WRIST = 16


POINT_COUNT: Final = len(Point)
CHAINS: Final = (
    (Point.PELVIS, Point.RIGHT_HIP, Point.RIGHT_KNEE, Point.RIGHT_ANKLE),
    (Point.PELVIS, Point.LEFT_HIP, Point.LEFT_KNEE, Point.LEFT_ANKLE),
    (Point.PELVIS, Point.SPINE, Point.THORAX, Point.NECK, Point.HEAD),
    (Point.THORAX, Point.LEFT_SHOULDER, Point.LEFT_ELBOW, Point.LEFT_WRIST),
    (Point.THORAX, Point.RIGHT_SHOULDER, Point.RIGHT_ELBOW, Point.RIGHT_WRIST),
)
ROWS: Final = len(CHAINS) * CHAIN_POINTS


def _from_frame() -> Array:
    """(17, 19): each joint as a weighted sum of the points of a framed body."""
    table = np.zeros((POINT_COUNT, body_frame.POINT_COUNT), np.float32)
    for point in Point:
        if point.name in Joint.__members__:
            table[point, Joint[point.name]] = 1
    table[Point.PELVIS, Joint.HIP_CENTRE] = table[Point.THORAX, Joint.SHOULDER_CENTRE] = 1
    table[Point.SPINE, [Joint.HIP_CENTRE, Joint.SHOULDER_CENTRE]] = 0.5
    table[Point.NECK, Joint.NOSE] = 1
    table[Point.HEAD, [Joint.NOSE, Joint.SHOULDER_CENTRE]] = HEAD, 1 - HEAD
    return table


def _along_chains() -> Array:
    """(320, 17): each row's point as a weighted sum of the joints of its chain, by equal steps."""
    table = np.zeros((ROWS, POINT_COUNT), np.float32)
    for number, chain in enumerate(CHAINS):
        places = np.linspace(0, len(chain) - 1, CHAIN_POINTS)
        for row, place in enumerate(places, number * CHAIN_POINTS):
            first = min(int(place), len(chain) - 2)
            table[row, chain[first]] = first + 1 - place
            table[row, chain[first + 1]] = place - first
    return table


_FROM_FRAME: Final = _from_frame()
ALONG_CHAINS: Final = _along_chains()


def joints_of(world: Array) -> Array:
    """World landmarks (T, 33, 3) m as joints (T, 17, 3) of the body's own frame; zeros where nobody was seen.

    Raises ValueError on other shapes.
    """
    seen = np.isfinite(world).all(axis=(1, 2), keepdims=True)
    framed = body_frame.framed(world, np.ones(world.shape[:2], np.float32))
    joints: Array = np.einsum("pf,tfc->tpc", _FROM_FRAME, np.where(seen, framed, 0))
    return joints


def joints_in_columns(world: Array, rate_hz: float = SAMPLE_RATE_HZ) -> Array:
    """World landmarks (T, 33, 3) m as joints (C, 17, 3) of the body's own frame, 12.5 a second.

    Each is the mean of three samples; a moment in which nobody was seen is zeros.
    """
    return _columns(joints_of(world), np.isfinite(world).all(axis=(1, 2)), rate_hz)


def _columns(joints: Array, seen: NDArray[np.bool_], rate_hz: float) -> Array:
    """Joints (T, 17, 3), zeros where not seen (T,), as a mean of three at 12.5 a second."""
    count = len(joints)
    around = np.pad(joints, ((1, 1), (0, 0), (0, 0)))
    there = np.pad(seen.astype(np.float32), 1)
    known = there[:-2] + there[1:-1] + there[2:]
    mean = (around[:-2] + around[1:-1] + around[2:]) / np.maximum(known, 1)[:, None, None]
    places = np.arange(int(np.ceil(count / rate_hz * COLUMN_RATE_HZ - _ROUNDING))) / COLUMN_RATE_HZ * rate_hz
    before = places.astype(int)
    after = np.minimum(before + 1, count - 1)
    one, other = known[before] > 0, known[after] > 0
    share = np.where(one & other, places - before, ~one)[:, None, None]
    result: Array = (mean[before] * (1 - share) + mean[after] * share).astype(np.float32)
    return result


def motion_image(joints: Array, width: int) -> Array:
    """The picture (320, width, 3) of joints (C, 17, 3): the newest columns, then zeros."""
    newest = joints[-width:]
    picture = np.zeros((ROWS, width, 3), np.float32)
    picture[:, : len(newest)] = np.einsum("rp,cpx->rcx", ALONG_CHAINS, newest)
    return picture
