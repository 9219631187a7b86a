"""How well a lesson is divided: seconds of exercise that stay, seconds of rest, talk and title card found.

Real clips hold title cards and a few seconds of waiting (by eye, below); rest and talk of some length are in
mannequins' lessons, filmed and watched, and in real exercises joined with mannequins' rest and talk. What the
clips' sound adds is measured beside.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from device.errors import FormboxError
from device.media.listening import listen
from device.overnight.prepare.movement import motion_of
from device.overnight.prepare.segments import segments_of
from device.store.tables import SegmentKind
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.track import PoseTrack
from tests.tools.judge import real
from tests.tools.judge.clips import BODIES, DISTANCE_M, SIZE, watch_all

# (file, start, end, kind), s, by eye: what is no exercise in the clips; all other seconds are.
LABELS = (
    ("luizfcharr_squat.mp4", 38.4, 39.5, "rest"),
    ("luizfcharr_squat.mp4", 39.5, 41.3, "title"),
    ("luizfcharr_pushup_c6a86f.mp4", 28.9, 31.0, "title"),
    ("luizfcharr_pushup_3a1366.mp4", 0.0, 1.8, "talk"),
    ("funfun-run_reference.mp4", 19.4, 22.1, "title"),
    ("funfun-run_user.mp4", 19.2, 22.0, "title"),
    ("bjshenxiao_teacher.mp4", 20.3, 21.7, "title"),
    ("bjshenxiao_student.mp4", 0.0, 1.6, "rest"),
    ("tomnotchym_burpees.mp4", 0.0, 1.3, "rest"),
)
# Sources that the limits were set with; the others judge.
TUNED = ("luizfcharr", "bjshenxiao", "funfun-run", "jxl22000", "rohitkesha", "healthserv", "jurisimo00")
SHORTEST_S = 5.0
FPS = 15
STEP_S = 0.1
GAP_S = 8.0


@dataclass(frozen=True)
class Lesson:
    """A mannequin's lesson: three exercises with talk and rest around them. For `watch_all`."""

    exercises: tuple[str, ...]
    body: str
    yaw: float
    seed: int
    movement: str = "lesson"
    flipped: bool = False

    @property
    def script(self):
        """The mannequin's script."""
        body, clothes = BODIES[self.body]
        first, second, third = self.exercises
        return Script(
            timeline=(
                Step("talk", 1, seconds=GAP_S),
                Step(first, 4),
                Step("rest", 1, seconds=GAP_S),
                Step(second, 4),
                Step("talk", 1, seconds=GAP_S),
                Step(third, 4),
                Step("rest", 1, seconds=GAP_S),
            ),
            fps=FPS,
            width=SIZE[0],
            height=SIZE[1],
            camera=VirtualCamera(yaw_deg=self.yaw, distance_m=DISTANCE_M),
            people=(Performer(body=body, clothes=clothes, seed=self.seed),),
        )


LESSONS = (
    Lesson(("squat", "biceps_curl", "lateral_raise"), "broad", 20.0, 3),
    Lesson(("deadlift", "front_kick", "overhead_press"), "slim", 75.0, 4),
    Lesson(("high_knees", "punch", "lunge"), "tall", 150.0, 5),
)


def measure():
    """Shares by kind of material: exercise kept, the rest found, and the seconds of both."""
    watched = watch_all(LESSONS)
    mannequins = [
        (one.track, [(s.kind, s.start_s, s.end_s) for s in one.truth.stretches], None)
        for one in watched.values()
    ]
    report = {"mannequins": _shares(mannequins)}
    folder = os.environ.get("FORMBOX_DATA")
    if folder is None:
        print("FORMBOX_DATA is not set: real lessons are left out")
        return report
    clips = _clips(Path(folder) / "clips")
    for name, tuned in (("clips, tuned", True), ("clips, others", False)):
        chosen = [clip for file, clip in clips.items() if file.startswith(TUNED) is tuned]
        report[name] = _shares(chosen)
        report[f"{name}, no sound"] = _shares([(track, parts, None) for track, parts, _ in chosen])
        report[f"joined, {name.split()[-1]}"] = _shares(_joined(chosen, mannequins))
    return report


def _clips(folder):
    """(track, parts, sound) of each clip that is long enough to be divided."""
    found = {}
    for path in sorted(folder.iterdir()):
        try:
            track = real.track_of_film(path.name, path)
            sound = listen(path)
        except FormboxError as error:
            print(f"{path.name} is left out: {error}")
            continue
        length = float(track.times[-1])
        if length >= SHORTEST_S:
            others = [(kind, start, end) for file, start, end, kind in LABELS if file == path.name]
            found[path.name] = track, [("exercise", 0.0, length), *others], sound
    return found


def _joined(clips, mannequins):
    """Lessons of two real exercises each, with a mannequin's talk before and rest after each of them."""
    gaps = [
        (kind, _cut(track, start, end))
        for track, parts, _ in mannequins
        for kind, start, end in parts
        if kind in {"talk", "rest"}
    ]
    exercises = [track for track, parts, _ in clips if len(parts) == 1]
    lessons = []
    for number in range(0, len(exercises) - 1, 2):
        pieces = []
        for place in (0, 1):
            pieces += [gaps[(2 * number + 2 * place) % len(gaps)], ("exercise", exercises[number + place])]
        pieces.append(gaps[(2 * number + 1) % len(gaps)])
        lessons.append((*_in_a_row(pieces), None))
    return lessons


def _cut(track, start_s, end_s):
    rows = (track.times >= start_s) & (track.times < end_s)
    return replace(
        track,
        times=track.times[rows] - start_s,
        landmarks=track.landmarks[rows],
        visibility=track.visibility[rows],
        world=track.world[rows],
    )


def _in_a_row(pieces):
    """One track of (kind, track) after each other, and its parts."""
    at, times, parts = 0.0, [], []
    for kind, track in pieces:
        end = at + float(track.times[-1]) + STEP_S
        parts.append((kind, at, end))
        times.append(track.times + at)
        at = end
    joined = {
        name: np.concatenate([getattr(track, name) for _, track in pieces])
        for name in ("landmarks", "visibility", "world")
    }
    first = pieces[0][1]
    whole = PoseTrack(
        times=np.concatenate(times), width=first.width, height=first.height, model=first.model, **joined
    )
    return whole, parts


def _shares(lessons):
    kept, found, exercise_s, other_s = 0.0, 0.0, 0.0, 0.0
    for track, parts, sound in lessons:
        length = float(track.times[-1])
        times = np.arange(0, length, STEP_S)
        exercise = _is_exercise(times, parts)
        told = [
            (one.kind, one.start_s, one.end_s) for one in segments_of(motion_of(track, length), length, sound)
        ]
        right = _is_exercise(times, told) == exercise
        kept += right[exercise].sum() * STEP_S
        found += right[~exercise].sum() * STEP_S
        exercise_s += exercise.sum() * STEP_S
        other_s += (~exercise).sum() * STEP_S
    return {
        "exercise": kept / exercise_s if exercise_s else None,
        "other": found / other_s if other_s else None,
        "exercise_s": exercise_s,
        "other_s": other_s,
    }


def _is_exercise(times, parts):
    """Whether each time is in an exercise; later parts lie over earlier ones."""
    inside = np.zeros(len(times), bool)
    for kind, start, end in parts:
        inside[(times >= start) & (times < end)] = kind == SegmentKind.EXERCISE
    return inside


def show(report):
    """Print the table."""
    print("\nparts of a lesson: exercise kept, rest, talk and title cards found (of seconds)")
    for name, row in report.items():
        shares = [
            f"{'' if row[kind] is None else format(row[kind], '.1%'):>8}" for kind in ("exercise", "other")
        ]
        print(f"{name:<26}{shares[0]} of {row['exercise_s']:>6.1f}{shares[1]} of {row['other_s']:>6.1f}")
