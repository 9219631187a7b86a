import pytest
from sqlalchemy import select

from device.store import own
from device.store.exercise_tables import OwnExample, OwnExercise
from device.store.own import EXAMPLES_MAX, EXAMPLES_MIN, TooFewExamplesError
from device.store.tables import Lesson, Match, NamedBy, Segment, SegmentKind
from tests.device.store.furnished import lesson, player

THREE = [(0.0, 3.0), (4.0, 7.0), (8.0, 11.0)]


def test_an_own_exercise_is_called_by_its_key(database, now):
    with database.session() as session:
        taught = own.teach(session, "  Oma's \n 체조 ", THREE, now=now)
        assert own.names(session) == {own.key_of(taught.id): "Oma's 체조"}
    with database.reading() as session:
        (kept,) = own.every(session)
        assert [(one.start_s, one.end_s, one.features) for one in kept.examples] == [
            (start_s, end_s, None) for start_s, end_s in THREE
        ]


def test_examples_of_the_same_name_are_added_and_the_oldest_go(database, now):
    with database.session() as session:
        first = own.teach(session, "Hop", THREE, now=now)
        again = own.teach(session, "HOP", [(float(n), n + 1.0) for n in range(EXAMPLES_MAX)], now=now)
        assert first.id == again.id
    with database.reading() as session:
        (kept,) = own.every(session)
        assert [one.start_s for one in kept.examples] == [float(n) for n in range(EXAMPLES_MAX)]
        assert len(session.scalars(select(OwnExample)).all()) == EXAMPLES_MAX


def test_less_than_three_examples_teach_nothing(database, now):
    with database.session() as session:
        with pytest.raises(TooFewExamplesError):
            own.teach(session, "Hop", THREE[: EXAMPLES_MIN - 1], now=now)
        with pytest.raises(ValueError, match="needs a name"):
            own.teach(session, " ", THREE, now=now)
        assert own.every(session) == []


def test_forgetting_one_leaves_its_name_where_it_was_used(database, now):
    with database.session() as session:
        taught = own.teach(session, "Hop", THREE, now=now)
        used = lesson("used", now)
        used.segments = [
            Segment(
                kind=SegmentKind.EXERCISE,
                start_s=0.0,
                end_s=9.0,
                exercise=own.key_of(taught.id),
                named_by=NamedBy.NIGHT,
            )
        ]
        session.add(used)
        session.flush()
        own.forget(session, taught)
    with database.reading() as session:
        assert session.scalars(select(OwnExercise)).all() == []
        assert session.scalars(select(OwnExample)).all() == []
        part = session.scalars(select(Segment)).one()
        assert (part.exercise, part.name, part.named_by) == (None, "Hop", NamedBy.PERSON)


def test_examples_stay_without_their_lesson(database, now):
    with database.session() as session:
        shown = lesson("shown", now)
        session.add(shown)
        session.flush()
        own.teach(session, "Hop", THREE, now=now, lesson_id=shown.id)
    with database.session() as session:
        session.delete(session.scalars(select(Lesson)).one())
    with database.reading() as session:
        assert [one.lesson_id for one in session.scalars(select(OwnExample))] == [None] * 3


def test_what_is_unlearnt_is_told_with_its_track(database, now):
    with database.session() as session:
        shown = Match(
            lesson_name="x", played_at=now, duration_s=9.0, method="adaptive", players=[player(0, "a.npz")]
        )
        session.add(shown)
        session.flush()
        taught = own.teach(session, "Hop", THREE, now=now, player_id=shown.players[0].id)
        taught.examples[0].features = [1.0, None]
    with database.reading() as session:
        found = own.unlearnt(session)
        assert [(example.start_s, track) for example, track in found] == [(4.0, "a.npz"), (8.0, "a.npz")]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ((10.0, 30.0), [(10.0, 13.0), (18.5, 21.5), (27.0, 30.0)]),
        ((0.0, 4.0), [(0.0, 2.0), (1.0, 3.0), (2.0, 4.0)]),
    ],
)
def test_windows_are_spread_over_the_part(part, expected):
    assert own.windows(*part) == expected
