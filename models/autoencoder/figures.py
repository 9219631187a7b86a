"""Evaluates method `autoencoder` on made-up tracks of bodies that were not in the training data.

Pairs: the same movement by another body in step, from other views, with wrong form, and another movement. The
tracks are the mannequin's truth with the errors of `pose_noise`, without any image, so the results are better
than those of the whole pipeline, which `make judge` measures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from tqdm import tqdm

from models.autoencoder.moments import body
from models.autoencoder.pose_noise import as_seen
from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.autoencoder.scorer import AutoencoderScorer, Encode
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ

EXERCISES: Final = tuple(name for name, movement in MOVEMENTS.items() if movement.kind == "exercise")
YAWS: Final = (0.0, 30.0, 60.0, 90.0)
WRONG: Final = ("left_elbow", "right_shoulder", "left_knee")
WRONG_DEG: Final = (20.0, 40.0)
LENGTH_S: Final = 7.0
BEAT_S: Final = 0.6
# seeds of bodies, performances and errors; training uses neither
_TUTOR: Final = 9001
_USER: Final = 9002

Scores = Mapping[str, Sequence[float]]


def scores(encode: Encode, exercises: Sequence[str] = EXERCISES) -> Scores:
    """The final scores by kind of pair; exercises: those of the tutors, while users do any."""
    tutors = {movement: _track(movement, _TUTOR) for movement in exercises}
    users = {movement: _track(movement, _USER) for movement in EXERCISES}
    table: dict[str, list[float]] = {}
    for movement in tqdm(exercises, desc="judging", unit="movement"):
        tutor = tutors[movement]
        for yaw in YAWS:
            user = users[movement] if yaw == 0 else _track(movement, _USER, yaw)
            table.setdefault(f"same, yaw {yaw:.0f}", []).append(_score(tutor, user, encode))
        for degrees in WRONG_DEG:
            table.setdefault(f"one angle {degrees:.0f} degrees wrong", []).extend(
                _score(tutor, _track(movement, _USER, errors={angle: degrees}), encode) for angle in WRONG
            )
        table.setdefault("another movement", []).extend(
            _score(tutor, users[another], encode) for another in EXERCISES if another != movement
        )
    return table


def show(table: Scores) -> None:
    """Print one line per kind of pair: mean, lowest, highest, AUC against another movement."""
    other = table["another movement"]
    for name, row in table.items():
        above = "" if row is other else f" {chance_above(row, other):.3f}"
        print(f"| {name} | {np.mean(row):.1f} | {min(row):.1f} | {max(row):.1f} |{above} |")


def chance_above(high: Sequence[float], low: Sequence[float]) -> float:
    """AUC: the probability that one of `high` is above one of `low`; ties count half."""
    one, other = np.asarray(high)[:, None], np.asarray(low)[None]
    return float((one > other).mean() + 0.5 * (one == other).mean())


def _track(
    movement: str, seed: int, yaw_deg: float = 0.0, errors: Mapping[str, float] | None = None
) -> PoseTrack:
    """A movement by the body of `seed`, with pose noise, at SAMPLE_RATE_HZ."""
    random = np.random.default_rng([seed, EXERCISES.index(movement)])
    person = Performer(body=body(random), seed=seed)
    repetitions = max(1, round(LENGTH_S / (MOVEMENTS[movement].beats * BEAT_S)))
    step = Step(movement, repetitions, errors=errors or {})
    script = Script(
        (step,), bpm=60 / BEAT_S, fps=SAMPLE_RATE_HZ, camera=VirtualCamera(yaw_deg=yaw_deg), people=(person,)
    )
    truth = perform(script).truth[0].track
    world, visibility = as_seen(truth.world.astype(np.float64), random, film=True)
    return replace(truth, world=world, visibility=visibility)


def _score(tutor: PoseTrack, user: PoseTrack, encode: Encode) -> float:
    scorer = AutoencoderScorer(tutor, encode)
    for index in range(len(user)):
        scorer.push(user.pose(index))
    return scorer.finish().total
