import numpy as np
import pytest

from device.overnight.prepare.facing import facing_of
from device.overnight.prepare.movement import motion_of
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
