"""`scoring.repetitions.guess`: repetitions under a name that may be wrong."""

import numpy as np
import pytest

from scoring.repetitions.followed import Done
from scoring.repetitions.follower import Swing
from scoring.repetitions.guess import HELD, LIKE, STEADY_S, SURE, WAITS_S, Guess
from scoring.repetitions.posture import SIZE
from scoring.scorer import SAMPLE_RATE_HZ

SAMPLES = 30


def done(number, *, way=0, likeness=1.0, counted=True, samples=SAMPLES):
    """The number-th repetition in a row; way: the number of the posture that it moves."""
    begin = number * 2 * SAMPLES
    swing = Swing(
        begin=begin, first=begin + 10, bottom=begin + 12, last=begin + 14, end=begin + samples, amplitude=1.0
    )
    return Done(swing=swing, line=0, counted=counted, best=None, way=np.eye(SIZE)[way], likeness=likeness)


def said(share):
    guess = Guess()
    for _ in range(round(STEADY_S * SAMPLE_RATE_HZ)):
        guess.say(share)
    return guess


def test_one_counts_at_once_where_its_name_is_sure():
    one = done(0, likeness=LIKE)
    assert said(SURE + 0.01).take([one], one.swing.end) == [one]
    assert said(SURE - 0.01).take([one], one.swing.end) == []
    other = done(0, likeness=LIKE - 0.01)
    assert said(SURE + 0.01).take([other], other.swing.end) == []


def test_one_that_waits_counts_when_its_name_becomes_sure():
    guess, one = said(0.5), done(0)
    assert guess.take([one], one.swing.end) == []
    for _ in range(round(STEADY_S * SAMPLE_RATE_HZ)):
        guess.say(1.0)
    assert guess.take([], one.swing.end + 30) == [one]
    assert guess.take([], one.swing.end + 31) == []


def test_two_that_go_the_same_way_count_together():
    guess, one, two = said(HELD + 0.01), done(0, likeness=0.5), done(1, likeness=0.5)
    assert guess.take([one], one.swing.end) == []
    assert guess.take([two], two.swing.end) == [one, two]
    three = done(2, likeness=0.5)
    assert guess.take([three], three.swing.end) == [three]


@pytest.mark.parametrize("two", [done(1, way=1), done(1, samples=4), done(0)])
def test_two_that_differ_or_are_one_do_not(two):
    guess, one = said(HELD + 0.01), done(0)
    assert guess.take([one], one.swing.end) == []
    assert guess.take([two], two.swing.end) == []


def test_a_name_that_is_unlikely_counts_nothing():
    guess, one, two = said(HELD - 0.01), done(0), done(1)
    assert guess.take([one], one.swing.end) == []
    assert guess.take([two], two.swing.end) == []


def test_what_waited_too_long_does_not_count():
    guess, one, two = said(HELD + 0.01), done(0), done(1)
    assert guess.take([one], one.swing.end) == []
    late = round(WAITS_S * SAMPLE_RATE_HZ) + 1
    assert guess.take([], one.swing.end + late) == []
    assert guess.take([two], one.swing.end + late) == []


def test_attempts_are_shown_only_once_something_counted():
    guess, attempt, one = said(1.0), done(1, counted=False), done(0)
    assert guess.take([attempt], attempt.swing.end) == []
    assert guess.take([one], attempt.swing.end) == [one]
    assert guess.take([attempt], attempt.swing.end) == [attempt]
