import numpy as np
import pytest

from scoring.guidance import (
    ARROW_HOLD_S,
    ARROW_JOINTS,
    ARROW_ON,
    ARROWS_MAX,
    BAD_DEG,
    FAIR_DEG,
    HYSTERESIS_DEG,
    Guide,
    Level,
    bones_of,
)
from scoring.joints import BONES, Angle, Joint
from tests.scoring.bodies import STANDING

TORSO = 130.0
FOREARM = BONES.index((Joint.LEFT_ELBOW, Joint.LEFT_WRIST))


def with_elbow(off_deg):
    """A body whose left forearm is turned by so many degrees at the elbow."""
    body = STANDING.copy()
    elbow, wrist = body[Joint.LEFT_ELBOW], body[Joint.LEFT_WRIST]
    turn = np.radians(off_deg)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    body[Joint.LEFT_WRIST] = elbow + matrix @ (wrist - elbow)
    return body


def moved(joint, torsos):
    body = STANDING.copy()
    body[joint] += (0, -torsos * TORSO)
    return body


def test_every_angle_colours_two_bones():
    assert [len(bones_of(angle)) for angle in Angle] == [2] * 10
    assert {BONES[bone] for bone in bones_of(Angle.LEFT_KNEE)} == {
        (Joint.LEFT_HIP, Joint.LEFT_KNEE),
        (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    }


def test_the_same_body_is_green_without_arrows():
    levels, arrows = Guide().update(0.0, STANDING, STANDING)
    assert {levels[bone] for angle in Angle for bone in bones_of(angle)} == {Level.GOOD}
    assert arrows == ()


@pytest.mark.parametrize(
    ("off", "level"), [(FAIR_DEG - 3, Level.GOOD), (FAIR_DEG + 3, Level.FAIR), (BAD_DEG + 3, Level.BAD)]
)
def test_a_bent_elbow_colours_its_bones(off, level):
    levels, _ = Guide().update(0.0, STANDING, with_elbow(off))
    assert levels[FOREARM] is level


def test_a_colour_does_not_flicker_at_its_border():
    guide = Guide()
    seen = [
        guide.update(t, STANDING, with_elbow(BAD_DEG + off))[0][FOREARM]
        for t, off in enumerate((1, -1, 1, -HYSTERESIS_DEG + 1, -HYSTERESIS_DEG - 1, -1))
    ]
    assert seen == [Level.BAD] * 4 + [Level.FAIR] * 2


def test_an_unseen_joint_is_unknown_and_has_no_arrow():
    user = with_elbow(60)
    user[Joint.LEFT_WRIST] = np.nan
    levels, arrows = Guide().update(0.0, STANDING, user)
    assert levels[FOREARM] is Level.UNKNOWN
    assert all(arrow.joint != Joint.LEFT_WRIST for arrow in arrows)


def test_an_arrow_leads_to_where_the_tutor_would_be_on_this_body():
    tutor = moved(Joint.LEFT_WRIST, 0.8)
    user = STANDING * 2 + np.array([50, 30], np.float32)
    _, arrows = Guide().update(0.0, tutor, user)
    assert [arrow.joint for arrow in arrows] == [Joint.LEFT_WRIST]
    assert arrows[0].start == pytest.approx(tuple(user[Joint.LEFT_WRIST]))
    assert arrows[0].end == pytest.approx(tuple(tutor[Joint.LEFT_WRIST] * 2 + np.array([50, 30])), abs=0.1)


def test_at_most_three_arrows_the_worst_first():
    tutor = STANDING.copy()
    for number, joint in enumerate(ARROW_JOINTS):
        tutor[joint] += (0, -(ARROW_ON + 0.1 + number / 10) * TORSO)
    _, arrows = Guide().update(0.0, tutor, STANDING)
    assert [arrow.joint for arrow in arrows] == list(ARROW_JOINTS[: -ARROWS_MAX - 1 : -1])


def test_an_arrow_stays_long_enough_to_read_and_goes_when_mended():
    guide = Guide()
    assert guide.update(0.0, STANDING, moved(Joint.LEFT_KNEE, 0.5))[1]
    assert guide.update(ARROW_HOLD_S / 2, STANDING, STANDING)[1]
    assert not guide.update(ARROW_HOLD_S + 0.1, STANDING, STANDING)[1]


def test_an_arrow_does_not_flicker_at_its_border():
    guide = Guide()
    shown = [
        bool(guide.update(t * 2 * ARROW_HOLD_S, STANDING, moved(Joint.LEFT_KNEE, ARROW_ON + off))[1])
        for t, off in enumerate((-0.02, 0.02, -0.02, -0.08, -0.12, -0.02))
    ]
    assert shown == [False, True, True, True, False, False]
