"""What phones are told of somebody who trains without a lesson: the likely names, the count, the body."""

from typing import Final

import numpy as np

from device.match.free.training import Doing
from device.messages import Pose, PosedFrame
from device.remote.messages import PLACE_MAX, Status, TvState
from scoring.body.joints import BONES, joints_of

# Places are whole thousandths of the picture's height.
WHOLE: Final = 1000
LIKELY_SHOWN: Final = 3
# Less is not worth showing beside the name.
LIKELY_MIN: Final = 0.02


def likely_shown(doing: Doing) -> list[tuple[str, float]]:
    """The names that are shown beside the one that is done, with their probabilities."""
    return [(name, share) for name, share in doing.likely[:LIKELY_SHOWN] if share >= LIKELY_MIN]


def live_status(doing: Doing, posed: PosedFrame | None, *, mirrored: bool, paused: bool) -> Status:
    """FREE, with what is done; posed: the newest picture, whose first person it is."""
    names = likely_shown(doing)
    if doing.exercise is not None and doing.share is not None:
        names.insert(0, (doing.exercise, doing.share))
    bones: tuple[int, ...] = ()
    wide = WHOLE
    if posed is not None:
        height, width = posed.frame.image.shape[:2]
        wide = round(WHOLE * width / height)
        if posed.people[0] is not None:
            bones = bones_of(posed.people[0], width, height, mirrored=mirrored)
    return Status(
        TvState.FREE,
        paused=paused,
        repetitions=(doing.count,),
        exercises=tuple(name for name, _ in names),
        shares=tuple(round(100 * share) for _, share in names),
        bones=bones,
        wide=wide,
    )


def bones_of(pose: Pose, width: int, height: int, *, mirrored: bool) -> tuple[int, ...]:
    """x, y, x, y of both ends of each bone that is seen, thousandths of the picture's height."""
    joints = joints_of(pose.landmarks[:, :2], pose.visibility) / height
    if mirrored:
        joints[:, 0] = width / height - joints[:, 0]
    ends = joints[np.array(BONES)].reshape(len(BONES), -1) * WHOLE
    seen = ends[(np.abs(ends) <= PLACE_MAX).all(axis=1)]
    return tuple(int(place) for place in np.rint(seen).ravel())
