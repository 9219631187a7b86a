"""Gestures: how often one is seen that nobody made, and how many of those that are made are found.

False ones are looked for in every film that the judge has watched, in half an hour of mannequins who work out
without a break, and in the clips of FORMBOX_DATA; for a pause with and without the tutor whom they follow
(menus have no tutor). Workouts and performed gestures are true poses with the network's own error on them:
what it saw of a film of the same movement from the same side, less the truth of that film, in torso lengths.
"""

import dataclasses
import itertools
import json
import os
from functools import cache
from pathlib import Path

import numpy as np

from device.errors import FormboxError
from device.gestures.gestures import Gestures
from device.media.video import frames
from device.pose.film import track_video
from device.store.tracks import load_track, save_track
from models.mannequin.channels import COUNT, posture
from models.mannequin.form import posed
from models.mannequin.movements import MOVEMENTS, ease
from models.mannequin.performance import perform
from models.mannequin.scene import Camera
from models.mannequin.script import Performer, Script, Step
from models.mannequin.truth import seen_by
from scoring.features import torso_lengths
from scoring.joints import joints_of
from tests.judge.clips import BODIES, DISTANCE_M, EXERCISES, SIZE, STORE, code_of
from tests.judge.pairs import JUDGE
from tests.judge.real import FIT

FPS = 20
LATE_S = 0.6
# of the workouts
SESSIONS, SESSION_S = 6, 300.0
STEP_S = (8.0, 20.0)
HEADINGS = (0.0, 30.0, 0.0, -20.0, 60.0, 15.0)
SIDE_M = 0.65
# of the performed gestures; the films whose errors they get stood at 0, 30 and 60
GESTURE_HEADINGS = (0.0, 15.0, -15.0, 30.0, -30.0)
NOISE_YAWS = (0.0, 30.0, 60.0)
BEFORE = ("squat", "overhead_press", "jumping_jack", "dance")
RISE_S, HOLD_S, FALL_S = 0.5, 1.5, 0.5
FLAT_HAND = {"raise": 172, "out": 84, "roll_arm": 60, "elbow": 8, "fist": 0, "palm": -60, "wrist": 0}
# as people do it who think of something else
LOOSE_HAND = {**FLAT_HAND, "raise": 160, "elbow": 32}
# the elbow bent, the hand beside the chin: as one points at a TV
POINTING = {"raise": 78, "out": 58, "roll_arm": 62, "elbow": 112, "fist": 0.2, "palm": -60}


def measure(watched):
    """Rows of false gestures by material, and of performed ones by kind."""
    noise = Noise(watched)
    followers = [clip for clip in watched if clip != JUDGE.lesson(clip.movement)]
    films = [((watched[clip].track,), watched[JUDGE.lesson(clip.movement)].track) for clip in followers]
    material = {"films of mannequins": films, "workouts, one": [], "workouts, two": []}
    for number in range(SESSIONS):
        material["workouts, " + ("two" if number % 2 else "one")].append(_session(number, noise))
    real = _real_clips()
    if real:
        material["clips of people"] = [(tracks, _early(tracks[0])) for tracks in real]
    return {
        "false": {name: _false(parts) for name, parts in material.items()},
        "found": {
            "pause, one person": _found(_performed(noise, FLAT_HAND, people=1), pointing=False),
            "pause, loosely": _found(_performed(noise, LOOSE_HAND, people=1), pointing=False),
            "pause, two people": _found(_performed(noise, FLAT_HAND, people=2), pointing=False),
            "pointer": _found(_performed(noise, POINTING, people=1), pointing=True),
        },
    }


class Noise:
    """What the network gets wrong: (T, 33, 3) torso lengths of a movement and heading, and its visibility."""

    def __init__(self, watched):
        self._watched = watched
        self._of = cache(self._make)

    def on(self, track, movement, yaw, begin=0):
        """The track as the network would see it; a film's error goes forth and back as long as it lasts."""
        off, visibility = self._of(movement, min(NOISE_YAWS, key=lambda known: abs(known - abs(yaw))))
        rows = np.abs((begin + np.arange(len(track))) % (2 * len(off) - 2) - (len(off) - 1))
        torso = float(np.nanmedian(torso_lengths(joints_of(track.landmarks[..., :2]))))
        return dataclasses.replace(
            track,
            landmarks=(track.landmarks + off[rows] * torso).astype(np.float32),
            visibility=np.minimum(track.visibility, visibility[rows]),
        )

    def _make(self, movement, yaw):
        seen = self._watched[JUDGE.follower(movement, yaw)]
        known = seen.track.seen
        truth = seen.truth.track.landmarks[known]
        torso = torso_lengths(joints_of(truth[..., :2]))[:, None, None]
        return (seen.track.landmarks[known] - truth) / torso, seen.track.visibility[known]


def _session(number, noise):
    """Five minutes of everything, one or two people who follow a tutor: their tracks and the tutor's."""
    random = np.random.default_rng([number, 97])
    timeline, length = [], 0.0
    while length < SESSION_S:
        name = str(random.choice(EXERCISES if len(timeline) % 3 < 2 else ("rest", "talk")))
        each = MOVEMENTS[name].beats * 60 / 100
        count = max(1, round(random.uniform(*STEP_S) / each))
        timeline.append(Step(name, count, mirror=bool(random.integers(2))))
        length += (count * MOVEMENTS[name].beats + MOVEMENTS[name].enter_beats) * 60 / 100
    yaw = HEADINGS[number]
    bodies = list(BODIES.values())
    people = tuple(
        Performer(
            body=bodies[(number + who) % len(bodies)][0],
            seed=300 + 2 * number + who,
            delay_s=LATE_S + 0.3 * who,
            x_m=(2 * who - 1) * SIDE_M * (number % 2),
        )
        for who in range(1 + number % 2)
    )
    script = Script(timeline=tuple(timeline), bpm=100, fps=FPS, width=SIZE[0], height=SIZE[1],
                    camera=Camera(yaw_deg=yaw, distance_m=DISTANCE_M), people=people)  # fmt: skip
    tutor = dataclasses.replace(script, camera=Camera(distance_m=DISTANCE_M), people=(Performer(seed=1),))
    users = perform(script).truth
    return (
        tuple(_noisy(one.track, one.stretches, yaw, noise) for one in users),
        _noisy((truth := perform(tutor).truth[0]).track, truth.stretches, 0.0, noise),
    )


def _noisy(track, stretches, yaw, noise):
    """Each stretch with the error of its own movement."""
    landmarks, visibility = track.landmarks.copy(), track.visibility.copy()
    for stretch in stretches:
        rows = np.flatnonzero((track.times >= stretch.start_s) & (track.times < stretch.end_s))
        if len(rows):
            movement = stretch.movement if stretch.movement in EXERCISES else "biceps_curl"
            seen = noise.on(track, movement, yaw)
            landmarks[rows], visibility[rows] = seen.landmarks[rows], seen.visibility[rows]
    return dataclasses.replace(track, landmarks=landmarks, visibility=visibility)


def _early(track):
    """The tutor of people who follow late: their own track, ahead of them."""
    return dataclasses.replace(track, times=track.times - LATE_S)


def _false(parts):
    counts = {"minutes": sum(tracks[0].duration_s for tracks, _ in parts) / 60}
    counts["people"] = sum(track.duration_s for tracks, _ in parts for track in tracks) / 60
    for name, pointing, followed in (
        ("pauses alone", False, False),
        ("pauses with tutor", False, True),
        ("pointers", True, False),
    ):
        watched = [_watch(tracks, tutor if followed else None, pointing=pointing) for tracks, tutor in parts]
        counts[name] = sum(len(times) for times, _ in watched)
        if name == "pauses alone":
            # how near it came: the longest part of a hold
            counts["longest"] = max(gesture.pausing for _, said in watched for gesture in said)
    return counts


def _watch(tracks, tutor, *, pointing):
    """When a pause was asked for or a pointer opened, and all that was said."""
    gestures, times, said, open_before = Gestures(), [], [], False
    poses = [_poses(track) for track in tracks]
    shown = [] if tutor is None else _poses(tutor)
    for row, time_s in enumerate(tracks[0].times):
        now = -1 if tutor is None else int(np.searchsorted(tutor.times, time_s, side="right")) - 1
        gesture = gestures.see(
            float(time_s),
            [person[row] for person in poses],
            tracks[0].width,
            tracks[0].height,
            mirrored=True,
            pointing=pointing,
            tutor=shown[now] if now >= 0 else None,
        )
        said.append(gesture)
        opened = gesture.pointer is not None
        if gesture.pause or (opened and not open_before):
            times.append(float(time_s))
        open_before = opened
    return times, said


def _poses(track):
    return [track.pose(row) if seen else None for row, seen in enumerate(track.seen)]


def _performed(noise, hand, people):
    """Tracks of people who do a movement, raise a hand, hold it for HOLD_S and go on, and when it was up."""
    for number, (yaw, body, movement, side) in enumerate(
        itertools.product(GESTURE_HEADINGS, ("tall", "short", "broad", "slim"), BEFORE, ("left", "right"))
    ):
        if people == 2 and number % 3:
            continue  # every third: bodies, headings and movements are all met
        tracks, up_s = [], 0.0
        for who in range(people):
            channels, up_s = _channels(
                MOVEMENTS[movement], hand if who == number % people else None, side, number
            )
            pose = posed(channels, BODIES[body][0])
            if people == 2:
                aside = np.array([(2 * who - 1) * SIDE_M, 0.0, 0.0])
                pose = dataclasses.replace(pose, places=pose.places + aside)
            times = np.arange(len(channels)) / FPS
            track = seen_by(pose, Camera(yaw_deg=yaw, distance_m=DISTANCE_M), times, *SIZE)
            tracks.append(noise.on(track, "overhead_press", yaw, begin=7 * number + who))
        yield tuple(tracks), up_s


def _channels(movement, hand, side, seed):
    """(T, COUNT) of a repetition, the hand, and another repetition; and when the hand is up."""
    each = round(movement.beats * 60 / 100 * FPS)
    once = movement.at(np.linspace(0, 1, each), np.ones(each))
    standing = posture()
    raised = standing if hand is None else posture({f"{side}_{name}": value for name, value in hand.items()})
    parts = [
        once,
        _between(once[-1], standing, 0.6),
        _between(standing, raised, RISE_S),
        np.repeat(raised[None], round(HOLD_S * FPS), axis=0),
        _between(raised, standing, FALL_S),
        _between(standing, once[0], 0.6),
        once,
    ]
    rows = np.concatenate(parts)
    random = np.random.default_rng([seed, 5])
    sway = np.cumsum(random.normal(0, 0.35, rows.shape), axis=0) * 0.3
    moving = [place for place in range(COUNT) if rows[:, place].std() > 1.0]
    rows[:, moving] += (sway - sway.mean(axis=0))[:, moving]
    return rows, sum(len(part) for part in parts[:3]) / FPS


def _between(one, other, seconds):
    share = ease(np.linspace(0, 1, round(seconds * FPS)))[:, None]
    return one * (1 - share) + other * share


def _found(performed, *, pointing):
    delays, missed, wrong, rest, count = [], 0, 0, [], 0
    for tracks, up_s in performed:
        count += 1
        times, said = _watch(tracks, None, pointing=pointing)
        right = [time_s for time_s in times if up_s - RISE_S <= time_s <= up_s + HOLD_S + FALL_S]
        wrong += len(times) - len(right)
        if right:
            delays.append(right[0] - up_s)
        else:
            missed += 1
        if pointing:
            held = [
                said[row].pointer for row in range(round((up_s + 0.7) * FPS), round((up_s + HOLD_S) * FPS))
            ]
            places = np.array([(one.x, one.y) for one in held if one is not None])
            rest += [np.ptp(places, axis=0)] if len(places) else []
    row = {"performed": count, "found": 1 - missed / count, "wrong": wrong}
    row |= {f"delay p{share}": float(np.percentile(delays, share)) for share in (50, 95)} if delays else {}
    return row | ({"rest": [float(side) for side in np.median(rest, axis=0)]} if rest else {})


def _real_clips():
    """The tracks of every clip in FORMBOX_DATA, a tuple a clip: of one or two people."""
    folder = os.environ.get("FORMBOX_DATA")
    if folder is None:
        print("FORMBOX_DATA is not set: gestures are not looked for in clips of people")
        return []
    found = []
    for clip in json.loads((Path(folder) / "clips.json").read_text()):
        try:
            found.append(_clip(Path(folder) / clip["file"], min(2, clip["persons"])))
        except FormboxError as error:
            print(f"{clip['file']} is left out: {error}")
    return found


def _clip(path, people):
    name = path.name.rsplit(".", 1)[0]
    kept = [
        STORE / f"clip-{name}-{who + 1}of{people}-{code_of('device/pose')[:12]}.npz" for who in range(people)
    ]
    if not all(file.exists() for file in kept):
        STORE.mkdir(parents=True, exist_ok=True)
        for file, track in zip(kept, track_video(frames(path, FIT), people=people), strict=True):
            save_track(file, track)
    return tuple(load_track(file) for file in kept)


def show(report):
    """Print both tables."""
    print("\ngestures nobody made  minutes  of people  pauses: alone  longest hold  with tutor  pointers")
    for name, row in report["false"].items():
        print(
            f"{name:<21}{row['minutes']:>8.1f}{row['people']:>11.1f}{row['pauses alone']:>15}"
            f"{row['longest']:>14.2f}{row['pauses with tutor']:>12}{row['pointers']:>10}"
        )
    print("\ngestures performed        count  found  wrong  delay: median  95 %, s  pointer's way at rest")
    for name, row in report["found"].items():
        rest = ", ".join(f"{side:.3f}" for side in row.get("rest", ()))
        print(
            f"{name:<20}{row['performed']:>10}{row['found']:>7.3f}{row['wrong']:>7}"
            f"{row.get('delay p50', np.nan):>15.2f}{row.get('delay p95', np.nan):>6.2f}      {rest}"
        )
