"""`python -m tests.tools.judge.recognition`: what the lookup of method `keypoint_dtw` names, and what
it is worth.

The mannequin's truth with trembling joints, without pictures: bodies, seeds and tempo of `make judge`, which
are not those of the references. Every movement is done three times as long as in a clip.
"""

import dataclasses
import sys

import numpy as np

from device.match.judging.references import load_references
from models.mannequin.performance import perform
from scoring.body.features import torso_lengths
from scoring.body.joints import joints_of
from scoring.body.sampling import grid, resample
from scoring.body.track import LOST
from scoring.keypoint_dtw.lookup import Lookup
from scoring.keypoint_dtw.references import views_apart_deg
from scoring.keypoint_dtw.scorer import KeypointDtwScorer, place
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW
from tests.tools.judge.clips import EXERCISES, SIDE_VIEW
from tests.tools.judge.pairs import JUDGE, WRONG_ANGLES, auc

# Off the references' own views, too.
YAWS = (0.0, 15.0, 30.0, 45.0, 60.0, 75.0, 90.0, 135.0, 180.0, 285.0)
SCORED_YAWS = (0.0, 30.0, 45.0, 60.0, 75.0, 90.0)
REPETITIONS = 3
# One standard deviation in torso lengths, every joint and sample for itself.
TREMBLE = 0.03
# Until then the mannequin is getting into the start posture, and the memory is not filled.
SETTLED_S = 5.0
WRONG_ANGLE_DEG = 40.0
# Which other movements a tutor is compared with: so many places further in the list.
OTHERS = (1, 4, 7)


def main():
    """Print the two tables."""
    print("yaw  right movement  wrong  none  view within 15 degrees (of those named right)")
    for yaw in YAWS:
        named = np.mean([_named(movement, yaw) for movement in EXERCISES], axis=0)
        print(f"{yaw:3.0f}  " + "  ".join(f"{share:.3f}" for share in (*named[:3], named[3] / named[0])))
    print(
        "yaw  lookup  same movement  one angle 40 degrees wrong  another movement  AUC same against another"
    )
    for yaw in SCORED_YAWS:
        users = [_track(JUDGE.follower(movement, yaw)) for movement in EXERCISES]
        wrong = [_track(_wrong(movement, yaw)) for movement in EXERCISES]
        for references in (None, load_references()):
            same, worse, other = [], [], []
            for number, movement in enumerate(EXERCISES):
                tutor = _track(JUDGE.lesson(movement))
                same.append(_score(tutor, users[number], references))
                worse.append(_score(tutor, wrong[number], references))
                others = [users[(number + further) % len(users)] for further in OTHERS]
                other += [_score(tutor, user, references) for user in others]
            means = "  ".join(f"{np.nanmean(row):.1f}" for row in (same, worse, other))
            print(f"{yaw:3.0f}  {'yes' if references else 'no '}  {means}  {auc(same, other):.3f}")
    return 0


def _named(movement, yaw):
    """Shares of the moments: named right, wrong, not at all, and named right with the right view."""
    track = _track(JUDGE.follower(movement, yaw))
    lookup = Lookup(load_references())
    counts = np.zeros(4)
    for number, points in enumerate(place(track.landmarks, track.visibility)):
        lookup.push(points)
        if number < SETTLED_S * SAMPLE_RATE_HZ or number % WINDOW:
            continue
        found = lookup.recognised
        right = found is not None and found.movement == movement
        view = right and views_apart_deg(found.view_deg, SIDE_VIEW.get(movement, 0.0) + yaw) <= 15
        counts += (right, found is not None and not right, found is None, view)
    return counts / counts[:3].sum()


def _wrong(movement, yaw):
    return JUDGE.follower(movement, yaw, errors=((WRONG_ANGLES[movement][0], WRONG_ANGLE_DEG),))


def _track(clip):
    script = clip.script
    (step,) = script.timeline
    script = dataclasses.replace(
        script, timeline=(dataclasses.replace(step, repetitions=REPETITIONS * step.repetitions),)
    )
    track = perform(script).truth[0].track
    track = resample(track, grid(track.times[-1], SAMPLE_RATE_HZ))
    torso = float(np.nanmedian(torso_lengths(joints_of(track.landmarks[..., :2]))))
    random = np.random.default_rng([clip.seed, round(clip.yaw)])
    landmarks = track.landmarks.copy()
    landmarks[..., :2] += random.normal(0, TREMBLE * torso, landmarks[..., :2].shape)
    return dataclasses.replace(track, landmarks=landmarks)


def _score(tutor, user, references):
    scorer = KeypointDtwScorer(tutor, references)
    for number in range(len(tutor)):
        scorer.push(user.pose(number) if number < len(user) else LOST)
    return scorer.finish().total


if __name__ == "__main__":
    sys.exit(main())
