"""Everybody who takes part in one match, in the pictures of one camera: one person, or two side by side.

Gives each person's pose to the one who judges them, and composes what the screen draws. Who stands in which
place is decided by the pose estimator.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from device.choices import DEFAULT_METHOD
from device.match.judging.participant import Participant
from device.match.judging.referee import Referee
from device.match.lesson import TutorLesson
from device.messages import Frame, MatchResult, MatchView, Moments, Pose, PosedFrame
from device.views import Badge
from device.words.lookup import ENGLISH_WORDS, Words


class Group:
    """One a match; a person's place in it is their place in every tuple."""

    def __init__(
        self,
        lesson: TutorLesson,
        people: int = 1,
        method: str = DEFAULT_METHOD,
        words: Words = ENGLISH_WORDS,
        badges: Sequence[Badge | None] = (),
    ) -> None:
        """words: for what is said to them; badges: who stands in each place, where that is known.

        Raises ValueError for a method that is not one of METHODS.
        """
        self._lesson = lesson
        self._words = words
        self._referees = [Referee(lesson, method) for _ in range(people)]
        known = (*badges, *(None,) * people)
        self._people = [
            Participant(referee, words, badge) for referee, badge in zip(self._referees, known, strict=False)
        ]

    @property
    def size(self) -> int:
        """How many people take part."""
        return len(self._people)

    @property
    def moments(self) -> tuple[Moments, ...]:
        """Each person's best and worst moment so far, pictures included."""
        return tuple((person.best, person.worst) for person in self._people)

    def see(self, time_s: float, poses: Sequence[Pose | None]) -> None:
        """A picture taken at `time_s` of the lesson shows `poses`, one a place."""
        for person, pose in zip(self._people, poses, strict=True):
            person.see(time_s, pose)

    def advance(self, time_s: float) -> None:
        """No picture taken before `time_s` will come any more."""
        for person in self._people:
            person.advance(time_s)

    def view(
        self, time_s: float, tutor: Frame, newest: PosedFrame | None, message: str | None = None
    ) -> MatchView:
        """The view of `time_s` on the lesson's clock; everybody's worst moment is kept.

        newest: the picture with the poses in it, None when there is none to be shown; message: the key of
        what everybody is told.
        """
        poses = (None,) * len(self._people) if newest is None else newest.people
        players = tuple(
            person.view(time_s, pose, spoken_to=message is None)
            for person, pose in zip(self._people, poses, strict=True)
        )
        view = MatchView(
            title=self._lesson.title,
            time_s=min(max(time_s, 0.0), self._lesson.duration_s),
            duration_s=self._lesson.duration_s,
            tutor_image=tutor.image,
            tutor_joints=self._tutor(tutor),
            user_image=None if newest is None else newest.frame.image,
            players=players,
            message=None if message is None else self._words.text(message),
        )
        for person, shown in zip(self._people, players, strict=True):
            person.remember(view, shown)
        return view

    def finish(
        self, width: int, height: int, model: str, until_s: float | None = None
    ) -> tuple[MatchResult, ...]:
        """The match is over: judge the whole, or what there was `until_s` of the lesson.

        Size and model describe the camera's pictures.
        """
        return tuple(person.finish(width, height, model, until_s) for person in self._people)

    def _tutor(self, tutor: Frame) -> NDArray[np.float32]:
        joints = self._referees[0].tutor_at(tutor.time_s)
        return joints * (tutor.image.shape[1] / self._lesson.track.width)
