"""A household for tests: the real store and scenes, and doubles of everything that takes time or hardware."""

import shutil
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta

import cv2
import numpy as np

from device.camera.kept import CameraState
from device.errors import NotAVideoError
from device.input.controls import Controls
from device.match.play.control import Course
from device.match.play.pose_stream import Figures
from device.messages import Frame, MatchView, PlayerView, PosedFrame
from device.presses import Press
from device.scenes.context import Parts
from device.scenes.hands import Hands
from device.scenes.home import LOOK_S
from device.scenes.loop import Evening
from device.scenes.match_request import order_for
from device.scenes.scenes import AllScenes
from device.scenes.waiting import Waiting
from device.store.lessons import create
from device.store.members import add_member
from device.store.tables import Role, Segment, SegmentKind
from device.tv.simulated import SimulatedScreen
from scoring.guidance.guidance import NOTHING
from tests.device.runtime.stepped_clock import SteppedClock

ADDRESS = "http://192.168.1.20:8080"
PICTURE = np.zeros((48, 64, 3), np.uint8)


class Wishes:
    """A server whose wishes are those of a list: none comes over a socket."""

    def __init__(self, clock):
        self.clock = clock
        self.waiting = deque()
        self.answers = []
        self.told = []

    def check(self):
        pass

    def next(self, timeout_s=0.0):
        if not self.waiting:
            self.clock.sleep(timeout_s)
            return None
        return self.waiting.popleft()

    def tell(self, status):
        self.told.append(status)

    def wish(self, *wishes):
        self.waiting.extend(PendingCommand(wish, self.answers) for wish in wishes)


class PendingCommand:
    def __init__(self, wish, answers):
        self.command = wish
        self.answer = answers.append


class Eyes:
    """A sight whose pictures are put in by hand."""

    def __init__(self):
        self.pictures = deque()
        self.watched = None
        self.looks = False
        self.mirrored = True
        self.figures = Figures((640, 480), 30.0, 15.0, 60.0)

    def watch(self, people, every_s=0.0):
        self.watched = people, every_s

    def start(self):
        self.looks = True

    def stop(self):
        self.looks = False

    def check(self):
        pass

    def take(self):
        return self.pictures.popleft() if self.pictures else None

    def see(self, time_s, *people):
        self.pictures.append(PosedFrame(Frame(time_s, PICTURE), people))


class Heard:
    def __init__(self):
        self.all = []

    def effect(self, effect):
        self.all.append(effect)

    def say(self, text):
        self.all.append(text)


class Calm:
    """No trouble, unless one is put in."""

    def __init__(self):
        self.found = ()
        self.seen = set()

    def now(self):
        return self.found

    def unread(self):
        return tuple(one for one in self.found if one not in self.seen)

    def read(self, trouble):
        self.seen.add(trouble)

    def check(self):
        pass


@dataclass
class Played:
    """A prepared match that asks its steering for so many pictures, and then has these results."""

    house: "House"
    order: object
    side: bool = False
    views: list = field(default_factory=list)

    def play(self, steers, *, watched=True):
        house = self.house
        house.played.append((self.order, watched))
        for number in range(house.pictures):
            time_s = number * house.step_s
            for act in house.during.pop((len(house.played), number), ()):
                act()
            if house.sight.pictures:
                steers.see(house.sight.pictures.popleft(), None)
            view = MatchView(
                self.order.title,
                time_s,
                house.pictures * house.step_s,
                PICTURE,
                None,
                PICTURE,
                tuple(PlayerView(None, NOTHING.levels, score=70.0) for _ in self.order.member_ids),
            )
            house.screen.show(steers.dress(view))
            orders = steers.steer(view)
            house.orders.append(orders)
            if orders.course is Course.LEAVE:
                return None
            if orders.course is Course.FINISH:
                break
        if house.torn is not None:
            raise NotAVideoError(house.torn)
        results = tuple(
            house.result(self.order, final) for final in house.finals[: len(self.order.member_ids)]
        )
        return results, ((None, None),) * len(results)


class House:
    """Everything that an evening needs. `pictures` a match lasts, `step_s` seconds each."""

    def __init__(self, folder, database, now, result):
        self.folder, self.database = folder, database
        self.clock = SteppedClock(1000.0)
        self.began = now
        self.screen = SimulatedScreen()
        self.server = Wishes(self.clock)
        self.sight = Eyes()
        self.sounds = Heard()
        self.troubles = Calm()
        self.camera = CameraState.LIVE
        self.pictures, self.step_s = 10, 10.0
        self.finals = [82.0, 64.0]
        self.during = {}
        self.played = []
        self.orders = []
        self.broken = None
        self.torn = None
        self.applied = []
        self.loudness = [80]
        self._result = result
        self.parts = Parts(
            folder,
            database,
            self.server,
            self.screen,
            self.sight,
            self.sounds,
            Controls((self.screen.presses,), self.clock),
            self.troubles,
            self,
            self.clock,
            self.now,
            self.volume,
            lambda: None,
            self.applied.append,
            lambda: self.camera,
        )
        self.hands = Hands(self.parts)
        self.waiting = Waiting(self.parts, lambda: ADDRESS, lambda base, code: f"{base}/start?code={code}")
        self.parts.scenes = AllScenes(
            self.parts, self.hands, self.waiting, lambda: ADDRESS, self.waiting.show_own_code
        )
        self.evening = Evening(self.parts, self.hands)

    def now(self):
        return self.began + timedelta(seconds=self.clock.now() - 1000.0)

    def volume(self, percent=None):
        if percent is not None:
            self.loudness[0] = percent
        return self.loudness[0]

    def ready(self, order):
        if self.broken is not None:
            raise NotAVideoError(self.broken)
        return Played(self, order)

    def result(self, order, final):
        return self._result(title=order.title, final=final, duration_s=self.pictures * self.step_s)

    def member(self, name, colour="#336699"):
        with self.database.session() as session:
            return add_member(session, self.now(), name, Role.MEMBER, colour, "en", "x").id

    def lesson(self, name, *, ready=True, parts=(), duration_s=100.0):
        with self.database.session() as session:
            row = create(session, self.now(), None, name, f"{name}.mp4")
            row.duration_s = duration_s
            row.prepared_at = self.now() if ready else None
            row.segments = [
                Segment(kind=SegmentKind.EXERCISE, start_s=start_s, end_s=end_s, name=part, by_hand=False)
                for start_s, end_s, part in parts
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

    def order(self, lesson_id, *member_ids, from_s=0.0):
        return order_for(self.folder, self.database, lesson_id, member_ids, guest="Guest", from_s=from_s)

    def go(self, scene):
        """Begin the evening at this scene."""
        self.evening._go(scene)
        self.evening.round()

    def press(self, *presses: Press):
        """One after the other, a round for each; gives the view after the last."""
        for press in presses:
            self.screen.press(press)
            self.evening.round()
            self.clock.sleep(1.0)
        self.evening.round()
        return self.screen.shown[-1]

    def wish(self, *wishes):
        """From a phone, one after the other; gives the answers."""
        before = len(self.server.answers)
        for wish in wishes:
            self.server.wish(wish)
            self.evening._wait(self.clock.now())
            self.evening.round()
        return self.server.answers[before:]

    @property
    def scene(self):
        """The name of the scene that is shown."""
        return type(self.evening._scene).__name__
