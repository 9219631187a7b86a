"""One running match: a lesson, a tutor's film and one or two people in front of a camera.

The lesson's clock is the master: the view shows the tutor's picture of now and the camera's newest picture
whose poses are known, which is judged at the time it was taken. `step` is one round; its caller shows the
view and gives the next command, so that the same match runs as a scene of the TV and from the command line.
The match pauses itself while no person is in the picture. While it is paused no pose is judged; it continues
after a count-in of two beats.
"""

import logging
import math
from dataclasses import replace
from typing import Final

import numpy as np

from device.match.judging.group import Group
from device.match.judging.visibility import ABSENT_S
from device.match.lesson import TutorLesson
from device.match.play.announcer import BEAT_S, Announcer
from device.match.play.auto_pause import AutoPause
from device.match.play.control import Course, MatchCommand
from device.match.play.lesson_clock import LessonClock
from device.match.play.pacing import Pacing
from device.match.play.player import FilmPlayer
from device.match.play.pose_stream import FRESH_S
from device.messages import Frame, MatchResult, MatchView, Moments, Pose, PosedFrame
from device.ports import Clock, Sounds, Speaker
from scoring.body.sampling import resample

log = logging.getLogger(__name__)

# A sample counts as unseen when no picture came for so long: longer than any camera needs for one.
LATE_S: Final = FRESH_S
# Between start and the lesson's beginning: time to decode the first pictures, and for people to look up.
LEAD_IN_S: Final = 2.0
# Beats before a paused match continues.
BEATS: Final = 2

# keys of messages to all people
GET_READY: Final = "get_ready"
NO_PICTURE: Final = "no_picture"
PAUSED: Final = "paused"
AWAY: Final = "away"


class RunningMatch:
    """Played once: `start`, `step` until `finished`, `results`, `close`."""

    def __init__(
        self,
        lesson: TutorLesson,
        tutor: FilmPlayer,
        speaker: Speaker,
        clock: Clock,
        *,
        group: Group,
        starts_at: float,
        model: str,
        sounds: Sounds | None = None,
        pauses_itself: bool = False,
    ) -> None:
        """Nothing runs yet.

        starts_at: when the lesson begins, on `clock`; model: which network finds the poses, for the track;
        sounds: for beats, chimes and spoken cues, None for silence; pauses_itself: pause while no person is
        in the picture (not where a film stands in for the camera).
        """
        self._lesson = lesson
        self._tutor = tutor
        self._speaker = speaker
        self._clock = clock
        self._group = group
        self._model = model
        self._time = LessonClock(clock, starts_at)
        self._announcer = Announcer(sounds)
        self._auto_pause = AutoPause(pauses_itself)
        self._pacing = Pacing(clock)
        self._newest: PosedFrame | None = None
        self._sounding = False
        self._ended_s: float | None = None

    @property
    def time_s(self) -> float:
        """The lesson's second now, from 0 to its length."""
        return min(max(self._time.now(), 0.0), self._lesson.duration_s)

    @property
    def finished(self) -> bool:
        """Whether the lesson is over or a command ended it: then there are no more steps."""
        return self._ended_s is not None

    @property
    def moments(self) -> tuple[Moments, ...]:
        """Each person's best and worst moment so far, with pictures."""
        return self._group.moments

    @property
    def rest_s(self) -> float:
        """Seconds that the caller sleeps at least after this round, to leave processor time for poses."""
        return self._pacing.rest_s()

    @property
    def tutor_pose(self) -> Pose | None:
        """The tutor's pose now; None where the tutor is not seen."""
        now = resample(self._lesson.track, np.array([self.time_s]))
        return Pose(now.landmarks[0], now.visibility[0], now.world[0]) if now.seen[0] else None

    def start(self) -> None:
        """Begin to decode the film."""
        self._tutor.start()

    def step(self, command: MatchCommand, posed: PosedFrame | None = None) -> MatchView | None:
        """One round: obey the command, judge the new poses, and compose the view.

        posed: a picture that was not in a step before, None when there is none. Returns None before the
        tutor's first picture is decoded and when the match is finished. Raises errors of the film's thread.
        """
        self._pacing.begin()
        ended = command.course in (Course.FINISH, Course.LEAVE)
        if not ended:
            self._obey(command)
        # read once: a second look could fall behind the lesson's end, or beside the moment it was paused at
        time_s = self._time.now()
        if ended or time_s >= self._lesson.duration_s:
            self._ended_s = time_s
            return None
        self._play_sound()
        self._take(posed)
        self._group.advance(time_s - LATE_S)
        picture = self._tutor.at(time_s)
        if picture is None:
            return None
        view = self._view(time_s, picture, command)
        self._announcer.announce(view)
        return view

    def results(self) -> tuple[MatchResult, ...]:
        """Judge what was played: one result per person, in order of place.

        Raises RuntimeError before the match is finished, NotAVideoError when fewer than two pictures of the
        lesson were played.
        """
        if self._ended_s is None:
            raise RuntimeError("a match that still runs has no results")
        height, width = self._newest.frame.image.shape[:2] if self._newest else (0, 0)
        until_s = None if self._ended_s >= self._lesson.duration_s else max(self._ended_s, 0.0)
        return self._group.finish(width, height, self._model, until_s)

    def close(self) -> None:
        """Silence the lesson and end the film's thread; safe to call twice."""
        self._speaker.stop()
        try:
            self._tutor.stop()
        except RuntimeError as error:  # a decoder that hangs must not cost the result
            log.warning("%s", error)

    def _play_sound(self) -> None:
        """Give the speaker its start time in advance, so that sound and picture start together."""
        if not self._sounding and not self._time.paused:
            self._speaker.play(self._time.coming_s, self._time.rate)
            self._sounding = True

    def _obey(self, command: MatchCommand) -> None:
        """Pause, continue or change speed, as commanded and as people are in the picture."""
        if command.rate != self._time.rate:
            self._time.change(command.rate)
            self._silence()
        if command.course is Course.PAUSE:
            self._auto_pause.reset()
        wanted = command.course is Course.PAUSE or self._auto_pause.paused
        if wanted and not self._time.paused:
            self._time.pause()
            self._silence()
        elif not wanted and self._time.paused:
            self._time.resume(BEATS * BEAT_S)

    def _silence(self) -> None:
        self._speaker.stop()
        self._sounding = False

    def _take(self, posed: PosedFrame | None) -> None:
        if posed is not None:
            # poses from before the match are for another number of people, or for none
            if len(posed.people) != self._group.size:
                posed = replace(posed, people=(None,) * self._group.size)
            self._newest = posed
            self._pacing.pose()
            lesson_s = self._time.at(posed.frame.time_s)
            if lesson_s is not None:
                self._group.see(lesson_s, posed.people)
        if self._time.now() >= 0:
            seen = posed is not None and any(pose is not None for pose in posed.people)
            self._auto_pause.see(self._clock.now(), seen)

    def _view(self, time_s: float, picture: Frame, command: MatchCommand) -> MatchView:
        newest = self._newest if self._fresh() else None
        message = self._message(time_s, command)
        view = self._group.view(time_s, picture, newest, message)
        beats = 0 if self._time.paused else math.ceil(self._time.starts_in_s / BEAT_S)
        return replace(
            view,
            layout=command.look.layout,
            mirrored=command.look.mirrored,
            patterned=command.look.patterned,
            rate=self._time.rate,
            count_in=beats if 0 < beats <= BEATS else None,
            notice=command.notice,
        )

    def _fresh(self) -> bool:
        """Whether the newest picture is recent enough to be shown and judged."""
        return self._newest is not None and self._clock.now() - self._newest.frame.time_s <= FRESH_S

    def _message(self, time_s: float, command: MatchCommand) -> str | None:
        """The key of the message to all people; messages to one person come from the group."""
        if self._time.paused:
            if command.course is Course.PAUSE:
                return PAUSED
            return AWAY if self._fresh() else NO_PICTURE
        if not self._fresh():
            return NO_PICTURE if time_s > ABSENT_S else GET_READY
        return GET_READY if time_s < 0 else None
