"""Method `keypoint_dtw`: the mean of one DTW for each of 13 joints in the image; implements Scorer.

Joints are in torso lengths about the middle of the trunk. Every WINDOW samples the user's last ten are
aligned with the tutor's same ten; half of the final score is an alignment of the whole match.

With a table of references, `lookup` recognises the movements and views of both. When both do the same
movement in different views, the same posture looks different in the image. The user is then compared with the
reference of that movement in the user's own view, at the tutor's phase, where that is nearer than the tutor's
image. So the lookup can only raise a score, and only of a person recognised as doing the tutor's movement.
Its price: the reference is an average body's clean repetition, so in those windows the tutor's own style is
not demanded.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.features import centred
from scoring.body.joints import joints_of
from scoring.body.track import Pose, PoseTrack
from scoring.calibration import Curve, worth
from scoring.dtw import distances, fill_gaps
from scoring.joint_scores import POINT_COUNT, SEEN_SHARE_MIN, of_angles, of_match, with_centres
from scoring.keypoint_dtw.lookup import Lookup
from scoring.keypoint_dtw.references import Recognised, References, views_apart_deg
from scoring.scorer import MATCH_BAND, WINDOW, FinalScore, LiveScore, nothing_judged

Points = NDArray[np.float32]

# Curves for distances in torso lengths. Measured by `make calibrate`, without the lookup; docs/MEASURED.md.
LIVE: Final = Curve(0.327, 1.75)
MATCH: Final = Curve(0.288, 1.78)
# Views nearer than this are the same view: the references stand 30 degrees apart, so each of both may be off
# by half of that.
OTHER_VIEW_MIN_DEG: Final = 30.0


@dataclass(frozen=True, slots=True)
class JointDistances:
    """The distances of the joints (13,) over some samples, torso lengths; NaN where too little was seen."""

    joints: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """The mean of the finite distances; NaN where less than SEEN_SHARE_MIN of them are finite."""
        known = np.isfinite(self.joints)
        return float(self.joints[known].mean()) if known.mean() >= SEEN_SHARE_MIN else float("nan")


def place(landmarks: NDArray[np.float32], visibility: NDArray[np.float32]) -> Points:
    """Landmarks (T, 33, 3) px as 13 joints (T, 13, 2), in torso lengths about the middle of the trunk."""
    return centred(joints_of(landmarks[..., :2], visibility))[:, :POINT_COUNT]


def compare(tutor: Points, user: Points, band: int | None = None) -> JointDistances:
    """One DTW per joint of places (N, 13, 2) and (M, 13, 2), neither of them empty; band in samples."""
    one, other = (fill_gaps(side.transpose(0, 2, 1)) for side in (user, tutor))
    return JointDistances(distances(one, other, band).astype(np.float64))


class KeypointDtwScorer:
    """Compares joints in the image at the same samples of both sides, with a lookup of views; see Scorer."""

    def __init__(self, tutor: PoseTrack, references: References | None = None) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson; references: the table, None: no lookup."""
        self._tutor = place(tutor.landmarks, tutor.visibility)
        # what the user is compared with: the tutor in the image, or a reference in place of it
        self._goal = self._tutor.copy()
        self._user = np.full_like(self._tutor, np.nan)
        self._count = 0
        self._live: list[LiveScore] = []
        self._references = references
        self._lookups = None if references is None else (Lookup(references), Lookup(references))
        self._phases: list[NDArray[np.int64]] = []

    @property
    def recognised(self) -> tuple[Recognised | None, Recognised | None]:
        """The movement and view of the tutor and of the user; None where not recognised."""
        if self._lookups is None:
            return None, None
        tutor, user = self._lookups
        return tutor.recognised, user.recognised

    def push(self, pose: Pose) -> LiveScore | None:
        """See Scorer."""
        if self._count == len(self._tutor):
            return None
        self._user[self._count] = place(pose.landmarks[None], pose.visibility[None])[0]
        if self._lookups is not None:
            tutor, user = self._lookups
            tutor.push(self._tutor[self._count])
            user.push(self._user[self._count])
            self._phases.append(tutor.phases)
        self._count += 1
        if self._count % WINDOW:
            return None
        last = slice(self._count - WINDOW, self._count)
        off = self._nearer(last, compare(self._tutor[last], self._user[last]))
        self._phases.clear()
        joints = with_centres(worth(off.joints, LIVE))
        score = LiveScore(self._count, float(worth(off.mean, LIVE)), joints, of_angles(joints))
        self._live.append(score)
        return score

    def finish(self) -> FinalScore:
        """See Scorer."""
        if len(self._tutor) == 0:
            return nothing_judged()
        off = compare(self._goal, self._user, MATCH_BAND)
        return of_match(self._live, float(worth(off.mean, MATCH)), with_centres(worth(off.joints, MATCH)))

    def _nearer(self, last: slice, seen: JointDistances) -> JointDistances:
        """`seen`, or the distances to the reference in the user's view where these are smaller."""
        goal = self._reference_in_the_users_view()
        if goal is None:
            return seen
        known = compare(goal, self._user[last])
        if not known.mean < seen.mean:
            return seen
        self._goal[last] = goal
        return known

    def _reference_in_the_users_view(self) -> Points | None:
        """The reference (WINDOW, 13, 2) of the movement that both do, at the tutor's phases, or None."""
        if self._references is None or self._lookups is None:
            return None
        tutor, user = (lookup.found for lookup in self._lookups)
        if tutor is None or user is None or tutor[0] != user[0]:
            return None
        views = self._references.views_deg
        if views_apart_deg(views[tutor[1]], views[user[1]]) < OTHER_VIEW_MIN_DEG:
            return None
        goal: Points = self._references.cycles[user][[phases[tutor] for phases in self._phases]]
        return goal
