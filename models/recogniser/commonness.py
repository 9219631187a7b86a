"""How often a household does each exercise, against the others: what a recogniser expects before it sees.

Estimates: what beginners' and home programmes consist of. Without them eighty names are equally likely, and
the rarest of a family takes what the commonest is seen badly. A name is learned with the weight of its
commonness to the power of EXPECTED.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

EXPECTED: Final = 0.5
# the others: 1
COMMONNESS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "dance": 6, "rest": 4, "talk": 4, "other": 4,
        "squat": 4, "push_up": 4, "jumping_jack": 4, "biceps_curl": 4,
        "overhead_press": 3, "lunge": 3, "deadlift": 3,
        "sit_up": 2, "crunch": 2, "plank": 2, "bench_press": 2, "lateral_raise": 2, "front_raise": 2,
        "high_knees": 2, "mountain_climber": 2, "glute_bridge": 2, "bent_over_row": 2,
        "reverse_lunge": 2, "punch": 2, "jump_squat": 1.5, "march": 1.5,
    }
)  # fmt: skip


def weight(name: str) -> float:
    """The weight of all windows of a name together."""
    return COMMONNESS.get(name, 1.0) ** EXPECTED
