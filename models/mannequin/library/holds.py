"""Where arms may be while the legs work, and how people stand and sit: postures to combine."""

from collections.abc import Mapping
from typing import Final

from models.mannequin.movements import Values

HANGING: Final[Values] = {"raise": 7, "out": 60, "roll_arm": 0, "elbow": 12}
# the angles put the wrist at a place of the average body: found by inverse kinematics, seen as pictures
ARMS: Final[Mapping[str, Values]] = {
    "hanging": HANGING,
    "dumbbells": {"raise": 9, "out": 84, "roll_arm": 4, "elbow": 6, "fist": 1},
    "hips": {"raise": 40, "out": 111, "roll_arm": -62, "elbow": 90},
    "front": {"raise": 84, "out": 12, "roll_arm": 14, "elbow": 14, "palm": -20},
    "clasped": {"raise": 27, "out": 13, "roll_arm": -47, "elbow": 122, "fist": 0.8},
    "clasped_out": {"raise": 52, "out": 7, "roll_arm": -32, "elbow": 97, "fist": 0.8},
    "hugged": {"raise": 46, "out": -20, "roll_arm": -76, "elbow": 109},
    "folded": {"raise": 23, "out": 10, "roll_arm": -71, "elbow": 101},
    "chin": {"raise": 52, "out": 2, "roll_arm": -33, "elbow": 133, "fist": 1},
    "behind_head": {"raise": 146, "out": 112, "roll_arm": 149, "elbow": 130},
    "bar_behind": {"raise": 51, "out": 130, "roll_arm": 111, "elbow": 150, "fist": 1},
    "bar_before": {"raise": 98, "out": 36, "roll_arm": -57, "elbow": 158, "fist": 1},
    "shoulders": {"raise": 37, "out": 44, "roll_arm": 24, "elbow": 152, "fist": 1},
    "overhead": {"raise": 166, "out": 60, "roll_arm": 60, "elbow": 14, "fist": 1},
    # physiotherapy: upper arms level, forearms up; a stick held wide overhead (medians of UI-PRMD)
    "goalpost": {"raise": 93, "out": 90, "roll_arm": 76, "elbow": 82},
    "stick_overhead": {"raise": 130, "out": 92, "roll_arm": 60, "elbow": 28},
    "aside": {"raise": 84, "out": 86, "roll_arm": 30, "elbow": 12},
    "thighs": {"raise": 12, "out": 21, "roll_arm": -64, "elbow": 26},
    "lap": {"raise": 23, "out": 29, "roll_arm": -66, "elbow": 53},
    "belly": {"raise": 17, "out": 56, "roll_arm": -67, "elbow": 84},
    "behind_back": {"raise": 37, "out": 168, "roll_arm": -65, "elbow": 74},
    "chair": {"raise": 42, "out": 20, "roll_arm": -10, "elbow": 40, "fist": 0.8},
    "running": {"raise": 10, "out": 24, "roll_arm": -6, "elbow": 86, "fist": 0.8},
}
# those that hang down whatever the trunk does
HEAVY: Final = frozenset({"hanging", "dumbbells"})
# arms of people who work with their legs: free, or with something in their hands
FREE: Final = (
    "hanging", "hips", "front", "clasped", "clasped_out", "hugged", "folded", "chin", "behind_head", "chair",
    "aside", "thighs", "running", "goalpost", "stick_overhead",
)  # fmt: skip
LOADED: Final = ("dumbbells", "bar_behind", "bar_before", "shoulders", "clasped", "overhead")
# arms of people who stand about
IDLE: Final = ("hanging", "hips", "folded", "belly", "behind_back", "hanging", "thighs")

SEATED: Final[Values] = {"hip_y": 0.50, "hip_z": -0.48, "foot_x": 0.06, "knee_out": 12, "foot_z": 0.0}
FLOOR: Final[Values] = {
    "hip_y": 0.07, "hip_z": -0.30, "pitch": -6, "bend": 14, "foot_z": 0.30, "foot_x": 0.06, "knee_out": 10,
    "knee_up": 70, "splay": 10, "settle": 1,
}  # fmt: skip
CROSSED: Final[Values] = {
    **FLOOR,
    "foot_x": -0.22,
    "foot_z": -0.06,
    "knee_out": 66,
    "knee_up": 20,
    "splay": 40,
}
KNEELING: Final[Values] = {
    "hip_y": 0.54, "hip_z": -0.04, "foot_z": -0.52, "heel": 70, "knee_up": -60, "knee_out": 2, "pitch": 4,
}  # fmt: skip
BENT: Final[Values] = {
    "hip_y": 0.90, "hip_z": -0.22, "pitch": 48, "bend": 14, "nod": -8, "raise": 40, "out": 18,
    "roll_arm": -20, "elbow": 20,
}  # fmt: skip
