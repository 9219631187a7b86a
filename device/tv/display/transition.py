"""A short cross-fade from one screen of the TV to the next.

Decides how much of the new picture is visible at which time, and stops fading where blending is too slow to
look smooth. Never waits.
"""

from typing import Final

import cv2
import numpy as np

from device.messages import Image
from device.ports import Clock

FADE_S: Final = 0.18  # long enough to be seen as one movement, too short to wait for
# A picture that takes longer to blend than a screen shows one (60 Hz) would make a stutter of the fade.
BLEND_MAX_S: Final = 1 / 60


class Transition:
    """Fades between pictures of one size; one thread uses it."""

    def __init__(self, size: tuple[int, int], clock: Clock) -> None:
        """`size` (width, height) px of every picture; clock: gives the time, also of a blend."""
        shape = (size[1], size[0], 3)
        self._clock = clock
        self._old = np.empty(shape, np.uint8)
        self._blended = np.empty(shape, np.uint8)
        self._began: float | None = None

    @property
    def running(self) -> bool:
        """Whether `picture` still has something to fade: as long, present up to 60 times a second."""
        return self._began is not None and self._clock.now() - self._began < FADE_S

    def begin(self, old: Image) -> None:
        """Fade away from this picture (height, width, 3), which is copied, from now on.

        A fade that is running continues from what it shows now. Raises ValueError for another size.
        """
        if old.shape != self._old.shape:
            raise ValueError(f"a fade is between pictures of {self._old.shape}, not {old.shape}")
        np.copyto(self._old, self.picture(old))
        self._began = self._clock.now()

    def picture(self, new: Image) -> Image:
        """What to show now on the way to `new`: the same array once it is over, else one that the next call
        writes over.
        """
        if self._began is None:
            return new
        began_blend = self._clock.now()
        share = shown_share(began_blend - self._began)
        if share >= 1.0:
            self._began = None
            return new
        blended = blend(self._old, new, share, self._blended)
        if self._clock.now() - began_blend > BLEND_MAX_S:
            self._began = None  # this one is shown still, the next is the new picture
        return blended


def shown_share(elapsed_s: float) -> float:
    """The part of the new picture after so many seconds, 0 to 1, slow at both ends."""
    part = min(max(elapsed_s / FADE_S, 0.0), 1.0)
    return part * part * (3.0 - 2.0 * part)


def blend(old: Image, new: Image, share: float, out: Image) -> Image:
    """`share` of the new picture and the rest of the old one, into `out`, which is returned.

    All are of one shape and `out` lies in one piece; ValueError otherwise, and for a share outside 0 to 1.
    """
    if not old.shape == new.shape == out.shape:
        raise ValueError(f"pictures of one shape are blended, not {old.shape}, {new.shape} and {out.shape}")
    if not out.flags.c_contiguous:
        raise ValueError("a picture that is written into must lie in one piece")
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"a share is between 0 and 1, not {share}")
    # as rows of single values: three times as fast as with channels
    flat = (old.shape[0], -1)
    cv2.addWeighted(old.reshape(flat), 1.0 - share, new.reshape(flat), share, 0.0, dst=out.reshape(flat))
    return out
