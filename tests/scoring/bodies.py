"""Bodies made of numbers, for tests that need no person."""

import numpy as np

from scoring.body.joints import JOINT_COUNT, JOINT_LANDMARKS, LANDMARK_COUNT
from scoring.body.track import PoseTrack

# A standing person in px, y down: nose, shoulders, elbows, wrists, hips, knees, ankles (left is the viewer's
# right), hip centre, shoulder centre.
STANDING = np.array(
    [
        (320, 100),
        (360, 160), (280, 160),
        (380, 220), (260, 220),
        (390, 280), (250, 280),
        (345, 290), (295, 290),
        (348, 370), (292, 370),
        (350, 450), (290, 450),
        (320, 290), (320, 160),
    ],
    np.float32,
)  # fmt: skip


def moving(count, phase=0.0, amplitude=60.0, rate_hz=20.0):
    """(count, 15, 2): both wrists and elbows swing once a second, knees a little."""
    time_s = np.arange(count) / rate_hz
    swing = np.sin(2 * np.pi * time_s + phase).astype(np.float32) * amplitude
    joints = np.repeat(STANDING[None], count, axis=0)
    joints[:, 5:7, 1] -= swing[:, None] + amplitude
    joints[:, 3:5, 1] -= swing[:, None] / 2
    joints[:, 9, 0] += swing / 4
    return joints


def as_track(joints, times, model="test"):
    """A PoseTrack of 2-D joints (T, 15, 2): the other landmarks lie on the nose."""
    count = len(joints)
    landmarks = np.repeat(joints[:, :1], LANDMARK_COUNT, axis=1)
    landmarks = np.concatenate([landmarks, np.zeros((count, LANDMARK_COUNT, 1), np.float32)], axis=2)
    landmarks[:, JOINT_LANDMARKS, :2] = joints[:, :13]
    seen = np.isfinite(joints).all(axis=(1, 2))
    landmarks[~seen] = np.nan
    visibility = np.where(seen[:, None], np.float32(0.9), np.float32(0)).repeat(LANDMARK_COUNT, axis=1)
    return PoseTrack(np.asarray(times, np.float64), landmarks, visibility, landmarks / 200, 640, 480, model)


assert STANDING.shape == (JOINT_COUNT, 2)


def scattered(seed, count, lost=0.0, lines=16):
    """(count, 3, lines) unit directions without any order; a share of the lines is lost."""
    random = np.random.default_rng(seed)
    found = random.normal(size=(count, 3, lines))
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    found[np.broadcast_to(random.random((count, 1, lines)) < lost, found.shape)] = np.nan
    return found.astype(np.float32)


def wandering(seed, count, lines=16, rate_hz=20.0):
    """(count, 3, lines) unit directions that wander smoothly and come to no place twice."""
    random = np.random.default_rng(seed)
    time_s = np.arange(count)[:, None, None] / rate_hz
    found = random.normal(size=(1, 3, lines))
    for _ in range(3):
        hertz, start = random.uniform(0.15, 0.9, (1, 3, lines)), random.uniform(0, 2 * np.pi, (1, 3, lines))
        found = found + 0.5 * np.sin(2 * np.pi * hertz * time_s + start)
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
