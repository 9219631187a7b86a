"""People who stand before a camera as they are told to, without a network."""

import numpy as np

from scoring.body.joints import LANDMARK_COUNT, Landmark
from scoring.body.track import Pose

WIDTH, HEIGHT = 640, 480
# Seen from the front, torso lengths, x to the person's left, y down, about the hips.
STANDING = {
    "NOSE": (0.0, -1.42),
    "LEFT_SHOULDER": (0.37, -1.0),
    "RIGHT_SHOULDER": (-0.37, -1.0),
    "LEFT_HIP": (0.2, 0.0),
    "RIGHT_HIP": (-0.2, 0.0),
    "LEFT_KNEE": (0.2, 0.8),
    "RIGHT_KNEE": (-0.2, 0.8),
    "LEFT_ANKLE": (0.2, 1.6),
    "RIGHT_ANKLE": (-0.2, 1.6),
}
HANGING = ((0.05, 0.55), (0.08, 1.05))
STRAIGHT_UP = ((0.05, -0.5), (0.05, -1.0))
BENT_UP = ((0.35, -0.35), (0.05, -0.8))
AT_THE_CHIN = ((0.3, 0.4), (0.25, -0.32))
HAND = 0.12


def person(
    left=HANGING, right=HANGING, *, at=(320.0, 240.0), torso=100.0, turned=1.0, visible=1.0, hand=None
):
    """left, right: (elbow, wrist) from the own shoulder, x outward, y down, torso lengths; at: the hips, px;
    turned: what is left of the body's width; hand: where the fingers point, along the forearm unless given.
    """
    places = {name: (x * turned, y) for name, (x, y) in STANDING.items()}
    for side, arm, sign in (("LEFT", left, 1.0), ("RIGHT", right, -1.0)):
        shoulder = np.array(places[f"{side}_SHOULDER"])
        elbow, wrist = (shoulder + np.array([sign * x * turned, y]) for x, y in arm)
        way = (wrist - elbow) / np.linalg.norm(wrist - elbow) if hand is None else np.array(hand)
        places |= {f"{side}_ELBOW": elbow, f"{side}_WRIST": wrist}
        places |= {f"{side}_{finger}": wrist + HAND * way for finger in ("INDEX", "PINKY", "THUMB")}
    landmarks = np.zeros((LANDMARK_COUNT, 3), np.float32)
    for name, place in places.items():
        landmarks[Landmark[name], :2] = np.array(at) + torso * np.array(place)
    visibility = np.full(LANDMARK_COUNT, visible, np.float32)
    return Pose(landmarks, visibility, np.zeros((LANDMARK_COUNT, 3), np.float32))


def hide(pose, *names):
    """The same pose with some landmarks unseen."""
    visibility = pose.visibility.copy()
    visibility[[Landmark[name] for name in names]] = 0.1
    return Pose(pose.landmarks, visibility, pose.world)
