"""`make calibrate`: what the constants of every method were taken from.

Mannequins who take no part in `make judge`, and the real people who are its split "tune".
"""

import dataclasses
import sys

import numpy as np

from scoring.body.features import centred
from scoring.body.joints import joints_of
from tests.tools.judge import curves, tolerances
from tests.tools.judge.clips import EXERCISES, watch_all
from tests.tools.judge.pairs import CALIBRATE, sampled
from tests.tools.judge.people import strays

YAWS = (0.0, 30.0)
PERCENTILES = (50, 75, 90, 95, 99)


def main():
    """Print all constants beside what they were taken from."""
    clips = [CALIBRATE.lesson(movement) for movement in EXERCISES]
    clips += [
        CALIBRATE.follower(movement, yaw, who=who) for movement in EXERCISES for yaw in YAWS for who in (0, 1)
    ]
    watched = watch_all([*clips, *tolerances.clips_needed()])
    track = {clip: sampled(watched[clip].track) for clip in clips}
    careful, other = [], []
    for movement in EXERCISES:
        lesson = track[CALIBRATE.lesson(movement)]
        careful += [
            (lesson, track[CALIBRATE.follower(movement, yaw, who=who)]) for yaw in YAWS for who in (0, 1)
        ]
        other += [
            (lesson, track[CALIBRATE.follower(another, who=0)])
            for another in EXERCISES
            if another != movement
        ]
    curves.show(careful, other)
    _show_jitter()
    tolerances.show(watched)
    strays.show()
    return 0


def _show_jitter():
    """How much the joints of somebody who only breathes seem to move: the origin of STILL_MAX."""
    clip = dataclasses.replace(CALIBRATE.follower("squat", who=0), movement="rest")
    still = sampled(watch_all([clip])[clip].track)
    place = centred(joints_of(still.landmarks[..., :2], still.visibility))
    shares = np.nanpercentile(np.abs(np.diff(place, axis=0)), PERCENTILES)
    cells = ", ".join(f"{value:.3g} ({share} %)" for value, share in zip(shares, PERCENTILES, strict=True))
    print(f"somebody who stands still, torso lengths a sample: {cells}")


if __name__ == "__main__":
    sys.exit(main())
