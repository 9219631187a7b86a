from dataclasses import replace

import numpy as np
import pytest

from models.mannequin import MOVEMENTS, Body, Performer, Script, Step, VirtualCamera, perform
from scoring.body.features import angles
from scoring.body.joints import Angle, Landmark, joints_of

L = Landmark
QUIET = Script((Step("rest", seconds=2.0), Step("overhead_press", 2), Step("rest", seconds=1.0)))


def working(truth):
    """The frames of all repetitions of the first person."""
    person = truth.truth[0]
    times = person.track.times
    return np.any([(times >= r.start_s) & (times <= r.end_s) for r in person.repetitions], axis=0)


def one(name, repetitions=2, **person):
    return Script((Step(name, repetitions),), people=(Performer(**person),))


def test_there_are_fourteen_movements_and_the_dance_is_long():
    exercises = [movement for movement in MOVEMENTS.values() if movement.kind == "exercise"]
    assert len(exercises) >= 14
    assert MOVEMENTS["dance"].beats >= 16


@pytest.mark.parametrize("name", [name for name in MOVEMENTS if MOVEMENTS[name].kind == "exercise"])
def test_repetitions_are_counted_and_periodic(name):
    count = 3 if MOVEMENTS[name].beats < 8 else 2
    performance = perform(one(name, count))
    person = performance.truth[0]
    assert len(person.repetitions) == count
    each = performance.script.repetition_s(performance.script.timeline[0])
    for first, second in zip(person.repetitions, person.repetitions[1:], strict=False):
        assert first.end_s == pytest.approx(second.start_s)
        assert second.end_s - second.start_s == pytest.approx(each)
    starts = [np.abs(person.track.times - r.start_s).argmin() for r in person.repetitions]
    middles = [np.abs(person.track.times - (r.start_s + r.end_s) / 2).argmin() for r in person.repetitions]
    spread = np.abs(person.angles[starts] - person.angles[starts[0]]).max()
    assert spread < 12, "every repetition begins in the same posture, but for the drift"
    assert np.abs(person.angles[middles] - person.angles[middles[0]]).max() < 25
    assert np.ptp(person.angles[working(performance)], axis=0).max() > 30


@pytest.mark.parametrize("degrees", [10, 20, 40])
@pytest.mark.parametrize(
    ("movement", "name"),
    [
        ("overhead_press", "left_elbow"), ("lateral_raise", "right_shoulder"), ("squat", "left_knee"),
        ("biceps_curl", "right_elbow"), ("jumping_jack", "neck"), ("squat", "crotch"),
        ("high_knees", "right_hip"),
    ],
)  # fmt: skip
def test_wrong_form_is_in_the_truth_by_as_much_as_asked(movement, name, degrees):
    script = one(movement)
    wrong = replace(script, people=(Performer(errors={movement: {name: float(degrees)}}),))
    clean, spoiled = perform(script), perform(wrong)
    inside = working(clean)
    angle = Angle[name.upper()]
    change = np.abs(spoiled.truth[0].angles - clean.truth[0].angles)[inside]
    assert np.median(change[:, angle]) == pytest.approx(degrees, abs=0.15 * degrees)
    assert change[:, angle].max() <= degrees * 1.1 + 1
    others = [other for other in (Angle.LEFT_ELBOW, Angle.RIGHT_ELBOW) if other != angle]
    assert change[:, others].max() < 2, "the rest of the body does what it did"


def test_both_hips_wrong_lean_the_trunk_and_leave_the_feet():
    script = one("squat")
    wrong = replace(script, people=(Performer(errors={"every": {"left_hip": 15.0, "right_hip": 15.0}}),))
    clean, spoiled = perform(script), perform(wrong)
    inside = working(clean)
    change = np.abs(spoiled.truth[0].angles - clean.truth[0].angles)[inside]
    assert np.median(change[:, [Angle.LEFT_HIP, Angle.RIGHT_HIP]]) == pytest.approx(15, abs=4)
    feet = [L.LEFT_ANKLE, L.RIGHT_ANKLE]
    moved = spoiled.people[0].pose.landmarks[:, feet] - clean.people[0].pose.landmarks[:, feet]
    assert np.abs(moved).max() < 0.01


def test_truth_angles_are_those_of_the_world_landmarks():
    person = perform(one("dance", 1)).truth[0]
    np.testing.assert_allclose(angles(joints_of(person.track.world)), person.angles, atol=0.1)


def test_pixels_are_the_projection_of_the_world_landmarks():
    camera = VirtualCamera(yaw_deg=35, height_m=0.7, distance_m=3.1, fov_deg=50)
    performance = perform(replace(one("lunge", 1), camera=camera))
    track = performance.truth[0].track
    seen = camera.seen(performance.people[0].pose.landmarks)
    np.testing.assert_allclose(seen - seen[:, [23, 24]].mean(axis=1, keepdims=True), track.world, atol=1e-5)
    focal = camera.focal_px(640, 480)
    x = seen[..., 0] / seen[..., 2] * focal + 320
    y = seen[..., 1] / seen[..., 2] * focal + 240
    np.testing.assert_allclose(track.landmarks[..., :2], np.stack([x, y], axis=-1), atol=1e-2)


def test_camera_turns_round_the_person():
    script = one("squat", 1)
    front = perform(script).truth[0].track.world
    side = perform(replace(script, camera=VirtualCamera(yaw_deg=90))).truth[0].track.world
    back = perform(replace(script, camera=VirtualCamera(yaw_deg=180))).truth[0].track.world
    shoulders = [L.LEFT_SHOULDER, L.RIGHT_SHOULDER]
    assert np.diff(front[0, shoulders, 0]) < -0.3 < 0.3 < np.diff(back[0, shoulders, 0])
    assert side[0, L.LEFT_SHOULDER, 2] < side[0, L.RIGHT_SHOULDER, 2] - 0.3, "the left side is nearer"
    assert side[0, L.NOSE, 0] < -0.03, "and the face looks left"


def test_visibility_is_whether_a_landmark_lies_in_the_picture():
    close = perform(replace(one("jumping_jack", 1), camera=VirtualCamera(distance_m=1.8)))
    track = close.truth[0].track
    assert set(np.unique(track.visibility)) == {0.0, 1.0}
    inside = ((track.landmarks[..., :2] >= 0) & (track.landmarks[..., :2] < (640, 480))).all(axis=-1)
    np.testing.assert_array_equal(track.visibility == 1, inside)


def test_same_script_same_performance_and_another_seed_another():
    first, again = perform(one("dance", 1, seed=4)), perform(one("dance", 1, seed=4))
    np.testing.assert_array_equal(first.truth[0].track.landmarks, again.truth[0].track.landmarks)
    other = perform(one("dance", 1, seed=5))
    assert np.abs(first.truth[0].angles - other.truth[0].angles).max() > 0.5


def test_somebody_late_does_the_same_later():
    plain, late = perform(one("squat")), perform(one("squat", delay_s=0.4))
    frames = round(0.4 * plain.script.fps)
    np.testing.assert_allclose(plain.truth[0].angles[:-frames], late.truth[0].angles[frames:], atol=0.01)
    assert late.truth[0].repetitions[0].start_s == pytest.approx(plain.truth[0].repetitions[0].start_s + 0.4)


def test_a_performer_may_be_shallow_in_one_movement_only():
    def depth(**person):
        return np.ptp(perform(one("squat", **person)).people[0].pose.landmarks[:, L.LEFT_HIP, 1])

    assert depth(range={"squat": 0.7}) == pytest.approx(0.7 * depth(), rel=0.03)
    assert depth(range={"lunge": 0.7}) == pytest.approx(depth())


def test_two_people_stay_apart():
    people = (Performer(x_m=-0.95), Performer(x_m=0.95, body=Body(height_m=1.5), seed=2))
    script = Script((Step("jumping_jack", 3), Step("dance")), people=people)
    left, right = (person.pose.landmarks for person in perform(script).people)
    assert (left[..., 0].max(axis=1) < right[..., 0].min(axis=1) - 0.02).all()


def test_steps_join_without_a_jump():
    steps = tuple(
        Step(name) for name in ("squat", "push_up", "talk", "sit_up", "dance", "bench_press", "rest")
    )
    performance = perform(Script(steps, fps=50))
    moved = np.linalg.norm(np.diff(performance.people[0].pose.landmarks, axis=0), axis=2)
    assert moved.max() * 50 < 12.0


def test_the_dance_is_like_no_other_movement():
    dance = perform(one("dance", 1))
    phrase = dance.truth[0].angles[working(dance)]
    for name, movement in MOVEMENTS.items():
        if movement.kind == "exercise" and name != "dance":
            other = perform(one(name, 1))
            ring = other.truth[0].angles[working(other)]
            # the nearest posture of the other movement, for every moment of the phrase
            nearest = np.abs(phrase[:, None] - ring[None]).mean(axis=2).min(axis=1)
            assert np.median(nearest) > 8, name


def test_stretches_cover_the_time():
    performance = perform(QUIET)
    person = performance.truth[0]
    assert [stretch.kind for stretch in person.stretches] == ["rest", "exercise", "rest"]
    assert person.stretches[0].start_s == 0
    assert person.stretches[-1].end_s == pytest.approx(performance.script.duration_s)
    assert len(person.repetitions) == 2
