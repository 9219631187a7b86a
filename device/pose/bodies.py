"""Finds the bodies in a picture that are not followed yet: detector and landmark network together.

Of limbs and bars the detector makes bodies that the landmark network does not see; and it misses a person
beside a larger one until that one is painted over.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from device.messages import Image, Pose
from device.pose.appearance import colours_of
from device.pose.detector import Detection
from device.pose.geometry import Roi
from device.pose.owner import Sighting, apart
from device.pose.place import Body
from device.pose.tracker import LandmarkReader, Tracker

# A detection closer than this to a known body, in parts of the smaller region's side, is that body.
KNOWN: Final = 0.2
# Another body has at least this share of the first one's size, and its landmarks are this far away (median),
# in parts of the smaller region's side; 0.4 and more where two people were, 0.07 and less on one body.
SIZE_MIN: Final = 0.4
BESIDE: Final = 0.25
# Calls of the detector for one picture, each with the bodies found before painted over.
CALLS_MAX: Final = 3
# Seconds between two looks at one picture.
GLANCE_S: Final = 0.04


class Detector(Protocol):
    """A person detector, such as BlazePoseDetector."""

    def detect(self, image: Image, hidden: Sequence[Roi] = ()) -> list[Detection]:
        """The people in a picture, best first, without those in the regions `hidden`."""
        ...


def bodies(
    image: Image,
    time_s: float,
    detector: Detector,
    landmarker: LandmarkReader,
    followed: Sequence[tuple[Roi, Pose]] = (),
    expected: Sequence[Roi] = (),
) -> list[Body]:
    """The bodies in the picture at `time_s`, without those that are `followed`, in the order found.

    expected: regions that the landmark network looks at whatever the detector says, which misses people on
    the floor, and behind a body that is painted over.
    """
    found: list[Body] = []
    hidden = [roi for roi, _ in followed]
    known = list(followed)

    def look(roi: Roi) -> None:
        tracker = Tracker(landmarker, roi)
        pose = tracker.follow(image, time_s)
        if pose is None or any(same_body(tracker.roi, pose, *other) for other in known):
            return
        known.append((tracker.roi, pose))
        seen = Sighting(roi=tracker.roi, colours=colours_of(image, pose), time_s=time_s)
        found.append(Body(tracker, pose, seen))

    for _ in range(CALLS_MAX):
        fresh = [
            one.roi
            for one in detector.detect(image, hidden)
            if all(apart(one.roi, roi) >= KNOWN for roi in hidden)
        ]
        if not fresh:
            break
        for roi in fresh:
            if any(apart(roi, other) < KNOWN for other in hidden):
                continue
            hidden.append(roi)
            look(roi)
    for roi in expected:
        look(roi)
    return found


def same_body(roi: Roi, pose: Pose, other_roi: Roi, other_pose: Pose) -> bool:
    """Whether two trackers are on one body."""
    distances = np.linalg.norm(pose.landmarks[:, :2] - other_pose.landmarks[:, :2], axis=1)
    return float(np.median(distances)) < BESIDE * min(roi.side, other_roi.side)


def somebody_else(image: Image, detector: Detector, landmarker: LandmarkReader) -> bool:
    """Whether a second body is in the picture, beside the best one that the detector finds.

    The landmark network must see it twice: of limbs and bars the detector makes bodies that it does not.
    """
    first = next(iter(detector.detect(image)), None)
    if first is None or (body := Tracker(landmarker, first.roi).follow(image, 0.0)) is None:
        return False
    for second in detector.detect(image, [first.roi]):
        side = min(first.roi.side, second.roi.side)
        if side < SIZE_MIN * first.roi.side or apart(first.roi, second.roi) < KNOWN:
            continue
        tracker = Tracker(landmarker, second.roi)
        tracker.follow(image, 0.0)
        other = tracker.follow(image, GLANCE_S)
        if other is not None:
            return not same_body(first.roi, body, second.roi, other)
    return False
