"""Small pictures of the tutor from the last seconds of a match, for the moment that a person followed.

Who is late follows a picture that has left the screen, and who is early one that is still to come.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image

# px: the result screen shows moments no higher than this at 720p; a picture of 16:9 takes 0.7 MB.
PICTURE_HEIGHT: Final = 360
# Longer than anybody follows behind a live match, with what camera and network take: 20 pictures, 14 MB.
KEPT_S: Final = 4.0
STEP_S: Final = 0.2
# Half a step, and the time between two pictures of a slow film.
NEAR_S: Final = 0.15


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """time_s: in the lesson; joints: (15, 2) px in the picture, NaN where unseen."""

    time_s: float
    image: Image
    joints: NDArray[np.float32]


class TutorPictures:
    """Per match, for all its people."""

    def __init__(self) -> None:
        """Start without a picture."""
        self._kept: deque[SmallPicture] = deque()

    def see(self, time_s: float, image: Image, joints: NDArray[np.float32]) -> None:
        """Take the film's picture of `time_s`, with the joints (15, 2) in its px; times do not fall."""
        if self._kept and time_s < self._kept[-1].time_s + STEP_S:
            return
        small = small_picture(image, joints)
        self._kept.append(SmallPicture(time_s, *small))
        while self._kept[0].time_s < time_s - KEPT_S:
            self._kept.popleft()

    def at(self, time_s: float) -> SmallPicture | None:
        """The picture nearest to a moment; None where none is near."""
        nearest = min(self._kept, key=lambda one: abs(one.time_s - time_s), default=None)
        return nearest if nearest is not None and abs(nearest.time_s - time_s) <= NEAR_S else None

    def coming(self, time_s: float) -> bool:
        """Whether the film has still to come to a moment."""
        return not self._kept or time_s > self._kept[-1].time_s + STEP_S / 2


def small_picture(image: Image, joints: NDArray[np.float32]) -> tuple[Image, NDArray[np.float32]]:
    """A picture scaled down to PICTURE_HEIGHT, if it is higher, and joints (15, 2) in its px."""
    share = PICTURE_HEIGHT / image.shape[0]
    if share >= 1:
        return image, joints
    size = max(round(image.shape[1] * share), 1), PICTURE_HEIGHT
    scale = np.array([size[0] / image.shape[1], share], np.float32)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return small, joints * scale
