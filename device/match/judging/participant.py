"""One person in a match: scores, messages and cues for the screen, and the best and hardest moment.

Decides which sentence this person gets: that they or parts of them are not seen, else what was wrong with the
repetition that has just ended, else the cue or the praise from the guidance. `group` adds the picture and the
messages to all people.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from device.match.judging.best_and_hardest import BestAndHardest
from device.match.judging.faults import Faults
from device.match.judging.referee import Referee
from device.match.judging.tutor_pictures import TutorPictures
from device.match.judging.visibility import BodyVisibility
from device.messages import Image, MatchResult, Moments, PlayerView, Pose
from device.views import Badge
from device.words.lookup import Words
from scoring.body.joints import joints_of
from scoring.guidance.guidance import Guidance

if TYPE_CHECKING:
    from scoring.guidance.cues import BodyPart
    from scoring.scorer import LiveScore


class Participant:
    """Per person and match."""

    def __init__(self, referee: Referee, words: Words, badge: Badge | None = None) -> None:
        """words: the language of this person's sentences; badge: their name and colour, None for a guest."""
        self._referee = referee
        self._words = words
        self._visibility = BodyVisibility()
        self._score: LiveScore | None = None
        self._praised: BodyPart | None = None
        self._praises = -1
        self._badge = badge
        self._pose: Pose | None = None
        self._joints: NDArray[np.float32] | None = None
        self._moments = BestAndHardest()
        self._faults = Faults()

    @property
    def moments(self) -> Moments:
        """The best and the hardest moment so far."""
        return self._moments.pair

    def see(self, time_s: float, pose: Pose | None) -> None:
        """Judge a picture taken at `time_s` of the lesson; pose: None where this person is not seen."""
        self._visibility.see(time_s, self._joints_of(pose), self._referee.tutor_at(time_s))
        self._score = self._referee.see(time_s, pose) or self._score

    def advance(self, time_s: float) -> None:
        """No more pictures from before `time_s` will come: judge up to it without them."""
        self._score = self._referee.advance(time_s) or self._score

    def view(self, time_s: float, pose: Pose | None, *, spoken_to: bool = True) -> PlayerView:
        """The view at `time_s`. pose: the newest one; spoken_to: False leaves out message and sentence."""
        guidance = self._referee.guide(pose)
        sentence = self._sentence(guidance)
        self._faults.see(time_s, self._referee.repetition_list)
        fault = self._faults.now(time_s)
        if fault is not None:
            sentence = self._words.verdict(fault)
        away = self._visibility.away(time_s)
        key = self._visibility.message(time_s) if spoken_to else None
        return PlayerView(
            joints=self._joints_of(pose),
            levels=guidance.levels,
            arrows=guidance.arrows,
            score=None if away else self._referee.score,
            lag_s=None if away else self._referee.lag_s,
            mirrored=self._referee.mirrored,
            sentence=sentence if spoken_to and not away else None,
            fine=guidance.fixed is not None and fault is None,
            message=None if key is None else self._words.text(key),
            name=None if self._badge is None else self._badge.name,
            colour=None if self._badge is None else self._badge.colour,
            repetitions=self._referee.repetitions,
            repetition=self._referee.take_repetition(),
        )

    def _joints_of(self, pose: Pose | None) -> NDArray[np.float32] | None:
        """(15, 2) px. The same array for the same pose, so that the screen need not compare the values."""
        if pose is not self._pose:
            self._pose = pose
            self._joints = None if pose is None else joints_of(pose.landmarks[:, :2], pose.visibility)
        return self._joints

    def remember(self, image: Image | None, shown: PlayerView, tutor: TutorPictures) -> None:
        """Keep what is shown of this person as a moment, if the newest live score is worth it.

        image: the camera's picture, in which this person is; tutor: the tutor's pictures, up to now.
        """
        score, self._score = self._score, None
        time_s = None if score is None else self._referee.moment_s(score)
        if time_s is not None and score is not None and image is not None and shown.joints is not None:
            self._moments.add(time_s, score.total, image, shown.joints, shown.levels)
        self._moments.match(tutor)

    def finish(self, width: int, height: int, model: str, until_s: float | None = None) -> MatchResult:
        """The result; see Referee.finish."""
        return self._referee.finish(width, height, model, until_s)

    def _sentence(self, guidance: Guidance) -> str | None:
        if guidance.fixed is not None and guidance.fixed is not self._praised:
            self._praises += 1  # one wording as long as it is shown, the next one the next time
        self._praised = guidance.fixed
        if guidance.fixed is not None:
            return self._words.praise(self._praises, guidance.fixed)
        return None if guidance.cue is None else self._words.say(guidance.cue)
