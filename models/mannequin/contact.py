"""How far a body is above the floor on which it lies, sits or kneels."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.body import Body
from scoring.body.joints import LANDMARK_COUNT, Landmark

# From a landmark, which lies inside the body, to the skin below it, as a share of the height: half the
# thickness of the part in the mannequin's flesh. Face, fingers and feet have their landmarks on the skin.
_SKIN: Final = {
    "EAR": 0.045, "SHOULDER": 0.055, "ELBOW": 0.024, "WRIST": 0.018, "HIP": 0.062, "KNEE": 0.032,
    "ANKLE": 0.024, "HEEL": 0.01, "PINKY": 0.008, "INDEX": 0.008, "THUMB": 0.008,
}  # fmt: skip
_DEPTHS: Final = np.zeros(LANDMARK_COUNT)
for _landmark in Landmark:
    _DEPTHS[_landmark] = _SKIN.get(_landmark.name.removeprefix("LEFT_").removeprefix("RIGHT_"), 0.0)


def above_floor(landmarks: NDArray[np.floating[Any]], body: Body) -> NDArray[np.float64]:
    """The height (T,) in m of the lowest skin of landmarks (T, 33, 3) m; below 0 under the floor."""
    lowest: NDArray[np.float64] = (landmarks[:, :, 1] - _DEPTHS * body.height_m).min(axis=1)
    return lowest
