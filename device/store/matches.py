"""What was played, as rows: kept, listed, counted, compared with the last time, given out and removed.

Decides what belongs to one person's part in a match, and that a match is deleted with its last player. Track
files are named here, not touched.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from statistics import fmean
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, contains_eager

from device.night_hours import local_day
from device.store.tables import Lesson, Match, Member, Player

# Rows that an export holds at a time: a part with its live curve is about 30 kB.
AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Played:
    """One person's part in one match, in short. people: how many took part."""

    player_id: int
    match_id: int
    member_id: int | None
    lesson_id: int | None
    lesson_name: str
    played_at: datetime
    duration_s: float
    final: float | None
    people: int


def add(session: Session, match: Match) -> int:
    """Keep a match with its players; gives its id.

    The match is kept without a lesson or member that was removed while it ran.
    """
    if match.lesson_id is not None and session.get(Lesson, match.lesson_id) is None:
        match.lesson_id = None
    for player in match.players:
        if player.member_id is not None and session.get(Member, player.member_id) is None:
            player.member_id = None
    session.add(match)
    session.flush()
    return match.id


def played(
    session: Session,
    member_id: int | None = None,
    *,
    lesson_id: int | None = None,
    since: datetime | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Played]:
    """Parts in matches, the newest first: of one member or all, of one lesson or all."""
    other = aliased(Player)
    people = select(func.count()).where(other.match_id == Match.id).correlate(Match).scalar_subquery()
    found = (
        select(
            Player.id,
            Match.id,
            Player.member_id,
            Match.lesson_id,
            Match.lesson_name,
            Match.played_at,
            Match.duration_s,
            Player.final,
            people,
        )
        .join(Match, Player.match_id == Match.id)
        .order_by(Match.played_at.desc(), Player.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Played(*row) for row in session.execute(_of(found, member_id, lesson_id, since))]


def count(session: Session, member_id: int | None = None) -> int:
    """The number of parts that `played` gives for one member or all."""
    found = select(func.count()).select_from(Player).join(Match, Player.match_id == Match.id)
    return session.scalar(_of(found, member_id, None, None)) or 0


def part(session: Session, player_id: int) -> Player | None:
    """One person's part with its match; None if there is none."""
    found = select(Player).where(Player.id == player_id).join(Player.match)
    return session.scalars(found.options(contains_eager(Player.match))).one_or_none()


def last_time(session: Session, player: Player) -> Player | None:
    """The same member's part in the match of the same lesson before this one; None the first time."""
    match = player.match
    if player.member_id is None or match.lesson_id is None:
        return None
    found = (
        select(Player)
        .join(Player.match)
        .where(Player.member_id == player.member_id, Match.lesson_id == match.lesson_id)
        .where(
            (Match.played_at < match.played_at)
            | ((Match.played_at == match.played_at) & (Match.id < match.id))
        )
        .order_by(Match.played_at.desc(), Match.id.desc())
        .limit(1)
    )
    return session.scalars(found.options(contains_eager(Player.match))).one_or_none()


def last_scores(session: Session, member_ids: Collection[int]) -> dict[int, float]:
    """By lesson: the final score of the last match in which any of these was judged; of two their mean."""
    newest = func.dense_rank().over(
        partition_by=Match.lesson_id, order_by=(Match.played_at.desc(), Match.id.desc())
    )
    parts = (
        select(Match.lesson_id, Player.final, newest.label("age"))
        .join(Match, Player.match_id == Match.id)
        .where(Match.lesson_id.is_not(None), Player.final.is_not(None))
        .where(Player.member_id.in_(list(member_ids)))
        .subquery()
    )
    found = select(parts.c.lesson_id, func.avg(parts.c.final)).where(parts.c.age == 1)
    return {row[0]: float(row[1]) for row in session.execute(found.group_by(parts.c.lesson_id))}


def minutes_by_day(session: Session, since: datetime, zone: tzinfo) -> dict[date, dict[int | None, float]]:
    """Minutes of training since then, by local day and member; None: the guests."""
    found = (
        select(Match.played_at, Match.duration_s, Player.member_id)
        .join(Match, Player.match_id == Match.id)
        .where(Match.played_at >= since)
        .order_by(Match.played_at, Player.place)
    )
    days: dict[date, dict[int | None, float]] = {}
    for played_at, duration_s, member_id in session.execute(found):
        minutes = days.setdefault(local_day(played_at, zone), {})
        minutes[member_id] = minutes.get(member_id, 0.0) + duration_s / 60
    return days


def joint_means(
    session: Session, member_id: int | None = None, since: datetime | None = None
) -> dict[str, float]:
    """The mean score of each joint over the matches, by its name, without joints that were never seen."""
    found = select(Player.joints).join(Match, Player.match_id == Match.id)
    scores: dict[str, list[float]] = {}
    for joints in session.scalars(_of(found, member_id, None, since)):
        for name, score in joints.items():
            if score is not None:
                scores.setdefault(name, []).append(score)
    return {name: fmean(known) for name, known in scores.items()}


def every(session: Session, member_id: int | None = None) -> Iterator[Player]:
    """All parts with their matches, oldest first, read a few at a time and released afterwards."""
    found = select(Player).join(Player.match).options(contains_eager(Player.match))
    found = _of(found, member_id, None, None).order_by(Match.played_at, Player.id)
    for player in session.scalars(found.execution_options(yield_per=AT_ONCE)):
        yield player
        session.expunge(player)


def remove(session: Session, parts: Sequence[Player]) -> list[str]:
    """Remove parts, and every match without players; the names of track files that are no longer needed."""
    tracks = [player.track for player in parts if player.track is not None]
    matches = {player.match_id for player in parts}
    for player in parts:
        session.delete(player)
    session.flush()
    for match_id in matches:
        if not session.scalar(select(func.count()).where(Player.match_id == match_id)):
            match = session.get(Match, match_id)
            if match is not None:
                session.delete(match)
    session.flush()
    return tracks


def _of(
    found: Select[Any], member_id: int | None, lesson_id: int | None, since: datetime | None
) -> Select[Any]:
    if member_id is not None:
        found = found.where(Player.member_id == member_id)
    if lesson_id is not None:
        found = found.where(Match.lesson_id == lesson_id)
    return found if since is None else found.where(Match.played_at >= since)
