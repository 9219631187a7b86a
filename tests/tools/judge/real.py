"""Real people. Four cameras saw one motion at once (pose2sim), another person did something else (sports2d):
both are fetched by name and hash. With FORMBOX_DATA, two people danced one choreography in step.

Every two cameras are a pair of the same movement from another side; stretches of the dance at the same time
are the same movement, at another time or against other exercises another one. Nothing of it is ever kept in
the project.
"""

import itertools
import os
from pathlib import Path

import numpy as np

from device.errors import FormboxError
from device.media.video import frames
from device.pose.film import track_video
from device.store.tracks import load_track, save_track
from models.errors import ModelError
from models.fetching.samples import sample
from scoring.body.track import PoseTrack
from tests.tools.judge.clips import STORE, code_of
from tests.tools.judge.pairs import auc, play, sampled

VIEWS = tuple(f"single_cam0{number}" for number in (1, 2, 3, 4))
OTHER = "sports2d"
FIT = (960, 960)
DANCERS = ("jxl22000_feelsreal1.mp4edited.mp4", "jxl22000_feelsreal2.mp4edited.mp4")
EXERCISE_CLIPS = ("jrplatin_squat1.mp4", "luizfcharr_squat.mp4", "jurisimo00_deadlift.mp4")
STRETCH_S = 7.0
STRETCHES = 4


def tracks():
    """The tracks by name; those that cannot be had are left out, with a line."""
    found = {}
    try:
        paths = {name: sample(name) for name in (*VIEWS, OTHER)}
    except ModelError as error:
        print(f"real people are left out: {error}")
        paths = {}
    folder = os.environ.get("FORMBOX_DATA")
    if folder is None:
        print("FORMBOX_DATA is not set: the dancers are left out")
    else:
        paths |= {name: Path(folder) / "clips" / name for name in (*DANCERS, *EXERCISE_CLIPS)}
    for name, path in paths.items():
        try:
            found[name] = track_of_film(name, path)
        except FormboxError as error:
            print(f"{name} is left out: {error}")
    return found


def track_of_film(name, path, network="lite"):
    """What a network saw of a film of real people, kept in the store. Raises FormboxError."""
    STORE.mkdir(parents=True, exist_ok=True)
    of_network = "" if network == "lite" else f"-{network}"
    kept = STORE / f"real-{Path(name).stem}{of_network}-{code_of('device/pose')[:12]}.npz"
    if not kept.exists():
        save_track(kept, track_video(frames(path, FIT), network)[0])
    return load_track(kept)


def measure(method, found):
    """The scores of the same and of other movements, by the kind of pair."""
    report = {}
    if all(name in found for name in (*VIEWS, OTHER)):
        same = [_score(method, found[a], found[b]) for a, b in itertools.permutations(VIEWS, 2)]
        other = [_score(method, found[a], found[OTHER]) for a in VIEWS]
        other += [_score(method, found[OTHER], found[a]) for a in VIEWS]
        report["four cameras"] = _row(same, other)
    if all(name in found for name in DANCERS):
        report["dancers"] = _dancers(method, found)
    if report:
        same, other = (
            [score for row in report.values() for score in row[side]] for side in ("same", "other")
        )
        report["all"] = _row(same, other)
    return report


def _dancers(method, found):
    stretches = [[_cut(found[name], number) for number in range(STRETCHES)] for name in DANCERS]
    same, other = [], []
    for one, two in itertools.permutations(stretches):
        for a, b in itertools.product(range(STRETCHES), repeat=2):
            (same if a == b else other).append(_score(method, one[a], two[b]))
        other += [
            _score(method, stretch, _cut(found[name], 0))
            for stretch in one
            for name in EXERCISE_CLIPS
            if name in found
        ]
    return _row(same, other)


def _cut(track, number):
    """The stretch of a track from number * STRETCH_S on, on a clock of its own."""
    rows = (track.times >= number * STRETCH_S) & (track.times < (number + 1) * STRETCH_S)
    first = track.times[rows][0]
    return PoseTrack(
        track.times[rows] - first,
        track.landmarks[rows],
        track.visibility[rows],
        track.world[rows],
        track.width,
        track.height,
        track.model,
    )


def _score(method, tutor, user):
    lesson = sampled(tutor)
    return play(method, lesson, sampled(user, len(lesson)))[0].total


def _row(same, other):
    return {"same": same, "other": other, "auc": auc(same, other)}


def show(rows):
    """Print the table."""
    print("\nreal people: same movement, another one, AUC, pairs that could not be judged")
    for method, report in rows.items():
        for kind, row in report.items():
            same, other = np.array(row["same"]), np.array(row["other"])
            unjudged = int(np.isnan(same).sum() + np.isnan(other).sum())
            print(
                f"{method:<16}{kind:<14}"
                f"{np.nanmean(same):>6.1f} ({np.nanmin(same):.1f} to {np.nanmax(same):.1f})"
                f"{np.nanmean(other):>8.1f} ({np.nanmin(other):.1f} to {np.nanmax(other):.1f})"
                f"{row['auc']:>8.3f}{unjudged:>4} of {len(same) + len(other)}"
            )
