"""Which corrections get an arrow, and that no arrow misleads."""

import math
from dataclasses import replace

import numpy as np
import pytest

from scoring.body.directions import directions
from scoring.body.joints import Joint, joints_of
from scoring.guidance.arrows import ARROW_OFF_DEG, ARROW_ON_DEG, ARROWS_MAX, HOLD_S, Arrows, drawn_on
from scoring.guidance.asks import line
from scoring.guidance.cues import Ask, BodyPart, Cue
from tests.scoring.guidance.judged import correction, judgement
from tests.scoring.performances import performed

FOREARMS = {
    BodyPart.LEFT_ELBOW: (Joint.LEFT_WRIST, Joint.LEFT_ELBOW),
    BodyPart.RIGHT_ELBOW: (Joint.RIGHT_WRIST, Joint.RIGHT_ELBOW),
    BodyPart.LEFT_KNEE: (Joint.LEFT_ANKLE, Joint.LEFT_KNEE),
    BodyPart.RIGHT_KNEE: (Joint.RIGHT_ANKLE, Joint.RIGHT_KNEE),
}
POSE = performed("rest").pose(0)
FLAT, DEEP = joints_of(POSE.landmarks[:, :2], POSE.visibility), joints_of(POSE.world, POSE.visibility)
USER = directions(POSE.landmarks[None], POSE.visibility[None], POSE.world[None])[0]


def bend(part, degrees, **more):
    joint, root = FOREARMS[part]
    chain = (line(root, joint),)
    return correction(Cue(part, Ask.BEND), degrees, joint=joint, root=root, chain=chain, **more)


def judged(time_s, *found, way=(0.2, -0.2, 0.0)):
    """This body, all of whose lines should move by `way`."""
    wanted = USER + np.array(way, np.float32)[:, None]
    return replace(judgement(time_s, found), user=USER, wanted=wanted)


def shown(arrows, time_s, *found, said=None):
    return [cue.part for cue, _ in arrows.update(judged(time_s, *found), POSE, said)]


LEFT, RIGHT = BodyPart.LEFT_ELBOW, BodyPart.RIGHT_ELBOW


def test_an_arrow_comes_with_a_large_error_and_goes_with_a_small_one():
    arrows = Arrows()
    assert shown(arrows, 0.0, bend(LEFT, ARROW_ON_DEG - 1)) == []
    assert shown(arrows, 0.1, bend(LEFT, ARROW_ON_DEG + 1)) == [LEFT]
    assert shown(arrows, 0.2, bend(LEFT, 1)) == [LEFT]
    assert shown(arrows, 0.2 + HOLD_S, bend(LEFT, ARROW_OFF_DEG + 1)) == [LEFT]
    assert shown(arrows, 0.3 + HOLD_S, bend(LEFT, ARROW_OFF_DEG - 1)) == []


def test_the_worst_ones_get_an_arrow():
    found = [bend(part, 20 + number) for number, part in enumerate(FOREARMS)]
    assert shown(Arrows(), 0.0, *found) == list(reversed(FOREARMS))[:ARROWS_MAX]


def test_the_sentences_arrow_comes_first_however_small_its_error():
    found = [bend(part, 20 + number) for number, part in enumerate(FOREARMS)]
    parts = shown(Arrows(), 0.0, *found, said=Cue(LEFT, Ask.BEND))
    assert parts[0] is LEFT
    assert len(parts) == ARROWS_MAX
    other = shown(Arrows(), 0.0, *found, said=Cue(LEFT, Ask.STRAIGHTEN))
    assert other == list(reversed(FOREARMS))[:ARROWS_MAX]


def drawn(way, axis):
    return drawn_on(bend(LEFT, 30, axis=axis), judged(0.0, way=way), FLAT, DEEP)


@pytest.mark.parametrize(
    ("way", "axis", "there"),
    [
        ((0.0, -0.3, 0.0), (0.0, -1.0, 0.0), True),
        ((0.1, -0.3, 0.3), (0.0, -1.0, 0.0), True),
        ((0.0, 0.3, 0.0), (0.0, -1.0, 0.0), False),  # the other way
        ((0.3, -0.02, 0.0), (0.0, -1.0, 0.0), False),  # beside it
        ((0.02, -0.05, 0.5), (0.0, -1.0, 0.0), False),  # into the depth
        ((0.3, 0.0, 0.3), (0.3, 0.0, 0.95), False),  # what is asked leads into the depth
        ((0.3, 0.0, 0.3), (0.7, 0.0, 0.7), True),
        ((0.3, 0.1, 0.0), None, True),
        ((0.0, 0.0, 0.0), None, False),
    ],
)
def test_an_arrow_is_left_out_where_the_picture_shows_something_else(way, axis, there):
    assert (drawn(way, axis) is not None) == there


def test_an_arrow_is_as_long_as_the_way_of_its_bone():
    arrow = drawn((0.3, -0.4, 0.0), None)
    bone = FLAT[Joint.LEFT_WRIST] - FLAT[Joint.LEFT_ELBOW]
    length = math.hypot(*bone) / math.hypot(*USER[:2, line(Joint.LEFT_ELBOW, Joint.LEFT_WRIST)])
    way = np.subtract(arrow.end, arrow.start)
    np.testing.assert_allclose(way, length * np.array([0.3, -0.4]), rtol=1e-3)
    np.testing.assert_allclose(arrow.start, FLAT[Joint.LEFT_WRIST])


def test_hips_are_corrected_in_their_height_only():
    legs = (line(Joint.LEFT_KNEE, Joint.LEFT_ANKLE), line(Joint.LEFT_HIP, Joint.LEFT_KNEE))
    knees = correction(
        Cue(BodyPart.BOTH_KNEES, Ask.BEND), 30, axis=(0.0, 1.0, 0.0), joint=Joint.HIP_CENTRE,
        root=Joint.LEFT_ANKLE, chain=legs,
    )  # fmt: skip
    # the lines lead down: hips sink where those shrink
    arrow = drawn_on(knees, judged(0.0, way=(0.1, -0.3, 0.0)), FLAT, DEEP)
    assert arrow.end[0] == arrow.start[0]
    assert arrow.end[1] > arrow.start[1]
    assert drawn_on(knees, judged(0.0, way=(0.1, 0.3, 0.0)), FLAT, DEEP) is None


def test_a_joint_that_is_not_seen_has_no_arrow():
    hidden = FLAT.copy()
    hidden[Joint.LEFT_WRIST] = np.nan
    assert drawn_on(bend(LEFT, 30), judged(0.0), hidden, DEEP) is None
    assert drawn_on(correction(Cue(BodyPart.BOTH_FEET, Ask.WIDER), 30), judged(0.0), FLAT, DEEP) is None
