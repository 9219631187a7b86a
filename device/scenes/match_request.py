"""A request for a match: lesson, people and part of the video, looked up in the store.

Decides what can be played.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from device.match.cut import Cut
from device.match.lesson import Names
from device.remote.messages import NAME_SHOWN_MAX, RefusalReason, Status, TvState
from device.scenes.colours import GUEST, rgb
from device.scenes.done import ExerciseNames
from device.store import lessons, segments
from device.store.database import Database
from device.store.folder import Folder
from device.store.tables import Member, SegmentKind
from device.views import Badge
from scoring.demands import NO_DEMANDS, Demands

# Shorter exercises are over before a person has understood them; they are not offered for practice.
EXERCISE_MIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of a lesson, in seconds of its video. name: as the TV writes it."""

    start_s: float
    end_s: float
    name: str | None = None


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """A lesson for one or two people.

    member_ids: None for a guest; the first person stands on the left of the picture as shown; badges: one
    per person; cut: the part of the video that is the lesson; from_s: where on the lesson's clock to begin,
    as left the last time; exercises: those inside the cut; demands: of the lesson, in seconds of the video;
    names: (start, end, exercise) of its parts that have one, in the same.
    """

    lesson_id: int
    title: str
    member_ids: tuple[int | None, ...]
    badges: tuple[Badge, ...]
    cut: Cut
    from_s: float = 0.0
    exercises: tuple[Exercise, ...] = ()
    demands: Demands = NO_DEMANDS
    names: Names = ()

    @property
    def played(self) -> Cut:
        """The part of the video that is played now."""
        return replace(self.cut, start_s=self.cut.start_s + self.from_s)

    def status(self, doing: TvState) -> Status:
        """The status for phones, without time and scores."""
        return Status(
            doing,
            self.lesson_id,
            self.title[:NAME_SHOWN_MAX],
            member_ids=self.member_ids,
            scores=(None,) * len(self.member_ids),
        )

    def exercise_now(self, time_s: float) -> Exercise | None:
        """The exercise that lasts at this second of `played`."""
        last = self.exercise_at(time_s)
        return last if last is not None and self.played.start_s + time_s < last.end_s else None

    def exercise_at(self, time_s: float) -> Exercise | None:
        """The exercise at this second of `played`, or the last one that began before it; None if none did."""
        video_s = self.played.start_s + time_s
        begun = [one for one in self.exercises if one.start_s <= video_s]
        return begun[-1] if begun else None


def request_for(
    folder: Folder,
    database: Database,
    lesson_id: int,
    member_ids: Sequence[int | None],
    *,
    names: ExerciseNames,
    from_s: float = 0.0,
) -> MatchRequest | RefusalReason:
    """The request, or why it cannot be played. names: what exercises, and guests, are called."""
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
            badges.append(
                Badge(names.words.text("guest"), GUEST, chosen=True) if member is None else badge_of(member)
            )
        lesson = found.lesson
        cut = Cut(lesson.trim_start_s, lesson.trim_end_s)
        exercises = [
            Exercise(
                max(one.start_s, cut.start_s),
                min(one.end_s, cut.end_s or one.end_s),
                one.name or (None if one.exercise is None else names.of(one.exercise)),
            )
            for one in lesson.segments
            if one.kind is SegmentKind.EXERCISE
        ]
        return MatchRequest(
            lesson_id,
            lesson.name,
            tuple(member_ids),
            tuple(badges),
            cut,
            from_s,
            tuple(one for one in exercises if one.end_s - one.start_s >= EXERCISE_MIN_S),
            Demands(
                pauses=segments.pauses(lesson.segments, cut.start_s, cut.end_s),
                ignored=frozenset(lesson.ignored_limbs),
                on_beat=lessons.is_on_beat(lesson),
            ),
            tuple(
                (one.start_s, one.end_s, one.exercise) for one in lesson.segments if one.exercise is not None
            ),
        )


def badge_of(member: Member, *, chosen: bool = True) -> Badge:
    """A member's name and colour, as screens show them."""
    return Badge(member.name, rgb(member.colour), chosen=chosen)
