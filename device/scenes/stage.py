"""Builds what one match of the station needs, in order, and puts it away in reverse.

What is slow is done by `ready`, before people get ready; then a match can begin at once. Which match, and
what comes of it, is decided by the evening.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from device.camera.kept import CameraState
from device.choices import ModelName
from device.match.cut import cut_frames, library_lesson
from device.match.judging.group import Group
from device.match.lesson import Lesson
from device.match.play.frame_skipping import Thinning
from device.match.play.match import LEAD_IN_S, Match, Seat
from device.match.play.player import FilmPlayer
from device.match.play.pose_stream import Sight
from device.match.ready.side_view import wants_side_view
from device.media.video import POSE_FIT
from device.messages import Pose, PosedFrame
from device.ports import Clock, Screen, Sounds, Speaker
from device.scenes.context import Guides, Played
from device.scenes.match_request import Order
from device.store.folder import Folder, LessonFiles
from device.store.match_lock import playing
from device.store.settings import BoxSettings
from device.store.tracks import load_track
from device.words.lookup import Words
from scoring.body.sampling import resample

# The network that follows people while they move; the tutor's was found by a larger one at night.
MODEL: Final[ModelName] = "lite"


@dataclass(frozen=True, slots=True)
class Stage:
    """settings and words: as they are now; speaker: of a part of a film, from a second to another."""

    folder: Folder
    screen: Screen
    sight: Sight
    sounds: Sounds
    clock: Clock
    settings: Callable[[], BoxSettings]
    words: Callable[[], Words]
    speaker: Callable[[LessonFiles, float, float | None], Speaker]
    camera_state: Callable[[], CameraState]

    def ready(self, order: Order) -> "Staged":
        """Read what is read of the lesson, and warm the scorers.

        Raises what goes wrong in that: NotAVideoError, BadTrackError, ModelMissingError.
        """
        files = self.folder.lesson(order.lesson_id)
        lesson = library_lesson(order.title, files.video, load_track(files.track), order.played)
        group = Group(lesson, len(order.member_ids), self.settings().method, self.words(), order.badges)
        return Staged(self, order, files, lesson, group, wants_side_view(lesson.track))


@dataclass(frozen=True, slots=True)
class Staged:
    """A match that can begin at once, once."""

    stage: Stage
    order: Order
    files: LessonFiles
    lesson: Lesson
    group: Group
    side: bool

    def play(self, steers: Guides, *, watched: bool = True) -> Played | None:
        """Play it; None when it was left. The night rests meanwhile. Not `watched`: nobody is judged."""
        stage, cut = self.stage, self.order.played
        with playing(stage.folder.playing), contextlib.ExitStack() as parts:
            speaker = stage.speaker(self.files, cut.start_s, cut.end_s)
            parts.callback(speaker.close)
            thinning = Thinning()
            film = cut_frames(self.files.video, POSE_FIT, cut, thinning.wants)
            tutor = FilmPlayer(film, thinning.asked)
            holds = watched and stage.camera_state() is not CameraState.NONE
            sight = _Watched(stage.sight, len(self.order.member_ids), self.lesson, steers)
            match = Match(
                self.lesson,
                tutor,
                Seat(sight, f"blazepose-{MODEL}", holds),
                stage.screen,
                speaker,
                stage.clock,
                group=self.group,
                starts_at=stage.clock.now() + LEAD_IN_S,
                sounds=stage.sounds,
                steers=steers,
            )
            sight.time_s = lambda: match.time_s
            results = match.play()
            return None if results is None else (results, match.moments)


class _Watched:
    """A sight whose pictures who steers sees, too."""

    def __init__(self, sight: Sight, places: int, lesson: Lesson, steers: Guides) -> None:
        self._sight = sight
        self._places = places
        self._lesson = lesson
        self._steers = steers
        self.time_s: Callable[[], float] = lambda: 0.0

    def take(self) -> PosedFrame | None:
        """See Looks."""
        posed = self._sight.take()
        if posed is None:
            return None
        self._steers.see(posed, self._tutor())
        if len(posed.people) != self._places:  # of the scene before, or nobody is judged
            return replace(posed, people=(None,) * self._places)
        return posed

    def check(self) -> None:
        """See Looks."""
        self._sight.check()

    def _tutor(self) -> Pose | None:
        """The tutor of this moment."""
        now = resample(self._lesson.track, np.array([self.time_s()]))
        return Pose(now.landmarks[0], now.visibility[0], now.world[0]) if now.seen[0] else None
