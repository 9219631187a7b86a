"""A match: one lesson, one camera, one screen, one or two people, as long as the lesson's clock runs.

The clock is the master: the tutor's picture is the one of now, the camera's pictures come when they come and
carry their own times, and the screen shows the newest picture whose poses are known. Three threads beside
this one (tutor, camera, pose) hand over through one-slot mailboxes; what goes wrong in them is raised here.
Somebody may steer it: hold it, let it go on, end it; while it is held the lesson's clock stands and nobody is
judged. Choosing a lesson and getting ready are not in here.
"""

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from device.messages import Frame, Image, MatchResult, MatchView, Moment, PosedFrame
from device.ports import Camera, Clock, PoseEstimator, Screen, Speaker
from device.session.group import Group
from device.session.lesson import Lesson
from device.session.mailbox import Mailbox
from device.session.player import FilmPlayer
from device.session.presence import ABSENT_S
from device.session.worker import Worker

log = logging.getLogger(__name__)

SCREEN_FPS: Final = 30
READ_WAIT_S: Final = 0.3
# Only when no picture came for so long is a sample lost: longer than any camera needs for one.
LATE_S: Final = 1.0
LEAD_IN_S: Final = 2.0

# keys of what everybody is told
GET_READY: Final = "get_ready"
NO_PICTURE: Final = "no_picture"
HELD: Final = "held"


class Course(Enum):
    """How a match is to go on."""

    PLAY = "play"
    HOLD = "hold"
    END = "end"


@dataclass(frozen=True, slots=True)
class Seat:
    """What people need to take part: the camera that looks at them and the estimator that finds them."""

    camera: Camera
    estimator: PoseEstimator
    model: str


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
        group: Group,
        starts_at: float,
        film: Callable[[Image, float], None] | None = None,
        steer: Callable[[MatchView | None], Course] = lambda _: Course.PLAY,
    ) -> None:
        """starts_at: when the lesson begins on `clock`; film: takes every picture shown, with its time;
        steer: asked after every picture, with the view that was shown if there was one.
        """
        self._lesson = lesson
        self._tutor = tutor
        self._seat = seat
        self._screen = screen
        self._speaker = speaker
        self._clock = clock
        self._starts_at = starts_at
        self._film = film
        self._steer = steer
        self._held_at: float | None = None
        self._judged_from = -math.inf
        self._group = group
        self._frames: Mailbox[Frame] = Mailbox()
        self._posed: Mailbox[PosedFrame] = Mailbox()
        self._newest: PosedFrame | None = None
        self._workers = (Worker("camera", self._read), Worker("pose", self._estimate))

    @property
    def worst(self) -> tuple[Moment | None, ...]:
        """Each person's worst moment so far, pictures included."""
        return self._group.worst

    def play(self) -> tuple[MatchResult, ...] | None:
        """Play to the end, with a result for each person; None when the household left before it.

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

    def _play(self) -> tuple[MatchResult, ...] | None:
        sounding = False
        tick = self._clock.now()
        while (time_s := self._lesson_s()) < self._lesson.duration_s:
            if not sounding and time_s >= 0 and self._held_at is None:
                self._speaker.play(time_s)
                sounding = True
            course = self._steer(self._show(time_s))
            if self._screen.wants_to_leave() or course is Course.END:
                return None
            if self._hold(course is Course.HOLD):
                sounding = False
            tick = max(tick + 1 / SCREEN_FPS, self._clock.now() - 1 / SCREEN_FPS)
            self._clock.sleep(tick - self._clock.now())
        height, width = self._newest.frame.image.shape[:2] if self._newest else (0, 0)
        return self._group.finish(width, height, self._seat.model)

    def _lesson_s(self) -> float:
        """What the lesson's clock shows: it stands while the match is held."""
        return (self._clock.now() if self._held_at is None else self._held_at) - self._starts_at

    def _hold(self, wanted: bool) -> bool:
        """Hold the match or let it go on; whether it is held. What was filmed meanwhile is never judged."""
        if wanted and self._held_at is None:
            self._held_at = self._clock.now()
            self._speaker.stop()
        elif not wanted and self._held_at is not None:
            self._judged_from = self._clock.now()
            self._starts_at += self._judged_from - self._held_at
            self._held_at = None
        return wanted

    def _show(self, time_s: float) -> MatchView | None:
        for worker in self._workers:
            worker.check()
        self._take_poses()
        self._group.advance(time_s - LATE_S)
        picture = self._tutor.at(time_s)
        if picture is None:
            return None
        newest = self._newest if self._fresh() else None
        view = self._group.view(time_s, picture, newest, self._message(time_s))
        self._screen.show_match(view)
        if self._film is not None and time_s >= 0:
            self._film(self._screen.picture(), time_s)
        return view

    def _take_poses(self) -> None:
        posed = self._posed.take()
        if posed is not None:
            self._newest = posed
            if self._held_at is None and posed.frame.time_s >= self._judged_from:
                self._group.see(posed.frame.time_s - self._starts_at, posed.people)

    def _fresh(self) -> bool:
        """Whether the newest picture still shows what the person does: a frozen one must not be judged."""
        return self._newest is not None and self._clock.now() - self._newest.frame.time_s <= LATE_S

    def _message(self, time_s: float) -> str | None:
        """The key of what everybody is told; what one person is told is not here."""
        if self._held_at is not None:
            return HELD
        if not self._fresh():
            return NO_PICTURE if time_s > ABSENT_S else GET_READY
        return GET_READY if time_s < 0 else None

    def _read(self) -> None:
        frame = self._seat.camera.read(READ_WAIT_S)
        if frame is not None:
            self._frames.put(frame)

    def _estimate(self) -> None:
        frame = self._frames.take(READ_WAIT_S)
        if frame is not None:
            people = self._seat.estimator.estimate(frame.image, frame.time_s)
            self._posed.put(PosedFrame(frame, people))
