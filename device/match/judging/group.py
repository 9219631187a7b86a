"""The people of one match: one person, or two side by side in the pictures of one camera.

Passes each person's pose to their Participant and composes the view that the screen draws. The pose stream
orders people from left to right as the picture is shown.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from device.choices import DEFAULT_METHOD
from device.match.judging.participant import Participant
from device.match.judging.referee import Referee
from device.match.judging.tutor_pictures import TutorPictures
from device.match.lesson import TutorLesson
from device.messages import Frame, MatchResult, MatchView, Moments, Pose, PosedFrame
from device.views import Badge
from device.words.lookup import ENGLISH_WORDS, Words


class Group:
    """Per match; a person has the same index in every tuple of poses, players, moments and results."""

    def __init__(
        self,
        lesson: TutorLesson,
        people: int = 1,
        method: str = DEFAULT_METHOD,
        words: Words = ENGLISH_WORDS,
        badges: Sequence[Badge | None] = (),
    ) -> None:
        """people: 1 or 2; words: the language of messages and cues; badges: name and colour of the person in
        each place, None or missing for a guest.

        Raises ValueError for a method that is not one of METHODS.
        """
        self._lesson = lesson
        self._words = words
        self._referees = [Referee(lesson, method) for _ in range(people)]
        self._tutor_pictures = TutorPictures()
        known = (*badges, *(None,) * people)
        self._people = [
            Participant(referee, words, badge) for referee, badge in zip(self._referees, known, strict=False)
        ]

    @property
    def size(self) -> int:
        """Number of people."""
        return len(self._people)

    @property
    def moments(self) -> tuple[Moments, ...]:
        """Each person's best and hardest moment so far, with pictures."""
        return tuple(person.moments for person in self._people)

    def see(self, time_s: float, poses: Sequence[Pose | None]) -> None:
        """Judge a picture taken at `time_s` of the lesson. poses: one per person, None where not seen.

        Raises ValueError for another number of poses.
        """
        if len(poses) != self.size:
            raise ValueError(f"{len(poses)} poses for {self.size} people")
        for person, pose in zip(self._people, poses, strict=True):
            person.see(time_s, pose)

    def advance(self, time_s: float) -> None:
        """No more pictures from before `time_s` will come: judge up to it without them."""
        for person in self._people:
            person.advance(time_s)

    def view(
        self, time_s: float, tutor: Frame, newest: PosedFrame | None, message: str | None = None
    ) -> MatchView:
        """The view at `time_s` on the lesson's clock; also updates each person's moments.

        newest: the camera's newest picture with its poses, None when there is none to show; message: the
        key of a sentence to all people, which replaces the sentences to each.
        """
        poses = (None,) * len(self._people) if newest is None else newest.people
        players = tuple(
            person.view(time_s, pose, spoken_to=message is None)
            for person, pose in zip(self._people, poses, strict=True)
        )
        tutor_joints = self._tutor(tutor)
        view = MatchView(
            title=self._lesson.title,
            time_s=min(max(time_s, 0.0), self._lesson.duration_s),
            duration_s=self._lesson.duration_s,
            tutor_image=tutor.image,
            tutor_joints=tutor_joints,
            user_image=None if newest is None else newest.frame.image,
            players=players,
            message=None if message is None else self._words.text(message),
        )
        self._tutor_pictures.see(tutor.time_s, tutor.image, tutor_joints)
        for person, shown in zip(self._people, players, strict=True):
            person.remember(view.user_image, shown, self._tutor_pictures)
        return view

    def finish(
        self, width: int, height: int, model: str, until_s: float | None = None
    ) -> tuple[MatchResult, ...]:
        """Each person's result over the whole lesson, or over its first `until_s` seconds.

        width, height: of the camera's pictures, px; model: which network found the poses. Raises
        NotAVideoError when fewer than two pictures of the lesson were played.
        """
        return tuple(person.finish(width, height, model, until_s) for person in self._people)

    def _tutor(self, tutor: Frame) -> NDArray[np.float32]:
        joints = self._referees[0].tutor_at(tutor.time_s)
        return joints * (tutor.image.shape[1] / self._lesson.track.width)
