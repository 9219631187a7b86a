"""Follows one or two people, and keeps each place for the person whom it belongs to.

Decides when others are looked for; whether a body that is found is the owner who is back, a guest for as long
as the owner is away, a stranger who gets nothing, or the one who was meant all along; that of two trackers on
one body one is dropped; and that two people who crossed keep their places.
"""

import math
from typing import Final

import numpy as np

from device.messages import Image, Pose
from device.pose.appearance import Colours, colours_of
from device.pose.bodies import Detector, bodies
from device.pose.challenger import Challenger, prominence
from device.pose.owner import apart
from device.pose.place import SURE, Body, Place
from device.pose.scene_change import SceneChange
from device.pose.state import State, joined, number, number_in, part_of
from device.pose.strangers import Strangers
from device.pose.tracker import LandmarkReader

# Seconds between two searches: while one of two is tracked, or a guest has somebody's place; while bodies are
# seen that got no place; beside somebody who has not exercised yet, in their first NEW_S and later; and
# beside one who has. A search costs as much as following a body in one or two pictures.
SEARCH_EVERY_S: Final = 0.3
REFUSED_EVERY_S: Final = 0.15
AROUND_EVERY_S: Final = 0.5
NEW_S: Final = 3.0
AROUND_LATER_S: Final = 1.5
SETTLED_EVERY_S: Final = 4.0
# Seconds after a challenger was sent away without a search for another.
PEACE_S: Final = 3.0
# Seconds for which an owner is expected where they were lost, whatever the detector says.
EXPECTED_S: Final = 10.0
# Evidence from which a body that is found may be the owner.
RESEMBLES: Final = -0.75
# The evidence by which another body must be more like the owner than the guest is.
CLEARER: Final = 1.5
# A challenger has at least this share of the size of the one who is followed: a child of six has 0.65 of an
# adult; who is on a television or a poster is smaller.
CHALLENGER_SIDE: Final = 0.55
# Two trackers whose landmarks are closer than this (median), in parts of the smaller region's side, are on
# one body.
SAME_BODY: Final = 0.06
# Bodies whose hips are closer than this, in parts of the smaller region's side, may exchange their trackers;
# colours are learnt only while they are farther apart.
CROSSING: Final = 0.25
# After a crossing the places are exchanged when that reduces the colours' difference below this share.
SWAP_GAIN: Final = 0.6


class People:
    """Tracks up to `count` people (1 or 2) in the pictures of one camera or film."""

    def __init__(
        self, detector: Detector, landmarker: LandmarkReader, count: int, *, film: bool = False
    ) -> None:
        """Start with all places free. Raises ValueError for another count.

        film: whether it is a lesson's film: who exercises while its tutor is away is another tutor. In front
        of a camera that is a child on the sofa.
        """
        if count not in (1, 2):
            raise ValueError(f"one or two people can be followed, not {count}")
        self._detector = detector
        self._landmarker = landmarker
        self._film = film
        self._places = [Place() for _ in range(count)]
        self._strangers = Strangers()
        self._scene = SceneChange()
        self._challenger: Challenger | None = None
        self._searched_s = self._peace_s = -math.inf
        self._refused = self._crossing = False

    def update(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """The pose at each place in the picture at `time_s`, which rises; None for an empty place."""
        everybody = all(place.tracker is not None for place in self._places)
        if self._scene.see(image, followed=everybody):
            self._cut()
        for place in self._places:
            place.follow(image, time_s)
        if len(self._places) == 1 or not self._untangle(image):
            for place in self._places:
                place.look(image, time_s)
        if self._challenger is not None:
            self._challenge(self._challenger, image, time_s)
        if (self._challenger is None or self._refused) and time_s - self._searched_s >= self._interval(
            time_s
        ):
            self._searched_s = time_s
            self._search(image, time_s)
        return tuple(place.pose for place in self._places)

    def state(self) -> State:
        """What is remembered of every place and of everybody else, between two updates."""
        parts = {f"place{index}": place.state() for index, place in enumerate(self._places)}
        parts |= {"strangers": self._strangers.state(), "scene": self._scene.state()}
        if self._challenger is not None:
            parts["challenger"] = self._challenger.state()
        return {
            "count": number(len(self._places)),
            "searched_s": number(self._searched_s),
            "peace_s": number(self._peace_s),
            "refused": number(self._refused),
            "crossing": number(self._crossing),
        } | joined(parts)

    def restore(self, state: State) -> None:
        """Go on from `state`. Raises ValueError for any other state; it is then of no more use."""
        count = len(self._places)
        if number_in(state, "count") != count:
            raise ValueError(f"the state is not one of {count} people")
        self._searched_s, self._peace_s = number_in(state, "searched_s"), number_in(state, "peace_s")
        self._refused, self._crossing = (bool(number_in(state, name)) for name in ("refused", "crossing"))
        self._places = [
            Place.restored(self._landmarker, part_of(state, f"place{index}")) for index in range(count)
        ]
        self._strangers.restore(part_of(state, "strangers"))
        self._scene.restore(part_of(state, "scene"))
        watched = part_of(state, "challenger")
        self._challenger = Challenger.restored(self._landmarker, watched) if watched else None

    def _interval(self, time_s: float) -> float:
        """Seconds between two searches, as things are."""
        free = sum(place.tracker is None for place in self._places)
        if free == len(self._places):
            return REFUSED_EVERY_S if self._refused else 0.0
        if free or any(place.guest for place in self._places):
            return SEARCH_EVERY_S
        if len(self._places) == 2 or time_s < self._peace_s:
            return math.inf
        alone = self._places[0]
        if alone.settled:
            return SETTLED_EVERY_S
        return AROUND_EVERY_S if alone.owner.held_s < NEW_S else AROUND_LATER_S

    def _cut(self) -> None:
        self._strangers.clear()
        self._challenger = None
        self._searched_s = self._peace_s = -math.inf
        for place in self._places:
            place.owner.anywhere()

    def _search(self, image: Image, time_s: float) -> None:
        """Find bodies that are not followed, and decide what each of them is."""
        followed = [(place.roi, place.pose) for place in self._places if place.roi and place.pose]
        expected = [
            place.owner.last_roi
            for place in self._places
            if place.tracker is None and place.owner.last_roi and time_s - place.owner.seen_s <= EXPECTED_S
        ]
        found = bodies(image, time_s, self._detector, self._landmarker, followed, expected)
        rest = self._come_back(found)
        rest = self._move_in(rest, image.shape[1], time_s)
        for place in self._places:
            rest = self._replace_guest(place, rest, image, time_s)
        self._refused = bool(rest) and all(place.tracker is None for place in self._places)
        if all(place.tracker and not place.guest for place in self._places):
            for body in rest:
                self._strangers.note(body.seen.roi, time_s)
        self._watch(rest, image.shape[1], time_s)

    def _come_back(self, found: list[Body]) -> list[Body]:
        """Give the free places back to their owners, the clearest first; the bodies that are left."""
        rest = list(found)
        while True:
            pairs = [
                (self._evidence(place, body), index, place)
                for place in self._places
                if place.tracker is None and place.owner.known
                for index, body in enumerate(rest)
            ]
            evidence, index, place = max(pairs, key=lambda pair: pair[0], default=(-math.inf, 0, None))
            if place is None or evidence < RESEMBLES:
                return rest
            body = rest.pop(index)
            self._strangers.forget(body.seen.roi, body.seen.time_s)
            place.take(body, guest=evidence < SURE)

    def _move_in(self, found: list[Body], width: int, time_s: float) -> list[Body]:
        """Give places that are kept for nobody to the others, from the left; the bodies that are left."""
        free = [place for place in self._places if place.tracker is None and not place.owner.guarded(time_s)]
        fresh = [body for body in found if not self._strangers.know(body.seen.roi, time_s)]
        fresh.sort(key=lambda body: prominence(body.seen.roi, width), reverse=True)
        chosen = sorted(fresh[: len(free)], key=lambda body: body.seen.roi.x)
        if len(free) == 2 and len(chosen) == 1:
            # one person alone gets the place of their half
            free = [free[int(chosen[0].seen.roi.x >= width / 2)]]
        for place, body in zip(free, chosen, strict=False):
            if place.owner.known:
                place.take(body, guest=True)
            else:
                place.belongs_to(body)
        return [body for body in found if all(body is not one for one in chosen)]

    def _replace_guest(self, place: Place, found: list[Body], image: Image, time_s: float) -> list[Body]:
        """Give the place of a guest to a body that is more like the owner; the bodies that are left."""
        guest = place.sighting(image, time_s) if place.guest else None
        if guest is None or not found:
            return found
        best = max(found, key=lambda body: self._evidence(place, body))
        evidence = self._evidence(place, best)
        if evidence < RESEMBLES or evidence - place.owner.evidence(guest) < CLEARER:
            return found
        self._strangers.note(guest.roi, time_s)
        self._strangers.forget(best.seen.roi, time_s)
        place.take(best, guest=evidence < SURE)
        return [body for body in found if body is not best]

    def _evidence(self, place: Place, body: Body) -> float:
        """How strongly a body speaks for being the owner of a place; a stranger never is."""
        if self._strangers.know(body.seen.roi, body.seen.time_s):
            return -math.inf
        return place.owner.evidence(body.seen)

    def _watch(self, found: list[Body], width: int, time_s: float) -> None:
        """Watch the most prominent body beside somebody who has not exercised yet, or in their absence."""
        place = self._places[0]
        if self._challenger is not None or len(self._places) == 2 or place.settled or place.guest:
            return
        if place.tracker is None and not self._film:
            return
        side = place.roi.side if place.roi else 0.0
        large = [body for body in found if body.seen.roi.side >= CHALLENGER_SIDE * side]
        if large:
            best = max(large, key=lambda body: prominence(body.seen.roi, width))
            self._challenger = Challenger(best.tracker, time_s)

    def _challenge(self, challenger: Challenger, image: Image, time_s: float) -> None:
        place = self._places[0]
        if not challenger.watch(image, time_s):
            return
        body = challenger.body
        if place.tracker is None:
            won = body is not None and challenger.exercises
            if body is not None and won:
                place.take(body, guest=True)
        else:
            won = challenger.wins(place, image.shape[1])
            if body is not None and won:
                if place.roi is not None:
                    self._strangers.note(place.roi, time_s)
                self._strangers.forget(challenger.roi, time_s)
                place.belongs_to(body)
        if won or challenger.done or place.settled or place.guest:
            self._challenger = None
            self._peace_s = time_s + PEACE_S

    def _untangle(self, image: Image) -> bool:
        """Drop one of two trackers on one body; exchange the places of two people who crossed.

        Returns whether two people are so near that their colours cannot be told apart.
        """
        one, other = self._places
        if one.pose is None or other.pose is None or one.roi is None or other.roi is None:
            return False
        colours = colours_of(image, one.pose), colours_of(image, other.pose)
        distances = np.linalg.norm(one.pose.landmarks[:, :2] - other.pose.landmarks[:, :2], axis=1)
        if float(np.median(distances)) < SAME_BODY * min(one.roi.side, other.roi.side):
            stranger = one if _unlike(one, colours[0]) > _unlike(other, colours[1]) else other
            stranger.leave()
            stranger.roi = None  # it ended on the other body, so it does not tell where its owner is
            stranger.owner.anywhere()
            return True
        if apart(one.roi, other.roi) < CROSSING:
            self._crossing = True
            return True
        if self._crossing:
            self._crossing = False
            kept = _unlike(one, colours[0]) + _unlike(other, colours[1])
            crossed = _unlike(one, colours[1]) + _unlike(other, colours[0])
            if crossed < SWAP_GAIN * kept:
                one.exchange(other)
        return False


def _unlike(place: Place, colours: Colours) -> float:
    """How much the colours differ from the owner's; 0 where nothing is known."""
    return float(np.nan_to_num(place.owner.differs(colours)))
