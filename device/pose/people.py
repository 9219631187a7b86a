"""Assigns bodies to one or two places and keeps each person in the same place.

A place is held while its tracker sees a body. Decides when the detector searches for a missing person; that
a stranger does not get a place whose owner was lost within OWNER_AWAY_S; that of two trackers on one body one
is dropped; and that two people who crossed keep their places, by the colours of their clothes.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from device.messages import Image, Pose
from device.pose.appearance import Appearance, trunk_colour
from device.pose.detector import Detection
from device.pose.geometry import Roi, overlap
from device.pose.state import State, joined, number, number_in, part_of
from device.pose.tracker import LandmarkReader, Tracker

# Seconds between two searches while one of two is tracked: a search costs as much as tracking a body.
SEARCH_EVERY_S: Final = 0.3
# Seconds for which a place is kept for its owner, and the least overlap (intersection over union) of the
# owner's last region with the one found again.
OWNER_AWAY_S: Final = 2.0
OWNER_OVERLAP: Final = 0.15
# A detection closer than this to a tracked body, in parts of the smaller region's side, is that body.
KNOWN: Final = 0.2
# Two trackers whose landmarks are closer than this (median), in parts of the smaller region's side, are on
# one body.
SAME_BODY: Final = 0.06
# Bodies whose hips are closer than this, in parts of the smaller region's side, may exchange their trackers;
# colours are learnt only while they are farther apart.
CROSSING: Final = 0.25
# Another body has at least this share of the first one's size, and its landmarks are this far away (median),
# in parts of the smaller region's side; 0.4 and more where two people were, 0.07 and less on one body.
SIZE_MIN: Final = 0.4
BESIDE: Final = 0.25
# Seconds between two looks at one picture.
GLANCE_S: Final = 0.04
# After a crossing the places are exchanged when that reduces the colours' difference below this share.
SWAP_GAIN: Final = 0.6


class Detector(Protocol):
    """A person detector, such as BlazePoseDetector."""

    def detect(self, image: Image, hidden: Sequence[Roi] = ()) -> list[Detection]:
        """The people in a picture, best first, without those in the regions `hidden`."""
        ...


@dataclass(slots=True)
class _Place:
    """One person's place: the tracker while they are seen, and where and when they were last seen."""

    tracker: Tracker | None = None
    pose: Pose | None = None
    roi: Roi | None = None
    seen_s: float = -math.inf
    appearance: Appearance = field(default_factory=Appearance)

    def leave(self) -> None:
        self.tracker = self.pose = None

    def waits(self, time_s: float) -> bool:
        """Whether it is kept for its owner, who was lost within OWNER_AWAY_S."""
        return time_s - self.seen_s <= OWNER_AWAY_S

    def state(self) -> State:
        """All but `pose`, which the tracker makes anew from the next picture."""
        parts = {"appearance": self.appearance.state()}
        if self.tracker is not None:
            parts["tracker"] = self.tracker.state()
        if self.roi is not None:
            parts["roi"] = self.roi.state()
        return {"seen_s": number(self.seen_s)} | joined(parts)

    @classmethod
    def restored(cls, landmarker: LandmarkReader, state: State) -> "_Place":
        tracker, roi = part_of(state, "tracker"), part_of(state, "roi")
        place = cls(
            tracker=Tracker.restored(landmarker, tracker) if tracker else None,
            roi=Roi.restored(roi) if roi else None,
            seen_s=number_in(state, "seen_s"),
        )
        place.appearance.restore(part_of(state, "appearance"))
        return place


class People:
    """Tracks up to `count` people (1 or 2) in the pictures of one camera."""

    def __init__(self, detector: Detector, landmarker: LandmarkReader, count: int) -> None:
        """Start with all places free. Raises ValueError for another count."""
        if count not in (1, 2):
            raise ValueError(f"one or two people can be followed, not {count}")
        self._detector = detector
        self._landmarker = landmarker
        self._places = [_Place() for _ in range(count)]
        self._searched_s = -math.inf
        self._crossing = False

    def update(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """The pose at each place in the picture at `time_s`, which rises; None for an empty place."""
        for place in self._places:
            self._follow(place, image, time_s)
        if len(self._places) == 2:
            self._untangle(image, time_s)
        missing = sum(place.tracker is None for place in self._places)
        alone = missing == len(self._places)
        if missing and (alone or time_s - self._searched_s >= SEARCH_EVERY_S):
            self._searched_s = time_s
            self._search(image, time_s)
        return tuple(place.pose for place in self._places)

    def state(self) -> State:
        """What is remembered of every place, between two updates."""
        places = {f"place{index}": place.state() for index, place in enumerate(self._places)}
        return {
            "count": number(len(self._places)),
            "searched_s": number(self._searched_s),
            "crossing": number(self._crossing),
        } | joined(places)

    def restore(self, state: State) -> None:
        """Go on from `state`. Raises ValueError, and changes nothing, for any other state."""
        count = len(self._places)
        if number_in(state, "count") != count:
            raise ValueError(f"the state is not one of {count} people")
        searched_s, crossing = number_in(state, "searched_s"), bool(number_in(state, "crossing"))
        self._places = [
            _Place.restored(self._landmarker, part_of(state, f"place{index}")) for index in range(count)
        ]
        self._searched_s, self._crossing = searched_s, crossing

    def _follow(self, place: _Place, image: Image, time_s: float) -> None:
        if place.tracker is None:
            return
        place.pose = place.tracker.follow(image, time_s)
        if place.pose is None:
            place.leave()
        else:
            place.roi, place.seen_s = place.tracker.roi, time_s

    def _search(self, image: Image, time_s: float) -> None:
        """Detect people who are not tracked, and assign them to the free places."""
        known = [place.roi for place in self._places if place.tracker and place.roi]
        found: list[Roi] = []
        while len(known) < len(self._places):
            fresh = [
                detection.roi
                for detection in self._detector.detect(image, known)
                if all(_apart(detection.roi, roi) >= KNOWN for roi in known)
            ]
            if not fresh:
                break
            found += fresh[:1]
            known += fresh[:1]
        for place, roi in self._assign(found, image.shape[1] / 2, time_s):
            place.tracker = Tracker(self._landmarker, roi)
            self._follow(place, image, time_s)
            if len(self._places) == 2:
                self._untangle(image, time_s)

    def _assign(self, found: list[Roi], middle: float, time_s: float) -> list[tuple[_Place, Roi]]:
        """Assign owners who came back to their places, then the others to free places from the left.

        middle: of the picture, px; one person alone gets the place of their half.
        """
        chosen: list[tuple[_Place, Roi]] = []
        rest = list(found)
        free = [place for place in self._places if place.tracker is None]
        for place in [place for place in free if place.waits(time_s)]:
            owner = place.roi
            near = max(rest, key=lambda roi: overlap(roi, owner), default=None) if owner else None
            if near is not None and owner is not None and overlap(near, owner) >= OWNER_OVERLAP:
                chosen.append((place, near))
                rest.remove(near)
                free.remove(place)
            elif len(self._places) == 2:
                free.remove(place)
        rest = sorted(rest[: len(free)], key=lambda roi: roi.x)
        if len(self._places) == 2 and len(free) == 2 and len(rest) == 1:
            return [*chosen, (free[int(rest[0].x >= middle)], rest[0])]
        return [*chosen, *zip(free, rest, strict=False)]

    def _untangle(self, image: Image, time_s: float) -> None:
        """Drop one of two trackers on one body; exchange the places of two people who crossed."""
        one, other = self._places
        if one.pose is None or other.pose is None or one.roi is None or other.roi is None:
            return
        colours = trunk_colour(image, one.pose), trunk_colour(image, other.pose)
        apart = np.linalg.norm(one.pose.landmarks[:, :2] - other.pose.landmarks[:, :2], axis=1)
        if float(np.median(apart)) < SAME_BODY * min(one.roi.side, other.roi.side):
            stranger = (
                one if one.appearance.differs(colours[0]) > other.appearance.differs(colours[1]) else other
            )
            stranger.leave()
            stranger.roi = None  # it ended on the other body, so it does not tell where its owner is
            stranger.seen_s = -math.inf
            return
        if _apart(one.roi, other.roi) < CROSSING:
            self._crossing = True
            return
        if self._crossing:
            self._crossing = False
            kept = one.appearance.differs(colours[0]) + other.appearance.differs(colours[1])
            crossed = one.appearance.differs(colours[1]) + other.appearance.differs(colours[0])
            if crossed < SWAP_GAIN * kept:
                one.tracker, other.tracker = other.tracker, one.tracker
                one.pose, other.pose = other.pose, one.pose
                one.roi, other.roi = other.roi, one.roi
                colours = colours[1], colours[0]
        one.appearance.learn(colours[0], time_s)
        other.appearance.learn(colours[1], time_s)


def somebody_else(image: Image, detector: Detector, landmarker: LandmarkReader) -> bool:
    """Whether a second body is in the picture, beside the best one that the detector finds.

    The landmark network must see it twice: of limbs and bars the detector makes bodies that it does not.
    """
    first = next(iter(detector.detect(image)), None)
    if first is None or (body := Tracker(landmarker, first.roi).follow(image, 0.0)) is None:
        return False
    for second in detector.detect(image, [first.roi]):
        side = min(first.roi.side, second.roi.side)
        if side < SIZE_MIN * first.roi.side or _apart(first.roi, second.roi) < KNOWN:
            continue
        tracker = Tracker(landmarker, second.roi)
        tracker.follow(image, 0.0)
        other = tracker.follow(image, GLANCE_S)
        if other is not None:
            distances = np.linalg.norm(body.landmarks[:, :2] - other.landmarks[:, :2], axis=1)
            return float(np.median(distances)) >= BESIDE * side
    return False


def _apart(one: Roi, other: Roi) -> float:
    """The distance between the hips of two bodies, in parts of the smaller region's side."""
    return math.hypot(one.x - other.x, one.y - other.y) / min(one.side, other.side)
