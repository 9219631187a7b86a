"""Method `paper`: implements Scorer with `live` and `final`."""

import numpy as np

from scoring.body.joints import joints_of
from scoring.body.track import Pose, PoseTrack
from scoring.paper.final import final_score
from scoring.paper.live import LiveScorer, SeriesScore, by_angle, by_joint
from scoring.scorer import FinalScore, LiveScore, nothing_judged


class PaperScorer:
    """Compares joints in the image, px, at the same samples of both sides; see Scorer."""

    def __init__(self, tutor: PoseTrack) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson."""
        self._tutor = joints_of(tutor.landmarks[..., :2], tutor.visibility)
        self._live = LiveScorer(self._tutor)
        self._user = np.full_like(self._tutor, np.nan)
        self._count = 0
        self._scores: list[SeriesScore] = []

    def push(self, pose: Pose) -> LiveScore | None:
        """See Scorer."""
        if self._count == len(self._tutor):
            return None
        self._user[self._count] = joints_of(pose.landmarks[:, :2], pose.visibility)
        score = self._live.push(self._user[self._count])
        self._count += 1
        if score is None:
            return None
        self._scores.append(score)
        return LiveScore(score.sample, score.total, by_joint(score.series), by_angle(score.series))

    def finish(self) -> FinalScore:
        """See Scorer."""
        if len(self._tutor) == 0:
            return nothing_judged()
        return final_score(self._tutor, self._user, self._scores)
