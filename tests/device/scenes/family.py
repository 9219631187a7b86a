"""A family of mannequins in front of the camera: they stand, follow what the TV shows, leave, raise a hand.

They are seen as true poses, so that nothing has to be rendered; all behind the stream is the real thing.
"""

import dataclasses

import numpy as np

from device.match.play.pose_stream import Figures
from device.messages import Frame, MatchView, PosedFrame
from scoring.scorer import SAMPLE_RATE_HZ
from tests.device.gestures.poses import STRAIGHT_UP, person
from tests.scoring.performances import performed

LESSON_S = 40.0
MOVEMENT = "squat"
LAG_S = 0.3
# Both stand in one picture, beside each other: the hips, px.
PICTURE = np.full((480, 640, 3), 120, np.uint8)
SCALE = 0.8
PLACES = ((170.0, 240.0), (470.0, 240.0))
FRAME_S = 1 / 15


def workout():
    """What the lesson's tutor does, as a track."""
    return performed(MOVEMENT, seconds=LESSON_S)


class Family:
    """A PoseStream with two mannequins.

    away: lesson seconds from and to which the second one is out of the picture; raises: whether the first one
    holds up a hand.
    """

    def __init__(self, clock, screen, away=(8.0, 14.0)):
        self.clock, self.screen, self.away = clock, screen, away
        self.track = workout()
        self.people = 1
        self.raises = False
        self.mirrored = True
        self.running = False
        self.camera = None
        self.figures = Figures()
        self._taken = -1.0

    def watch(self, people, every_s=0.0):
        self.people = people

    def start(self):
        self.running = True

    def stop(self):
        self.running = False

    def check(self):
        pass

    def take(self):
        now = self.clock.now()
        if not self.running or now - self._taken < FRAME_S:
            return None
        self._taken = now
        places = tuple(self._pose(place) for place in range(self.people))
        return PosedFrame(Frame(now, PICTURE), places)

    @property
    def lesson_s(self):
        """Seconds on the lesson's clock in the view on the TV; None if that is no match."""
        shown = self.screen.shown[-1] if self.screen.shown else None
        return shown.time_s if isinstance(shown, MatchView) else None

    def _pose(self, place):
        lesson_s = self.lesson_s
        if self.raises and place == 0:
            return person(right=STRAIGHT_UP, at=PLACES[0])
        if lesson_s is None:
            return self._standing(place)
        if place == 1 and self.away[0] <= lesson_s < self.away[1]:
            return None
        row = min(max(round((lesson_s - LAG_S) * SAMPLE_RATE_HZ), 0), len(self.track) - 1)
        return self._moved(self.track.pose(row), place)

    def _standing(self, place):
        return self._moved(self.track.pose(0), place)

    def _moved(self, pose, place):
        """The mannequin, smaller and at its own place in the picture."""
        middle = np.array([self.track.width / 2, self.track.height / 2, 0.0], np.float32)
        there = np.array([*PLACES[place], 0.0], np.float32)
        return dataclasses.replace(pose, landmarks=(pose.landmarks - middle) * SCALE + there)
