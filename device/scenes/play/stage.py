"""Prepares and opens matches with real films, sound and scorers.

`prepare` does what is slow, so that `open` starts the match at once; closing it ends its threads in reverse.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from device.camera.kept import CameraState
from device.choices import ModelName
from device.match.cut import cut_frames, library_lesson
from device.match.free.training import FreeTraining
from device.match.judging.group import Group
from device.match.lesson import TutorLesson
from device.match.own_examples import own_examples
from device.match.play.frame_skipping import FrameSkipping
from device.match.play.match import LEAD_IN_S, RunningMatch
from device.match.play.player import FilmPlayer
from device.match.ready.side_view import wants_side_view
from device.match.recognition import recogniser_with
from device.media.video import POSE_FIT
from device.ports import Clock, Sounds, Speaker
from device.scenes.current_settings import CurrentSettings
from device.scenes.match_request import MatchRequest
from device.store.database import Database
from device.store.folder import Folder, LessonFiles
from device.store.match_lock import playing
from device.store.tracks import load_track
from device.words.lookup import words
from scoring.recognition.live import LiveNamer
from scoring.repetitions.live import LiveRepetitions

# The network for live poses; the tutor's were found by a larger one at night.
MODEL: Final[ModelName] = "lite"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStage:
    """A MatchStage with real films.

    speaker: makes the Speaker of a lesson's sound between two seconds of its video (None: its end).
    """

    folder: Folder
    database: Database
    sounds: Sounds
    clock: Clock
    settings: CurrentSettings
    speaker: Callable[[LessonFiles, float, float | None], Speaker]
    camera_state: Callable[[], CameraState]

    def prepare(self, request: MatchRequest) -> "LiveMatch":
        """Read the lesson, and compile the scorers.

        Raises NotAVideoError, BadTrackError or ModelMissingError.
        """
        files = self.folder.lesson(request.lesson_id)
        lesson = library_lesson(
            request.title,
            files.video,
            load_track(files.track),
            request.played,
            request.demands,
            request.names,
        )
        spoken = words(self.settings.language)
        group = Group(lesson, len(request.member_ids), self.settings.now.method, spoken, request.badges)
        return LiveMatch(
            stage=self,
            request=request,
            files=files,
            lesson=lesson,
            group=group,
            side_view=wants_side_view(lesson.track),
        )

    def train_freely(self) -> FreeTraining:
        """What names, counts and judges one person from now on."""
        return FreeTraining(
            LiveNamer(recogniser_with(own_examples(self.database, self.folder))), LiveRepetitions()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMatch:
    """A PreparedMatch with a real film."""

    stage: LiveStage
    request: MatchRequest
    files: LessonFiles
    lesson: TutorLesson
    group: Group
    side_view: bool

    @contextlib.contextmanager
    def open(self, *, judged: bool) -> Iterator[RunningMatch]:
        """Start the match; it holds the match lock, at which the night's work rests, while it is open.

        judged: whether people are scored.
        """
        stage, cut = self.stage, self.request.played
        with playing(stage.folder.playing), contextlib.ExitStack() as closing:
            speaker = stage.speaker(self.files, cut.start_s, cut.end_s)
            closing.callback(speaker.close)
            skipping = FrameSkipping()
            film = cut_frames(self.files.video, POSE_FIT, cut, skipping.wants)
            match = RunningMatch(
                self.lesson,
                FilmPlayer(film, skipping.asked),
                speaker,
                stage.clock,
                group=self.group,
                starts_at=stage.clock.now() + LEAD_IN_S,
                model=f"blazepose-{MODEL}",
                sounds=stage.sounds,
                pauses_itself=judged and stage.camera_state() is not CameraState.NONE,
            )
            closing.callback(match.close)
            match.start()
            yield match
