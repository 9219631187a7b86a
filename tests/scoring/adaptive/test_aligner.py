import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.aligner import FADE, SEARCHED, SLACK, SPAN, WindowAligner, steadied
from scoring.adaptive.lags import FAR, GRID, LAG_MAX, LAGS, LEAD_MAX
from scoring.adaptive.warp import SKEW_COST, UNSEEN_COST
from scoring.body.heading import turned
from scoring.scorer import WINDOW
from tests.scoring.bodies import scattered, wandering

WEIGHTS = np.ones(16, np.float32)
FILM = wandering(2, 400)


def follow(user, film=FILM, telling=1.0):
    """Every window of a user against the film: the aligner, its alignments, and its lag after each window."""
    aligner, found, lags = WindowAligner(film, WEIGHTS), [], []
    telling_by_sample = np.broadcast_to(telling, len(user))
    for count in range(WINDOW, len(user) + 1, WINDOW):
        window = user[max(0, count - SEARCHED) : count]
        found.append(aligner.update(window, count - 1, float(telling_by_sample[count - 1])))
        lags.append(aligner.lag)
    return aligner, found, lags


def late(samples, film=FILM):
    """Who does the film that many samples later, begins in its first posture and ends in its last."""
    return film[np.clip(np.arange(len(film)) - samples, 0, len(film) - 1)]


@pytest.mark.parametrize("samples", [-40, -4, 0, 3, 6, 25, 60, 120])
def test_a_steady_lag_is_found_to_the_sample(samples):
    aligner, found, lags = follow(late(samples))
    begins, ends = max(samples, 0) // WINDOW + 6, -max(-samples, 0) // WINDOW or len(lags)
    assert lags[begins:ends] == [samples] * len(lags[begins:ends])
    assert len(lags[begins:ends]) > 10
    assert aligner.lag == lags[-1]
    settled = found[30]
    newest = 31 * WINDOW - 1
    assert settled.lag == samples
    assert settled.tutor.tolist() == list(range(newest - SPAN + 1 - samples, newest + 1 - samples))
    nearest = np.abs(LAGS - samples) <= GRID
    assert LAGS[np.argmin(settled.costs)] in LAGS[nearest]


def test_a_window_costs_nothing_at_its_lag_and_far_where_the_lesson_has_no_sample():
    _, found, _ = follow(late(20))
    settled = found[20]
    assert settled.costs[LAGS == 20] == pytest.approx(0, abs=1e-3)
    assert (settled.costs[np.abs(LAGS - 20) > 20] > 0.5).all()
    newest = 3 * WINDOW - 1
    moments = newest - LAGS
    assert ((found[2].costs == FAR) == (moments < 0)).all()
    newest = len(FILM) - 1
    moments = newest - LAGS
    assert ((found[-1].costs == FAR) == (moments > newest)).all()


@pytest.mark.parametrize("degrees", [-90, -30, 0, 45, 90, 135])
def test_the_heading_is_found_and_the_lag_with_it(degrees):
    aligner, found, _ = follow(turned(late(9), -math.radians(degrees)))
    assert math.degrees(aligner.heading) == pytest.approx(degrees, abs=3)
    assert math.degrees(found[-1].heading) == pytest.approx(degrees, abs=3)
    assert aligner.lag == 9


@pytest.mark.parametrize("tempo", [0.9, 1.1])
def test_who_is_ten_per_cent_slower_or_quicker_is_followed(tempo):
    moments = np.arange(400) * tempo
    user = FILM[np.minimum(np.rint(moments).astype(int), 399)]
    _, _, lags = follow(user)
    # a quick person is at the end before the lesson is
    for number in range(6, 34):
        newest = (number + 1) * WINDOW - 1
        assert lags[number] == pytest.approx(newest - moments[newest], abs=2.5)


def test_a_lag_that_leaps_is_found_again():
    lag = np.where(np.arange(400) < 200, 4, 44)
    _, _, lags = follow(FILM[np.maximum(np.arange(400) - lag, 0)])
    assert lags[10:20] == [4] * 10
    # after as many windows as are searched at once, and some that outweigh the price of a leap
    assert lags[20 + SEARCHED // WINDOW + 3 :] == [44] * len(lags[20 + SEARCHED // WINDOW + 3 :])


def test_while_nobody_is_there_what_was_learned_holds_and_is_found_again():
    user = late(8)
    user[120:200] = np.nan
    _, found, lags = follow(user)
    known = found[15].costs[found[15].costs < FAR]
    # where the lesson's beginning leaves no room for a straight path it is a little more
    assert known == pytest.approx(np.full(len(known), UNSEEN_COST), abs=float(SKEW_COST))
    assert found[15].turning == 0
    assert found[15].heading == pytest.approx(found[11].heading, abs=0.02)
    assert all(abs(lag - 8) <= 8 for lag in lags[12:20]), "a step of the grid a window, towards being on time"
    assert lags[24:] == [8] * len(lags[24:])


def test_while_somebody_stands_the_lag_does_not_run_away_and_is_found_again():
    user = late(10)
    user[160:260] = user[160]
    telling = np.where((np.arange(400) >= 170) & (np.arange(400) < 270), 0.0, 1.0)
    _, _, lags = follow(user, telling=telling)
    # at the end of the stand the tutor is 100 samples ahead of that posture; the lag stays where it was
    assert max(abs(lag - 10) for lag in lags[17:27]) <= 10 + SLACK
    assert lags[32:] == [10] * len(lags[32:])


def test_while_both_stand_still_the_user_is_on_time_and_then_found():
    film = np.concatenate([np.repeat(FILM[:1], 120, axis=0), FILM])
    _, _, lags = follow(late(16, film), film)
    assert max(map(abs, lags[:11])) <= SLACK
    assert lags[20:] == [16] * len(lags[20:])


def test_before_anything_is_known_nobody_is_turned_and_nobody_late():
    aligner = WindowAligner(FILM, WEIGHTS)
    assert (aligner.lag, aligner.heading) == (0, 0)
    aligner.update(FILM[:10] * np.float32(np.nan), 9)
    assert aligner.heading == 0


def test_a_turn_beside_the_trunks_is_where_the_search_for_the_heading_begins():
    plain, turned_round = WindowAligner(FILM, WEIGHTS), WindowAligner(FILM, WEIGHTS, math.pi)
    headings = [one.update(FILM[:10], 9).heading for one in (plain, turned_round)]
    assert headings[0] == pytest.approx(0, abs=0.1)
    assert abs(headings[1]) == pytest.approx(math.pi, abs=0.1)


def test_steadied_headings_are_of_the_windows_around_each():
    """Each window counts FADE to the power of its distance."""
    random = np.random.default_rng(1)
    turnings = [complex(*random.normal(size=2)) for _ in range(12)]
    slow = [
        np.angle(sum(other * FADE ** abs(one - number) for number, other in enumerate(turnings)))
        for one in range(12)
    ]
    assert steadied(turnings) == pytest.approx(slow)
    assert steadied([]) == []
    assert steadied([1j]) == pytest.approx([math.pi / 2])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.sampled_from([0.0, 0.4, 1.0]), st.booleans())
def test_whatever_is_seen_a_window_meets_the_film(seed, count, lost, wild):
    film = scattered(seed, count, lost) if wild else wandering(seed, count)
    user = scattered(seed + 1, count, lost)
    _, found, lags = follow(user, film)
    for number, (one, lag) in enumerate(zip(found, lags, strict=True)):
        assert len(one.tutor) == min(SPAN, (number + 1) * WINDOW)
        assert ((one.tutor >= 0) & (one.tutor < count)).all()
        assert (np.diff(one.tutor) >= 0).all()
        assert -LEAD_MAX - SLACK <= lag <= LAG_MAX + SLACK
        assert one.costs.shape == LAGS.shape
        assert np.isfinite(one.costs).all()
        assert (one.costs >= 0).all()
        assert math.isfinite(one.heading)
