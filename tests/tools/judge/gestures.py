"""Gestures: how often one is seen that nobody made, and how many of those that are made are found.

False ones are looked for in every film that the judge has watched, in half an hour of mannequins who work out
without a break (`workouts`), and in the clips of FORMBOX_DATA; for a pause with and without the tutor whom
they follow (menus have no tutor). Those that are made are in `raised_hands`.
"""

import dataclasses
import json
import os
from pathlib import Path

import numpy as np

from device.errors import FormboxError
from device.gestures.gestures import Gestures
from device.media.video import frames
from device.pose.film import track_video
from device.store.tracks import load_track, save_track
from tests.tools.judge.clips import STORE, code_of
from tests.tools.judge.pairs import JUDGE
from tests.tools.judge.raised_hands import FALL_S, FLAT_HAND, HOLD_S, LOOSE_HAND, POINTING, RISE_S, performed
from tests.tools.judge.real import FIT
from tests.tools.judge.workouts import FPS, LATE_S, SESSIONS, Noise, session


def measure(watched):
    """Rows of false gestures by material, and of performed ones by kind."""
    noise = Noise(watched)
    followers = [clip for clip in watched if clip != JUDGE.lesson(clip.movement)]
    films = [((watched[clip].track,), watched[JUDGE.lesson(clip.movement)].track) for clip in followers]
    material = {"films of mannequins": films, "workouts, one": [], "workouts, two": []}
    for number in range(SESSIONS):
        material["workouts, " + ("two" if number % 2 else "one")].append(session(number, noise))
    real = _real_clips()
    if real:
        material["clips of people"] = [(tracks, _early(tracks[0])) for tracks in real]
    return {
        "false": {name: _false(parts) for name, parts in material.items()},
        "found": {
            "pause, one person": _found(performed(noise, FLAT_HAND, people=1), pointing=False),
            "pause, loosely": _found(performed(noise, LOOSE_HAND, people=1), pointing=False),
            "pause, two people": _found(performed(noise, FLAT_HAND, people=2), pointing=False),
            "pointer": _found(performed(noise, POINTING, people=1), pointing=True),
        },
    }


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
