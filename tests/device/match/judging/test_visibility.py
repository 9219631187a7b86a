from itertools import pairwise

import numpy as np
import pytest

from device.match.judging.visibility import ABSENT_S, AGAIN_S, PART_ABSENT_S, SAID_S, BodyVisibility
from scoring.body.joints import Joint
from tests.scoring.bodies import STANDING

FEET = (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
LEGS = (*FEET, Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
HANDS = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)
ARMS = (*HANDS, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)


def without(*joints):
    body = STANDING.copy()
    body[list(joints)] = np.nan
    return body


def shown(user, tutor=STANDING, seconds=30.0, since=None, step=0.1):
    """(time, key) at every step for a person with these joints; until `since` all joints are seen."""
    visibility, said = BodyVisibility(), []
    for time_s in np.arange(0, seconds, step):
        visibility.see(time_s, STANDING if since is not None and time_s < since else user, tutor)
        said.append((float(time_s), visibility.message(time_s)))
    return said


def first(said):
    return next(((time_s, key) for time_s, key in said if key), None)


def test_a_person_who_never_came_and_one_who_left_get_different_sentences():
    visibility = BodyVisibility()
    visibility.see(0.0, None, STANDING)
    assert visibility.away(0.0)
    assert visibility.message(0.0) == "not_seen"
    visibility.see(1.0, STANDING, STANDING)
    assert visibility.message(1.0) is None
    visibility.see(1.1, None, STANDING)
    assert not visibility.away(1.0 + ABSENT_S)
    assert visibility.message(1.0 + ABSENT_S) is None
    assert visibility.away(1.01 + ABSENT_S)
    assert visibility.message(1.01 + ABSENT_S) == "away"
    visibility.see(9.0, STANDING, STANDING)
    assert not visibility.away(9.0)
    assert visibility.message(9.0) is None


@pytest.mark.parametrize(
    ("hidden", "key"),
    [(FEET, "feet_not_seen"), (LEGS, "legs_not_seen"), (HANDS, "hands_not_seen"), (ARMS, "arms_not_seen")],
)
def test_a_part_that_stays_unseen_is_named(hidden, key):
    time_s, said = first(shown(without(*hidden)))
    assert said == key
    assert time_s == pytest.approx(PART_ABSENT_S, abs=0.15)
    assert first(shown(without(*hidden), since=10.0))[0] == pytest.approx(10 + PART_ABSENT_S, abs=0.25)


def test_a_person_who_is_all_visible_gets_no_sentence():
    assert first(shown(STANDING)) is None


@pytest.mark.parametrize("side", [0, 1])
def test_one_side_alone_may_be_hidden(side):
    assert first(shown(without(FEET[side], HANDS[side], LEGS[2 + side]))) is None


def test_what_the_tutor_does_not_show_is_not_missed():
    assert first(shown(without(*LEGS), tutor=without(*LEGS))) is None
    assert first(shown(without(*LEGS), tutor=without(*FEET)))[1] == "legs_not_seen"


def test_it_is_said_for_a_while_and_then_not_for_long():
    times = [time_s for time_s, key in shown(without(*FEET), seconds=60) if key]
    starts = [times[0]] + [b for a, b in pairwise(times) if b - a > 1]
    assert np.diff(starts) == pytest.approx([AGAIN_S] * (len(starts) - 1), abs=0.2)
    assert len(starts) == 3
    assert len(times) == pytest.approx(3 * SAID_S / 0.1, abs=4)


def test_it_is_not_said_any_more_once_the_part_is_seen():
    visibility = BodyVisibility()
    for time_s in np.arange(0, 3, 0.1):
        visibility.see(time_s, without(*FEET), STANDING)
    assert visibility.message(3.0) == "feet_not_seen"
    visibility.see(3.1, STANDING, STANDING)
    assert visibility.message(3.1) is None


def test_a_glimpse_of_a_part_starts_the_time_again():
    visibility = BodyVisibility()
    for number in range(100):
        visibility.see(number / 10, without(*FEET) if number % 10 else STANDING, STANDING)
        assert visibility.message(number / 10) is None


def test_coming_back_starts_the_time_again():
    visibility = BodyVisibility()
    visibility.see(0.0, without(*FEET), STANDING)
    visibility.see(8.0, None, STANDING)
    visibility.see(8.1, without(*FEET), STANDING)
    assert visibility.message(8.2) is None
