"""People who follow a tutor, with every joint known: no picture is rendered here."""

from functools import cache

import numpy as np

from models.mannequin import Body, Performer, Script, Step, VirtualCamera, perform
from models.mannequin.movements import MOVEMENTS
from scoring.adaptive.scorer import AdaptiveScorer
from scoring.body.track import Pose, PoseTrack
from scoring.demands import NO_DEMANDS
from scoring.scorer import SAMPLE_RATE_HZ

MOVES = ("squat", "biceps_curl", "punch", "dance")
# what a tutor may ask for; in the others nobody moves on purpose
EXERCISES = tuple(name for name in MOVEMENTS if name not in {"rest", "talk"})


@cache
def seen(movement, yaw=0.0, errors=(), seconds=9.0, height_m=1.74, **person):
    """The true track of somebody who does one movement for about so many seconds; errors: angle, degrees."""
    once_s = Script((Step(movement),)).duration_s
    step = Step(movement, max(1, round(seconds / once_s)), errors=dict(errors))
    script = Script(
        (step,),
        fps=SAMPLE_RATE_HZ,
        camera=VirtualCamera(yaw_deg=yaw, distance_m=4.2),
        people=(Performer(body=Body(height_m=height_m), **person),),
    )
    return perform(script).truth[0].track


def rows(track, numbers):
    """The samples of a track with these numbers, held at both ends."""
    kept = np.clip(numbers, 0, len(track) - 1)
    parts = (part[kept] for part in (track.landmarks, track.visibility, track.world))
    return PoseTrack(np.arange(len(kept)) / SAMPLE_RATE_HZ, *parts, track.width, track.height, track.model)


def late(track, seconds):
    return rows(track, np.arange(len(track)) - round(seconds * SAMPLE_RATE_HZ))


def poses(track):
    return [track.pose(number) for number in range(len(track))]


def follow(tutor, user, demands=NO_DEMANDS):
    """The scorer that a track or a list of poses was pushed to, and the live scores."""
    scorer = AdaptiveScorer(tutor, demands)
    moves = poses(user) if isinstance(user, PoseTrack) else user
    return scorer, [score for pose in moves if (score := scorer.push(pose)) is not None]


def play(tutor, user, demands=NO_DEMANDS):
    """The final score of a track or of a list of poses, and the live scores."""
    scorer, live = follow(tutor, user, demands)
    return scorer.finish(), live


def total(tutor, user, demands=NO_DEMANDS):
    return play(tutor, user, demands)[0].total


def blind(track, *landmarks):
    """The track with these landmarks unsure all along."""
    visibility = track.visibility.copy()
    visibility[:, landmarks] = 0.1
    return [Pose(track.landmarks[t], visibility[t], track.world[t]) for t in range(len(track))]
