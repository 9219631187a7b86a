"""A follower that is stopped after any picture and restored elsewhere goes on to the bit."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.pose.estimator import BlazePose
from device.pose.people import People
from device.pose.state import array_in, joined, number, number_in, part_of
from tests.device.pose.figures import Body, Room

FPS = 15
RED, BLUE = (200, 30, 30), (30, 30, 200)


def written(state):
    """The state as it comes back out of a file."""
    file = io.BytesIO()
    np.savez(file, **state)
    file.seek(0)
    with np.load(file, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def bits(poses):
    return [
        pose if pose is None else (pose.landmarks.tobytes(), pose.visibility.tobytes(), pose.world.tobytes())
        for pose in poses
    ]


def same_state(one, other):
    return one.keys() == other.keys() and all(
        one[name].tobytes() == other[name].tobytes() and one[name].dtype == other[name].dtype for name in one
    )


# where two people are in each picture, and whether they are seen: they meet, cross, leave and come back
walks = st.lists(
    st.tuples(st.floats(0, 600), st.booleans(), st.floats(0, 600), st.booleans()), min_size=2, max_size=25
)


@settings(deadline=None)
@given(walks, st.integers(1, 24), st.sampled_from([1, 2]))
def test_people_are_followed_on_as_if_nothing_had_happened(walk, cut, count):
    left, right = Body(150, colour=RED), Body(450, colour=BLUE)
    room = Room(left, right)
    whole = interrupted = People(room, room, count)
    for step, (left.x, left_seen, right.x, right_seen) in enumerate(walk):
        left.hidden, right.hidden = not left_seen, not right_seen
        if step == cut % len(walk):
            state = written(whole.state())
            interrupted = People(room, room, count)
            interrupted.restore(state)
            assert same_state(interrupted.state(), state)
        expected = bits(whole.update(room.image, (step + 1) / FPS))
        if interrupted is not whole:
            assert bits(interrupted.update(room.image, (step + 1) / FPS)) == expected
    assert same_state(interrupted.state(), whole.state())


@pytest.mark.parametrize("cut", [0, 1, 2, 5, 9])
def test_the_real_network_goes_on_after_any_picture(networks, clip, cut):
    pictures = clip("multi_cam04", 10)
    whole = BlazePose("lite", 2)
    expected = []
    for step, picture in enumerate(pictures):
        if step == cut:
            interrupted = BlazePose("lite", 2)
            interrupted.restore(written(whole.state()))
        expected.append(bits(whole.estimate(picture, step / FPS)))
    rest = [bits(interrupted.estimate(pictures[step], step / FPS)) for step in range(cut, len(pictures))]
    assert rest == expected[cut:]
    assert any(pose is not None for pose in expected[-1])


def test_a_state_of_another_number_of_people_is_refused():
    room = Room()
    with pytest.raises(ValueError, match="people"):
        People(room, room, 2).restore(People(room, room, 1).state())


def test_parts_are_told_apart_by_their_whole_names():
    state = joined({"roi": {"x": number(1.0)}, "roi2": {"x": number(2.0)}})
    assert {name: float(array) for name, array in part_of(state, "roi").items()} == {"x": 1.0}
    assert part_of(state, "ro") == {}


@pytest.mark.parametrize("value", [0.1, -np.inf, 1e300, True])
def test_a_number_comes_back_exactly(value):
    assert number_in({"it": number(value)}, "it") == value


@pytest.mark.parametrize(
    "array", [None, np.array([1.0]), np.array(1, np.int64), np.array(np.nan), np.array("1.0")]
)
def test_what_is_no_number_is_refused(array):
    with pytest.raises(ValueError, match="number it"):
        number_in({} if array is None else {"it": array}, "it")


def test_an_array_is_copied():
    state = {"it": np.zeros(3, np.float32)}
    array_in(state, "it", (3,))[:] = 1
    assert not state["it"].any()
