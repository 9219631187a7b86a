import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.mannequin.body import Body
from models.mannequin.channels import mirrored, posture
from models.mannequin.kinematics import solve
from models.mannequin.movements import MOVEMENTS
from scoring.body.joints import Landmark

PHASES = np.linspace(0, 0.999, 60)
L = Landmark
BONES = [
    (L.LEFT_SHOULDER, L.LEFT_ELBOW, "upper_arm_m"), (L.RIGHT_SHOULDER, L.RIGHT_ELBOW, "upper_arm_m"),
    (L.LEFT_ELBOW, L.LEFT_WRIST, "forearm_m"), (L.RIGHT_ELBOW, L.RIGHT_WRIST, "forearm_m"),
    (L.LEFT_HIP, L.LEFT_KNEE, "thigh_m"), (L.RIGHT_HIP, L.RIGHT_KNEE, "thigh_m"),
    (L.LEFT_KNEE, L.LEFT_ANKLE, "shank_m"), (L.RIGHT_KNEE, L.RIGHT_ANKLE, "shank_m"),
]  # fmt: skip
FEET = [L.LEFT_ANKLE, L.RIGHT_ANKLE, L.LEFT_HEEL, L.RIGHT_HEEL, L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX]
BODIES = [
    Body(),
    Body(height_m=1.25, legs=0.9, head=1.2),
    Body(height_m=1.95, legs=1.1, arms=1.08, girth=1.2),
]


def landmarks(name, body=BODIES[0], amount=1.0):
    rows = MOVEMENTS[name].at(PHASES, np.full(len(PHASES), amount))
    return solve(rows, body).landmarks


@pytest.mark.parametrize("name", MOVEMENTS)
@pytest.mark.parametrize("body", BODIES)
def test_bones_keep_their_length(name, body):
    places = landmarks(name, body)
    for one, other, length in BONES:
        measured = np.linalg.norm(places[:, one] - places[:, other], axis=1)
        np.testing.assert_allclose(measured, getattr(body, length), rtol=1e-9)


@pytest.mark.parametrize(
    "name", ["squat", "deadlift", "overhead_press", "biceps_curl", "lateral_raise", "bench_press"]
)
@pytest.mark.parametrize("body", BODIES)
def test_planted_feet_do_not_slide(name, body):
    feet = landmarks(name, body)[:, FEET]
    assert np.ptp(feet, axis=0).max() < 1e-3


def test_planted_hands_and_toes_stay_in_a_push_up():
    places = landmarks("push_up")
    assert np.ptp(places[:, [L.LEFT_WRIST, L.RIGHT_WRIST]], axis=0).max() < 0.01
    assert np.ptp(places[:, [L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX]], axis=0).max() < 0.02


@pytest.mark.parametrize("name", MOVEMENTS)
@pytest.mark.parametrize("body", BODIES)
def test_nothing_sinks_into_the_floor(name, body):
    assert landmarks(name, body)[:, :, 1].min() > -0.005


@pytest.mark.parametrize("name", [name for name, movement in MOVEMENTS.items() if movement.place == "feet"])
def test_somebody_who_stands_has_a_foot_on_the_floor_or_jumps(name):
    places = landmarks(name)
    lowest = places[:, FEET, 1].min(axis=1)
    assert lowest.min() < 0.03
    if name != "jumping_jack":
        assert lowest.max() < 0.05


@pytest.mark.parametrize("name", MOVEMENTS)
def test_movement_is_smooth(name):
    places = landmarks(name)
    seconds = MOVEMENTS[name].beats * 0.5 / len(PHASES)
    speed = np.linalg.norm(np.diff(places, axis=0), axis=2) / seconds
    assert speed.max() < 14.0, "no part of a household's body is faster than a punch"


def test_a_full_squat_is_deep_and_half_a_range_is_not():
    def depth(amount):
        places = landmarks("squat", amount=amount)
        return np.ptp(places[:, L.LEFT_HIP, 1])

    assert depth(1.0) > 0.3
    assert depth(0.5) == pytest.approx(depth(1.0) / 2, rel=0.02)
    assert depth(0.0) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("name", ["lunge", "punch", "dance", "front_kick"])
def test_a_mirrored_movement_is_the_mirror_image(name):
    rows = MOVEMENTS[name].at(PHASES, np.ones(len(PHASES)))
    plain, mirror = solve(rows, Body()).landmarks, solve(mirrored(rows), Body()).landmarks
    swapped = np.arange(33)
    for landmark in Landmark:
        if landmark.name.startswith("LEFT"):
            other = Landmark[landmark.name.replace("LEFT", "RIGHT")]
            swapped[landmark], swapped[other] = other, landmark
    swapped[[L.MOUTH_LEFT, L.MOUTH_RIGHT]] = L.MOUTH_RIGHT, L.MOUTH_LEFT
    np.testing.assert_allclose(mirror, plain[:, swapped] * [-1, 1, 1], atol=1e-9)
    assert np.abs(mirror - plain).max() > 0.1


def test_a_person_has_the_height_that_was_asked_for():
    for body in BODIES:
        eyes = solve(posture()[None], body).landmarks[0, L.LEFT_EYE, 1]
        assert eyes == pytest.approx(0.94 * body.height_m, rel=0.03)


def test_left_is_left_and_forward_is_forward():
    place = solve(posture()[None], Body()).landmarks[0]
    assert place[L.LEFT_SHOULDER, 0] > 0.1 > -0.1 > place[L.RIGHT_SHOULDER, 0]
    assert place[L.NOSE, 2] > place[L.LEFT_EAR, 2] + 0.05
    assert place[L.LEFT_FOOT_INDEX, 2] > place[L.LEFT_HEEL, 2] + 0.1


@settings(max_examples=60)
@given(
    st.floats(0.3, 1.0), st.floats(-0.4, 0.4), st.floats(0.0, 0.6), st.floats(-0.5, 0.9), st.floats(0, 60)
)  # fmt: skip
def test_a_leg_reaches_its_ankle_wherever_it_can(hip_y, hip_z, foot_y, foot_z, knee_out):
    body = Body()
    row = posture({"hip_y": hip_y, "hip_z": hip_z, "foot_y": foot_y, "foot_z": foot_z, "knee_out": knee_out})
    pose = solve(row[None], body)
    place = pose.landmarks[0]
    wanted = np.array(
        [body.hip_half_m + 0.02 * body.leg_m, body.ankle_m + foot_y * body.leg_m, foot_z * body.leg_m]
    )
    distance = np.linalg.norm(wanted - place[L.LEFT_HIP])
    if 0.1 * body.leg_m < distance < 0.999 * body.leg_m:
        np.testing.assert_allclose(place[L.LEFT_ANKLE], wanted, atol=1e-6)
    knee_bend = np.cross(place[L.LEFT_KNEE] - place[L.LEFT_HIP], place[L.LEFT_ANKLE] - place[L.LEFT_KNEE])
    assert np.isfinite(knee_bend).all()


def test_an_unknown_channel_is_an_error():
    with pytest.raises(KeyError):
        posture({"tail": 3.0})
