"""Which joints tell how well a limb did, for the body figures on the TV and on the page.

The score of a limb is the mean of its known joints. Imports nothing: the page loads no NumPy.
"""

from typing import Final, Literal

Side = Literal["left", "right"]
Limb = Literal["upper_arm", "forearm", "thigh", "shank"]

# its two ends, on the person's own side
ENDS: Final[dict[Limb, tuple[str, str]]] = {
    "upper_arm": ("shoulder", "elbow"),
    "forearm": ("elbow", "wrist"),
    "thigh": ("hip", "knee"),
    "shank": ("knee", "ankle"),
}
HEAD_JOINTS: Final = ("nose",)
TRUNK_JOINTS: Final = (
    "left_shoulder",
    "right_shoulder",
    "left_hip",
    "right_hip",
    "hip_centre",
    "shoulder_centre",
)


def joints_of(side: Side, limb: Limb) -> tuple[str, ...]:
    """Names of joints, as the store and `scoring.body.joints` have them: ("left_knee", "left_ankle")."""
    return tuple(f"{side}_{end}" for end in ENDS[limb])
