"""Method `paper` as a scorer: its live score and its final score behind the interface of every method."""

import numpy as np

from scoring.features import Joints
from scoring.joints import JOINT_COUNT, joints_of
from scoring.paper.final import final_score
from scoring.paper.live import LiveScorer, SeriesScore, by_angle, by_joint
from scoring.scorer import FinalScore, LiveScore, nothing_judged
from scoring.track import Pose, PoseTrack


class PaperScorer:
    """Compares pictures: joints in px, the same samples on both sides."""

    def __init__(self, tutor: PoseTrack) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson."""
        self._tutor = joints_of(tutor.landmarks[..., :2], tutor.visibility)
        self._live = LiveScorer(self._tutor)
        self._user: list[Joints] = []
        self._scores: list[SeriesScore] = []

    def push(self, pose: Pose) -> LiveScore | None:
        """See Scorer."""
        if len(self._user) == len(self._tutor):
            return None
        joints = joints_of(pose.landmarks[:, :2], pose.visibility)
        self._user.append(joints)
        score = self._live.push(joints)
        if score is None:
            return None
        self._scores.append(score)
        return LiveScore(score.sample, score.total, by_joint(score.series), by_angle(score.series))

    def finish(self) -> FinalScore:
        """See Scorer."""
        if len(self._tutor) == 0:
            return nothing_judged()
        missing = np.full((len(self._tutor) - len(self._user), JOINT_COUNT, 2), np.nan, np.float32)
        user = np.concatenate([np.array(self._user, np.float32).reshape(-1, JOINT_COUNT, 2), missing])
        return final_score(self._tutor, user, self._scores)
