"""Somebody beside the one who is followed, watched for a while: do they exercise, and the other stand by?

Before anybody has exercised, the choice among the people in the picture is a guess. A person who watches from
the side is often seen first and better.
"""

from typing import Final

from device.messages import Image
from device.pose.activity import ACTIVE, Activity
from device.pose.appearance import colours_of
from device.pose.geometry import Roi
from device.pose.owner import Sighting
from device.pose.place import Body, Place
from device.pose.state import State, joined, number, number_in, part_of
from device.pose.tracker import LandmarkReader, Tracker

# Seconds between two looks at a challenger: a look costs as much as following a body in one picture.
LOOK_EVERY_S: Final = 0.15
# A challenger wins at the earliest after WATCHED_MIN_S, and is sent away after WATCHED_MAX_S.
WATCHED_MIN_S: Final = 0.9
WATCHED_MAX_S: Final = 3.0
# Who exercises for so many seconds in a film while the tutor is away is another tutor, or the same one in
# other light; somebody who only walks through the picture is gone by then, or stands.
EXERCISES_S: Final = 2.5
# Who does not move counts so much of who exercises; what the middle of the picture is worth against its edge.
STILL: Final = 0.5
EDGE: Final = 0.7
# A challenger wins with so many times the weight of the one who is followed: a child of two thirds of an
# adult's size who moves beside the standing adult (1.33), not somebody of half the size on a screen (1.0).
WINS: Final = 1.25


def weight(roi: Roi, activity: Activity, width: int) -> float:
    """How likely the body in `roi` is the one who is meant: large, in the middle, and moving.

    width: of the picture, px.
    """
    moves = STILL + (1 - STILL) * min(activity.spread / (2 * ACTIVE), 1.0)
    return prominence(roi, width) * moves


def prominence(roi: Roi, width: int) -> float:
    """The part of `weight` that one picture tells."""
    off = min(abs(roi.x - width / 2) / (width / 2), 1.0)
    return roi.side * (1 - (1 - EDGE) * off)


class Challenger:
    """One body that is watched. body: it, at the last look; done: whether it need not be watched on."""

    def __init__(self, tracker: Tracker, time_s: float) -> None:
        """From the picture at `time_s` on."""
        self._tracker = tracker
        self._activity = Activity()
        self._began_s = self._looked_s = time_s
        self.body: Body | None = None
        self.done = False

    @property
    def roi(self) -> Roi:
        """Where the body is."""
        return self._tracker.roi

    def watch(self, image: Image, time_s: float) -> bool:
        """Look at the next picture; whether that was due."""
        if time_s - self._looked_s < LOOK_EVERY_S:
            return False
        self._looked_s = time_s
        pose = self._tracker.follow(image, time_s)
        self.body = None
        self.done = pose is None or time_s - self._began_s >= WATCHED_MAX_S
        if pose is not None:
            self._activity.see(pose, self.roi, time_s)
            seen = Sighting(roi=self.roi, colours=colours_of(image, pose), time_s=time_s)
            self.body = Body(self._tracker, pose, seen, self._activity)
        return True

    def wins(self, place: Place, width: int) -> bool:
        """Whether the body takes the place of the one who is there. width: of the picture, px."""
        enough_s = min(self._activity.seen_for_s, place.activity.seen_for_s)
        if self.body is None or place.roi is None or enough_s < WATCHED_MIN_S:
            return False
        return weight(self.roi, self._activity, width) >= WINS * weight(place.roi, place.activity, width)

    @property
    def exercises(self) -> bool:
        """Whether the body has exercised for long enough to take a place that is kept for another."""
        return self.body is not None and self._activity.active and self._activity.seen_for_s >= EXERCISES_S

    def state(self) -> State:
        """All that it remembers between two pictures."""
        own = {"began_s": number(self._began_s), "looked_s": number(self._looked_s)}
        return own | joined({"tracker": self._tracker.state(), "activity": self._activity.state()})

    @classmethod
    def restored(cls, landmarker: LandmarkReader, state: State) -> "Challenger":
        """The challenger of `state`. Raises ValueError when it is not one of this class."""
        one = cls(Tracker.restored(landmarker, part_of(state, "tracker")), number_in(state, "began_s"))
        one._looked_s = number_in(state, "looked_s")
        one._activity.restore(part_of(state, "activity"))
        return one
