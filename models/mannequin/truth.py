"""What is known exactly about a performance: tracks, angles, repetitions, stretches; and their file."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.files import write_atomic
from models.mannequin.kinematics import Skeleton
from models.mannequin.scene import VirtualCamera
from scoring.body.features import angles
from scoring.body.joints import Landmark, joints_of
from scoring.body.track import PoseTrack

PLURALS: Final = {"repetition": "repetitions", "stretch": "stretches"}
MODEL: Final = "mannequin"
# the least depth of a visible point, m
NEAR_M: Final = 0.1


@dataclass(frozen=True, slots=True)
class Repetition:
    """One repetition of a movement: the times in s of its start posture at both ends."""

    movement: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """One step of the script as performed, with the transition into it; kind: "exercise", "rest", "talk"."""

    movement: str
    kind: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PersonTruth:
    """The truth about one person. angles (T, 10): in space, degrees, in the order of Angle."""

    track: PoseTrack
    angles: NDArray[np.float32]
    repetitions: tuple[Repetition, ...]
    stretches: tuple[Stretch, ...]

    @property
    def joints(self) -> NDArray[np.float32]:
        """The 15 joints (T, 15, 3): x, y in px, z in px relative to the hips."""
        return joints_of(self.track.landmarks)


def angles_of(points: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """The 10 angles (T, 10) in degrees of landmarks (T, 33, 3) in m."""
    return angles(joints_of(points.astype(np.float32)))


def seen_by(
    pose: Skeleton, camera: VirtualCamera, times: NDArray[np.float64], width: int, height: int
) -> PoseTrack:
    """The track of a pose before a camera. visibility: 1 within the image, hidden or not, else 0."""
    seen = camera.seen(pose.landmarks)
    pixels = camera.project(seen, width, height)
    hips = seen[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
    focal = camera.focal_px(width, height)
    depth = (seen[..., 2:] - hips[..., 2:]) * focal / np.maximum(hips[..., 2:], NEAR_M)
    inside = (pixels >= 0).all(axis=2) & (pixels < (width, height)).all(axis=2) & (seen[..., 2] > NEAR_M)
    return PoseTrack(
        times,
        np.concatenate([pixels, depth], axis=2).astype(np.float32),
        inside.astype(np.float32),
        (seen - hips).astype(np.float32),
        width,
        height,
        MODEL,
    )


def save_truth(people: tuple[PersonTruth, ...], path: Path) -> None:
    """Write the truth as .npz, atomically.

    For person i the arrays p{i}_times, p{i}_landmarks (T, 33, 3), p{i}_visibility, p{i}_world,
    p{i}_size (2,), p{i}_angles (T, 10), p{i}_repetitions (R, 2) s, p{i}_repetition_names, and the same two
    for stretches.
    """
    arrays: dict[str, NDArray[np.generic]] = {"people": np.array(len(people))}
    for number, person in enumerate(people):
        track = person.track
        arrays |= {
            f"p{number}_times": track.times,
            f"p{number}_landmarks": track.landmarks,
            f"p{number}_visibility": track.visibility,
            f"p{number}_world": track.world,
            f"p{number}_size": np.array([track.width, track.height]),
            f"p{number}_angles": person.angles,
        }
        for name, rows in (("repetition", person.repetitions), ("stretch", person.stretches)):
            arrays[f"p{number}_{PLURALS[name]}"] = np.array(
                [(row.start_s, row.end_s) for row in rows]
            ).reshape(-1, 2)
            arrays[f"p{number}_{name}_names"] = np.array([row.movement for row in rows], dtype=np.str_)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    write_atomic(path, file.getvalue())
