import numpy as np
import pytest

from device.media.listening import BAND_COUNT, Listened
from device.overnight.prepare import segments
from device.overnight.prepare.facing import facing_of
from device.overnight.prepare.movement import RATE_HZ, MotionSeries, motion_of
from device.overnight.prepare.segments import segments_of
from device.store.tables import Facing, SegmentKind
from models.mannequin import Performer, Script, Step
from models.mannequin.performance import perform
from scoring.body.track import PoseTrack

EXERCISES = (
    ("squat", "biceps_curl", "lateral_raise"),
    ("push_up", "sit_up", "front_kick"),
    ("lunge", "punch", "jumping_jack"),
    ("high_knees", "deadlift", "overhead_press"),
)


def truth(first, second, third, turn_deg):
    steps = (
        Step("talk", 1, seconds=8),
        Step(first, 4),
        Step("rest", 1, seconds=8),
        Step(second, 4),
        Step("talk", 1, seconds=6),
        Step(third, 4),
        Step("rest", 1, seconds=6),
    )
    return perform(Script(timeline=steps, fps=15, people=(Performer(turn_deg=turn_deg),))).truth[0]


def divided(track):
    duration = float(track.times[-1])
    return segments_of(motion_of(track, duration), duration)


@pytest.mark.parametrize("turn_deg", [0, 60, 90, 180])
@pytest.mark.parametrize("exercises", EXERCISES)
def test_exercise_rest_and_talk_are_told_apart(exercises, turn_deg):
    known = truth(*exercises, turn_deg)
    found = divided(known.track)
    assert [one.kind.value for one in found] == [one.kind for one in known.stretches]
    times = np.arange(0, known.track.times[-1], 0.1)

    def kinds(stretches):
        return [
            next(
                (
                    str(getattr(one.kind, "value", one.kind))
                    for one in stretches
                    if one.start_s <= time < one.end_s
                ),
                "",
            )
            for time in times
        ]

    right = np.mean([one == other for one, other in zip(kinds(found), kinds(known.stretches), strict=True)])
    assert right > 0.8


def test_segments_lie_side_by_side_from_begin_to_end():
    known = truth(*EXERCISES[0], 0)
    found = divided(known.track)
    assert found[0].start_s == 0
    assert found[-1].end_s == known.track.times[-1]
    assert [one.end_s for one in found[:-1]] == [one.start_s for one in found[1:]]


def test_a_title_card_is_where_nobody_is_seen():
    track = truth(*EXERCISES[0], 0).track
    landmarks, visibility, world = track.landmarks.copy(), track.visibility.copy(), track.world.copy()
    gone = track.times < 5
    landmarks[gone], visibility[gone], world[gone] = np.nan, 0, np.nan
    found = divided(PoseTrack(track.times, landmarks, visibility, world, track.width, track.height, "x"))
    assert found[0].kind is SegmentKind.TITLE
    assert found[0].end_s == pytest.approx(5, abs=0.4)
    assert all(one.kind is not SegmentKind.TITLE for one in found[1:])


def test_a_film_in_which_nobody_is_ever_seen_is_one_title():
    lost = np.full((50, 33, 3), np.nan, np.float32)
    track = PoseTrack(np.arange(50) / 10, lost, np.zeros((50, 33), np.float32), lost, 64, 48, "x")
    assert [one.kind for one in divided(track)] == [SegmentKind.TITLE]
    assert facing_of(track) is Facing.UNKNOWN


@pytest.mark.parametrize(
    ("turn_deg", "facing"),
    [(0, Facing.TOWARDS), (20, Facing.TOWARDS), (90, Facing.RIGHT), (180, Facing.AWAY), (270, Facing.LEFT)],
)
def test_the_way_a_tutor_faces_is_seen(turn_deg, facing):
    assert facing_of(truth(*EXERCISES[0], turn_deg).track) is facing


def test_a_tutor_who_turns_about_faces_no_one_way():
    parts = [truth(*EXERCISES[0], turn_deg).track for turn_deg in (0, 180)]
    count = len(parts[0])
    track = PoseTrack(
        np.arange(2 * count) / 15,
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("landmarks", "visibility", "world")
        ),
        64,
        48,
        "x",
    )
    assert facing_of(track) is Facing.UNKNOWN


SECONDS = 30.0


def measured(**measures):
    """A person who stands still for SECONDS, but for these measures."""
    times = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    still = {
        "seen": True,
        "arms": 0.05,
        "legs": 0.05,
        "trunk": 0.02,
        "repeats": 0.0,
        "raised": -1.0,
        "lean_deg": 5.0,
        "bent_deg": 5.0,
    }
    values = {name: np.broadcast_to(value, times.shape) for name, value in (still | measures).items()}
    return MotionSeries(times=times, **values)


def between(begin_s, end_s, value, other):
    """A measure that is `value` from begin_s to end_s, else `other`."""
    times = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    return np.where((times >= begin_s) & (times < end_s), value, other)


def kinds(**measures):
    return [(one.kind, one.start_s, one.end_s) for one in segments_of(measured(**measures), SECONDS)]


@pytest.mark.parametrize(
    ("measures", "kind"),
    [
        ({}, SegmentKind.REST),
        ({"arms": 0.4}, SegmentKind.TALK),
        ({"arms": 0.4, "repeats": 0.9}, SegmentKind.EXERCISE),
        ({"arms": 0.5, "raised": 0.1}, SegmentKind.EXERCISE),
        ({"arms": 1.2}, SegmentKind.EXERCISE),
        ({"legs": 0.6}, SegmentKind.EXERCISE),
        ({"trunk": 0.6, "legs": np.nan}, SegmentKind.EXERCISE),
        ({"lean_deg": 85.0}, SegmentKind.EXERCISE),
        ({"bent_deg": 90.0}, SegmentKind.EXERCISE),
        ({"bent_deg": 90.0, "arms": 0.4}, SegmentKind.TALK),
        ({"raised": 0.4}, SegmentKind.EXERCISE),
        ({"seen": False, "arms": np.nan, "legs": np.nan, "trunk": np.nan}, SegmentKind.TITLE),
    ],
)
def test_movements_and_postures_have_their_kind(measures, kind):
    assert kinds(**measures) == [(kind, 0.0, SECONDS)]


def test_a_pause_between_two_repetitions_is_exercise():
    assert [one[0] for one in kinds(legs=between(14, 16.2, 0.05, 0.8))] == [SegmentKind.EXERCISE]


def test_a_rest_of_some_seconds_is_found_where_it_is():
    assert kinds(legs=between(12, 18, 0.05, 0.8)) == [
        (SegmentKind.EXERCISE, 0.0, 12.0),
        (SegmentKind.REST, 12.0, 17.5),
        (SegmentKind.EXERCISE, 17.5, SECONDS),
    ]


def test_a_step_aside_is_no_exercise():
    assert [one[0] for one in kinds(legs=between(14, 15.4, 0.8, 0.05))] == [SegmentKind.REST]


def test_a_tutor_missed_for_a_second_is_no_title_card():
    assert [one[0] for one in kinds(legs=0.8, seen=between(14, 15, 0, 1) > 0)] == [SegmentKind.EXERCISE]


@pytest.mark.parametrize(
    ("measures", "silent", "speech", "music"),
    [
        ({"arms": 0.9}, "exercise", "talk", "exercise"),
        ({"arms": 0.6}, "talk", "talk", "exercise"),
        ({"legs": 0.4}, "exercise", "talk", "exercise"),
        ({"legs": 0.4, "repeats": 0.8}, "exercise", "exercise", "exercise"),
        ({"legs": 0.8}, "exercise", "exercise", "exercise"),
        ({"lean_deg": 85.0}, "exercise", "exercise", "exercise"),
        ({}, "rest", "talk", "rest"),
    ],
)
def test_speech_and_music_decide_about_weak_movement(monkeypatch, measures, silent, speech, music):
    for kind, expected in ((0.0, silent), (1.0, speech), (-1.0, music)):
        monkeypatch.setattr(segments, "heard", lambda _sound, _rate, count, kind=kind: np.full(count, kind))
        sound = Listened(bands=np.zeros((0, BAND_COUNT), np.float32))
        found = segments_of(measured(**measures), SECONDS, sound)
        assert [one.kind.value for one in found] == [expected]
