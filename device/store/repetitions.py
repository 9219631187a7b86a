"""Repetitions of matches as rows: what was done of each exercise, match by match."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from device.store.exercise_tables import RepetitionRow
from device.store.tables import Match, Player

# the name of scoring.repetitions.repetition.Verdict.GOOD
GOOD: Final = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one person did of one exercise in one match.

    exercise: None where nothing named it; counted: repetitions that count; good: those of them without a
    fault; tried: attempts that do not count; reach: mean range of those that count, a share of the
    reference's, None where it was not measured.
    """

    player_id: int
    played_at: datetime
    exercise: str | None
    counted: int
    good: int
    tried: int
    reach: float | None


def done(session: Session, member_id: int | None = None, *, since: datetime | None = None) -> list[Done]:
    """By one member, or by all; the oldest match first, and inside a match as the exercises came."""
    counts = RepetitionRow.counted.is_(True)
    found = (
        select(
            Player.id,
            Match.played_at,
            RepetitionRow.exercise,
            func.sum(case((counts, 1), else_=0)),
            func.sum(case((counts & (RepetitionRow.verdict == GOOD), 1), else_=0)),
            func.sum(case((counts, 0), else_=1)),
            func.avg(case((counts, RepetitionRow.reach), else_=None)),
        )
        .join(Player, RepetitionRow.player_id == Player.id)
        .join(Match, Player.match_id == Match.id)
        .group_by(Player.id, Match.played_at, RepetitionRow.exercise)
        .order_by(Match.played_at, Player.id, func.min(RepetitionRow.number))
    )
    if member_id is not None:
        found = found.where(Player.member_id == member_id)
    if since is not None:
        found = found.where(Match.played_at >= since)
    return [
        Done(
            player_id=player_id,
            played_at=played_at,
            exercise=exercise,
            counted=int(counted),
            good=int(good),
            tried=int(tried),
            reach=None if reach is None else float(reach),
        )
        for player_id, played_at, exercise, counted, good, tried, reach in session.execute(found)
    ]
