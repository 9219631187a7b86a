import numpy as np
import pytest

from scoring.guidance.arrows import ARROW_OFF_DEG, HOLD_S
from scoring.guidance.coach import (
    AGAIN_S,
    ALIKE,
    APART_S,
    FINE_BELOW_DEG,
    PRAISED_S,
    REMEMBERED_S,
    SHOWN_S,
    SPEAK_AFTER_S,
    SPEAK_FROM_DEG,
    Coach,
)
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.guidance.judgement import Level
from tests.scoring.guidance.judged import HIGH, LOW, correction, judgement

STEP_S = 0.05
BENT = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
BOTH_BENT = Cue(BodyPart.BOTH_ELBOWS, Ask.BEND)
KNEES = Cue(BodyPart.BOTH_KNEES, Ask.BEND)
HEAD = Cue(BodyPart.HEAD, Ask.LOOK_UP)
STRAIGHT = Cue(BodyPart.LEFT_ELBOW, Ask.STRAIGHTEN)


def wrong(*pairs):
    """Corrections of (cue, degrees), the worst first."""
    return [correction(cue, degrees) for cue, degrees in pairs]


class Talk:
    """A coach on a clock; remembers when what was begun to be shown."""

    def __init__(self):
        self.coach = Coach()
        self.time_s = 0.0
        self.said = []
        self.shown = (None, None)

    def go(self, seconds, found=(), posture=LOW, **more):
        for _ in range(round(seconds / STEP_S)):
            shown = self.coach.update(judgement(self.time_s, found, posture, **more))
            if shown not in (self.shown, (None, None)):
                self.said.append((round(self.time_s, 2), *shown))
            self.shown = shown
            self.time_s += STEP_S
        return self

    @property
    def cues(self):
        return [cue for _, cue, _ in self.said if cue is not None]

    @property
    def praises(self):
        return [part for _, _, part in self.said if part is not None]


def test_nothing_wrong_is_nothing_said():
    assert Talk().go(30).said == []


def test_what_is_small_is_not_spoken_of():
    assert Talk().go(30, wrong((BENT, SPEAK_FROM_DEG - 1))).said == []


def test_a_glance_of_the_network_is_not_spoken_of():
    talk = Talk()
    for _ in range(8):
        talk.go(0.2, wrong((BENT, 40))).go(3.0)
    assert talk.said == []


def test_what_lasts_is_said_once_it_has_lasted():
    talk = Talk().go(2.0, wrong((BENT, 30)))
    assert talk.cues == [BENT]
    assert talk.said[0][0] == pytest.approx(SPEAK_AFTER_S, abs=0.1)


def test_what_comes_back_in_every_repetition_is_said():
    talk = Talk()
    for _ in range(4):
        talk.go(0.4, wrong((KNEES, 25))).go(2.0, posture=HIGH)
    assert talk.cues == [KNEES]


def test_it_is_said_while_it_is_wrong():
    talk = Talk()
    for _ in range(5):
        talk.go(0.4, wrong((KNEES, 25))).go(2.0, posture=HIGH)
    assert {round(at % 2.4, 2) < 0.4 for at, _, _ in talk.said} == {True}


def test_the_worst_comes_first_and_the_next_not_at_once():
    talk = Talk().go(9.0, wrong((HEAD, 20), (BENT, 30)))
    assert talk.cues == [BENT, HEAD]
    assert talk.said[1][0] - talk.said[0][0] >= APART_S - STEP_S / 2


def test_a_sentence_goes_after_a_while():
    talk = Talk().go(SPEAK_AFTER_S + SHOWN_S + 0.5, wrong((BENT, 30)))
    assert talk.shown == (None, None)


def test_who_cannot_do_it_is_not_nagged():
    talk = Talk().go(3 * AGAIN_S, wrong((BENT, 30)))
    times = [at for at, _, _ in talk.said]
    assert talk.cues == [BENT] * 3
    assert min(np.diff(times)) >= AGAIN_S - STEP_S / 2


def test_what_is_put_right_is_praised():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(3.0, wrong((BENT, 2)))
    assert talk.praises == [BodyPart.LEFT_ELBOW]


def test_praise_goes_after_a_while_and_comes_once():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(2.0 + PRAISED_S + 10, wrong((BENT, 2)))
    assert talk.praises == [BodyPart.LEFT_ELBOW]
    assert talk.shown == (None, None)


def test_who_merely_moved_on_is_not_praised():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(8.0, wrong((BENT, 0)), posture=HIGH)
    assert talk.praises == []


def test_a_posture_that_is_almost_the_same_is_the_same():
    near = LOW.copy()
    near[0] += ALIKE * 0.8
    assert Talk().go(4.0, wrong((BENT, 30))).go(3.0, wrong((BENT, 2)), near).praises == [BodyPart.LEFT_ELBOW]


def test_a_posture_of_which_nothing_is_known_is_no_posture():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(3.0, wrong((BENT, 2)), np.full_like(LOW, np.nan))
    assert talk.praises == []


def test_right_again_only_for_one_side_is_not_right_for_both():
    talk = Talk().go(4.0, wrong((BOTH_BENT, 30))).go(5.0, wrong((BENT, FINE_BELOW_DEG + 1)))
    assert talk.praises == []


def test_what_is_no_longer_seen_is_not_praised():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(5.0, unseen=(BodyPart.LEFT_ELBOW,))
    assert talk.praises == []


def test_what_was_asked_long_ago_is_not_praised():
    talk = Talk().go(2.0, wrong((BENT, 30))).go(REMEMBERED_S, posture=HIGH).go(3.0, wrong((BENT, 1)))
    assert talk.praises == []


def test_never_a_cue_and_praise_together():
    talk = Talk()
    for found in (wrong((BENT, 30)), wrong((BENT, 1), (HEAD, 30)), wrong((KNEES, 20), (BENT, 1))) * 3:
        for _ in range(60):
            talk.go(STEP_S, found)
            assert None in talk.shown


def test_a_pause_is_no_time_in_which_something_lasted():
    coach = Coach()
    coach.update(judgement(0.0, wrong((BENT, 30))))
    coach.update(judgement(60.0, wrong((BENT, 30))))
    assert coach.update(judgement(60.1, wrong((BENT, 30)))) == (None, None)


def test_the_burden_is_radians_times_seconds():
    talk = Talk().go(2.0, wrong((BENT, 30)))
    assert talk.coach.burden[BENT] == pytest.approx(2.0 * np.radians(30), rel=0.05)


def said():
    """A talk whose cue has just begun."""
    talk = Talk().go(SPEAK_AFTER_S + 2 * STEP_S, wrong((BENT, 30)))
    assert talk.shown == (BENT, None)
    return talk


def test_a_sentence_ends_with_its_error():
    talk = said().go(HOLD_S, wrong((BENT, 30)))
    assert talk.shown == (BENT, None)
    assert talk.go(STEP_S, wrong((BENT, ARROW_OFF_DEG - 1))).shown == (None, None)
    assert talk.go(1.0, wrong((BENT, 30))).shown == (None, None)  # and does not flicker


def test_a_sentence_is_held_long_enough_to_be_read():
    talk = said().go(HOLD_S - 4 * STEP_S)
    assert talk.shown == (BENT, None)
    assert talk.go(4 * STEP_S).shown == (None, None)


def test_a_sentence_ends_at_once_where_its_part_is_asked_anything_else():
    assert said().go(STEP_S, wrong((STRAIGHT, ARROW_OFF_DEG + 1))).shown == (None, None)
    assert said().go(STEP_S, wrong((BENT, 30), (HEAD, 40))).shown == (BENT, None)


def test_a_sentence_about_one_side_stands_while_both_are_asked_the_same():
    talk = said().go(HOLD_S, wrong((BOTH_BENT, 30)))
    assert talk.shown == (BENT, None)


def test_a_sentence_ends_when_its_part_is_hidden_or_does_not_count():
    assert said().go(STEP_S, unseen=(BodyPart.LEFT_ELBOW,)).shown == (None, None)


def test_praise_ends_when_the_part_is_wrong_again():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(0.7, wrong((BENT, 2)))
    assert talk.shown == (None, BodyPart.LEFT_ELBOW)
    assert talk.go(STEP_S, wrong((BENT, 12))).shown == (None, None)


def test_a_part_that_is_not_green_is_not_praised():
    talk = Talk().go(4.0, wrong((BENT, 30))).go(3.0, wrong((BENT, 2)), level=Level.FAIR)
    assert talk.praises == []
