"""Whether there is enough light to see a person, and whether it comes from behind them.

Decides from the picture's brightness alone, so that it works with every camera; exposure and gain belong to
the camera. A person in black clothes in front of a white wall is lit well, so a body counts as being as
bright as its brightest tenth: skin, eyes, a seam.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from scoring.body.joints import Joint

DARK: Final = "too_dark"
BEHIND: Final = "light_behind"

# Luma, 0..255, that the brightest tenth of a body must reach; below it the network loses hands and feet. Here
# and below the second value ends the advice.
DARK_LUMA: Final = (48.0, 58.0)
# A silhouette: the brightest tenth of the body is below the first, the median of the rest above the second.
SILHOUETTE_LUMA: Final = (62.0, 74.0)
BRIGHT_LUMA: Final = (170.0, 155.0)
# px between the samples of the picture that are used, in both directions.
STRIDE: Final = 6
# A body's region with fewer samples than this is ignored.
REGION_MIN_PX: Final = 12
_BRIGHT_SHARE: Final = 90
# ITU-R BT.601, as in JPEG
_LUMA: Final = np.array([0.299, 0.587, 0.114], np.float32)
# The box around these holds mostly body; a box around arms and legs holds much wall.
_TRUNK: Final = (
    Joint.NOSE,
    Joint.LEFT_SHOULDER,
    Joint.RIGHT_SHOULDER,
    Joint.LEFT_HIP,
    Joint.RIGHT_HIP,
)


def light_fault(image: Image, joints: NDArray[np.float32] | None, shown: str | None) -> str | None:
    """DARK, BEHIND or None. image: RGB; joints: (15, 2) px of one person, NaN where unseen, None without one.

    shown: what was found in the picture before, for the hysteresis.
    """
    luma = image[::STRIDE, ::STRIDE].astype(np.float32) @ _LUMA
    region = None if joints is None else _region(joints, luma.shape)
    body = luma if region is None else luma[region]
    bright = float(np.percentile(body, _BRIGHT_SHARE))
    if region is not None:
        around = np.ones(luma.shape, np.bool_)
        around[region] = False
        still = shown == BEHIND
        if (
            bright < SILHOUETTE_LUMA[still]
            and around.any()
            and float(np.median(luma[around])) > BRIGHT_LUMA[still]
        ):
            return BEHIND
    return DARK if bright < DARK_LUMA[shown == DARK] else None


def _region(joints: NDArray[np.float32], shape: tuple[int, ...]) -> tuple[slice, slice] | None:
    """Rows and columns of trunk and head in the sampled picture; None when too little of them is in it."""
    known = joints[list(_TRUNK)]
    known = known[np.isfinite(known).all(axis=1)] / STRIDE
    if len(known) < 3:
        return None
    (left, top), (right, bottom) = known.min(axis=0), known.max(axis=0)
    rows = slice(max(int(top), 0), min(int(np.ceil(bottom)) + 1, shape[0]))
    columns = slice(max(int(left), 0), min(int(np.ceil(right)) + 1, shape[1]))
    if max(rows.stop - rows.start, 0) * max(columns.stop - columns.start, 0) < REGION_MIN_PX:
        return None
    return rows, columns
