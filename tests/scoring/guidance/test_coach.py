import numpy as np
import pytest

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
from scoring.guidance.corrections import Correction
from scoring.guidance.cues import Ask, BodyPart, Cue

STEP_S = 0.05
BENT = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
BOTH_BENT = Cue(BodyPart.BOTH_ELBOWS, Ask.BEND)
KNEES = Cue(BodyPart.BOTH_KNEES, Ask.BEND)
HEAD = Cue(BodyPart.HEAD, Ask.LOOK_UP)
# down everywhere, and up everywhere
LOW = np.tile(np.array([[0.0], [1.0], [0.0]], np.float32), 16)
HIGH = -LOW


def wrong(*pairs):
    """Corrections of (cue, degrees), the worst first."""
    found = [Correction(cue, float(np.radians(degrees)), 0.0) for cue, degrees in pairs]
    return sorted(found, key=lambda correction: -correction.off)


class Talk:
    """A coach on a clock; remembers when what was begun to be shown."""

    def __init__(self):
        self.coach = Coach()
        self.time_s = 0.0
        self.said = []
        self.shown = (None, None)

    def go(self, seconds, found=(), posture=LOW):
        for _ in range(round(seconds / STEP_S)):
            shown = self.coach.update(self.time_s, list(found), posture)
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
    assert Talk().go(4.0, wrong((BENT, 30))).go(5.0).praises == []


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
    coach.update(0.0, wrong((BENT, 30)), LOW)
    coach.update(60.0, wrong((BENT, 30)), LOW)
    assert coach.update(60.1, wrong((BENT, 30)), LOW) == (None, None)


def test_the_burden_is_radians_times_seconds():
    talk = Talk().go(2.0, wrong((BENT, 30)))
    assert talk.coach.burden[BENT] == pytest.approx(2.0 * np.radians(30), rel=0.05)
