"""A match: one lesson, one screen, one or two people before a camera, as long as the lesson's clock runs.

The lesson's clock is the master: the tutor's picture is the one of now, the camera's pictures come when they
come and carry their own times, and the screen shows the newest picture whose poses are known. What goes wrong
in the threads beside this one (film, camera, pose) is raised here. Somebody may steer the match; besides, it
holds itself when nobody is in the picture any more. While it is held nobody is judged, and it goes on after a
count-in of two beats. Choosing a lesson, getting ready and the menu of a held match are not in here.
"""

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from device.match.judging.group import Group
from device.match.judging.visibility import ABSENT_S
from device.match.lesson import Lesson
from device.match.play.announcer import BEAT_S, Telling
from device.match.play.auto_pause import Absence
from device.match.play.control import Course, Orders, Steers, Unsteered
from device.match.play.lesson_clock import LessonClock
from device.match.play.pacing import Pacing
from device.match.play.player import FilmPlayer
from device.match.play.pose_stream import FRESH_S, Looks
from device.messages import Frame, Image, MatchResult, MatchView, Moments, PosedFrame
from device.ports import Clock, Screen, Sounds, Speaker

log = logging.getLogger(__name__)

# Only when no picture came for so long is a sample lost: longer than any camera needs for one.
LATE_S: Final = FRESH_S
# From when everything is ready until the lesson begins: time to decode the first pictures, and to look up.
LEAD_IN_S: Final = 2.0
# Beats before a held match goes on.
BEATS: Final = 2

# keys of what everybody is told
GET_READY: Final = "get_ready"
NO_PICTURE: Final = "no_picture"
HELD: Final = "held"
AWAY: Final = "paused"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who looks at those who take part, and with which network (for the track).

    holds: the match holds itself while nobody is in the picture; not for a film in place of a camera.
    """

    sight: Looks
    model: str
    holds: bool = False


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
        sounds: Sounds | None = None,
        film: Callable[[Image, float], None] | None = None,
        steers: Steers | None = None,
    ) -> None:
        """starts_at: when the lesson begins on `clock`; sounds: beats, chimes and spoken cues; film: takes
        every picture shown, with its time; the sight looks already.
        """
        self._lesson = lesson
        self._tutor = tutor
        self._seat = seat
        self._screen = screen
        self._speaker = speaker
        self._clock = clock
        self._film = film
        self._steers = steers or Unsteered()
        self._orders = Orders()
        self._time = LessonClock(clock, starts_at)
        self._group = group
        self._telling = Telling(sounds)
        self._absence = Absence(seat.holds)
        self._pacing = Pacing(clock)
        self._newest: PosedFrame | None = None
        self._sounding = False

    @property
    def time_s(self) -> float:
        """What the lesson's clock shows."""
        return min(max(self._time.now(), 0.0), self._lesson.duration_s)

    @property
    def moments(self) -> tuple[Moments, ...]:
        """Each person's best and worst moment so far, pictures included."""
        return self._group.moments

    def play(self) -> tuple[MatchResult, ...] | None:
        """Play to the end, with a result for each person; None when it was left before.

        Raises whatever went wrong in a thread.
        """
        self._tutor.start()
        try:
            return self._play()
        finally:
            self._speaker.stop()
            try:
                self._tutor.stop()
            except RuntimeError as error:  # a decoder that hangs must not cost the result
                log.warning("%s", error)

    def _play(self) -> tuple[MatchResult, ...] | None:
        while (time_s := self._time.now()) < self._lesson.duration_s:
            self._sound()
            self._orders = self._steers.steer(self._show(time_s))
            if self._orders.course is Course.LEAVE:
                return None
            if self._orders.course is Course.FINISH:
                break
            self._obey()
            self._pacing.rest()
        height, width = self._newest.frame.image.shape[:2] if self._newest else (0, 0)
        until_s = None if time_s >= self._lesson.duration_s else max(time_s, 0.0)
        return self._group.finish(width, height, self._seat.model, until_s)

    def _sound(self) -> None:
        """The lesson's sound is told ahead when its clock will run, so that it begins with it."""
        if not self._sounding and not self._time.held:
            self._speaker.play(self._time.coming_s, self._time.rate)
            self._sounding = True

    def _obey(self) -> None:
        """Hold or go on, faster or slower, as it is wanted and as people are there."""
        if self._orders.rate != self._time.rate:
            self._time.change(self._orders.rate)
            self._quieten()
        if self._orders.course is Course.HOLD:
            self._absence.forgive()
        wanted = self._orders.course is Course.HOLD or self._absence.holds
        if wanted and not self._time.held:
            self._time.hold()
            self._quieten()
        elif not wanted and self._time.held:
            self._time.go_on(BEATS * BEAT_S)

    def _quieten(self) -> None:
        self._speaker.stop()
        self._sounding = False

    def _show(self, time_s: float) -> MatchView | None:
        self._seat.sight.check()
        self._take_poses()
        self._group.advance(time_s - LATE_S)
        picture = self._tutor.at(time_s)
        if picture is None:
            return None
        view = self._dressed(time_s, picture)
        self._telling.tell(view)
        self._screen.show(self._steers.dress(view))
        if self._film is not None and time_s >= 0:
            self._film(self._screen.picture(), time_s)
        return view

    def _dressed(self, time_s: float, picture: Frame) -> MatchView:
        """The view of now, as the household wants to see it."""
        newest = self._newest if self._fresh() else None
        view = self._group.view(time_s, picture, newest, self._message(time_s))
        beats = 0 if self._time.held else math.ceil(self._time.starts_in_s / BEAT_S)
        look = self._orders.look
        return replace(
            view,
            layout=look.layout,
            mirrored=look.mirrored,
            patterned=look.patterned,
            rate=self._time.rate,
            count_in=beats if 0 < beats <= BEATS else None,
            notice=self._orders.notice,
        )

    def _take_poses(self) -> None:
        posed = self._seat.sight.take()
        if posed is not None:
            self._newest = posed
            self._pacing.pose()
            lesson_s = self._time.at(posed.frame.time_s)
            if lesson_s is not None:
                self._group.see(lesson_s, posed.people)
        seen = posed is not None and any(pose is not None for pose in posed.people)
        if self._time.now() >= 0:
            self._absence.see(self._clock.now(), seen)

    def _fresh(self) -> bool:
        """Whether the newest picture still shows what the person does: a frozen one must not be judged."""
        return self._newest is not None and self._clock.now() - self._newest.frame.time_s <= FRESH_S

    def _message(self, time_s: float) -> str | None:
        """The key of what everybody is told; what one person is told is not here."""
        if self._time.held:
            if self._orders.course is Course.HOLD:
                return HELD
            return AWAY if self._fresh() else NO_PICTURE
        if not self._fresh():
            return NO_PICTURE if time_s > ABSENT_S else GET_READY
        return GET_READY if time_s < 0 else None
