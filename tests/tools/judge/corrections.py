"""What the guidance tells people: arrows shown to perfect followers, and cues to those who do wrong."""

from pathlib import Path

import numpy as np

from device.match.judging.referee import Referee
from device.match.lesson import lesson_of
from scoring.guidance.cues import BodyPart
from tests.tools.judge.clips import EXERCISES, SIDE_VIEW
from tests.tools.judge.pairs import JUDGE, WRONG_ANGLES

# how wrong, and seen by how many degrees from the tutor's side
TOLD = ((20.0, 0.0), (40.0, 0.0), (40.0, 30.0))
ARROW_YAWS = (0.0, 15.0, 30.0, 60.0, 90.0)
# The cues that speak of a wrong angle: the part itself, or the limb that it moves.
PARTS = {
    "elbow": ("ELBOW", "FOREARM", "HAND"),
    "shoulder": ("ARM", "ELBOW", "SHOULDER"),
    "knee": ("KNEE", "LEG", "FOOT"),
    "hip": ("KNEE", "LEG", "TRUNK", "HIPS", "THIGH"),
    "neck": ("HEAD",),
    "crotch": ("FEET", "KNEES"),
}


def clips_needed():
    """Beside those of `mannequins`."""
    clips = [JUDGE.follower(movement, yaw) for movement in EXERCISES for yaw in ARROW_YAWS]
    clips += [
        JUDGE.wrong(movement, angle, degrees, yaw)
        for movement in EXERCISES
        for angle in WRONG_ANGLES[movement]
        for degrees, yaw in TOLD
    ]
    return clips


def measure(method, watched):
    """Shares: frames with an arrow for perfect followers by yaw, and wrong form that was told rightly."""
    arrows = {}
    for yaw in ARROW_YAWS:
        seen = {m: _watch(method, watched, m, JUDGE.follower(m, yaw)) for m in EXERCISES}
        arrows[f"{yaw:.0f}"] = {
            "all": float(np.mean([share for share, _ in seen.values()])),
            "standing": float(np.mean([share for m, (share, _) in seen.items() if m not in SIDE_VIEW])),
            "spoken_to": sum(len(cues) > 0 for _, cues in seen.values()),
        }
    told = {}
    for degrees, yaw in TOLD:
        right, wrong, silent = 0, 0, 0
        for movement in EXERCISES:
            for angle in WRONG_ANGLES[movement]:
                _, cues = _watch(method, watched, movement, JUDGE.wrong(movement, angle, degrees, yaw))
                if not cues:
                    silent += 1
                elif _speaks_of(cues[0].part, angle):
                    right += 1
                else:
                    wrong += 1
        told[f"{degrees:.0f} degrees, yaw {yaw:.0f}"] = {"right": right, "wrong": wrong, "silent": silent}
    return {"arrows": arrows, "told": told}


def _watch(method, watched, movement, clip):
    """The share of frames with an arrow, and the cues in the order they were given."""
    user = watched[clip].track
    referee = Referee(lesson_of(Path(movement), watched[JUDGE.lesson(movement)].track), method)
    shown, cues = [], []
    for row in range(len(user)):
        pose = user.pose(row) if user.seen[row] else None
        referee.see(float(user.times[row]), pose)
        guidance = referee.guide(pose)
        shown.append(len(guidance.arrows) > 0)
        if guidance.cue is not None and (not cues or cues[-1] != guidance.cue):
            cues.append(guidance.cue)
    return float(np.mean(shown)), cues


def _speaks_of(part, angle):
    side, _, joint = angle.rpartition("_")
    other = {"left": "RIGHT_", "right": "LEFT_"}.get(side, "NEITHER")
    return not BodyPart(part).name.startswith(other) and any(word in part.name for word in PARTS[joint])


def show(rows):
    """Print what each method's guidance did."""
    print(
        "\nperfect followers: share of frames with an arrow, all movements (standing ones), people spoken to"
    )
    for method, row in rows.items():
        cells = "".join(
            f"   yaw {yaw}: {share['all']:.3f} ({share['standing']:.3f}) {share['spoken_to']}"
            for yaw, share in row["arrows"].items()
        )
        print(f"{method:<16}{cells}")
    print("\none angle wrong: the first sentence speaks of it / of something else / none is said")
    for method, row in rows.items():
        cells = "".join(
            f"   {name}: {one['right']} / {one['wrong']} / {one['silent']}"
            for name, one in row["told"].items()
        )
        print(f"{method:<16}{cells}")
