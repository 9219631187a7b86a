from datetime import timedelta

import pytest

from device.store import matches
from device.store.repetitions import Done, done
from device.store.tables import Match, Player
from scoring.repetitions.repetition import Verdict
from tests.device.store.furnished import member, player, repetition


@pytest.fixture
def trained(database, now):
    """Two members and two evenings: the ids of their parts."""
    with database.session() as session:
        mia, noah = member("mia", now), member("noah", now)
        session.add_all([mia, noah])
        session.flush()
        evenings = [
            Match(lesson_name="x", played_at=at, duration_s=9.0, method="adaptive", players=players)
            for at, players in (
                (
                    now,
                    [
                        player(
                            0,
                            member_id=mia.id,
                            repetitions=[
                                repetition(1, reach=1.0),
                                repetition(2, reach=0.5, verdict=Verdict.SHALLOW.value),
                                repetition(3, reach=0.1, counted=False, verdict=Verdict.SHALLOW.value),
                                repetition(4, exercise=None, reach=None),
                            ],
                        ),
                        player(1, member_id=noah.id, repetitions=[repetition(1, exercise="lunge")]),
                    ],
                ),
                (now + timedelta(days=2), [player(0, member_id=mia.id, repetitions=[repetition(1)])]),
            )
        ]
        session.add_all(evenings)
        session.flush()
        return (mia.id, noah.id), [one.id for evening in evenings for one in evening.players]


def row(player_id, played_at, exercise="squat", **changes):
    fields = {"counted": 1, "good": 1, "tried": 0, "reach": 0.95}
    return Done(player_id=player_id, played_at=played_at, exercise=exercise, **fields | changes)


def test_repetitions_are_told_by_match_and_exercise(database, now, trained):
    (mia, _noah), (first, beside, second) = trained
    squats = row(first, now, counted=2, good=1, tried=1, reach=0.75)
    unnamed = row(first, now, None, reach=None)
    later = row(second, now + timedelta(days=2))
    with database.reading() as session:
        assert done(session, mia) == [squats, unnamed, later]
        assert done(session) == [squats, unnamed, row(beside, now, "lunge"), later]
        assert done(session, mia, since=now + timedelta(days=1)) == [later]


def test_repetitions_go_with_the_person_s_part(database, now, trained):
    (mia, _noah), (first, _beside, second) = trained
    with database.session() as session:
        matches.remove(session, [session.get_one(Player, first)])
    with database.reading() as session:
        assert done(session, mia) == [row(second, now + timedelta(days=2))]
