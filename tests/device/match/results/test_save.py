import json
from dataclasses import replace

import numpy as np
import pytest

from device.match.results import save
from device.match.results.save import save_match
from device.messages import MatchResult, Summary
from device.store import matches
from device.store.columns import NAME_MAX
from device.store.lessons import create
from device.store.members import add_member
from device.store.tables import Role
from device.store.tracks import load_track
from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT, Angle, Joint
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.repetitions.repetition import Repetition, Verdict

NAN = float("nan")


@pytest.fixture
def result(tutor_track):
    """A result whose track has 100 rows; any field can be replaced."""

    def make(**changes):
        joints = np.linspace(40.0, 96.5, JOINT_COUNT)
        joints[Joint.LEFT_ANKLE] = NAN
        values = {
            "title": "Arm swing",
            "method": "adaptive",
            "duration_s": 4.0,
            "final": 81.23456,
            "live_times": np.array([0.5, 1.0, 1.5]),
            "live_scores": np.array([70.0, NAN, 92.125]),
            "joint_scores": joints,
            "angle_scores": np.full(ANGLE_COUNT, 77.0),
            "track": tutor_track,
            "summary": Summary(
                Angle.NECK,
                1.0,
                Angle.LEFT_ELBOW,
                None,
                Cue(BodyPart.LEFT_ELBOW, Ask.STRAIGHTEN),
                ((Cue(BodyPart.HEAD, Ask.LOOK_UP), 2.5), (Cue(BodyPart.LEFT_ELBOW, Ask.STRAIGHTEN), 1.0)),
            ),
            "lag_s": 0.4,
            "mirrored": True,
        }
        return MatchResult(**(values | changes))

    return make


@pytest.fixture
def ids(database, now):
    """A lesson and two members."""
    with database.session() as session:
        people = [
            add_member(session, now, name, Role.MEMBER, "#336699", "en", "x") for name in ("mia", "noah")
        ]
        return create(session, now, None, "Arm swing", "arm.mp4").id, [member.id for member in people]


def test_a_match_comes_back_as_it_was_judged(folder, database, ids, now, result):
    lesson_id, (mia, noah) = ids
    unseen = result(final=NAN, summary=Summary(), lag_s=NAN, mirrored=False)
    match_id = save_match(
        folder, database, (result(), unseen), lesson_id=lesson_id, member_ids=(mia, noah), played_at=now
    )
    with database.reading() as session:
        right, left = matches.played(session)
        assert {left.match_id, right.match_id} == {match_id}
        assert (left.lesson_name, left.lesson_id, left.played_at, left.duration_s) == (
            "Arm swing",
            lesson_id,
            now,
            4.0,
        )
        player = matches.part(session, left.player_id)
        assert (player.member_id, player.place, player.final, player.lag_s) == (mia, 0, 81.23, 0.4)
        assert player.mirrored is True
        assert player.live == [[0.5, 70.0], [1.0, None], [1.5, 92.12]]
        assert player.joints["left_ankle"] is None
        assert player.joints["nose"] == 40.0
        assert len(player.joints) == JOINT_COUNT
        assert player.angles == {angle.name.lower(): 77.0 for angle in Angle}
        advice = {"part": "left_elbow", "ask": "straighten"}
        assert player.corrections == [
            {"part": "head", "ask": "look_up", "burden": 2.5},
            advice | {"burden": 1.0},
        ]
        assert player.summary == {
            "best": "neck",
            "best_s": 1.0,
            "worst": "left_elbow",
            "worst_s": None,
            "advice": advice,
        }
        other = matches.part(session, right.player_id)
        assert (other.member_id, other.place, other.final, other.lag_s) == (noah, 1, None, None)
        assert other.corrections == []
        assert other.summary["best"] is None


def test_every_number_is_one_that_json_knows(folder, database, ids, now, result):
    save_match(
        folder, database, (result(final=NAN),), lesson_id=ids[0], member_ids=(ids[1][0],), played_at=now
    )
    with database.reading() as session:
        (player,) = matches.every(session)
        kept = (player.joints, player.angles, player.live, player.corrections, player.summary, player.final)
        assert json.loads(json.dumps(kept, allow_nan=False))[-1] is None


def test_the_poses_lie_in_a_file_of_their_own_and_nothing_else_does(folder, database, ids, now, result):
    results = result(), result()
    save_match(folder, database, results, lesson_id=ids[0], member_ids=ids[1], played_at=now)
    with database.reading() as session:
        names = [player.track for player in matches.every(session)]
    assert sorted(path.name for path in folder.tracks.iterdir()) == sorted(names)
    assert len(set(names)) == 2
    track = load_track(folder.tracks / names[0])
    np.testing.assert_array_equal(track.landmarks, results[0].track.landmarks)


def test_how_much_was_seen_is_kept(folder, database, ids, now, result, tutor_track):
    half = tutor_track.landmarks.copy()
    half[::2] = NAN
    changed = type(tutor_track)(
        tutor_track.times, half, tutor_track.visibility, tutor_track.world, 64, 48, "simulated"
    )
    save_match(
        folder, database, (result(track=changed),), lesson_id=ids[0], member_ids=(None,), played_at=now
    )
    with database.reading() as session:
        (player,) = matches.every(session)
        assert (player.seen_share, player.member_id) == (0.5, None)


def test_a_long_title_is_cut_to_what_the_store_holds(folder, database, now, result):
    long = result(title="x" * (NAME_MAX + 5))
    save_match(folder, database, (long,), lesson_id=None, member_ids=(None,), played_at=now)
    with database.reading() as session:
        assert matches.played(session)[0].lesson_name == "x" * NAME_MAX


def test_nothing_stays_when_the_rows_are_refused(folder, database, ids, now, result, monkeypatch):
    def refuse(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(matches, "add", refuse)
    with pytest.raises(RuntimeError, match="full"):
        save_match(folder, database, (result(),), lesson_id=ids[0], member_ids=(ids[1][0],), played_at=now)
    assert not list(folder.tracks.iterdir())


def test_nothing_stays_when_the_second_file_cannot_be_written(
    folder, database, ids, now, result, monkeypatch
):
    save_one, written = save.save_track, []

    def once(path, track):
        if written:
            raise OSError("no room")
        written.append(path)
        save_one(path, track)

    monkeypatch.setattr(save, "save_track", once)
    with pytest.raises(OSError, match="no room"):
        save_match(folder, database, (result(), result()), lesson_id=ids[0], member_ids=ids[1], played_at=now)
    assert written
    assert not list(folder.tracks.iterdir())
    with database.reading() as session:
        assert matches.count(session) == 0


def test_a_match_without_results_is_a_fault(folder, database, ids, now):
    with pytest.raises(ValueError, match="0 results for 0 people"):
        save_match(folder, database, (), lesson_id=ids[0], member_ids=(), played_at=now)


def test_more_people_than_results_is_a_fault(folder, database, ids, now, result):
    with pytest.raises(ValueError, match="1 results for 2 people"):
        save_match(folder, database, (result(),), lesson_id=ids[0], member_ids=ids[1], played_at=now)
    assert not list(folder.tracks.iterdir())


def test_every_repetition_comes_back_attempts_too(folder, database, ids, now, result):
    one = Repetition(
        begin_s=1.00049,
        bottom_s=1.5,
        end_s=2.25,
        down_s=0.5,
        hold_s=0.0,
        up_s=0.75,
        reach=0.98765,
        symmetry=NAN,
        score=88.888,
        verdict=Verdict.ANGLE,
        angle=Angle.LEFT_KNEE,
        exercise="squat",
    )
    tried = replace(one, verdict=Verdict.SHALLOW, angle=None, counted=False, reach=0.3, exercise=None)
    done = result(repetition_list=(one, tried))
    save_match(folder, database, (done,), lesson_id=None, member_ids=(None,), played_at=now)
    with database.reading() as session:
        first, second = matches.part(session, matches.played(session)[0].player_id).repetitions
        assert (first.number, first.exercise, first.verdict, first.angle, first.counted) == (
            1,
            "squat",
            "angle",
            "left_knee",
            True,
        )
        assert (first.begin_s, first.bottom_s, first.end_s) == (1.0, 1.5, 2.25)
        assert (first.down_s, first.hold_s, first.up_s) == (0.5, 0.0, 0.75)
        assert (first.reach, first.symmetry, first.score) == (0.988, None, 88.89)
        assert (second.number, second.exercise, second.verdict, second.angle, second.counted) == (
            2,
            None,
            "shallow",
            None,
            False,
        )
