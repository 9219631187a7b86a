from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from device.store import matches
from device.store.lessons import create
from device.store.members import add_member, remove_member
from device.store.tables import Lesson, Match, Member, Player, Role


@pytest.fixture
def ids(database, now):
    """Two members and two lessons: {"mia", "noah", "squats", "stretch"}."""
    with database.session() as session:
        people = [
            add_member(session, now, name, Role.MEMBER, "#336699", "en", "secret") for name in ("mia", "noah")
        ]
        lessons = [create(session, now, people[0].id, name, f"{name}.mp4") for name in ("squats", "stretch")]
        return {row.name: row.id for row in (*people, *lessons)}


@pytest.fixture
def play(database, ids, now):
    """Keeps a match and gives the ids of its parts, in order."""

    def once(*members, lesson="squats", days=0, finals=(80.0, 60.0), joints=None):
        players = [
            Player(
                member_id=ids.get(member),
                place=place,
                final=finals[place],
                joints=joints or {"nose": 90.0, "left_knee": None},
                angles={},
                live=[],
                corrections=[],
                summary={},
                mirrored=False,
                track=f"{lesson}-{days}-{place}.npz",
            )
            for place, member in enumerate(members)
        ]
        match = Match(
            lesson_id=ids.get(lesson),
            lesson_name=lesson,
            played_at=now - timedelta(days=days),
            duration_s=60.0,
            method="adaptive",
            players=players,
        )
        with database.session() as session:
            matches.add(session, match)
            return [player.id for player in match.players]

    return once


def test_what_was_played_is_listed_with_the_newest_first(database, play, ids, now):
    play("mia", days=3)
    play("mia", "noah", days=1, lesson="stretch")
    with database.reading() as session:
        of_mia = matches.played(session, ids["mia"])
        assert [(one.lesson_name, one.people, one.final) for one in of_mia] == [
            ("stretch", 2, 80.0),
            ("squats", 1, 80.0),
        ]
        assert of_mia[0].played_at == now - timedelta(days=1)
        assert [one.final for one in matches.played(session, ids["noah"])] == [60.0]
        assert len(matches.played(session)) == matches.count(session) == 3
        assert matches.count(session, ids["noah"]) == 1


def test_lists_are_narrowed_and_paged(database, play, ids, now):
    for days in range(5):
        play("mia", days=days, lesson="stretch" if days == 2 else "squats")
    with database.reading() as session:
        since = matches.played(session, ids["mia"], since=now - timedelta(days=1, hours=1))
        assert len(since) == 2
        (stretch,) = matches.played(session, ids["mia"], lesson_id=ids["stretch"])
        assert stretch.lesson_name == "stretch"
        page = matches.played(session, ids["mia"], limit=2, offset=1)
        assert [(now - one.played_at).days for one in page] == [1, 2]


def test_the_last_time_is_the_same_members_same_lesson(database, play, ids):
    (first,) = play("mia", days=9)
    play("mia", days=8, lesson="stretch")
    play("noah", days=7)
    second, _ = play("mia", "noah", days=5)
    with database.reading() as session:
        assert matches.last_time(session, matches.part(session, second)).id == first
        assert matches.last_time(session, matches.part(session, first)) is None


def test_of_two_matches_at_one_moment_one_is_the_last(database, play):
    (first,) = play("mia")
    (second,) = play("mia")
    with database.reading() as session:
        assert matches.last_time(session, matches.part(session, second)).id == first
        assert matches.last_time(session, matches.part(session, first)) is None


def test_a_guest_and_a_lesson_that_is_gone_have_no_last_time(database, play):
    play(None, days=1)
    (guest,) = play(None)
    play("mia", lesson="gone", days=1)
    (gone,) = play("mia", lesson="gone")
    with database.reading() as session:
        for player_id in (guest, gone):
            assert matches.last_time(session, matches.part(session, player_id)) is None
        assert matches.part(session, 999) is None


def test_the_last_scores_are_those_of_the_last_match_of_each_lesson(database, play, ids):
    play("mia", days=9, finals=(90.0, 0.0))
    play("mia", "noah", days=5, finals=(70.0, 50.0))
    play("mia", days=2, finals=(None, 0.0))
    play("noah", days=4, lesson="stretch", finals=(95.0, 0.0))
    play(None, days=0, lesson="stretch", finals=(1.0, 0.0))
    play("mia", days=0, lesson="gone")
    squats, stretch, mia, noah = (ids[name] for name in ("squats", "stretch", "mia", "noah"))
    with database.reading() as session:
        assert matches.last_scores(session, [mia]) == {squats: 70.0}
        assert matches.last_scores(session, [noah]) == {squats: 50.0, stretch: 95.0}
        assert matches.last_scores(session, [mia, noah]) == {squats: 60.0, stretch: 95.0}
        assert matches.last_scores(session, []) == {}


def test_minutes_are_those_of_local_days(database, play, ids, now):
    play("mia", "noah", days=2)
    play("mia", days=0)
    play("mia", None, days=0)
    play("mia", days=8)
    seoul = ZoneInfo("Asia/Seoul")
    with database.reading() as session:
        found = matches.minutes_by_day(session, now - timedelta(days=7), UTC)
        there = matches.minutes_by_day(session, now - timedelta(days=7), seoul)
    mia, noah = ids["mia"], ids["noah"]
    today = now.date()
    assert found == {
        today - timedelta(days=2): {mia: 1.0, noah: 1.0},
        today: {mia: 2.0, None: 1.0},
    }
    # half past seven in the evening is tomorrow morning there
    assert set(there) == {day + timedelta(days=1) for day in found}


def test_joints_are_averaged_over_the_matches_in_which_they_were_seen(database, play, ids, now):
    play("mia", days=20, joints={"nose": 10.0})
    play("mia", days=2, joints={"nose": 80.0, "left_knee": None})
    play("mia", days=1, joints={"nose": 90.0, "left_knee": 40.0})
    with database.reading() as session:
        assert matches.joint_means(session, ids["mia"]) == pytest.approx({"nose": 60.0, "left_knee": 40.0})
        since = matches.joint_means(session, ids["mia"], since=now - timedelta(days=7))
        assert since == pytest.approx({"nose": 85.0, "left_knee": 40.0})
        assert matches.joint_means(session, ids["noah"]) == {}


def test_everything_is_given_out_from_the_oldest_on(database, play, ids):
    for days in range(matches.AT_ONCE + 3):
        play("mia", days=days)
    play("noah", days=1)
    with database.reading() as session:
        given = [(player.match.played_at, player.match.lesson_name) for player in matches.every(session)]
        assert len(given) == matches.AT_ONCE + 4
        assert given == sorted(given)
        assert len(list(matches.every(session, ids["noah"]))) == 1


def test_a_match_goes_with_its_last_player(database, play):
    left, right = play("mia", "noah")
    with database.session() as session:
        assert matches.remove(session, [matches.part(session, left)]) == ["squats-0-0.npz"]
    with database.reading() as session:
        assert matches.part(session, right).match.lesson_name == "squats"
        assert matches.played(session)[0].people == 1
    with database.session() as session:
        assert matches.remove(session, [matches.part(session, right)]) == ["squats-0-1.npz"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Match)) == 0


def test_both_parts_of_a_match_go_at_once(database, play):
    both = play("mia", "noah")
    with database.session() as session:
        tracks = matches.remove(session, [matches.part(session, player_id) for player_id in both])
    assert tracks == ["squats-0-0.npz", "squats-0-1.npz"]
    with database.reading() as session:
        assert matches.count(session) == session.scalar(select(func.count()).select_from(Match)) == 0


def test_who_was_removed_while_the_match_ran_is_a_guest(database, ids, now):
    with database.session() as session:
        remove_member(session, session.get(Member, ids["mia"]))
        session.delete(session.get(Lesson, ids["squats"]))
    player = Player(
        member_id=ids["mia"],
        place=0,
        joints={},
        angles={},
        live=[],
        corrections=[],
        summary={},
        mirrored=False,
    )
    match = Match(
        lesson_id=ids["squats"],
        lesson_name="squats",
        played_at=now,
        duration_s=1.0,
        method="paper",
        players=[player],
    )
    with database.session() as session:
        matches.add(session, match)
    with database.reading() as session:
        (one,) = matches.played(session)
        assert (one.member_id, one.lesson_id, one.lesson_name) == (None, None, "squats")


def test_history_outlives_the_lesson_and_the_member(database, play, ids):
    (player_id,) = play("mia")
    with database.session() as session:
        session.delete(session.get(Lesson, ids["squats"]))
        remove_member(session, session.get(Member, ids["mia"]))
    with database.reading() as session:
        player = matches.part(session, player_id)
        assert (player.member_id, player.match.lesson_id, player.match.lesson_name) == (None, None, "squats")
