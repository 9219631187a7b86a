"""The 40 feature series of method `paper`, from the 15 joints of a body in the image.

15 polar positions about the middle of the trunk (radius in torso lengths), 15 tendencies (the direction in
which a joint moves) and 10 angles, as in the tutor-comparison paper. A lost joint is NaN and makes every
feature that needs it NaN. `centred` and `angles` are used by other methods too.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import ANGLE_COUNT, ANGLE_JOINTS, JOINT_COUNT, Joint

POLAR: Final = slice(0, JOINT_COUNT)
TENDENCY: Final = slice(JOINT_COUNT, 2 * JOINT_COUNT)
ANGLES: Final = slice(2 * JOINT_COUNT, 2 * JOINT_COUNT + ANGLE_COUNT)
SERIES_COUNT: Final = 2 * JOINT_COUNT + ANGLE_COUNT
CHANNELS: Final = 2

# A joint that moves at most this far from one sample to the next counts as still, torso lengths. 99 of 100
# steps of a mannequin that only breathes are below 0.01 (docs/MEASURED.md, "Calibration").
STILL_MAX: Final = 0.015

Joints = NDArray[np.float32]


def centred(joints: Joints) -> Joints:
    """Joints (T, 15, 2) in px as (T, 15, 2) in torso lengths about the middle of the trunk.

    Raises ValueError for another shape.
    """
    body = np.asarray(joints, np.float32)
    if body.ndim != 3 or body.shape[1:] != (JOINT_COUNT, 2):
        raise ValueError(f"joints must be (T, {JOINT_COUNT}, 2), not {body.shape}")
    hip, shoulder = body[:, Joint.HIP_CENTRE], body[:, Joint.SHOULDER_CENTRE]
    torso = torso_lengths(body)
    origin = (hip + shoulder) / 2
    result: Joints = (body - origin[:, None]) / torso[:, None, None]
    return result


def torso_lengths(joints: Joints) -> NDArray[np.float32]:
    """The distance (T,) in px from the hip centre to the shoulder centre; NaN where it is 0."""
    trunk = joints[:, Joint.SHOULDER_CENTRE] - joints[:, Joint.HIP_CENTRE]
    length = np.hypot(trunk[:, 0], trunk[:, 1])
    result: NDArray[np.float32] = np.where(length > 0, length, np.nan).astype(np.float32)
    return result


def polar(joints: Joints) -> NDArray[np.float32]:
    """Joints (T, 15, 2) in px as (T, 15, 2): angle in radians (-pi, pi] and radius in torso lengths."""
    place = centred(joints)
    return np.stack(
        [np.arctan2(place[..., 1], place[..., 0]), np.hypot(place[..., 0], place[..., 1])], axis=-1
    )


def tendency(joints: Joints) -> NDArray[np.float32]:
    """The direction, -1, 0 or +1 (T, 15, 2), in which joints (T, 15, 2) in px moved since the last sample.

    The first sample is NaN.
    """
    place = centred(joints)
    moved = np.full_like(place, np.nan)
    step = np.diff(place, axis=0)
    moved[1:] = np.where(np.abs(step) <= STILL_MAX, np.float32(0), np.sign(step))
    moved[1:][np.isnan(step)] = np.nan
    return moved


def angles(joints: NDArray[np.float32]) -> NDArray[np.float32]:
    """The 10 angles in degrees (T, 10) of joints (T, 15, D); D is 2 (in the image) or 3 (in space)."""
    body = np.asarray(joints, np.float32)
    first, vertex, second = (body[:, [triple[part] for triple in ANGLE_JOINTS]] for part in range(3))
    one, other = first - vertex, second - vertex
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    cosine = (one * other).sum(axis=-1) / np.where(lengths > 0, lengths, np.nan)
    result: NDArray[np.float32] = np.degrees(np.arccos(np.clip(cosine, -1, 1))).astype(np.float32)
    return result


def features(joints: Joints) -> NDArray[np.float32]:
    """The 40 series of joints (T, 15, 2) in px as (T, 2, 40) float32: time, channel, series.

    Polar positions are given by their Cartesian coordinates, so that the distance of two of them is a plain
    difference without a seam at +-pi. Angles (degrees) use the first channel; the second is 0.
    """
    series = np.zeros((len(joints), CHANNELS, SERIES_COUNT), np.float32)
    series[:, :, POLAR] = centred(joints).transpose(0, 2, 1)
    series[:, :, TENDENCY] = tendency(joints).transpose(0, 2, 1)
    series[:, 0, ANGLES] = angles(joints)
    return series
