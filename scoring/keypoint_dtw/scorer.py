"""Method `keypoint_dtw`: one DTW for each of 13 joints in the picture, averaged; fair from another side.

The joints stand in torso lengths about the middle of the trunk. Every WINDOW samples the user's last ten are
warped onto the tutor's same ten; at the end half of the score is one alignment of everything.

With a table of references the lookup says what both do and from where they are seen. When it names one
movement and two views, a picture of the tutor cannot be matched by doing the same; then the user is compared
with the reference of that movement in the user's own view, at the phase at which the tutor is, if that is
nearer than the tutor's picture. So the lookup can only help, and only somebody who is recognised as doing the
tutor's movement. What it costs: the reference is an average body's clean repetition, so a tutor's own way of
doing it is not asked for in those moments.
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

# Measured like scoring.paper.curves', on the same pairs of mannequins, without the lookup; docs/MEASURED.md.
LIVE: Final = Curve(0.327, 1.75)
MATCH: Final = Curve(0.288, 1.78)
# Views nearer than this are one view: the references stand 30 degrees apart, and either side may be named
# half of that too far or too short.
OTHER_VIEW_MIN_DEG: Final = 30.0


@dataclass(frozen=True, slots=True)
class JointDistances:
    """How far off some samples are: joints (13,) in torso lengths, NaN where too little was seen."""

    joints: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """The mean over the joints; NaN where less than SEEN_SHARE_MIN of them are known."""
        known = np.isfinite(self.joints)
        return float(self.joints[known].mean()) if known.mean() >= SEEN_SHARE_MIN else float("nan")


def place(landmarks: NDArray[np.float32], visibility: NDArray[np.float32]) -> Points:
    """Landmarks (T, 33, 3) px as 13 joints (T, 13, 2), in torso lengths about the middle of the trunk."""
    return centred(joints_of(landmarks[..., :2], visibility))[:, :POINT_COUNT]


def compare(tutor: Points, user: Points, band: int | None = None) -> JointDistances:
    """One DTW a joint of places (N, 13, 2) and (M, 13, 2), which must not be empty; band in samples."""
    one, other = (fill_gaps(side.transpose(0, 2, 1)) for side in (user, tutor))
    return JointDistances(distances(one, other, band).astype(np.float64))


class KeypointDtwScorer:
    """Compares pictures joint by joint, the same samples on both sides; with references it knows views."""

    def __init__(self, tutor: PoseTrack, references: References | None = None) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson; references: the lookup's table, None for none."""
        self._tutor = place(tutor.landmarks, tutor.visibility)
        # what the user is held against: the tutor's picture, or a reference in its place
        self._goal = self._tutor.copy()
        self._user = np.full_like(self._tutor, np.nan)
        self._count = 0
        self._live: list[LiveScore] = []
        self._references = references
        self._lookups = None if references is None else (Lookup(references), Lookup(references))
        self._phases: list[NDArray[np.int64]] = []

    @property
    def recognised(self) -> tuple[Recognised | None, Recognised | None]:
        """What the tutor and the user do now, seen from where; None where that is not known."""
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
        """`seen`, or the distances to the reference in the user's view where that is the fairer goal."""
        goal = self._reference_in_the_users_view()
        if goal is None:
            return seen
        known = compare(goal, self._user[last])
        if not known.mean < seen.mean:
            return seen
        self._goal[last] = goal
        return known

    def _reference_in_the_users_view(self) -> Points | None:
        """(WINDOW, 13, 2) of the movement that both do, at the tutor's phases; None when there is none."""
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
