"""A match: one lesson, one person, one screen, as long as the lesson's clock runs.

The clock is the master: the tutor's picture is the one of now, the person's pictures come when they come and
carry their own times, and the screen shows the newest picture whose pose is known. Three threads beside this
one (tutor, camera, pose) hand over through one-slot mailboxes; what goes wrong in them is raised here.
Choosing a lesson and getting ready are not in here.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Frame, Image, MatchResult, MatchView, Moment, Pose, PosedFrame
from device.ports import Camera, Clock, PoseEstimator, Screen, Speaker
from device.session.lesson import Lesson
from device.session.mailbox import Mailbox
from device.session.player import FilmPlayer
from device.session.referee import Referee
from device.session.worker import Worker
from scoring.joints import joints_of
from scoring.scorer import LiveScore

log = logging.getLogger(__name__)

SCREEN_FPS: Final = 30
READ_WAIT_S: Final = 0.3
# Only when no picture came for so long is a sample lost: longer than any camera needs for one.
LATE_S: Final = 1.0
# A glimpse of nobody (a turn, a blink of the network) is not worth a sentence on the TV.
ABSENT_S: Final = 1.5
LEAD_IN_S: Final = 2.0

GET_READY: Final = "Get ready"
NOT_SEEN: Final = "I can't see you: step into the picture"
NO_PICTURE: Final = "No picture from the camera"


@dataclass(frozen=True, slots=True)
class Seat:
    """What a person needs to take part: the camera that looks at them and the estimator that finds them."""

    camera: Camera
    estimator: PoseEstimator
    model: str


class Composer:
    """Turns what is known at one moment into what the screen draws, and keeps the worst moment."""

    def __init__(self, lesson: Lesson, referee: Referee) -> None:
        """One a match."""
        self._lesson = lesson
        self._referee = referee
        self.worst: Moment | None = None

    def view(
        self, time_s: float, tutor: Frame, user: Frame | None, pose: Pose | None, message: str | None = None
    ) -> MatchView:
        """The view of `time_s` on the lesson's clock; `pose` belongs to the picture `user`."""
        levels, arrows = self._referee.guide(time_s, pose)
        return MatchView(
            title=self._lesson.title,
            time_s=min(max(time_s, 0.0), self._lesson.duration_s),
            duration_s=self._lesson.duration_s,
            tutor_image=tutor.image,
            tutor_joints=self._scaled_tutor(tutor),
            user_image=None if user is None else user.image,
            user_joints=None if pose is None else joints_of(pose.landmarks[:, :2], pose.visibility),
            levels=levels,
            arrows=arrows,
            score=self._referee.score,
            message=message,
        )

    def remember(self, score: LiveScore | None, view: MatchView) -> None:
        """Keep the view as the worst moment if `score` is the lowest so far."""
        if score is None or np.isnan(score.total) or view.user_image is None:
            return
        if self.worst is None or score.total < self.worst.score:
            self.worst = Moment(
                view.time_s,
                score.total,
                view.tutor_image,
                view.tutor_joints,
                view.user_image,
                view.user_joints,
                view.levels,
            )

    def _scaled_tutor(self, tutor: Frame) -> NDArray[np.float32]:
        joints = self._referee.tutor_at(tutor.time_s)
        return joints * (tutor.image.shape[1] / self._lesson.track.width)


class Match:
    """Plays once."""

    def __init__(
        self,
        lesson: Lesson,
        tutor: FilmPlayer,
        seat: Seat,
        screen: Screen,
        speaker: Speaker,
        clock: Clock,
        *,
        referee: Referee,
        starts_at: float,
        film: Callable[[Image, float], None] | None = None,
    ) -> None:
        """starts_at: when the lesson begins on `clock`; film: takes every picture shown, with its time."""
        self._lesson = lesson
        self._tutor = tutor
        self._seat = seat
        self._screen = screen
        self._speaker = speaker
        self._clock = clock
        self._starts_at = starts_at
        self._film = film
        self._referee = referee
        self._composer = Composer(lesson, referee)
        self._frames: Mailbox[Frame] = Mailbox()
        self._posed: Mailbox[PosedFrame] = Mailbox()
        self._newest: PosedFrame | None = None
        self._seen_s: float | None = None
        self._workers = (Worker("camera", self._read), Worker("pose", self._estimate))

    @property
    def worst(self) -> Moment | None:
        """The worst moment so far, pictures included."""
        return self._composer.worst

    def play(self) -> MatchResult | None:
        """Play to the end; None when the household left before it.

        Raises whatever went wrong in a thread.
        """
        self._tutor.start()
        for worker in self._workers:
            worker.start()
        try:
            return self._play()
        finally:
            self._speaker.stop()
            for part in (*reversed(self._workers), self._tutor):
                try:
                    part.stop()
                except RuntimeError as error:  # a driver that hangs must not cost the result
                    log.warning("%s", error)

    def _play(self) -> MatchResult | None:
        sounding = False
        tick = self._clock.now()
        while (time_s := self._clock.now() - self._starts_at) < self._lesson.duration_s:
            if not sounding and time_s >= 0:
                self._speaker.play(time_s)
                sounding = True
            self._show(time_s)
            if self._screen.wants_to_leave():
                return None
            tick = max(tick + 1 / SCREEN_FPS, self._clock.now() - 1 / SCREEN_FPS)
            self._clock.sleep(tick - self._clock.now())
        height, width = self._newest.frame.image.shape[:2] if self._newest else (0, 0)
        return self._referee.finish(width, height, self._seat.model)

    def _show(self, time_s: float) -> None:
        for worker in self._workers:
            worker.check()
        score = self._take_pose()
        score = self._referee.advance(time_s - LATE_S) or score
        picture = self._tutor.at(time_s)
        if picture is None:
            return
        posed = self._newest if self._fresh(time_s) else None
        view = self._composer.view(
            time_s,
            picture,
            posed.frame if posed else None,
            posed.people[0] if posed else None,
            self._message(time_s),
        )
        self._composer.remember(score, view)
        self._screen.show_match(view)
        if self._film is not None and time_s >= 0:
            self._film(self._screen.picture(), time_s)

    def _take_pose(self) -> LiveScore | None:
        posed = self._posed.take()
        if posed is None:
            return None
        self._newest = posed
        time_s = posed.frame.time_s - self._starts_at
        if posed.people[0] is not None:
            self._seen_s = time_s
        return self._referee.see(time_s, posed.people[0])

    def _fresh(self, time_s: float) -> bool:
        """Whether the newest picture still shows what the person does: a frozen one must not be judged."""
        return self._newest is not None and time_s - self._newest.frame.time_s + self._starts_at <= LATE_S

    def _message(self, time_s: float) -> str | None:
        if not self._fresh(time_s):
            return NO_PICTURE if time_s > ABSENT_S else GET_READY
        if time_s < 0:
            return GET_READY
        if self._seen_s is None or time_s - self._seen_s > ABSENT_S:
            return NOT_SEEN
        return None

    def _read(self) -> None:
        frame = self._seat.camera.read(READ_WAIT_S)
        if frame is not None:
            self._frames.put(frame)

    def _estimate(self) -> None:
        frame = self._frames.take(READ_WAIT_S)
        if frame is not None:
            people = self._seat.estimator.estimate(frame.image, frame.time_s)
            self._posed.put(PosedFrame(frame, people))
