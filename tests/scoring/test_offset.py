from dataclasses import replace

import numpy as np
import pytest

from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.joints import JOINT_COUNT, LANDMARK_COUNT
from scoring.offset import CLEARLY, Alignment, aligned, nearest_good
from tests.scoring.bodies import as_track
from tests.scoring.performances import performed

WITHIN_S = 0.05


def workout(seed=1, yaw_deg=0.0):
    """The track of a lesson of four exercises at 25 pictures a second."""
    steps = [Step(name, count) for name, count in (("squat", 3), ("lateral_raise", 2), ("lunge", 2))]
    camera = VirtualCamera(yaw_deg=yaw_deg, distance_m=4.2)
    person = Performer(seed=seed)
    script = Script(
        timeline=tuple(steps), bpm=100.0, fps=25, width=480, height=360, camera=camera, people=(person,)
    )
    return perform(script).truth[0].track


@pytest.fixture(scope="module")
def lesson():
    return workout()


def late(track, seconds):
    """The track of a recording in which everything happens `seconds` later; earlier for a negative number."""
    times = track.times + seconds
    kept = times >= 0
    parts = {name: getattr(track, name)[kept] for name in ("landmarks", "visibility", "world")}
    return replace(track, times=times[kept], **parts)


def noisy(track, share=0.01, seed=0):
    """With the noise of a network, as a share of the picture's height."""
    noise = np.random.default_rng(seed).normal(0, share * track.height, track.landmarks.shape)
    return replace(track, landmarks=(track.landmarks + noise).astype(np.float32))


@pytest.mark.parametrize("seconds", [0.0, 3.0, 5.0, -3.0, 1.234, -1.234, 9.9])
def test_a_recording_that_is_late_is_found_to_be(lesson, seconds):
    assert aligned(lesson, noisy(late(lesson, seconds))).offset_s == pytest.approx(seconds, abs=WITHIN_S)


@pytest.mark.parametrize("seconds", [0.0, 3.0, 5.0, -3.0, 1.234])
def test_the_very_same_recording_is_found(lesson, seconds):
    assert aligned(lesson, late(lesson, seconds)).offset_s == pytest.approx(seconds, abs=0.01)


@pytest.mark.parametrize("seconds", [2.0, -2.5])
def test_another_person_at_another_heading_is_found(lesson, seconds):
    other = late(workout(seed=5, yaw_deg=50.0), seconds)
    assert aligned(lesson, other).offset_s == pytest.approx(seconds, abs=0.15)


def test_a_mirror_image_is_found(lesson):
    mirrored = lesson.landmarks.copy()
    mirrored[..., 0] = lesson.width - mirrored[..., 0]
    order = [_partner(number) for number in range(LANDMARK_COUNT)]
    other = replace(lesson, landmarks=mirrored[:, order], visibility=lesson.visibility[:, order])
    assert aligned(lesson, late(other, 3.0)).offset_s == pytest.approx(3.0, abs=WITHIN_S)


def _partner(landmark):
    """BlazePose numbers left before right: eyes 1-3 and 4-6, mouth 9 and 10, then pairs."""
    if landmark == 0:
        return 0
    if landmark <= 6:
        return landmark + 3 if landmark <= 3 else landmark - 3
    return landmark + 1 if landmark % 2 else landmark - 1


@pytest.mark.parametrize("tempo", [0.9, 1.1])
def test_a_quicker_or_slower_person_is_found_where_they_begin(lesson, tempo):
    other = replace(lesson, times=lesson.times / tempo)
    assert aligned(lesson, late(other, 2.0)).offset_s == pytest.approx(2.0, abs=0.3)


def test_equal_repetitions_are_taken_at_the_nearest():
    # ten squats from the first to the last picture, seen from their middle on
    squats = performed("squat", seconds=30.0)
    middle = squats.times[(squats.times > 8) & (squats.times < 20)]
    begin = int(np.searchsorted(squats.times, middle[0]))
    part = slice(begin, begin + len(middle))
    own = replace(
        squats,
        times=squats.times[part] - squats.times[begin],
        landmarks=squats.landmarks[part],
        visibility=squats.visibility[part],
        world=squats.world[part],
    )
    assert abs(aligned(own, late(own, 0.4)).offset_s - 0.4) < WITHIN_S


def test_a_person_who_stands_still_is_nowhere(lesson):
    still = replace(lesson, landmarks=np.repeat(lesson.landmarks[:1], len(lesson), axis=0))
    for one, other in ((lesson, noisy(still, 0.003)), (noisy(still, 0.003), lesson), (still, still)):
        found = aligned(one, other)
        assert found.offset_s is None
        assert np.isnan(found.best())


def test_where_it_agrees_wholly_the_nearest_is_taken():
    whole = np.zeros(21)
    whole[[1, 12, 20]] = 1.0
    assert nearest_good(np.arange(-10.0, 11.0), whole) == 2.0
    assert nearest_good(np.arange(-10.0, 11.0), whole * 0.3) is None


def test_another_movement_is_nowhere():
    assert aligned(performed("squat", 12.0), performed("lateral_raise", 12.0)).offset_s is None


def test_too_short_a_recording_is_nowhere(lesson):
    for seconds in (0.0, 1.0, 3.5):
        kept = int(np.searchsorted(lesson.times, seconds))
        short = replace(
            lesson,
            times=lesson.times[:kept],
            landmarks=lesson.landmarks[:kept],
            visibility=lesson.visibility[:kept],
            world=lesson.world[:kept],
        )
        assert aligned(lesson, short).offset_s is None
        assert aligned(short, lesson).offset_s is None


def test_moments_without_a_body_are_left_out(lesson):
    landmarks = lesson.landmarks.copy()
    landmarks[50:120] = np.nan
    other = replace(lesson, landmarks=landmarks)
    assert aligned(lesson, late(other, -1.234)).offset_s == pytest.approx(-1.234, abs=WITHIN_S)


def test_nobody_is_nowhere():
    nobody = as_track(np.full((200, JOINT_COUNT, 2), np.nan), np.arange(200) / 20)
    assert aligned(nobody, nobody).offset_s is None


def test_how_well_a_stretch_of_offsets_agrees():
    found = Alignment(
        offsets=np.array([-1.0, 0.0, 1.0]), agreement=np.array([np.nan, 0.5, 0.8]), offset_s=None
    )
    assert found.best() == 0.8
    assert found.best(-1.0, 0.5) == 0.5
    assert np.isnan(found.best(-1.0, -0.5))
    assert 0 < CLEARLY < 1
