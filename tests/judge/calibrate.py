"""`make calibrate`: the constants of scoring/calibration.py, measured.

A careful follower is another body doing the same in step, seen from the front or from 30 degrees. Another
movement is the same person doing something else. For each family of series the mean distance of both groups
fixes the curve. Nobody here takes part in `make judge`.
"""

import dataclasses
import sys

import numpy as np

from scoring.calibration import fit
from scoring.dtw import distances, fill_gaps
from scoring.features import ANGLES, POLAR, TENDENCY, features
from scoring.guidance import ARROW_JOINTS
from scoring.joints import joints_of
from scoring.paper.final import BAND_S
from scoring.sampling import grid, resample
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW
from tests.judge.clips import EXERCISES, watch_all
from tests.judge.pairs import CALIBRATE

YAWS = (0.0, 30.0)
PERCENTILES = (50, 75, 90, 95, 99)
FAMILIES = {"polar": POLAR, "tendency": TENDENCY, "angle": ANGLES}


def main():
    """Print the two sets of curves as they stand in scoring/calibration.py."""
    clips = [CALIBRATE.lesson(movement) for movement in EXERCISES]
    clips += [
        CALIBRATE.follower(movement, yaw, who=who) for movement in EXERCISES for yaw in YAWS for who in (0, 1)
    ]
    watched = watch_all(clips)
    series = {clip: _series(one.track) for clip, one in watched.items()}
    careful, other = _pairs(series)
    for name, measure in (("LIVE", _live), ("MATCH", _match)):
        near = np.concatenate([measure(*pair) for pair in careful])
        far = np.concatenate([measure(*pair) for pair in other])
        curves = []
        for family, part in FAMILIES.items():
            means = float(np.nanmean(near[:, part])), float(np.nanmean(far[:, part]))
            curve = fit(*means)
            curves.append(f"Curve({curve.half:.3g}, {curve.power:.3g})")
            print(f"{name:<6}{family:<10}careful {means[0]:.4g}  other {means[1]:.4g}")
        print(f"{name}: Final = Curves({', '.join(curves)})")
    _show_guidance(watched)
    _show_jitter()
    return 0


def _series(track):
    sampled = resample(track, grid(track.times[-1], SAMPLE_RATE_HZ))
    return features(joints_of(sampled.landmarks[..., :2], sampled.visibility))


def _pairs(series):
    careful, other = [], []
    for movement in EXERCISES:
        lesson = series[CALIBRATE.lesson(movement)]
        careful += [
            (lesson, series[CALIBRATE.follower(movement, yaw, who=who)]) for yaw in YAWS for who in (0, 1)
        ]
        other += [
            (lesson, series[CALIBRATE.follower(another, who=0)])
            for another in EXERCISES
            if another != movement
        ]
    return careful, other


def _live(tutor, user):
    """The distances (N, 40) of every window of ten samples."""
    count = min(len(tutor), len(user)) // WINDOW
    parts = [slice(number * WINDOW, (number + 1) * WINDOW) for number in range(1, count)]
    return np.array([distances(fill_gaps(user[part]), fill_gaps(tutor[part])) for part in parts])


def _match(tutor, user):
    count = min(len(tutor), len(user))
    band = round(BAND_S * SAMPLE_RATE_HZ)
    return distances(fill_gaps(user[:count]), fill_gaps(tutor[:count]), band)[None]


def _show_guidance(watched):
    """What a careful follower differs by, moment by moment: the origin of the thresholds in guidance."""
    for yaw in YAWS:
        turned, moved = [], []
        for movement in EXERCISES:
            lesson = _series(watched[CALIBRATE.lesson(movement)].track)
            user = _series(watched[CALIBRATE.follower(movement, yaw, who=1)].track)
            count = min(len(lesson), len(user))
            off = np.abs(lesson[:count, 0, ANGLES] - user[:count, 0, ANGLES])
            turned.append(off[np.isfinite(off)])
            way = lesson[:count, :, POLAR] - user[:count, :, POLAR]
            far = np.hypot(way[:, 0], way[:, 1])[:, list(ARROW_JOINTS)]
            moved.append(far[np.isfinite(far)])
        for name, values in (("angle, degrees", turned), ("place, torso lengths", moved)):
            print(f"careful follower from {yaw:.0f} degrees, {name}: {_listed(np.concatenate(values))}")


def _listed(values):
    shares = np.nanpercentile(values, PERCENTILES)
    return ", ".join(f"{value:.3g} ({share} %)" for value, share in zip(shares, PERCENTILES, strict=True))


def _show_jitter():
    """How much the joints of somebody who only breathes seem to move: the origin of STILL_MAX."""
    clip = CALIBRATE.follower("squat", who=0)
    clip = dataclasses.replace(clip, movement="rest")
    place = _series(watch_all([clip])[clip].track)[:, :, POLAR]
    step = np.abs(np.diff(place, axis=0))
    print(f"somebody who stands still, torso lengths a sample: {_listed(step)}")


if __name__ == "__main__":
    sys.exit(main())
