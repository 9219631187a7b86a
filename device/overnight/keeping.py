"""What the night found about a lesson, written into its row: what a person decided stays."""

from datetime import datetime

from sqlalchemy.orm import Session

from device.overnight.prepare.facts import Facts
from device.store.segments import Interval, keep_found
from device.store.tables import Facing, Lesson, NamedBy


def keep(session: Session, lesson: Lesson, facts: Facts, model: str, now: datetime) -> None:
    """Write the facts into the lesson; a facing, segments and names set by a person are kept."""
    lesson.duration_s, lesson.width, lesson.height = facts.duration_s, facts.width, facts.height
    lesson.has_sound, lesson.model, lesson.prepared_at = facts.has_sound, model, now
    lesson.beat_bpm, lesson.lost = facts.beat_bpm, facts.lost
    if lesson.facing is Facing.UNKNOWN:
        lesson.facing = facts.facing
    keep_found(
        lesson,
        [
            Interval(
                one.start_s,
                one.end_s,
                one.kind,
                by_hand=False,
                exercise=one.exercise,
                named_by=None if one.exercise is None else NamedBy.NIGHT,
            )
            for one in facts.segments
        ],
    )
    session.flush()
