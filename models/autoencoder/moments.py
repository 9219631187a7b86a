"""Training data of the encoder: postures of the mannequin's movements, on many bodies, from all views.

Contains every movement, transitions between movements, arms of one with legs of another (so that postures
occur that no movement here has), and wrong form. Each posture is given on three bodies: exactly, on the
average body, and twice on random bodies with the errors of a pose network (`pose_noise`).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from models.autoencoder.pose_noise import as_seen
from models.mannequin.body import Body
from models.mannequin.channels import ERRORS, INDEX, NAMES, mirrored
from models.mannequin.form import posed
from models.mannequin.movements import MOVEMENTS
from models.mannequin.scene import VirtualCamera
from scoring.autoencoder.pairs import pair_distances
from scoring.body.joints import LANDMARK_COUNT, Landmark

Array = NDArray[np.float64]

# the ranges from which bodies are drawn: height, and proportions as factors of the average adult's
HEIGHT_M: Final = (1.4, 1.98)
PROPORTIONS: Final = (0.9, 1.12)
# postures per random body
BODY_MOMENTS: Final = 250
# camera positions per random body
CAMERAS: Final = 5
# the range of the amplitude of a movement, 1 being the full one
AMOUNT: Final = (0.4, 1.1)
# the shares of postures with the arms of another movement, on the way to another posture, and with a wrong
# angle
CROSSED: Final = 0.35
ON_THE_WAY: Final = 0.3
WRONG: Final = 0.3
WRONG_MAX_DEG: Final = 45.0
# standard deviation of _LOOSE channels from the ideal posture: more than that of one person
LOOSE_DEG: Final = 5.0
_LOOSE: Final = (
    "left_raise", "right_raise", "left_out", "right_out", "left_elbow", "right_elbow",
    "bend", "lean", "twist", "nod", "look", "tilt",
)  # fmt: skip
_ARMS_AND_HEAD: Final = (
    *(f"left_{name}" for name in ("raise", "out", "roll_arm", "elbow", "wrist")),
    *(f"right_{name}" for name in ("raise", "out", "roll_arm", "elbow", "wrist")),
    "nod", "look", "tilt",
)  # fmt: skip
_CAMERA_HEIGHT_M: Final = (0.6, 1.7)
# the share of points that are removed from real tracks in addition
LOST_MORE: Final = 0.05
# without these the torso length is unknown and a row has no values
_TRUNK: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


@dataclass(frozen=True, slots=True)
class Moments:
    """N postures as pair distances (N, 136) in torso lengths. clean: on the average body; one, other: as
    seen on two other bodies, NaN where lost. Postures whose trunk was lost are left out.
    """

    clean: NDArray[np.float32]
    one: NDArray[np.float32]
    other: NDArray[np.float32]


def moments(count: int, random: np.random.Generator, without: frozenset[str] = frozenset()) -> Moments:
    """About `count` postures; without: movements to leave out."""
    parts = []
    for _ in range(max(1, round(count / BODY_MOMENTS))):
        rows = postures(BODY_MOMENTS, random, without)
        whole = np.ones((len(rows), LANDMARK_COUNT), np.float32)
        clean = pair_distances(posed(rows, Body()).landmarks.astype(np.float32), whole)
        seen = [pair_distances(*as_seen(_filmed(rows, random), random, film=False)) for _ in range(2)]
        parts.append((clean, *seen))
    return _known(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def recorded(folder: Path, random: np.random.Generator) -> Moments:
    """The postures in the tracks of real people (`.npz`, see device.store.tracks) of a folder.

    Their form on the average body is unknown, so `clean` is what was seen, NaN where lost, and one and other
    are the same with more points removed. Raises ValueError when a file is not a track or there is none.
    """
    clean: list[NDArray[np.float32]] = []
    one: list[NDArray[np.float32]] = []
    other: list[NDArray[np.float32]] = []
    for path in sorted(folder.glob("*.npz")):
        try:
            with np.load(path, allow_pickle=False) as track:
                world, visibility = track["world"], track["visibility"]
        except (KeyError, OSError, ValueError, BadZipFile) as error:
            raise ValueError(f"{path} is not a PoseTrack") from error
        clean.append(pair_distances(world, visibility))
        for seen in (one, other):
            kept = random.random(visibility.shape) >= LOST_MORE
            kept[:, _TRUNK] = True
            seen.append(pair_distances(world, visibility * kept))
    if not clean:
        raise ValueError(f"there are no tracks in {folder}")
    return _known(np.concatenate(clean), np.concatenate(one), np.concatenate(other))


def _known(*views: NDArray[np.float32]) -> Moments:
    """The rows in which all three views have a value."""
    rows = np.all([np.isfinite(view).any(axis=1) for view in views], axis=0)
    return Moments(*(view[rows] for view in views))


def body(random: np.random.Generator) -> Body:
    """A random body within HEIGHT_M and PROPORTIONS."""
    legs, arms, shoulders, hips, head = map(float, random.uniform(*PROPORTIONS, size=5))
    height_m = float(random.uniform(*HEIGHT_M))
    return Body(height_m, legs, arms, shoulders, hips, head=head)


def postures(count: int, random: np.random.Generator, without: frozenset[str] = frozenset()) -> Array:
    """The channels (count, COUNT) of random postures, as the module describes."""
    rows, legs, goal = (_performed(count, random, without) for _ in range(3))
    crossed = random.random(count) < CROSSED
    upper = [INDEX[name] for name in _ARMS_AND_HEAD]
    keep = rows[:, upper].copy()
    rows[crossed] = legs[crossed]
    rows[np.ix_(crossed, np.array(upper))] = keep[crossed]
    share = np.where(random.random(count) < ON_THE_WAY, random.random(count), 0.0)[:, None]
    rows = rows * (1 - share) + goal * share
    loose = [INDEX[name] for name in _LOOSE]
    rows[:, loose] += random.standard_normal((count, len(loose))) * LOOSE_DEG
    wrong = np.flatnonzero(random.random(count) < WRONG)
    angle = random.integers(0, len(ERRORS), len(wrong)) + INDEX[ERRORS[0]]
    rows[wrong, angle] = random.uniform(-WRONG_MAX_DEG, WRONG_MAX_DEG, len(wrong))
    assert rows.shape[1] == len(NAMES)
    return rows


def _performed(count: int, random: np.random.Generator, without: frozenset[str]) -> Array:
    """Random phases of random movements in correct form, half of them mirrored."""
    chosen = [movement for name, movement in MOVEMENTS.items() if name not in without]
    which = random.integers(0, len(chosen), count)
    rows = np.empty((count, len(NAMES)))
    for number, movement in enumerate(chosen):
        here = which == number
        size = int(here.sum())
        rows[here] = movement.at(random.random(size), random.uniform(*AMOUNT, size))
    return np.where((random.random(count) < 0.5)[:, None], mirrored(rows), rows)


def _filmed(rows: Array, random: np.random.Generator) -> Array:
    """World landmarks (T, 33, 3) m of postures on one random body, in the axes of random cameras."""
    places = posed(rows, body(random)).landmarks
    seen = np.empty_like(places)
    for part in np.array_split(np.arange(len(rows)), CAMERAS):
        camera = VirtualCamera(
            yaw_deg=float(random.uniform(0, 360)), height_m=float(random.uniform(*_CAMERA_HEIGHT_M))
        )
        seen[part] = camera.seen(places[part])
    return seen - seen[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
