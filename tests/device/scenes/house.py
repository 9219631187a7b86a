"""A household for tests: real store and scenes, fakes of everything that takes time or needs hardware."""

import shutil
from collections import deque
from datetime import timedelta

import cv2
import numpy as np

from device.camera.kept import CameraState
from device.errors import NotAVideoError
from device.input.controls import Controls
from device.match.free.training import FreeTraining
from device.presses import Press
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, Trainees
from device.scenes.current_settings import CurrentSettings
from device.scenes.destinations import GetReadyFor
from device.scenes.hands import Hands
from device.scenes.idle.idle_content import IdleContent
from device.scenes.library.home import LOOK_S
from device.scenes.loop import SceneLoop
from device.scenes.play.match_scene import MatchScene
from device.scenes.scenes import Scenes
from device.store.lessons import create
from device.store.members import add_member
from device.store.settings import BoxSettings
from device.store.tables import Role, Segment, SegmentKind
from tests.device.match.free.fakes import FakeNamer, FakeRepetitions
from tests.device.runtime.stepped_clock import SteppedClock
from tests.device.scenes.fakes import (
    FakeGestures,
    FakeMatch,
    FakePhones,
    FakePoses,
    FakeTroubles,
    RecordedSounds,
)
from tests.device.tv.simulated_screen import SimulatedScreen

ADDRESS = "http://192.168.1.20:8080"
ROUNDS_MAX = 1000


class House:
    """The scene loop with everything that it needs, and what happened to it.

    A match lasts `pictures` steps of `step_s` seconds. during: functions called in step N of the M-th match,
    by (M, N); each_round: functions of which one is called at the start of every round; *_error: the text of
    the NotAVideoError that preparing, opening, or judging a match raises, or beginning to train freely;
    namer, counter: what names and counts in the newest free training.
    """

    def __init__(self, folder, database, now, result):
        self.folder, self.database = folder, database
        self.clock = SteppedClock(1000.0)
        self.began = now
        self.screen = SimulatedScreen()
        self.phones = FakePhones(self.clock)
        self.poses = FakePoses()
        self.sounds = RecordedSounds()
        self.troubles = FakeTroubles()
        self.camera = CameraState.LIVE
        self.pictures, self.step_s = 10, 10.0
        self.finals = [82.0, 64.0]
        self.during = {}
        self.played = []
        self.commands = []
        self.steps = 0
        self.open_matches = []
        self.each_round = deque()
        self.prepare_error = None
        self.results_error = None
        self.open_error = None
        self.free_error = None
        self.repetitions = ()
        self.namer, self.counter = FakeNamer(), FakeRepetitions()
        self.applied = []
        self.loudness = [80]
        self._result = result
        self.settings = CurrentSettings(database, self.screen, BoxSettings())
        self.settings.put_in_force_by(self.apply)
        self.trainees = Trainees()
        self.hardware = Hardware(
            screen=self.screen,
            poses=self.poses,
            sounds=self.sounds,
            controls=Controls((self.screen.presses,), self.clock),
            phones=self.phones,
            clock=self.clock,
            volume=self.volume,
            camera_state=lambda: self.camera,
            alive=self.begin_round,
        )
        self.household = Household(
            folder=folder,
            database=database,
            settings=self.settings,
            stage=self,
            now=self.now,
            trainees=self.trainees,
        )
        self.alerts = Alerts(
            self.troubles, self.clock, self.settings, lambda: self.camera, lambda: self.screen.lost
        )
        self.gestures = FakeGestures()
        self.hands = Hands(self.screen, self.settings, self.gestures)
        self.idle_content = IdleContent(
            self.household,
            self.alerts,
            self.clock,
            lambda: ADDRESS,
            lambda base, code: f"{base}/start?code={code}",
        )
        self.scenes = Scenes(self.hardware, self.household, self.alerts, self.idle_content, lambda: ADDRESS)
        self.loop = SceneLoop(self.hardware, self.household, self.alerts, self.hands, self.scenes)

    def begin_round(self):
        if self.each_round:
            self.each_round.popleft()()

    def now(self):
        return self.began + timedelta(seconds=self.clock.now() - 1000.0)

    def volume(self, percent=None):
        if percent is not None:
            self.loudness[0] = percent
        return self.loudness[0]

    def apply(self, settings):
        self.applied.append(settings)
        self.poses.mirrored = settings.mirror
        self.volume(settings.volume)

    def prepare(self, request):
        if self.prepare_error is not None:
            raise NotAVideoError(self.prepare_error)
        return FakeMatch(self, request)

    def train_freely(self):
        if self.free_error is not None:
            raise NotAVideoError(self.free_error)
        self.namer, self.counter = FakeNamer(), FakeRepetitions()
        return FreeTraining(self.namer, self.counter)

    def result(self, request, final):
        return self._result(
            title=request.title,
            final=final,
            duration_s=self.pictures * self.step_s,
            repetition_list=self.repetitions,
        )

    def member(self, name, colour="#336699"):
        with self.database.session() as session:
            return add_member(session, self.now(), name, Role.MEMBER, colour, "en", "x").id

    def lesson(self, name, *, ready=True, segments=(), duration_s=100.0):
        with self.database.session() as session:
            row = create(session, self.now(), None, name, f"{name}.mp4")
            row.duration_s = duration_s
            row.prepared_at = self.now() if ready else None
            row.segments = [
                Segment(kind=kind, start_s=start_s, end_s=end_s, name=segment, by_hand=False)
                for start_s, end_s, segment, kind in ((*one, SegmentKind.EXERCISE)[:4] for one in segments)
            ]
            lesson_id = row.id
        files = self.folder.lesson(lesson_id)
        shutil.rmtree(files.root, ignore_errors=True)
        files.root.mkdir(parents=True)
        files.video.touch()
        files.track.touch()
        cv2.imwrite(str(files.thumbnail), np.full((270, 480, 3), 90, np.uint8))
        self.clock.sleep(LOOK_S)  # the library sees it at its next look
        return lesson_id

    def request(self, lesson_id, *member_ids, from_s=0.0):
        return self.household.request(lesson_id, member_ids, from_s)

    def go(self, destination):
        """Go to this destination."""
        self.loop.go(destination)
        self.loop.round()

    def get_ready(self, lesson_id, *member_ids):
        """Go where these people get ready for this lesson."""
        self.go(GetReadyFor(request=self.request(lesson_id, *member_ids)))

    def press(self, *presses: Press):
        """Press these, a round for each, and play a match to its end; gives the view after the last."""
        for press in presses:
            self.screen.press(press)
            self.loop.round()
            self.clock.sleep(1.0)
        self.loop.round()
        self.play_on()
        return self.screen.shown[-1]

    def play_on(self):
        """Go rounds until no match is on the screen, or the loop was quit."""
        for _ in range(ROUNDS_MAX):
            if not isinstance(self.loop.scene, MatchScene) or self.loop.quitting:
                return
            self.loop.round()
            self.loop.wait(self.clock.now())
        raise AssertionError("the match does not end")

    def command(self, *commands):
        """Send these from a phone, one after the other; gives the answers."""
        before = len(self.phones.answers)
        for command in commands:
            self.phones.command(command)
            self.loop.wait(self.clock.now())
            self.loop.round()
            self.play_on()
        return self.phones.answers[before:]
