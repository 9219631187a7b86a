"""Pictures of people who never were: somebody in a bright room in one of a few postures, and their joints."""

import cv2
import numpy as np

from device.tv.drawing.strokes import disc, stroke
from scoring.body.joints import BONES, Joint

COLOURS = tuple(
    tuple(int(code[place : place + 2], 16) for place in (0, 2, 4))
    for code in ("89a4ff", "ff96d6", "5ad1a0", "ffb454", "c59bff", "5cc8f2", "f28b82", "d3d96b")
)
GROUNDS = (
    ((96, 130, 168), (34, 52, 84)),
    ((190, 150, 120), (88, 58, 56)),
    ((120, 160, 140), (38, 68, 62)),
    ((150, 132, 178), (54, 46, 86)),
)
# Joints in figure heights about the hips, y down: stand with raised arms, squat, lunge, punch.
STANDING = {
    Joint.NOSE: (0.0, -0.46),
    Joint.LEFT_SHOULDER: (0.11, -0.3),
    Joint.RIGHT_SHOULDER: (-0.11, -0.3),
    Joint.LEFT_ELBOW: (0.2, -0.42),
    Joint.RIGHT_ELBOW: (-0.2, -0.42),
    Joint.LEFT_WRIST: (0.15, -0.6),
    Joint.RIGHT_WRIST: (-0.15, -0.6),
    Joint.LEFT_HIP: (0.07, 0.0),
    Joint.RIGHT_HIP: (-0.07, 0.0),
    Joint.LEFT_KNEE: (0.1, 0.22),
    Joint.RIGHT_KNEE: (-0.1, 0.22),
    Joint.LEFT_ANKLE: (0.1, 0.45),
    Joint.RIGHT_ANKLE: (-0.1, 0.45),
    Joint.HIP_CENTRE: (0.0, 0.0),
    Joint.SHOULDER_CENTRE: (0.0, -0.3),
}
CHANGES = (
    {},
    {
        Joint.LEFT_KNEE: (0.2, 0.14),
        Joint.RIGHT_KNEE: (-0.2, 0.14),
        Joint.LEFT_ANKLE: (0.14, 0.36),
        Joint.RIGHT_ANKLE: (-0.14, 0.36),
        Joint.LEFT_WRIST: (0.04, -0.24),
        Joint.RIGHT_WRIST: (-0.04, -0.24),
        Joint.LEFT_ELBOW: (0.2, -0.14),
        Joint.RIGHT_ELBOW: (-0.2, -0.14),
    },
    {
        Joint.LEFT_KNEE: (0.26, 0.14),
        Joint.LEFT_ANKLE: (0.26, 0.38),
        Joint.RIGHT_KNEE: (-0.16, 0.26),
        Joint.RIGHT_ANKLE: (-0.38, 0.38),
        Joint.LEFT_WRIST: (0.06, -0.06),
        Joint.RIGHT_WRIST: (-0.06, -0.06),
        Joint.LEFT_ELBOW: (0.2, -0.14),
        Joint.RIGHT_ELBOW: (-0.2, -0.14),
    },
    {
        Joint.LEFT_WRIST: (0.44, -0.3),
        Joint.LEFT_ELBOW: (0.28, -0.3),
        Joint.RIGHT_WRIST: (-0.06, -0.36),
        Joint.RIGHT_ELBOW: (-0.18, -0.18),
        Joint.LEFT_ANKLE: (0.22, 0.44),
        Joint.RIGHT_ANKLE: (-0.2, 0.44),
    },
)


def joints_of(posture, size, middle):
    """Joints (15, 2) px of a posture, `size` px high, its hips at `middle`."""
    places = STANDING | CHANGES[posture % len(CHANGES)]
    rows = [places[joint] for joint in Joint]
    return (np.array(rows) * size + np.array(middle)).astype(np.float32)


def photograph(number, width=640, height=360, people=1):
    """A picture of somebody who trains in a bright room, and their joints."""
    light, dark = (np.array(colour, np.float32) for colour in GROUNDS[number % len(GROUNDS)])
    slope = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    column = np.rint(light * (1 - slope) + dark * slope).astype(np.uint8)
    picture = np.repeat(column, width, axis=1)
    floor = round(height * 0.82)
    picture[floor:] = (picture[floor:] * 0.72).astype(np.uint8)
    found = []
    for place in range(people):
        middle = width * (place + 1) / (people + 1), height * 0.53
        joints = joints_of(number + place, height * 0.78, middle)
        found.append(joints)
        shirt = COLOURS[(number * 3 + place) % len(COLOURS)]
        for first, second in BONES:
            limb = min(first, second) > Joint.RIGHT_WRIST
            colour = (52, 56, 74) if limb else shirt
            stroke(picture, tuple(joints[first]), tuple(joints[second]), height * 0.055, colour)
        trunk = [
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.RIGHT_HIP,
            Joint.LEFT_HIP,
        ]
        cv2.fillConvexPoly(picture, joints[trunk].astype(np.int32), shirt, cv2.LINE_AA)
        disc(picture, tuple(joints[Joint.NOSE]), height * 0.065, (226, 184, 158))
    return picture, tuple(found)


PHOTOGRAPHS = [photograph(number)[0] for number in range(8)]
UPRIGHT = photograph(3, 360, 640)[0]
