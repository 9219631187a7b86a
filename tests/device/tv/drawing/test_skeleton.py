import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.messages import Level
from device.tv.drawing.skeleton import BONE_WIDTH, draw_arrow, draw_skeleton
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS, NEUTRAL, OUTLINE
from scoring.body.joints import BONE_COUNT, BONES, JOINT_COUNT, Joint

GROUND = 120


@pytest.fixture
def image():
    return np.full((900, 900, 3), GROUND, np.uint8)


def bone_of(first, second):
    return BONES.index((first, second))


def levels_with(number, level):
    levels = [Level.GOOD] * BONE_COUNT
    levels[number] = level
    return tuple(levels)


@pytest.mark.parametrize("level", list(Level))
def test_a_bone_has_the_colour_of_its_level_at_its_middle(image, body, near, middle, level):
    joints = body(880)
    thigh = bone_of(Joint.LEFT_HIP, Joint.LEFT_KNEE)
    draw_skeleton(image, joints, levels_with(thigh, level))
    assert near(image, middle(joints, Joint.LEFT_HIP, Joint.LEFT_KNEE), LEVEL_COLOURS[level])
    assert near(image, middle(joints, Joint.RIGHT_HIP, Joint.RIGHT_KNEE), LEVEL_COLOURS[Level.GOOD])


def test_without_levels_all_bones_are_neutral(image, body, near, middle):
    joints = body(880)
    draw_skeleton(image, joints)
    for first, second in ((Joint.LEFT_ELBOW, Joint.LEFT_WRIST), (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE)):
        assert near(image, middle(joints, first, second), NEUTRAL)


def coloured_width(image, row, colour):
    return int((np.abs(image[row].astype(int) - np.array(colour)).max(axis=1) < 60).sum())


def test_a_bad_bone_is_also_wider_and_has_a_dark_edge(image, body):
    joints = body(880)
    shin = bone_of(Joint.LEFT_KNEE, Joint.LEFT_ANKLE)
    row = round(float(joints[[Joint.LEFT_KNEE, Joint.LEFT_ANKLE], 1].mean()))
    good, bad = image.copy(), image.copy()
    draw_skeleton(good, joints, levels_with(shin, Level.GOOD))
    draw_skeleton(bad, joints, levels_with(shin, Level.BAD))
    narrow = coloured_width(good[:, 450:], row, LEVEL_COLOURS[Level.GOOD])
    wide = coloured_width(bad[:, 450:], row, LEVEL_COLOURS[Level.BAD])
    assert narrow == pytest.approx(BONE_WIDTH, abs=3)
    assert wide > 1.4 * narrow
    assert coloured_width(bad[:, 450:], row, OUTLINE) >= 4


def test_a_joint_that_is_nan_takes_its_bones_with_it(image, body, middle):
    joints = body(880)
    joints[Joint.LEFT_WRIST] = np.nan
    draw_skeleton(image, joints)
    whole = body(880)
    x, y = middle(whole, Joint.LEFT_ELBOW, Joint.LEFT_WRIST)
    assert (image[round(y) - 4 : round(y) + 5, round(x) - 2 : round(x) + 20] == GROUND).all()
    assert (image[:, :450] != GROUND).any()


def test_a_body_of_nan_draws_nothing(image):
    draw_skeleton(image, np.full((JOINT_COUNT, 2), np.nan, np.float32), (Level.BAD,) * BONE_COUNT)
    assert (image == GROUND).all()


def test_a_small_body_has_thinner_bones(image, body):
    large, small = image.copy(), image.copy()
    draw_skeleton(large, body(880), scale=1.0)
    draw_skeleton(small, body(200), scale=1.0)
    shin = lambda size: round(size * 0.79)  # noqa: E731 - the row of the shins in the fixture's body
    assert coloured_width(small, shin(200), NEUTRAL) < coloured_width(large, shin(880), NEUTRAL)


def test_it_draws_into_a_part_of_a_larger_picture(body, near, middle):
    whole = np.zeros((1000, 1000, 3), np.uint8)
    joints = body(600)
    draw_skeleton(whole[100:800, 200:900], joints)
    place = middle(joints, Joint.LEFT_HIP, Joint.LEFT_KNEE) + np.array([200, 100])
    assert near(whole, place, NEUTRAL)
    assert not whole[:100].any()
    assert not whole[:, :200].any()


@pytest.mark.parametrize(
    ("image", "joints", "levels"),
    [
        (np.zeros((9, 9), np.uint8), np.zeros((15, 2)), None),
        (np.zeros((9, 9, 3), np.float32), np.zeros((15, 2)), None),
        (np.zeros((9, 9, 3), np.uint8), np.zeros((33, 2)), None),
        (np.zeros((9, 9, 3), np.uint8), np.zeros((15, 2)), (Level.GOOD,)),
    ],
)
def test_what_does_not_fit_is_refused(image, joints, levels):
    with pytest.raises(ValueError, match=r"must be|is uint8|bones"):
        draw_skeleton(image, joints, levels)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), min_size=30, max_size=30),
    st.sampled_from((Level.FAIR, Level.BAD)),
    st.booleans(),
)
def test_no_joints_are_too_wild_to_draw(values, level, patterned):
    image = np.zeros((60, 80, 3), np.uint8)
    joints = np.array(values, np.float32).reshape(15, 2)
    draw_skeleton(image, joints, (level,) * BONE_COUNT, patterned=patterned)


def test_patterns_tell_the_levels_apart_without_colour(body):
    """Along the middle of a bone right is even, nearly right has gaps, wrong is crossed often and wide."""
    crossings, widths = {}, {}
    joints = body(880)
    hip, knee = joints[Joint.LEFT_HIP], joints[Joint.LEFT_KNEE]
    for level in (Level.GOOD, Level.FAIR, Level.BAD):
        image = np.full((900, 900, 3), GROUND, np.uint8)
        draw_skeleton(image, joints, (level,) * BONE_COUNT, 1.0, patterned=True)
        columns, rows = np.linspace(hip, knee, 200)[30:-30].round().astype(int).T
        dark = (image[rows, columns] < 30).all(axis=1)
        crossings[level] = int((np.diff(dark.astype(int)) == 1).sum())
        thigh = image[rows, 450:].astype(int)
        _, coloured = np.nonzero(np.ptp(thigh, axis=2) > 60)
        widths[level] = int(np.ptp(coloured))
    assert crossings[Level.GOOD] == 0
    assert crossings[Level.FAIR] >= 2
    assert crossings[Level.BAD] > 1.5 * crossings[Level.FAIR]
    assert widths[Level.BAD] > widths[Level.GOOD] + 8


def test_patterns_change_nothing_without_levels(image, body):
    plain = image.copy()
    draw_skeleton(plain, body(880))
    draw_skeleton(image, body(880), patterned=True)
    assert np.array_equal(image, plain)


def test_an_arrow_points_from_start_to_end(image, near):
    draw_arrow(image, (200, 450), (500, 450))
    assert near(image, (330, 450), ACCENT)
    assert near(image, (490, 450), ACCENT)
    assert (image[450, 515:] == GROUND).all()
    assert (image[450, :190] == GROUND).all()
    # the head is at the end: it is wider there than the shaft
    column = lambda x: int((np.abs(image[:, x].astype(int) - ACCENT).max(axis=1) < 40).sum())  # noqa: E731
    assert column(465) > 1.5 * column(300)


def test_a_short_arrow_is_made_long_enough_to_be_seen(image):
    draw_arrow(image, (450, 450), (452, 450))
    reach = np.flatnonzero(np.abs(image[450].astype(int) - ACCENT).max(axis=1) < 40)
    assert np.ptp(reach) > 60
    assert reach.min() > 450


def test_an_arrow_stays_inside_the_picture(image, near):
    draw_arrow(image, (700, 450), (2000, 450))
    assert not near(image, (899, 450), ACCENT)
    assert near(image, (860, 450), ACCENT)


@pytest.mark.parametrize("end", [(450.0, 450.0), (float("nan"), 3.0)])
def test_an_arrow_without_a_direction_is_not_drawn(image, end):
    draw_arrow(image, (450.0, 450.0), end)
    assert (image == GROUND).all()
