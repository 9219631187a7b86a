"""The movements: each a cycle of key postures with easing between them, in correct form.

Tempo, repetitions, range and errors come from the script; `dance` has the key postures of the dance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.channels import COUNT, posture
from models.mannequin.dance import DANCE_BEATS, DANCE_KEYS

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement. keys: (phase in 0..1, channel values that differ from `start`); phase 0 is `start`.

    beats: the length of a repetition; enter_beats: of the transition into the start posture; place: what
    carries the body, "floor", "bench" or "feet"; kind: "exercise", "rest" or "talk"; flow: 0 stops for a
    moment at every key, 1 passes through those that lie on the way; ends: the phases at which what counts as
    a repetition ends.
    """

    name: str
    beats: int
    keys: tuple[tuple[float, Values], ...]
    start: Values
    enter_beats: int = 2
    place: str = "feet"
    kind: str = "exercise"
    flow: float = 0.0
    ends: tuple[float, ...] = (1.0,)

    def at(self, phase: NDArray[np.float64], amount: NDArray[np.float64]) -> NDArray[np.float64]:
        """The channels (T, COUNT) at phases (T,) in 0..1; amount (T,): the amplitude, 1 for full."""
        first = posture(self.start)
        phases = np.array([0.0, *(key[0] for key in self.keys), 1.0])
        rows = np.stack([first, *(posture(key[1], first) for key in self.keys), first])
        after = np.clip(np.searchsorted(phases, phase, side="right"), 1, len(phases) - 1)
        span = phases[after] - phases[after - 1]
        passed = np.clip((phase - phases[after - 1]) / np.where(span > 0, span, 1.0), 0.0, 1.0)
        share = ease(passed)[:, None]
        full = rows[after - 1] * (1 - share) + rows[after] * share
        if self.flow:
            slopes = self.flow * _slopes(phases, rows)
            out, into = passed * (1 - passed) ** 2 * span, passed**2 * (1 - passed) * span
            full += out[:, None] * slopes[after - 1] - into[:, None] * slopes[after]
        result = first + (full - first) * amount[:, None]
        assert result.shape == (len(phase), COUNT)
        return result


def ease(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Smoothstep: maps 0..1 to 0..1 with zero slope at both ends; values outside are clipped."""
    clipped = np.clip(share, 0.0, 1.0)
    return clipped * clipped * (3 - 2 * clipped)


def _slopes(phases: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The slopes (K, C) at phases (K,) of a cycle's curves through rows (K, C) that never overshoot.

    Zero wherever a channel turns back, else the harmonic mean of the slopes of both sides (Fritsch and
    Butland 1984, "A method for constructing local monotone piecewise cubic interpolants").
    """
    steps = np.diff(rows, axis=0) / np.maximum(np.diff(phases), 1e-9)[:, None]
    before, after = np.concatenate([steps[-1:], steps]), np.concatenate([steps, steps[:1]])
    product, total = before * after, before + after
    return np.where(product > 0, 2 * product / np.where(total == 0, 1.0, total), 0.0)


STANDING: Final[Values] = {}
_HANDS_FRONT: Final[Values] = {"raise": 82, "out": 14, "roll_arm": 14, "elbow": 16, "palm": -20}
_BOXING: Final[Values] = {
    "raise": 38, "out": 18, "roll_arm": -8, "elbow": 132, "fist": 1, "palm": -15,
    "hip_y": 0.955, "foot_x": 0.06, "knee_out": 14, "nod": 6,
}  # fmt: skip
_SUPINE_LEGS: Final[Values] = {"knee_up": 70, "knee_out": 4, "splay": 4, "foot_x": 0.03}
_LYING: Final[Values] = {
    "hip_y": 0.075, "hip_z": 0.08, "pitch": -88, "bend": -2, "nod": 4, "foot_z": 0.80,
    "raise": 24, "out": 60, "elbow": 100, "roll_arm": 10, "fist": 0.5, **_SUPINE_LEGS,
}  # fmt: skip
_PRONE: Final[Values] = {
    "hip_y": 0.409, "hip_z": 0.169, "pitch": 71.5, "nod": -18,
    "foot_x": -0.02, "foot_z": -0.93, "heel": 62, "splay": 0, "knee_up": -80, "knee_out": 0,
    "plant": 1, "hand_x": 0.09, "hand_y": 0.055, "hand_z": 0.70, "wrist": 0, "fist": 0,
    "raise": 70, "out": 20,
}  # fmt: skip

_ALL: Final = (
    Movement(
        "squat", 4, start={"hip_y": 0.99, "foot_x": 0.09, "splay": 20, "knee_out": 20},
        keys=(
            (0.45, {"hip_y": 0.54, "hip_z": -0.24, "pitch": 34, "bend": 8, "nod": -26, "knee_out": 26,
                    **_HANDS_FRONT, "raise": 112}),
            (0.55, {"hip_y": 0.54, "hip_z": -0.24, "pitch": 34, "bend": 8, "nod": -26, "knee_out": 26,
                    **_HANDS_FRONT, "raise": 112}),
        ),
    ),
    Movement(
        "push_up", 4, start=_PRONE, enter_beats=6, place="floor",
        keys=(
            (0.45, {"hip_y": 0.179, "hip_z": 0.239, "pitch": 85, "nod": -20, "heel": 70}),
            (0.52, {"hip_y": 0.179, "hip_z": 0.239, "pitch": 85, "nod": -20, "heel": 70}),
        ),
    ),
    Movement(
        "jumping_jack", 2, start={"raise": 8, "out": 88, "elbow": 10, "foot_x": 0.0},
        keys=(
            (0.22, {"raise": 90, "out": 90, "roll_arm": 30, "elbow": 14, "foot_x": 0.16, "hip_y": 1.02,
                    "foot_y": 0.06, "heel": 26}),
            (0.46, {"raise": 162, "out": 86, "roll_arm": 50, "elbow": 18, "foot_x": 0.32, "hip_y": 0.915,
                    "knee_out": 20, "splay": 18}),
            (0.54, {"raise": 162, "out": 86, "roll_arm": 50, "elbow": 18, "foot_x": 0.32, "hip_y": 0.915,
                    "knee_out": 20, "splay": 18}),
            (0.78, {"raise": 90, "out": 90, "roll_arm": 30, "elbow": 14, "foot_x": 0.16, "hip_y": 1.02,
                    "foot_y": 0.06, "heel": 26}),
        ),
    ),
    Movement(
        "lunge", 8, ends=(0.5, 1.0),
        start={"foot_x": 0.02, "raise": 26, "out": 88, "roll_arm": 10, "elbow": 92, "palm": -60},
        keys=(
            (0.10, {"left_foot_y": 0.10, "left_foot_z": 0.25, "hip_z": 0.06, "hip_y": 0.97, "left_heel": 8}),
            (0.20, {"left_foot_z": 0.62, "hip_z": 0.26, "hip_y": 0.80, "right_heel": 30, "pitch": 4}),
            (0.28, {"left_foot_z": 0.62, "hip_z": 0.28, "hip_y": 0.56, "right_heel": 52, "pitch": 6}),
            (0.34, {"left_foot_z": 0.62, "hip_z": 0.26, "hip_y": 0.80, "right_heel": 30, "pitch": 4}),
            (0.42, {"left_foot_y": 0.10, "left_foot_z": 0.25, "hip_z": 0.06, "hip_y": 0.97}),
            (0.50, {}),
            (0.60, {"right_foot_y": 0.10, "right_foot_z": 0.25, "hip_z": 0.06, "hip_y": 0.97,
                    "right_heel": 8}),
            (0.70, {"right_foot_z": 0.62, "hip_z": 0.26, "hip_y": 0.80, "left_heel": 30, "pitch": 4}),
            (0.78, {"right_foot_z": 0.62, "hip_z": 0.28, "hip_y": 0.56, "left_heel": 52, "pitch": 6}),
            (0.84, {"right_foot_z": 0.62, "hip_z": 0.26, "hip_y": 0.80, "left_heel": 30, "pitch": 4}),
            (0.92, {"right_foot_y": 0.10, "right_foot_z": 0.25, "hip_z": 0.06, "hip_y": 0.97}),
        ),
    ),
    Movement(
        "deadlift", 4, start={"foot_x": 0.03, "raise": 10, "out": 30, "roll_arm": -30, "elbow": 6, "fist": 1},
        keys=(
            (0.46, {"hip_y": 0.80, "hip_z": -0.27, "pitch": 68, "bend": 4, "nod": -40, "raise": 78, "out": 8,
                    "roll_arm": -20}),
            (0.54, {"hip_y": 0.80, "hip_z": -0.27, "pitch": 68, "bend": 4, "nod": -40, "raise": 78, "out": 8,
                    "roll_arm": -20}),
        ),
    ),
    Movement(
        "bench_press", 4, enter_beats=6, place="bench",
        start={"hip_y": 0.52, "hip_z": 0.12, "pitch": -89, "nod": 2, "foot_z": 0.58, "foot_x": 0.12,
               "knee_out": 22, "knee_up": 40, "splay": 18, "raise": 90, "out": 14, "roll_arm": 14, "elbow": 8,
               "fist": 1, "palm": -80},
        keys=(
            (0.46, {"raise": 60, "out": 92, "roll_arm": 6, "elbow": 98}),
            (0.54, {"raise": 60, "out": 92, "roll_arm": 6, "elbow": 98}),
        ),
    ),
    Movement(
        "biceps_curl", 4, start={"raise": 6, "out": 70, "roll_arm": 4, "elbow": 10, "fist": 1, "palm": 55},
        keys=(
            (0.44, {"raise": 14, "out": 30, "elbow": 138}),
            (0.52, {"raise": 14, "out": 30, "elbow": 138}),
        ),
    ),
    Movement(
        "overhead_press", 4,
        start={"raise": 52, "out": 72, "roll_arm": 76, "elbow": 126, "fist": 1, "foot_x": 0.06, "palm": -70},
        keys=(
            (0.44, {"raise": 168, "out": 76, "roll_arm": 76, "elbow": 12, "nod": -4}),
            (0.54, {"raise": 168, "out": 76, "roll_arm": 76, "elbow": 12, "nod": -4}),
        ),
    ),
    Movement(
        "lateral_raise", 4, start={"raise": 9, "out": 84, "elbow": 14, "fist": 1, "foot_x": 0.04},
        keys=((0.44, {"raise": 90, "out": 84, "elbow": 12}), (0.54, {"raise": 90, "out": 84, "elbow": 12})),
    ),
    Movement(
        "sit_up", 4, start=_LYING, enter_beats=6, place="floor",
        keys=(
            (0.42, {"pitch": -38, "bend": 46, "nod": 10, "hip_y": 0.088, "raise": 30}),
            (0.50, {"pitch": -38, "bend": 46, "nod": 10, "hip_y": 0.088, "raise": 30}),
        ),
    ),
    Movement(
        "high_knees", 2, ends=(0.5, 1.0),
        start={"raise": 14, "out": 20, "roll_arm": 0, "elbow": 84, "fist": 0.8},
        keys=(
            (0.25, {"left_foot_y": 0.50, "left_foot_z": 0.16, "left_heel": 12, "left_raise": -16,
                    "right_raise": 42, "right_elbow": 104, "hip_y": 1.0, "pitch": -3, "left_knee_up": 30,
                    "twist": 7, "right_heel": 4}),
            (0.50, {}),
            (0.75, {"right_foot_y": 0.50, "right_foot_z": 0.16, "right_heel": 12, "right_raise": -16,
                    "left_raise": 42, "left_elbow": 104, "hip_y": 1.0, "pitch": -3, "right_knee_up": 30,
                    "twist": -7, "left_heel": 4}),
        ),
    ),
    Movement(
        "punch", 2, ends=(0.5, 1.0), start=_BOXING,
        keys=(
            (0.16, {"left_raise": 92, "left_out": -2, "left_elbow": 6, "left_palm": -80, "twist": -28,
                    "look": 16, "yaw": -10}),
            (0.26, {"left_raise": 92, "left_out": -2, "left_elbow": 6, "left_palm": -80, "twist": -28,
                    "look": 16, "yaw": -10}),
            (0.50, {}),
            (0.66, {"right_raise": 92, "right_out": -2, "right_elbow": 6, "right_palm": -80, "twist": 28,
                    "look": -16, "yaw": 10}),
            (0.76, {"right_raise": 92, "right_out": -2, "right_elbow": 6, "right_palm": -80, "twist": 28,
                    "look": -16, "yaw": 10}),
        ),
    ),
    Movement(
        "front_kick", 4, start={**_BOXING, "elbow": 118},
        keys=(
            (0.18, {"right_foot_y": 0.42, "right_foot_z": 0.20, "right_heel": 20, "right_knee_up": 30,
                    "pitch": -4, "hip_x": 0.05}),
            (0.34, {"right_foot_y": 0.74, "right_foot_z": 0.97, "right_heel": -14, "right_knee_up": 50,
                    "pitch": -16, "hip_x": 0.05, "hip_z": 0.02, "bend": 8}),
            (0.42, {"right_foot_y": 0.74, "right_foot_z": 0.97, "right_heel": -14, "right_knee_up": 50,
                    "pitch": -16, "hip_x": 0.05, "hip_z": 0.02, "bend": 8}),
            (0.62, {"right_foot_y": 0.40, "right_foot_z": 0.18, "right_heel": 20, "right_knee_up": 30,
                    "pitch": -4, "hip_x": 0.05}),
            (0.85, {}),
        ),
    ),
    Movement("dance", DANCE_BEATS, start={}, keys=DANCE_KEYS),
    Movement("rest", 4, start=STANDING, keys=(), kind="rest"),
    Movement(
        "talk", 4, start={"raise": 12, "out": 40, "elbow": 62, "roll_arm": -14}, kind="talk",
        keys=(
            (0.25, {"left_elbow": 78, "left_palm": 40, "look": 8, "nod": 3, "left_raise": 18}),
            (0.5, {"right_elbow": 84, "right_palm": 46, "look": -6, "right_raise": 20, "right_out": 55}),
            (0.75, {"elbow": 70, "palm": 30, "nod": -4, "tilt": 4}),
        ),
    ),
)  # fmt: skip
MOVEMENTS: Final[Mapping[str, Movement]] = {movement.name: movement for movement in _ALL}
