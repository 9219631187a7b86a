import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT
from scoring.demands import Demands
from scoring.moments import APART_S, STRETCHES, Extremes, Timeline
from scoring.scorer import SAMPLE_RATE_HZ, LiveScore
from tests.scoring.bodies import as_track, moving

SECONDS = 6


def live(time_s, lag_s=0.0, total=80.0):
    return LiveScore(
        round(time_s * SAMPLE_RATE_HZ), total, np.zeros(JOINT_COUNT), np.zeros(ANGLE_COUNT), lag_s
    )


@pytest.fixture
def tutor():
    count = round(SECONDS * SAMPLE_RATE_HZ)
    return as_track(moving(count), np.arange(count) / SAMPLE_RATE_HZ)


def without(track, start_s, end_s, landmarks=slice(None)):
    """The track with landmarks hidden in [start_s, end_s), as on a title card."""
    hidden = (track.times >= start_s) & (track.times < end_s)
    visibility = track.visibility.copy()
    visibility[np.ix_(hidden, np.arange(33)[landmarks])] = 0.0
    return dataclasses.replace(track, visibility=visibility)


@pytest.mark.parametrize("lag_s", [-0.4, 0.0, 0.8, 2.0])
def test_a_score_is_of_the_tutors_moment_that_was_followed(tutor, lag_s):
    assert Timeline(tutor).moment_s(live(3.0, lag_s)) == pytest.approx(3.0 - lag_s)


def test_what_was_not_judged_is_of_no_moment(tutor):
    assert Timeline(tutor).moment_s(live(3.0, total=float("nan"))) is None


def test_before_and_after_the_lesson_there_is_nothing_to_follow(tutor):
    assert Timeline(tutor).moment_s(live(1.0, 1.5)) is None
    assert Timeline(tutor).moment_s(live(1.0, 0.6)) is None
    assert Timeline(tutor).moment_s(live(SECONDS + 1.0)) is None
    assert Timeline(tutor).moment_s(live(SECONDS)) == pytest.approx(SECONDS - 1 / SAMPLE_RATE_HZ)


@pytest.mark.parametrize(("time_s", "known"), [(1.9, True), (2.2, False), (3.3, False), (3.6, True)])
def test_no_moment_touches_a_pause_or_a_title_card(tutor, time_s, known):
    paused = Timeline(tutor, Demands(pauses=((2.0, 3.0),)))
    assert (paused.moment_s(live(time_s)) is not None) == known
    assert (Timeline(without(tutor, 2.0, 3.0)).moment_s(live(time_s)) is not None) == known


def test_the_upper_body_is_enough(tutor):
    """Of a tutor on a chair nothing below the hips is seen."""
    assert Timeline(without(tutor, 0, 9, slice(25, 33))).moment_s(live(3.0)) == 3.0
    assert Timeline(without(tutor, 0, 9, slice(13, 33))).moment_s(live(3.0)) is None


def test_a_lesson_without_a_tutor_has_no_moments(tutor):
    nobody = dataclasses.replace(
        tutor,
        times=np.zeros(0),
        landmarks=tutor.landmarks[:0],
        visibility=tutor.visibility[:0],
        world=tutor.world[:0],
    )
    assert Timeline(nobody).moment_s(live(3.0)) is None


def moment(time_s, score):
    return SimpleNamespace(time_s=time_s, score=score)


def extremes(*pairs):
    found = Extremes()
    for time_s, score in pairs:
        if found.wants(time_s, score):
            found.add(moment(time_s, score))
    return found


def test_without_moments_there_is_no_best():
    assert Extremes().pair == (None, None)


def test_the_best_and_the_hardest():
    found = extremes((0.5, 60), (4.0, 90), (8.0, 30), (12.0, 80))
    assert found.pair == (moment(4.0, 90), moment(8.0, 30))


def test_the_last_of_equally_good_ones():
    found = extremes((0.5, 90), (4.0, 30), (8.0, 90), (8.5, 90), (12.0, 30))
    assert found.pair == (moment(8.5, 90), moment(4.0, 30))


def test_where_nothing_was_harder_there_is_a_best_only():
    assert extremes((0.5, 90), (4.0, 90.3), (9.0, 90)).pair == (moment(4.0, 90.3), None)


def test_two_moments_of_one_movement_are_not_two():
    assert extremes((0.5, 90), (1.0, 20)).pair == (moment(0.5, 90), None)


def test_a_best_next_to_the_hardest_gives_way_to_the_next():
    found = extremes((2.0, 70), (10.0, 95), (10.5, 20))
    assert found.pair == (moment(2.0, 70), moment(10.5, 20))


histories = st.lists(st.integers(0, 100), min_size=1, max_size=80)


@given(histories)
def test_best_and_hardest_against_all_moments_at_once(totals):
    every = [moment(0.5 * number, total) for number, total in enumerate(totals)]
    kept = extremes(*((one.time_s, one.score) for one in every))
    best, hardest = kept.pair
    lowest = min(totals)
    far = [one for one in every if abs(one.time_s - 0.5 * totals.index(lowest)) >= APART_S]
    assert best is not None
    assert len(kept._best) <= STRETCHES
    if hardest is None:
        assert best.score == max(totals)
        return
    assert hardest == moment(0.5 * totals.index(lowest), lowest)
    assert best in far
    assert best.score > hardest.score
    # a better one is at most within a stretch of which a still better one was too near
    stretches = {int(one.time_s // APART_S) for one in every if one not in far}
    clear = [one.score for one in far if int(one.time_s // APART_S) not in stretches]
    assert best.score >= max(clear, default=0)


@given(histories)
def test_there_is_a_hardest_wherever_a_stretch_away_something_was_better(totals):
    every = [moment(0.5 * number, total) for number, total in enumerate(totals)]
    lowest = 0.5 * totals.index(min(totals))
    better = [one for one in every if abs(one.time_s - lowest) >= 2 * APART_S and one.score > min(totals)]
    _, hardest = extremes(*((one.time_s, one.score) for one in every)).pair
    assert hardest is not None or not better
