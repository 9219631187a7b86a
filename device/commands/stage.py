"""Builds what one match of the station needs, in order, and puts it away in reverse.

What is slow is done before the lesson's clock runs. Which match, and what comes of it, is decided by the
host.
"""

import contextlib
from dataclasses import dataclass
from typing import Final

from device.camera.choice import camera_called
from device.media.sound import read_sound
from device.media.video import POSE_FIT, frames
from device.overnight.pausing import playing
from device.ports import Clock
from device.pose.estimator import BlazePose
from device.pose.prepare import ModelName
from device.session.group import Group
from device.session.host import Played
from device.session.library import cut_frames, cut_sound, library_lesson
from device.session.match import LEAD_IN_S, Match, Seat
from device.session.methods import DEFAULT
from device.session.player import FilmPlayer
from device.session.steering import Order, Steering
from device.station.speaker import Loudness, open_speaker
from device.station.television import Television
from device.store.folder import Folder
from device.store.tracks import load_track
from device.words.lookup import Words

# The network that follows people while they move; the tutor's was found by a larger one at night.
MODEL: Final[ModelName] = "lite"


@dataclass(frozen=True, slots=True)
class Stage:
    """camera: as in device.camera.choice; loudness: also of what plays now."""

    folder: Folder
    screen: Television
    clock: Clock
    words: Words
    camera: str
    loudness: Loudness
    threads: int = 1

    def play(self, order: Order, steering: Steering) -> Played | None:
        """One match: results and worst moments, None when it was left. The night rests meanwhile.

        Raises what goes wrong in it: CameraError, NotAVideoError, BadTrackError, ModelMissingError.
        """
        files = self.folder.lesson(order.start.lesson_id)
        people = len(order.start.member_ids)
        with playing(self.folder.playing), contextlib.ExitStack() as parts:
            lesson = library_lesson(order.title, files.video, load_track(files.track), order.cut)
            group = Group(lesson, people, DEFAULT, self.words)
            start_camera = camera_called(self.camera, self.clock, POSE_FIT)
            estimator = BlazePose(MODEL, people=people, threads=self.threads)
            parts.callback(estimator.close)
            sound = cut_sound(read_sound(files.video), order.cut)
            speaker = open_speaker(sound if self.screen.mode != "headless" else None, self.loudness)
            tutor = FilmPlayer(cut_frames(frames(files.video, POSE_FIT), order.cut, steering.alive))
            # everything slow is done: from here on the clock runs
            starts_at = self.clock.now() + LEAD_IN_S
            camera = start_camera(starts_at)
            parts.callback(camera.close)
            match = Match(
                lesson,
                tutor,
                Seat(camera, estimator, f"blazepose-{MODEL}"),
                self.screen,
                speaker,
                self.clock,
                group=group,
                starts_at=starts_at,
                steer=steering.steer,
            )
            results = match.play()
            return None if results is None else (results, match.worst)
