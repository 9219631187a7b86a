"""Poses and pictures for getting ready: a mannequin's true pose, scaled and moved in a plain picture."""

import numpy as np

from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Script, Step
from scoring.body.joints import JOINT_LANDMARKS, Joint, Landmark, joints_of
from scoring.body.track import Pose

WIDTH, HEIGHT = 640, 480


def pose_of(movement="rest", yaw=0.0, at_s=3.0):
    """A mannequin's true pose at one second of a movement."""
    assert movement in MOVEMENTS
    script = Script(
        timeline=(Step(movement, 3),),
        width=WIDTH,
        height=HEIGHT,
        camera=VirtualCamera(yaw_deg=yaw, distance_m=4.0),
    )
    return perform(script, np.array([at_s])).truth[0].track.pose(0)


UPRIGHT = pose_of()


def person(tall=0.6, x=0.5, feet=0.9, pose=UPRIGHT, hidden=()):
    """The pose, `tall` heights of the picture, hips at `x` widths, the lower ankle at `feet` heights.

    What lies outside of the picture is not seen, nor are the landmarks of the joints `hidden`.
    """
    joints = joints_of(pose.landmarks[:, :2])
    crown = joints[Joint.NOSE, 1] - 0.1 * (joints[Joint.LEFT_ANKLE, 1] - joints[Joint.NOSE, 1])
    standing = max(joints[Joint.LEFT_ANKLE, 1], joints[Joint.RIGHT_ANKLE, 1])
    scale = tall * HEIGHT / (standing - crown)
    landmarks = pose.landmarks * np.float32(scale)
    landmarks[:, 0] += x * WIDTH - joints[Joint.HIP_CENTRE, 0] * scale
    landmarks[:, 1] += feet * HEIGHT - standing * scale
    inside = (landmarks[:, :2] >= 0).all(axis=1) & (landmarks[:, :2] < (WIDTH, HEIGHT)).all(axis=1)
    visibility = inside.astype(np.float32)
    visibility[[JOINT_LANDMARKS[joint] for joint in hidden]] = 0.1
    return Pose(landmarks, visibility, pose.world)


def room(luma=120, body=None, pose=None):
    """A picture of one luma; with `body` the box around the trunk of `pose` has that one."""
    image = np.full((HEIGHT, WIDTH, 3), luma, np.uint8)
    if body is not None:
        places = pose.landmarks[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_HIP, Landmark.NOSE], :2]
        (left, top), (right, bottom) = places.min(axis=0) - 25, places.max(axis=0) + 25
        image[max(int(top), 0) : int(bottom), max(int(left), 0) : int(right)] = body
    return image
