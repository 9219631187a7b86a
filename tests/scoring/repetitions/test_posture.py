import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.body.directions import directions
from scoring.body.track import LOST, Pose
from scoring.repetitions.depth import Depth
from scoring.repetitions.posture import SIZE, Postures, mirrored
from scoring.repetitions.reference import Reference, references
from tests.scoring.repetitions import naive_posture

bodies = arrays(np.float32, (4, 33, 3), elements=st.floats(-1, 1, width=32))
hidden = arrays(np.bool_, (4, 33))


def poses(points, unseen):
    """Poses whose picture shows the same as their space."""
    return [
        Pose(body * 100, np.where(gone, 0.0, 1.0).astype(np.float32), body)
        for body, gone in zip(points, unseen, strict=True)
    ]


@given(bodies, hidden)
def test_a_posture_is_that_of_the_slow_twin(points, unseen):
    person, heading = Postures(), None
    for pose in poses(points, unseen):
        (lines,) = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
        expected, heading = naive_posture.posture(lines.astype(np.float64), heading)
        np.testing.assert_allclose(person.of(pose), expected, atol=2e-3)


@given(bodies, hidden, st.floats(-180, 180))
def test_a_turn_of_the_whole_body_changes_nothing(points, unseen, degrees):
    turn = np.radians(degrees)
    rotation = np.array([[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]])
    body = points[:1]
    turned = (body @ rotation.T).astype(np.float32)
    one, other = Postures().of(poses(body, unseen[:1])[0]), Postures().of(poses(turned, unseen[:1])[0])
    known = np.isfinite(one) & np.isfinite(other)
    # the scale of picture against space is that of one picture, so only unit directions agree
    np.testing.assert_allclose(one[known][-1:], other[known][-1:], atol=0.02)


def test_nobody_has_no_posture():
    assert np.isnan(Postures().of(LOST)).all()


def test_a_mirror_image_of_a_mirror_image_is_itself():
    values = np.random.default_rng(0).normal(size=(3, SIZE))
    np.testing.assert_allclose(mirrored(mirrored(values)), values)
    assert not np.allclose(mirrored(values), values)


@given(arrays(np.float64, (12, SIZE), elements=st.floats(-1, 1)), arrays(np.bool_, (12, SIZE)))
def test_depths_are_those_of_the_slow_twin(postures, unseen):
    line = references()["squat"]
    seen = np.where(unseen, np.nan, postures)
    person = Depth([line])
    found = [person.push(row)[0] for row in seen]
    np.testing.assert_allclose(found, naive_posture.depths(seen, line), atol=1e-6)


def test_the_ends_of_a_line_are_0_and_1():
    line = references()["push_up"]
    assert Depth([line]).push(line.start) == pytest.approx([0])
    assert Depth([line, line]).push(line.start + line.way) == pytest.approx([1, 1])


def test_a_limb_that_hides_does_not_move_the_depth():
    line = references()["squat"]
    person = Depth([line])
    # somebody whose left arm is elsewhere
    own = line.start.copy()
    own[[0, 16, 32]] += 0.5
    for _ in range(100):
        person.push(own + 0.5 * line.way)
    without = own + 0.5 * line.way
    before = person.push(without)
    without[[0, 16, 32]] = np.nan
    assert person.push(without) == pytest.approx(before, abs=0.01)


def test_shapes_are_checked():
    with pytest.raises(ValueError, match="58"):
        Depth([references()["squat"]]).push(np.zeros(10))
    with pytest.raises(ValueError, match="58"):
        Reference(
            start=np.zeros(3), way=np.zeros(3), gain=np.zeros(3), differ=np.zeros(3),
            agreement=1.0, noise=0.1, seconds=1.0, quick_s=1.0,
        )  # fmt: skip


def test_both_sides_are_followed_where_they_take_turns():
    assert len(references()["squat"].sides) == 1
    one, other = references()["high_knees"].sides
    np.testing.assert_allclose(mirrored(one.way), other.way)
