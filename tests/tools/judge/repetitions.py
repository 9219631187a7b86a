"""How well repetitions are counted: real people by eye, mannequins whose repetitions are known.

`python -m tests.tools.judge.repetitions` prints it alone. What is tuned on (`calibration`) and what is only
judged (`held out`) is decided by the hash of a clip's or a workout's name, see `held_out`. The films of `make
judge` were never tuned on. A single repetition cannot be told from a stretch or a step aside, so clips of one
are a row of their own: the counter waits for the second.
"""

import dataclasses
import hashlib
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

from device.errors import FormboxError
from device.match.judging.repeat_spans import INTERVALS, RepeatSpans
from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.features import torso_lengths
from scoring.body.joints import joints_of
from scoring.body.sampling import grid, resample
from scoring.body.sides import settled
from scoring.repetitions.counter import Counter, count
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge import real
from tests.tools.judge.clips import EXERCISES, SIDE_VIEW, watch_all
from tests.tools.judge.pairs import JUDGE, WRONG_ANGLES, YAWS

# A workout of the truth: so many of each, how slow against the movement's own tempo, seen from where.
REPETITIONS = 6
SLOWER = (0.7, 1.0, 1.6)
HEADINGS = (0.0, 35.0, 70.0)
BPM = 100.0
FASTEST_S, SLOWEST_S = 0.7, 6.0
# One standard deviation: torso lengths in the picture, m in space; and joints that nobody sees for a while.
TREMBLE, TREMBLE_M = 0.02, 0.012
HIDDEN_SHARE, HIDDEN_S = 0.1, 0.4
IDLE_S = 120.0
EXERCISE, DANCE = "exercises of four repetitions or more", "dances"
# A clip of fewer repetitions has not the intervals that make an even pace.
EVEN_REPETITIONS = INTERVALS + 1
# A dance comes back to the same steps, but nobody counts them.
COUNTED = tuple(movement for movement in EXERCISES if movement != "dance")


def held_out(name):
    """Whether a name takes no part in tuning: the first byte of its SHA-256 is odd."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def measure(watched=None):
    """Rows by the name of a group: counted and true repetitions, or false ones a minute."""
    rows = {}
    for name, wanted, found, minutes in [*_people(), *_films(watched), *_workouts(), *_idle()]:
        row = rows.setdefault(name, {"counted": [], "true": [], "minutes": 0.0})
        row["counted"].append(found)
        row["true"].append(wanted)
        row["minutes"] += minutes
    for row in rows.values():
        found = np.array(row["counted"])
        if row["true"][0] is None:
            row["a minute"] = float(found.sum() / row["minutes"])
            continue
        off = np.abs(found - np.array(row["true"]))
        row |= {"mae": float(off.mean()), "obo": float((off <= 1).mean()), "exact": float((off == 0).mean())}
    return {"rows": rows, "even": even_tutors(), "cost_ms": cost_ms()}


def even_tutors():
    """Whom a lesson would count along with, as (of these, of all) by what the clip of FORMBOX_DATA shows."""
    found = {EXERCISE: [], DANCE: []}
    for clip, track in _clips():
        if "dance" in clip["label"]:
            kind = DANCE
        elif (clip["reps"] or 0) >= EVEN_REPETITIONS:
            kind = EXERCISE
        else:
            continue
        sampled = resample(settled(track), grid(track.duration_s, SAMPLE_RATE_HZ))
        found[kind].append(RepeatSpans(sampled).counts_at(len(sampled) - 1))
    return {kind: (sum(each), len(each)) for kind, each in found.items()}


def _people():
    """Real people: (group, repetitions or None, counted, minutes)."""
    for clip, track in _clips():
        dance = "dance" in clip["label"]
        if clip["reps"] is None and not dance:
            continue
        kind = "people dancing" if dance else "people, one" if clip["reps"] == 1 else "people"
        yield _group(kind, Path(clip["file"]).stem), clip["reps"], count(track), clip["dur_s"] / 60


def _clips():
    """The clips of FORMBOX_DATA with what is known of them, and their tracks."""
    folder = os.environ.get("FORMBOX_DATA")
    if folder is None:
        print("FORMBOX_DATA is not set: no repetitions of real people are counted")
        return
    for clip in json.loads((Path(folder) / "clips.json").read_text()):
        try:
            yield clip, real.track_of_film(clip["file"], Path(folder) / clip["file"])
        except FormboxError as error:
            print(f"{clip['file']} is left out: {error}")


def films_needed():
    """The clips of mannequins that are counted; `make judge` has watched most of them already."""
    followers = [JUDGE.follower(movement, yaw) for movement in COUNTED for yaw in YAWS]
    return [*followers, *(JUDGE.wrong(m, angle, 20.0) for m in COUNTED for angle in WRONG_ANGLES[m])]


def _films(watched):
    watched = watched if watched is not None else watch_all(films_needed())
    for clip in films_needed():
        one = watched[clip]
        wanted = len(one.truth.repetitions)
        if wanted > 1:
            yield "films, held out", wanted, count(one.track), one.track.duration_s / 60


def _workouts():
    for movement in COUNTED:
        for number, slower in enumerate(SLOWER):
            heading = HEADINGS[(number + COUNTED.index(movement)) % len(HEADINGS)]
            name = f"{movement} {slower} {heading}"
            truth = perform(_script(name, heading, *_steps(movement, slower, wrong=number == 1))).truth[0]
            yield _group("workouts", name), len(truth.repetitions), _counted(truth.track, name), 1.0
            if number == 1:
                bobs = perform(_script(name, heading, Step(movement, 10, range=0.15))).truth[0]
                yield _group("bobs", name), None, _counted(bobs.track, name), bobs.track.duration_s / 60


def _steps(movement, slower, *, wrong):
    """Talk, the movement, a rest, and the movement again as often."""
    own = perform(Script((Step(movement),), bpm=BPM)).truth[0].repetitions[0]
    seconds = float(np.clip(slower * (own.end_s - own.start_s), FASTEST_S, SLOWEST_S))
    errors = {WRONG_ANGLES[movement][0]: 20.0} if wrong else {}
    step = Step(movement, REPETITIONS, seconds=seconds, errors=errors)
    return Step("talk", 2), step, Step("rest", 2), step


def _idle():
    for kind in ("rest", "talk", "dance"):
        for number, heading in enumerate((-40.0, 0.0, 40.0, 100.0)):
            name = f"{kind} {number}"
            one = perform(Script((Step(kind),), bpm=BPM)).truth[0].track.duration_s
            truth = perform(_script(name, heading, Step(kind, max(1, round(IDLE_S / one))))).truth[0]
            yield _group(kind, name), None, _counted(truth.track, name), truth.track.duration_s / 60


def _group(kind, name):
    return f"{kind}, {'held out' if held_out(name) else 'calibration'}"


def _script(name, heading, *steps):
    side = max(SIDE_VIEW.get(step.movement, 0.0) for step in steps)
    return Script(
        timeline=steps,
        bpm=BPM,
        fps=round(SAMPLE_RATE_HZ),
        camera=VirtualCamera(yaw_deg=side + heading, distance_m=4.2),
        people=(Performer(seed=_number(name)),),
    )


def _counted(track, name):
    """What is counted in a true track once its joints tremble and hide."""
    random = np.random.default_rng(_number(name))
    torso = float(np.nanmedian(torso_lengths(joints_of(track.landmarks[..., :2]))))
    landmarks, visibility = track.landmarks.copy(), track.visibility.copy()
    landmarks[..., :2] += random.normal(0, TREMBLE * torso, landmarks[..., :2].shape)
    world = track.world + random.normal(0, TREMBLE_M, track.world.shape).astype(np.float32)
    length = round(HIDDEN_S * SAMPLE_RATE_HZ)
    starts = random.random((len(track), visibility.shape[1])) < HIDDEN_SHARE / length
    for frame, landmark in np.argwhere(starts):
        visibility[frame : frame + length, landmark] = 0.1
    return count(dataclasses.replace(track, landmarks=landmarks, visibility=visibility, world=world))


def _number(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[1:4])


def cost_ms():
    """Median and 99th percentile of a push, ms of this thread's own time."""
    truth = perform(_script("cost", 0.0, Step("squat", 12))).truth[0]
    took = []
    for _ in range(3):
        counter = Counter()
        for row in range(len(truth.track)):
            pose = truth.track.pose(row)
            start = time.thread_time()
            counter.push(pose)
            took.append(time.thread_time() - start)
    return {"median": float(np.median(took) * 1e3), "p99": float(np.percentile(took, 99) * 1e3)}


def show(report):
    """Print the table."""
    print("\nrepetitions                     sets  mean error  within one  exact   false a minute")
    for name, row in sorted(report["rows"].items()):
        if "mae" in row:
            cells = f"{row['mae']:>12.2f}{row['obo']:>12.3f}{row['exact']:>7.3f}"
        else:
            cells = f"{row['a minute']:>48.2f}"
        print(f"{name:<30}{len(row['counted']):>6}{cells}")
    for kind, (even, all_of_them) in report["even"].items():
        print(f"at an even pace, so that a lesson counts: {even} of {all_of_them} {kind}")
    cost = report["cost_ms"]
    print(f"a push takes {cost['median']:.2f} ms, {cost['p99']:.2f} ms in one of a hundred")


if __name__ == "__main__":
    show(measure())
    sys.exit(0)
