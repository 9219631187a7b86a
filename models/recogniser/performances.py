"""Tracks of made-up people who do an exercise: another body, way, tempo, camera and start each time.

Nothing is rendered: the mannequin's landmarks get the errors of the pose network (`pose_noise`), which costs
milliseconds in place of minutes.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.autoencoder.moments import body
from models.autoencoder.pose_noise import as_seen
from models.mannequin.channels import INDEX, mirrored
from models.mannequin.form import posed
from models.mannequin.library.variants import variant
from models.mannequin.movements import Movement
from models.mannequin.scene import VirtualCamera
from models.mannequin.truth import seen_by
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

# seconds a beat of a movement's own length: what people take for a repetition of a squat (four beats) is 1.6
# to 5 s
BEAT_S: Final = (0.4, 1.25)
# standard deviation of the logarithm of a repetition's length, and of its amplitude, within one set
TEMPO_SPREAD: Final = 0.1
DEPTH_SPREAD: Final = 0.08
AMOUNT: Final = (0.6, 1.1)
# the share of sets with pauses between repetitions, and the longest, s
PAUSING: Final = 0.3
PAUSE_MAX_S: Final = 1.5
# the slow drift of a person about the ideal: standard deviation in degrees, and its frequencies, Hz
DRIFT_DEG: Final = 2.5
DRIFT_HZ: Final = (0.1, 0.6)
DRIFTING: Final = (
    "left_raise", "right_raise", "left_out", "right_out", "left_elbow", "right_elbow",
    "bend", "lean", "twist", "nod", "look", "tilt",
)  # fmt: skip
CAMERA_HEIGHT_M: Final = (0.5, 1.8)
CAMERA_DISTANCE_M: Final = (2.2, 4.5)
SIZE_PX: Final = (640, 480)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Performed:
    """One set. ends (R + 1,) s: the bounds of its repetitions; the first is the begin of the first one."""

    name: str
    track: PoseTrack
    ends: Array


def performed(
    name: str, random: np.random.Generator, seconds: float = 6.0, *, noisy: bool = True
) -> Performed:
    """Somebody does `name`, a movement of LIBRARY, for `seconds`, from a random moment of the movement on."""
    movement = variant(name, random)
    times = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    bounds, pauses, amounts = _paced(movement, random, seconds)
    which = np.clip(np.searchsorted(bounds, times, side="right") - 1, 0, len(amounts) - 1)
    share = (times - bounds[which]) / (np.diff(bounds)[which] - pauses[which])
    rows = movement.at(np.clip(share, 0, 1), amounts[which])
    rows = mirrored(rows) if random.random() < 0.5 else rows
    rows = rows + _drift(times, random)
    size = body(random)
    camera = VirtualCamera(
        yaw_deg=float(random.uniform(0, 360)),
        height_m=float(random.uniform(*CAMERA_HEIGHT_M)),
        distance_m=float(random.uniform(*CAMERA_DISTANCE_M)),
    )
    track = seen_by(posed(rows, size), camera, times, *SIZE_PX)
    return Performed(name=name, track=_seen(track, camera, random) if noisy else track, ends=bounds)


def _paced(movement: Movement, random: np.random.Generator, seconds: float) -> tuple[Array, Array, Array]:
    """Repetitions that fill `seconds`: bounds (R + 1,) s, pauses (R,) s at their ends, amplitudes (R,)."""
    usual = movement.beats * float(random.uniform(*BEAT_S))
    count = int(np.ceil(seconds / usual)) * 2 + 2
    lengths = usual * np.exp(TEMPO_SPREAD * random.standard_normal(count))
    pauses = np.zeros(count)
    if random.random() < PAUSING:
        pauses = random.uniform(0, PAUSE_MAX_S) * random.uniform(0.5, 1, count)
    amounts = random.uniform(*AMOUNT) * np.exp(DEPTH_SPREAD * random.standard_normal(count))
    bounds = np.concatenate([[0.0], np.cumsum(lengths + pauses)])
    bounds -= random.uniform(0, bounds[1])
    kept = int(np.searchsorted(bounds, seconds)) + 1
    return bounds[:kept], pauses[: kept - 1], amounts[: kept - 1]


def _drift(times: Array, random: np.random.Generator) -> Array:
    rows = np.zeros((len(times), len(INDEX)))
    for name in DRIFTING:
        hertz, start = random.uniform(*DRIFT_HZ), random.uniform(0, 2 * np.pi)
        rows[:, INDEX[name]] = DRIFT_DEG * np.sqrt(2) * np.sin(2 * np.pi * hertz * times + start)
        rows[:, INDEX[name]] += DRIFT_DEG * random.standard_normal()
    return rows


def _seen(track: PoseTrack, camera: VirtualCamera, random: np.random.Generator) -> PoseTrack:
    """The track with the network's errors, the same in the picture as in space."""
    world, visibility = as_seen(track.world.astype(np.float64), random, film=True)
    pixels = camera.focal_px(track.width, track.height) / camera.distance_m
    landmarks = track.landmarks + (world - track.world) * pixels
    return replace(
        track,
        landmarks=landmarks.astype(np.float32),
        world=world,
        visibility=visibility * (track.visibility > 0),
    )
