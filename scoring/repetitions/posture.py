"""A posture as numbers that depend neither on the body's size nor on where the camera stands.

The unit directions of bones and lines (`scoring.body.directions`), turned to the person's own heading, and
the angles between them. Depth comes from the network's world landmarks, which is what people do towards the
camera; the heading is that of shoulders and hips, smoothed, because their depth is the noisiest of all.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.directions import ANGLE_LINES, LINE_COUNT, TRUNK_LINES, directions, other_sides
from scoring.body.joints import ANGLE_COUNT, Angle
from scoring.body.track import Pose

# (58,): x of 16 lines (towards the person's left), y (down), z (forward), then 10 angles.
SIZE: Final = 3 * LINE_COUNT + ANGLE_COUNT
ANGLES: Final = slice(3 * LINE_COUNT, SIZE)
# An angle, per radian, against the component of a direction: it has the depth noise of two bones.
ANGLE_WEIGHT: Final = 0.5
# How much each number counts beside the others: the parts of a direction across and along the heading count
# half, because heading and depth are what real networks know worst. Of 0, 0.5 and 1 the middle counted best.
COUNTS: Final = np.concatenate(
    [np.full(LINE_COUNT, 0.5), np.ones(LINE_COUNT), np.full(LINE_COUNT, 0.5), np.ones(ANGLE_COUNT)]
)
# The share by which the heading follows that of the newest sample, at 20 Hz: half of a turn is followed in
# 0.2 s.
HEADING_SHARE: Final = 0.15
# Shoulders and hips that are shorter than this across, in unit directions, tell no heading: the body lies or
# is seen along its own axis.
ACROSS_MIN: Final = 0.2

_ONE, _ONE_WAY, _OTHER, _OTHER_WAY = np.array(ANGLE_LINES).T
_ONE, _OTHER = _ONE.astype(np.intp), _OTHER.astype(np.intp)
_WAY: Final = (_ONE_WAY * _OTHER_WAY).astype(np.float32)
_TRUNK: Final = np.array(TRUNK_LINES)


def _partners() -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """For each number the place of its mirror image, and its sign."""
    lines, signs = other_sides()
    places = [axis * LINE_COUNT + line for axis in range(3) for line in lines]
    swapped = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    for angle in Angle:
        side, _, part = angle.name.partition("_")
        places.append(ANGLES.start + (Angle[f"{swapped[side]}_{part}"] if side in swapped else angle))
    return np.array(places, np.intp), np.concatenate([signs.ravel(), np.ones(ANGLE_COUNT)])


_PARTNER, _SIGN = _partners()


def mirrored(postures: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mirror images of postures (..., 58)."""
    result: NDArray[np.float64] = postures[..., _PARTNER] * _SIGN
    return result


def mean(postures: NDArray[np.float64]) -> NDArray[np.float64]:
    """(58,): the mean of what is seen of postures (N, 58); NaN where nothing is."""
    known = np.isfinite(postures)
    total: NDArray[np.float64] = np.where(known, postures, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known.any(axis=0), total, np.nan)


class Postures:
    """Turns the poses of one person into postures; remembers the heading."""

    def __init__(self) -> None:
        """Start without a heading."""
        self._heading = np.full(2, np.nan)

    def of(self, pose: Pose) -> NDArray[np.float64]:
        """(58,), NaN where unseen, and throughout before a heading is known."""
        (lines,) = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
        posture: NDArray[np.float64] = _posture_kernel(
            lines, self._heading, _TRUNK, HEADING_SHARE, ACROSS_MIN, _ONE, _OTHER, _WAY, ANGLE_WEIGHT
        )
        return posture


@njit(cache=True, nogil=True)
def _posture_kernel(lines, heading, trunk, share, across_min, ones, others, ways, angle_weight):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them, and takes no keywords
    count = lines.shape[1]
    posture = np.full(3 * count + len(ones), np.nan)
    across, deep = 0.0, 0.0
    for line in trunk:
        if not np.isnan(lines[0, line]):
            # the lines run from left to right; the heading is where the left side points
            across -= lines[0, line]
            deep -= lines[2, line]
    length = np.sqrt(across * across + deep * deep)
    if length > across_min:
        across, deep = across / length, deep / length
        if np.isnan(heading[0]):
            heading[0], heading[1] = across, deep
        else:
            heading[0] += share * (across - heading[0])
            heading[1] += share * (deep - heading[1])
    length = np.sqrt(heading[0] ** 2 + heading[1] ** 2)
    if not length > 0:
        return posture
    left, back = heading[0] / length, heading[1] / length
    for k in range(count):
        x, y, z = lines[0, k], lines[1, k], lines[2, k]
        posture[k] = x * left + z * back
        posture[count + k] = y
        posture[2 * count + k] = z * left - x * back
    for a in range(len(ones)):
        cosine = 0.0
        for c in range(3):
            cosine += lines[c, ones[a]] * lines[c, others[a]]
        cosine *= ways[a]
        posture[3 * count + a] = angle_weight * np.arccos(min(max(cosine, -1.0), 1.0))
        if np.isnan(cosine):
            posture[3 * count + a] = np.nan
    return posture
