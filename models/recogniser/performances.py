"""Tracks of made-up people who do an exercise: another body, way, tempo, camera and start each time.

Nothing is rendered: the mannequin's landmarks get the errors of the pose network (`pose_noise`), which costs
milliseconds in place of minutes.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.autoencoder.moments import body
from models.autoencoder.pose_noise import as_seen
from models.mannequin.channels import INDEX, mirrored
from models.mannequin.form import posed
from models.mannequin.library.variants import variant
from models.mannequin.library.ways import SIDES
from models.mannequin.movements import Movement, ease
from models.mannequin.scene import VirtualCamera
from models.mannequin.truth import seen_by
from scoring.body.track import PoseTrack
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Kind
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

# seconds a beat of a movement's own length, evenly on a logarithmic scale: people take 1 to 5 s for a squat
# (four beats), 0.9 to 2.4 s for a jumping jack (two); measured on clips of real people
BEAT_S: Final = (0.28, 1.25)
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
# the share of people who turn and move about, by what they do; others drift by some degrees
WANDERING: Final = MappingProxyType(
    {Kind.EXERCISE: 0.03, Kind.DANCE: 0.35, Kind.REST: 0.3, Kind.TALK: 0.2, Kind.OTHER: 0.6}
)
# how long they look in one direction, and how long a turn takes, s; the standard deviation of a turn, degrees
LOOKING_S: Final = (0.5, 5.0)
TURNING_S: Final = (0.6, 2.0)
TURN_DEG: Final = 80.0
# how far they walk to and fro: standard deviation in m, and the frequencies, Hz
WALK_M: Final = 0.35
WALK_HZ: Final = (0.05, 0.25)
SWAY_DEG: Final = 3.0
# the share of pictures that end at the hips of somebody who stands, where the movement leaves the legs alone;
# the network then makes legs up: standard deviations of knees and feet, m. Of 43 tuning clips one forest each
# named 34 rightly with this, and 27 when also legs that move were cut off and arms hidden; which of the two
# did it was not measured.
CUT_OFF: Final = 0.12
KNEES: Final = slice(25, 27)
FEET: Final = slice(27, 33)
MADE_UP_M: Final = (0.10, 0.22)
# who moves neither hips nor feet more than this, leg lengths, leaves the legs alone
LEGS_STILL: Final = 0.06
_LEGS: Final = [
    INDEX[name]
    for name in ("hip_x", "hip_y", "hip_z", *(f"{side}_foot_{axis}" for side in SIDES for axis in "xyz"))
]
CAMERA_HEIGHT_M: Final = (0.5, 1.8)
CAMERA_DISTANCE_M: Final = (2.2, 4.5)
SIZE_PX: Final = (640, 480)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Performed:
    """One set. ends (R + 1,) s: the bounds of its repetitions; the first is the begin of the first one.

    Where left and right take turns, each is a repetition. What is no exercise has the bounds of its cycles.
    """

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
    pose = posed(rows, body(random)).moved(*_path(CATALOGUE[name].kind, times, random))
    camera = VirtualCamera(
        yaw_deg=float(random.uniform(0, 360)),
        height_m=float(random.uniform(*CAMERA_HEIGHT_M)),
        distance_m=float(random.uniform(*CAMERA_DISTANCE_M)),
    )
    track = seen_by(pose, camera, times, *SIZE_PX)
    ends = _ends(bounds, pauses, movement.ends, seconds)
    if not noisy:
        return Performed(name=name, track=track, ends=ends)
    still = movement.place == "feet" and np.ptp(rows[:, _LEGS], axis=0).max() < LEGS_STILL
    cut = bool(still) and random.random() < CUT_OFF
    return Performed(name=name, track=_seen(track, camera, random, cut=cut), ends=ends)


def _paced(movement: Movement, random: np.random.Generator, seconds: float) -> tuple[Array, Array, Array]:
    """Repetitions that fill `seconds`: bounds (R + 1,) s, pauses (R,) s at their ends, amplitudes (R,)."""
    usual = movement.beats * float(np.exp(random.uniform(*np.log(BEAT_S))))
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


def _ends(bounds: Array, pauses: Array, phases: tuple[float, ...], seconds: float) -> Array:
    """The bounds (R + 1,) s of repetitions from those of cycles (C + 1,), whose pauses belong to the last."""
    inner = np.array(phases[:-1])
    within = bounds[:-1, None] + inner * (np.diff(bounds) - pauses)[:, None]
    ends = np.sort(np.concatenate([bounds, within.ravel()]))
    first = np.searchsorted(ends, 0.0, side="right") - 1
    return ends[first : np.searchsorted(ends, seconds) + 1]


def _path(kind: Kind, times: Array, random: np.random.Generator) -> tuple[Array, Array]:
    """Where somebody faces (T,), degrees, and stands (T, 3), m, beside what the movement says."""
    heading = SWAY_DEG * np.sin(2 * np.pi * random.uniform(*DRIFT_HZ) * times + random.uniform(0, 2 * np.pi))
    spot = np.zeros((len(times), 3))
    if random.random() >= WANDERING[kind]:
        return heading, spot
    begin = -random.uniform(*TURNING_S)
    while begin < times[-1]:
        takes = random.uniform(*TURNING_S)
        heading += random.normal(0, TURN_DEG) * ease((times - begin) / takes)
        begin += takes + random.uniform(*LOOKING_S)
    for axis in (0, 2):
        hertz, start = random.uniform(*WALK_HZ), random.uniform(0, 2 * np.pi)
        spot[:, axis] = WALK_M * np.sqrt(2) * np.sin(2 * np.pi * hertz * times + start)
    return heading, spot


def _drift(times: Array, random: np.random.Generator) -> Array:
    rows = np.zeros((len(times), len(INDEX)))
    for name in DRIFTING:
        hertz, start = random.uniform(*DRIFT_HZ), random.uniform(0, 2 * np.pi)
        rows[:, INDEX[name]] = DRIFT_DEG * np.sqrt(2) * np.sin(2 * np.pi * hertz * times + start)
        rows[:, INDEX[name]] += DRIFT_DEG * random.standard_normal()
    return rows


def _seen(track: PoseTrack, camera: VirtualCamera, random: np.random.Generator, *, cut: bool) -> PoseTrack:
    """The track with the network's errors, the same in the picture as in space; cut: the legs are unseen."""
    exact = track.world.astype(np.float64)
    if cut:
        for part, spread in zip((KNEES, FEET), MADE_UP_M, strict=True):
            exact[:, part] += random.standard_normal(3) * spread
    world, visibility = as_seen(exact, random, film=True)
    if cut:
        visibility[:, KNEES.start : FEET.stop] = 0.0
    pixels = camera.focal_px(track.width, track.height) / camera.distance_m
    landmarks = track.landmarks + (world - track.world) * pixels
    return replace(
        track,
        landmarks=landmarks.astype(np.float32),
        world=world,
        visibility=visibility * (track.visibility > 0),
    )
