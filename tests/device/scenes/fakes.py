"""Fakes of what scenes use and what takes time or needs hardware: phones, camera, hands, sounds, matches."""

import contextlib
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from device.errors import NotAVideoError
from device.gestures.gestures import Gesture
from device.match.play.control import Course
from device.match.play.pose_stream import Figures
from device.messages import Frame, MatchView, PlayerView, PosedFrame
from device.remote.server import PendingCommand
from scoring.guidance.guidance import NOTHING

PICTURE = np.zeros((48, 64, 3), np.uint8)


class FakePhones:
    """A StationServer without a socket: commands come from the test. statuses: all that `tell` was given."""

    def __init__(self, clock):
        self.clock = clock
        self.waiting = deque()
        self.answers = []
        self.statuses = []

    def check(self):
        pass

    def next(self, timeout_s=0.0):
        if not self.waiting:
            self.clock.sleep(timeout_s)
            return None
        return self.waiting.popleft()

    def tell(self, status):
        self.statuses.append(status)

    def command(self, *commands):
        self.waiting.extend(PendingCommand(command, self.answers.append) for command in commands)


class FakePoses:
    """A PoseStream whose pictures the test puts in."""

    def __init__(self):
        self.pictures = deque()
        self.watched = None
        self.running = False
        self.mirrored = True
        self.figures = Figures((640, 480), 30.0, 15.0, 60.0)

    def watch(self, people, every_s=0.0):
        self.watched = people, every_s

    def start(self):
        self.running = True

    def stop(self):
        self.running = False

    def check(self):
        pass

    def take(self):
        return self.pictures.popleft() if self.pictures else None

    def see(self, time_s, *people):
        self.pictures.append(PosedFrame(Frame(time_s, PICTURE), people))


class RecordedSounds:
    """Sounds that keeps effects and sentences in `all`."""

    def __init__(self):
        self.all = []

    def effect(self, effect):
        self.all.append(effect)

    def say(self, text):
        self.all.append(text)


class FakeGestures:
    """Gestures set by the test. pointer: of a pointing hand; flat: whether a flat hand is raised."""

    def __init__(self):
        self.pointer = None
        self.flat = False

    def see(self, *_args, pointing, **_kinds):
        return Gesture(self.pointer if pointing else None, pause=self.flat and not pointing)


class FakeTroubles:
    """BoxTroubles set by the test: `found`."""

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


@dataclass(eq=False)
class FakeMatch:
    """A prepared match, and the running one: `house.pictures` steps, then results."""

    house: object
    request: object
    side_view: bool = False
    number: int = 0
    finished: bool = False
    rest_s: float = 0.0
    tutor_pose: object = None
    commands: list = field(default_factory=list)

    @contextlib.contextmanager
    def open(self, *, judged):
        house = self.house
        if house.open_error is not None:
            raise NotAVideoError(house.open_error)
        house.played.append((self.request, judged))
        self.played = len(house.played)
        house.open_matches.append(self)
        try:
            yield self
        finally:
            house.open_matches.remove(self)

    @property
    def time_s(self):
        return self.number * self.house.step_s

    @property
    def moments(self):
        return ((None, None),) * len(self.request.member_ids)

    def step(self, command, posed=None):
        house = self.house
        house.steps += 1
        if self.number:  # the first command belongs to no picture yet
            self.commands.append(command)
            house.commands.append(command)
        if command.course in (Course.FINISH, Course.LEAVE) or self.number >= house.pictures:
            self.finished = True
            return None
        view = MatchView(
            self.request.title,
            self.time_s,
            house.pictures * house.step_s,
            PICTURE,
            None,
            PICTURE,
            tuple(PlayerView(None, NOTHING.levels, score=70.0) for _ in self.request.member_ids),
        )
        for act in house.during.pop((self.played, self.number), ()):
            act()
        self.number += 1
        return view

    def results(self):
        if self.house.results_error is not None:
            raise NotAVideoError(self.house.results_error)
        finals = self.house.finals[: len(self.request.member_ids)]
        return tuple(self.house.result(self.request, final) for final in finals)
