"""The part "every repetition" of `make judge`: found, counted, told in time, told from others, judged.

Real people of FORMBOX_DATA: clips by both networks with the name given and with the name that the recogniser
says, recordings of one squat, UI-PRMD's motion capture with a network's noise and references that were made
without the subject. Nothing of the clips trains what is shipped; the thresholds were set on them. Alone:
`python -m tests.tools.judge.every_repetition`.
"""

import json
import sys
import time
from functools import cache
from pathlib import Path
from unittest import mock

import numpy as np

from device.match.free.training import FreeTraining
from device.match.recognition import recogniser
from models.autoencoder.pose_noise import as_seen
from models.recogniser import ui_prmd
from models.recogniser.performances import performed
from models.recogniser.repetition_references import line_of
from scoring.body.sampling import grid, resample
from scoring.body.sides import settled
from scoring.body.track import PoseTrack
from scoring.recognition.live import LiveNamer
from scoring.repetitions import live
from scoring.repetitions.live import LiveRepetitions
from scoring.repetitions.reference import Reference
from scoring.repetitions.repetition import Verdict
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.repetitions.shown import truth
from tests.tools.judge import real
from tests.tools.judge.names import walks
from tests.tools.judge.pairs import auc
from tests.tools.judge.people.clips import NETWORKS, data_folder
from tests.tools.judge.people.repetitions import AMISS, RIGHT, of_push_ups, of_squats
from tests.tools.judge.real import OTHER, VIEWS

# What the labels of the clips begin with; who dances and who coaches is not here.
EXERCISES = {
    "barbell back squat": "squat", "air squat": "squat", "squat": "squat", "quarter squat": "squat",
    "deadlift": "deadlift", "push-up": "push_up", "jumping jack": "jumping_jack", "burpee": "burpee",
    "dumbbell curl": "biceps_curl", "hammer curl": "biceps_curl", "bench press": "bench_press",
    "shoulder press": "overhead_press", "front raise": "front_raise", "pull-up": "pull_up",
}  # fmt: skip
# From when on a clip shows what its label says, s.
FROM_S = {"healthserv_jacks.mp4": 9.2}
# Repetitions of mannequins whose true bounds are known, and how long each is, s.
TIMED, TIMED_S = 6, (1.6, 2.4, 3.6)
IN_TIME_S = 0.3
TIMED_EXERCISES = ("squat", "push_up", "jumping_jack", "biceps_curl", "overhead_press", "deadlift", "lunge")
IDLE, IDLE_S = 12, 30.0


def measure():
    """The figures by row, or None, with a line, without FORMBOX_DATA."""
    if data_folder() is None:
        print("FORMBOX_DATA is not set: the repetitions of real people are left out")
        return None
    report = {}
    for network in NETWORKS:
        clips = [*_clips(network)]
        exercises = [one for one in clips if one[0] is not None]
        given = [(reps, counted(track, name)) for name, reps, track in exercises]
        report[f"clips, name given, {network}"] = of_counts(given)
        found = [(reps, sum(one.counted for one in freely(track))) for _, reps, track in exercises]
        report[f"clips, name recognised, {network}"] = of_counts(found)
        idle = [track for name, _, track in clips if name is None]
        report[f"dances, {network}"] = false_counts(idle)
        for row, kinds in (("walking", VIEWS), ("arms swung, a jump, walking", (OTHER,))):
            walking = [track for name, _, track in walks(network) if name in kinds]
            report[f"{row}, {network}"] = false_counts(walking)
    report["recordings of one squat"] = of_counts([(1, counted(track, "squat")) for _, track in _squats()])
    for kind in ("dance", "rest", "talk", "other"):
        made = [performed(kind, np.random.default_rng((90, n)), IDLE_S).track for n in range(IDLE)]
        report[f"made-up {kind}"] = false_counts(made)
    report |= of_prmd()
    report["right against wrong, squats (AUC of the score)"] = _told_apart(_squats(), "squat")
    report["right against wrong, push-ups (AUC of the score)"] = _told_apart(_push_ups(), "push_up")
    return report | {"told in time": delays(), "cost": cost_ms()}


def counted(track, name):
    """The repetitions counted in a track that is `name` throughout."""
    return sum(one.counted for one in given(track, name))


def given(track, name):
    """The repetitions of a track that is `name` throughout, attempts too."""
    person = LiveRepetitions()
    person.name(name, 0.0)
    for row in range(len(track)):
        person.push(track.pose(row))
    person.finish()
    return person.repetitions


def freely(track):
    """The repetitions of a track under the names that the recogniser gives, as in free training."""
    person = LiveRepetitions()
    training = FreeTraining(LiveNamer(recogniser()), person)
    for row in range(len(track)):
        training.see(row / SAMPLE_RATE_HZ, track.pose(row))
    person.finish()
    return person.repetitions


def of_counts(pairs):
    """The figures of (true, found) numbers."""
    true, found = np.array(pairs, float).T
    off = np.abs(found - true)
    rows = {"sets": len(off), "mae": float(off.mean()), "obo": float((off <= 1).mean())}
    if (true == 1).any():
        rows["one, exact"] = float((off[true == 1] == 0).mean())
    if (true > 1).any():
        rows |= {
            "two and more, mae": float(off[true > 1].mean()),
            "two and more, obo": float((off[true > 1] <= 1).mean()),
        }
    return rows


def false_counts(tracks):
    """What is counted of people who repeat nothing."""
    found = sum(one.counted for track in tracks for one in freely(track))
    minutes = sum(len(track) for track in tracks) / SAMPLE_RATE_HZ / 60
    return {"minutes": minutes, "a minute": found / minutes if minutes else float("nan")}


def of_prmd():
    """UI-PRMD: counts of whole sets, right against wrong repetitions; by references without the subject."""
    rows, counts, right, wrong = {}, [], [], []
    for name in ui_prmd.EXERCISES:
        of_exercise, scores = [], ([], [])
        for subject in ui_prmd.SUBJECTS:
            others = [other for other in ui_prmd.SUBJECTS if other != subject]
            line = {name: _reference(line_of(name, others))}
            with mock.patch.object(live, "references", lambda line=line: line):
                for amiss in (False, True):
                    track, true = _prmd_set(name, subject, right=not amiss)
                    if true:
                        found = given(track, name)
                        of_exercise.append((true, sum(one.counted for one in found)))
                        scores[amiss].extend(one.score for one in found)
        rows[f"UI-PRMD, {name}"] = of_counts(of_exercise)
        rows[f"UI-PRMD, {name}"]["right against wrong, AUC"] = float(auc(*map(np.array, scores)))
        counts += of_exercise
        right, wrong = [*right, scores[0]], [*wrong, scores[1]]
    mean = np.mean([auc(np.array(a), np.array(b)) for a, b in zip(right, wrong, strict=True)])
    return rows | {"UI-PRMD": of_counts(counts) | {"right against wrong, AUC": float(mean)}}


def _reference(row):
    return Reference(**{key: value if value.ndim else float(value) for key, value in row.items()})


@cache
def _prmd_set(name, subject, *, right):
    """The episodes of one subject one after another, with a network's errors; and how many they are."""
    parts = [
        one.track
        for one in ui_prmd.episodes()
        if (one.exercise, one.subject, one.right) == (name, subject, right)
    ]
    if not parts:
        return None, 0
    world = np.concatenate([part.world for part in parts])
    random = np.random.default_rng((subject, ui_prmd.EXERCISES.index(name), right))
    return _seen(world, random), len(parts)


def _seen(world, random):
    """The track of a body (T, 33, 3) m, at SAMPLE_RATE_HZ, with a network's errors."""
    seen, visibility = as_seen(world.astype(np.float64), random, film=True)
    times = np.arange(len(seen)) / SAMPLE_RATE_HZ
    landmarks = seen * np.float32(ui_prmd.PX_PER_M)
    return PoseTrack(times, landmarks, visibility, seen, *ui_prmd.SIZE_PX, "lite")


def _told_apart(sets, name):
    """AUC of the mean score of right against wrong recordings, those with no repetition as 0."""
    scores = {RIGHT: [], AMISS: []}
    for kind, track in sets:
        found = given(track, name)
        scores[kind].append(float(np.mean([one.score for one in found])) if found else 0.0)
    return {"auc": float(auc(np.array(scores[RIGHT]), np.array(scores[AMISS])))}


def _squats():
    return [(kind, track) for kind, (tracks, _) in of_squats().items() for track in tracks]


def _push_ups():
    return [(kind, track) for kind, (tracks, _) in of_push_ups().items() for track in tracks]


def delays():
    """When a repetition is told against its true end, mannequins with a network's errors: s, and the share
    within IN_TIME_S.
    """
    late, missed = [], 0
    for name in TIMED_EXERCISES:
        for number, seconds in enumerate(TIMED_S):
            shown = truth((name, TIMED, seconds, 1.0))
            track = _seen(shown.track.world, np.random.default_rng((91, number)))
            person, told = LiveRepetitions(), []
            person.name(name, 0.0)
            for row in range(len(track)):
                told += [row / SAMPLE_RATE_HZ] * sum(
                    one.counted for one in person.push(track.pose(row)).ended
                )
            for one in shown.repetitions:
                off = np.array([when - one.end_s for when in told if when > one.start_s + seconds / 2])
                missed += not len(off) or off[0] > seconds / 2
                late += [off[0]] if len(off) and off[0] <= seconds / 2 else []
    late = np.array(late)
    return {
        "told": len(late),
        "not told": missed,
        "median s": float(np.median(late)),
        "90 % s": float(np.percentile(late, 90)),
        "not later than 0.3 s": float((late <= IN_TIME_S).mean()),
    }


def cost_ms():
    """Median and 99th percentile of a push with a name, ms of this thread's own time."""
    track = performed("lunge", np.random.default_rng(3), 60.0).track
    took = []
    for _ in range(2):
        person = LiveRepetitions()
        person.name("lunge", 0.0)
        for row in range(len(track)):
            pose = track.pose(row)
            start = time.thread_time()
            person.push(pose)
            took.append((time.thread_time() - start) * 1e3)
    return {"median ms": float(np.median(took)), "p99 ms": float(np.percentile(took, 99))}


def verdicts(track, name):
    """How often each thing is said."""
    found = given(track, name)
    return {verdict.value: sum(one.verdict is verdict for one in found) for verdict in Verdict}


def _clips(network):
    """(exercise or None for a dance, repetitions, track at SAMPLE_RATE_HZ)."""
    for clip in json.loads((data_folder() / "clips.json").read_text()):
        dance = "dance" in clip["label"]
        if clip["reps"] is None and not dance:
            continue
        name = next((key for label, key in EXERCISES.items() if clip["label"].startswith(label)), None)
        track = settled(real.track_of_film(clip["file"], data_folder() / clip["file"], network))
        start_s = FROM_S.get(Path(clip["file"]).name, 0.0)
        times = start_s + grid(float(track.times[-1]) - start_s + 1 / SAMPLE_RATE_HZ, SAMPLE_RATE_HZ)
        yield None if dance else name, clip["reps"], resample(track, times)


def show(report):
    """Print the rows."""
    print("\nevery repetition")
    for name, row in report.items():
        cells = ", ".join(
            f"{key} {value:.2f}" if isinstance(value, float) else f"{key} {value}"
            for key, value in row.items()
        )
        print(f"{name:<50}{cells}")


if __name__ == "__main__":
    found = measure()
    if found is not None:
        show(found)
    sys.exit(0)
