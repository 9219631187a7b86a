"""What is to be played and by whom, as it was found in the store.

Decides what can be played at all. How it is played is decided by the match.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from device.match.cut import Cut
from device.remote.messages import NAME_SHOWN_MAX, RefusalReason, Status, TvState
from device.scenes.colours import GUEST, rgb
from device.store import lessons
from device.store.database import Database
from device.store.folder import Folder
from device.store.tables import Member, SegmentKind
from device.views import Badge

# A part that is shorter than this is over before anybody has found into it.
PART_MIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise of a lesson, in seconds of its video."""

    start_s: float
    end_s: float
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A lesson for one or two people: members by id, None for a guest; the first stands on the left as shown.

    cut: the part of the video that is the lesson; from_s: where on the lesson's clock it begins, when it was
    left there the last time; parts: its exercises.
    """

    lesson_id: int
    title: str
    member_ids: tuple[int | None, ...]
    badges: tuple[Badge, ...]
    cut: Cut
    from_s: float = 0.0
    parts: tuple[Part, ...] = ()

    @property
    def played(self) -> Cut:
        """The part of the video that is played now."""
        return replace(self.cut, start_s=self.cut.start_s + self.from_s)

    def status(self, doing: TvState, volume: int) -> Status:
        """What the phone is told of it, without a clock."""
        return Status(
            doing,
            self.lesson_id,
            self.title[:NAME_SHOWN_MAX],
            member_ids=self.member_ids,
            scores=(None,) * len(self.member_ids),
            volume=volume,
        )

    def part_at(self, time_s: float) -> Part | None:
        """The exercise at a second of what is played now, else the last one before it."""
        video_s = self.played.start_s + time_s
        begun = [part for part in self.parts if part.start_s <= video_s]
        return begun[-1] if begun else None


def order_for(
    folder: Folder,
    database: Database,
    lesson_id: int,
    member_ids: Sequence[int | None],
    *,
    guest: str,
    from_s: float = 0.0,
) -> Order | RefusalReason:
    """The order, or why it cannot be. guest: what one is called."""
    with database.reading() as session:
        found = lessons.find(session, lesson_id)
        if found is None or found.lesson.deleted_at is not None:
            return RefusalReason.NO_LESSON
        files = folder.lesson(lesson_id)
        if not (found.is_ready and files.video.is_file() and files.track.is_file()):
            return RefusalReason.NOT_READY
        badges = []
        for member_id in member_ids:
            member = None if member_id is None else session.get(Member, member_id)
            if member_id is not None and member is None:
                return RefusalReason.NO_MEMBER
            badges.append(Badge(guest, GUEST, chosen=True) if member is None else badge_of(member))
        lesson = found.lesson
        cut = Cut(lesson.trim_start_s, lesson.trim_end_s)
        parts = [
            Part(max(one.start_s, cut.start_s), min(one.end_s, cut.end_s or one.end_s), one.name)
            for one in lesson.segments
            if one.kind is SegmentKind.EXERCISE
        ]
        return Order(
            lesson_id,
            lesson.name,
            tuple(member_ids),
            tuple(badges),
            cut,
            from_s,
            tuple(part for part in parts if part.end_s - part.start_s >= PART_MIN_S),
        )


def badge_of(member: Member, *, chosen: bool = True) -> Badge:
    """A member as a coloured name."""
    return Badge(member.name, rgb(member.colour), chosen=chosen)
