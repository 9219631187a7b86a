"""One person's place: the tracker while somebody is seen there, whom it belongs to, and who is there instead.

A body that hardly resembles the owner is a guest: it is shown and judged, but the owner is looked for, and
gets the place back. A guest who stays, or who exercises for long, becomes the owner.
"""

import math
from dataclasses import dataclass, field
from typing import Final, Self

from device.messages import Image, Pose
from device.pose.activity import Activity
from device.pose.appearance import colours_of
from device.pose.geometry import Roi
from device.pose.owner import Owner, Sighting
from device.pose.state import State, joined, number, number_in, part_of
from device.pose.tracker import LandmarkReader, Tracker

# Seconds between two looks at the colours of a body that is followed.
LOOK_EVERY_S: Final = 0.15
# Evidence (see `owner`) at which a body is surely the owner, and below which the colours of the body that is
# followed are another's; STRANGE_S: for so many seconds on end, longer than an arm covers the trunk.
SURE: Final = 1.0
STRANGE: Final = -1.5
STRANGE_S: Final = 0.4
# Evidence of place and size below which whoever has those colours is not the owner in other light: 1.4 at the
# same spot after STRANGE_S with two looks, 0.6 when the body is 1.5 times as large.
JUMPED: Final = 0.6
# A guest who was followed, or who exercised, for so many seconds is the owner from then on.
GUEST_STAYS_S: Final = 60.0
GUEST_ACTIVE_S: Final = 20.0
# Who exercised for SETTLED_S, and not longer ago than RESTS_S, is not replaced by somebody who moves more.
SETTLED_S: Final = 3.0
RESTS_S: Final = 20.0


@dataclass(slots=True)
class Body:
    """A body that was found in a picture, with its tracker after that picture."""

    tracker: Tracker
    pose: Pose
    seen: Sighting
    activity: Activity = field(default_factory=Activity)


class Place:
    """See above. pose: in the newest picture; roi: where somebody was last seen."""

    def __init__(self) -> None:
        """Free, and nobody's."""
        self.tracker: Tracker | None = None
        self.pose: Pose | None = None
        self.roi: Roi | None = None
        self.owner = Owner()
        self.guest: Owner | None = None
        self.activity = Activity()
        self._looked_s = self._strange_s = -math.inf

    @property
    def settled(self) -> bool:
        """Whether the owner is there, exercised, and perhaps rests."""
        owner = self.owner
        rested_s = self._looked_s - owner.active_at_s
        there = self.tracker is not None and self.guest is None
        return there and owner.active_s >= SETTLED_S and rested_s <= RESTS_S

    def follow(self, image: Image, time_s: float) -> None:
        """Follow whoever is there into the next picture."""
        if self.tracker is None:
            return
        self.pose = self.tracker.follow(image, time_s)
        if self.pose is None:
            self.leave()
            return
        self.roi = self.tracker.roi
        self.activity.see(self.pose, self.roi, time_s)

    def leave(self) -> None:
        """Nobody is there any more; the owner is remembered, a guest is not."""
        self.tracker = self.pose = self.guest = None
        self._strange_s = -math.inf

    def take(self, body: Body, *, guest: bool) -> None:
        """A body that was found is there from now on, as the owner or as a guest."""
        self.tracker, self.pose, self.roi = body.tracker, body.pose, body.seen.roi
        self.activity = body.activity
        self.guest = Owner() if guest else None
        self._strange_s, self._looked_s = -math.inf, body.seen.time_s
        (self.guest or self.owner).learn(body.seen, active=body.activity.active)

    def belongs_to(self, body: Body) -> None:
        """The place is that body's from now on, whoever had it."""
        self.owner = Owner()
        self.take(body, guest=False)

    def exchange(self, other: "Place") -> None:
        """Whoever is here is there from now on, and the other way round; the owners stay."""
        for name in ("tracker", "pose", "roi", "activity"):
            mine = getattr(self, name)
            setattr(self, name, getattr(other, name))
            setattr(other, name, mine)
        self.guest = other.guest = None

    def look(self, image: Image, time_s: float) -> None:
        """Learn the colours of whoever is there, and decide whether they are the owner."""
        if self.pose is None or self.roi is None or time_s - self._looked_s < LOOK_EVERY_S:
            return
        self._looked_s = time_s
        seen = Sighting(roi=self.roi, colours=colours_of(image, self.pose), time_s=time_s)
        clothes = self.owner.of_colours(seen.colours)
        if self.guest is None and clothes < STRANGE:
            if not math.isfinite(self._strange_s):
                self._strange_s = time_s
            if time_s - self._strange_s < STRANGE_S:
                return
            if self.owner.of_place(seen) < JUMPED:
                # of another size too: somebody who stepped between them and the camera
                self.leave()
                return
            self.guest = Owner()
        else:
            self._strange_s = -math.inf
        if self.guest is not None and self.owner.evidence(seen) >= SURE:
            self.guest = None
        (self.guest or self.owner).learn(seen, active=self.activity.active)
        if self.guest and (self.guest.held_s >= GUEST_STAYS_S or self.guest.active_s >= GUEST_ACTIVE_S):
            self.owner, self.guest = self.guest, None

    def sighting(self, image: Image, time_s: float) -> Sighting | None:
        """Who is there now, or None."""
        if self.pose is None or self.roi is None:
            return None
        return Sighting(roi=self.roi, colours=colours_of(image, self.pose), time_s=time_s)

    def state(self) -> State:
        """All but `pose`, which the tracker makes anew from the next picture."""
        parts = {"owner": self.owner.state(), "activity": self.activity.state()}
        for name, part in (("tracker", self.tracker), ("roi", self.roi), ("guest", self.guest)):
            if part is not None:
                parts[name] = part.state()
        own = {"looked_s": number(self._looked_s), "strange_s": number(self._strange_s)}
        return own | joined(parts)

    @classmethod
    def restored(cls, landmarker: LandmarkReader, state: State) -> Self:
        """The place of `state`. Raises ValueError when it is not one of this class."""
        place = cls()
        tracker, roi, guest = (part_of(state, name) for name in ("tracker", "roi", "guest"))
        place.tracker = Tracker.restored(landmarker, tracker) if tracker else None
        place.roi = Roi.restored(roi) if roi else None
        place.guest = Owner.restored(guest) if guest else None
        place.owner = Owner.restored(part_of(state, "owner"))
        place.activity.restore(part_of(state, "activity"))
        place._looked_s, place._strange_s = number_in(state, "looked_s"), number_in(state, "strange_s")
        return place
