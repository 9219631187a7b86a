import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.sampling import EDGE_S, GAP_MAX_S, Sampler, grid, resample
from tests.scoring import naive
from tests.scoring.bodies import as_track, moving

RATE = 20.0


@st.composite
def tracks(draw):
    """Frames at uneven times, some without a person."""
    steps = draw(st.lists(st.integers(1, 40), min_size=1, max_size=30))
    times = np.cumsum(steps) / 64
    joints = moving(len(times))
    lost = draw(st.lists(st.booleans(), min_size=len(times), max_size=len(times)))
    joints[np.array(lost)] = np.nan
    return as_track(joints, times)


@settings(max_examples=150)
@given(tracks())
def test_resampling_equals_its_slow_twin(track):
    times = grid(track.times[-1] + 0.3, RATE)
    fast = resample(track, times)
    for place, moment in enumerate(times):
        rule = naive.sample(track.times.tolist(), track.seen.tolist(), moment, GAP_MAX_S, EDGE_S)
        if rule is None:
            assert np.isnan(fast.landmarks[place]).all()
            assert (fast.visibility[place] == 0).all()
        else:
            left, right, share = rule
            mixed = track.landmarks[left] * (1 - share) + track.landmarks[right] * share
            np.testing.assert_allclose(fast.landmarks[place], mixed, rtol=1e-4, atol=1e-2)


@settings(max_examples=150)
@given(tracks(), st.booleans())
def test_sample_by_sample_gives_the_same_as_all_at_once(track, impatient):
    times = grid(track.times[-1] + 0.3, RATE)
    whole = resample(track, times)
    sampler = Sampler(RATE)
    for index in range(len(track)):
        if impatient:
            sampler.advance(track.times[index])
        sampler.see(track.times[index], track.pose(index) if track.seen[index] else None)
    sampler.finish(len(times))
    given_landmarks = [sampler.take().landmarks for _ in times]
    np.testing.assert_allclose(given_landmarks, whole.landmarks, rtol=1e-4, atol=1e-2)


def test_nothing_is_given_before_it_can_be_known():
    sampler = Sampler(RATE)
    track = as_track(moving(2), [0.0, 0.2])
    sampler.see(0.0, track.pose(0))
    assert sampler.take() is not None
    sampler.advance(GAP_MAX_S)
    assert sampler.take() is None
    sampler.see(0.2, track.pose(1))
    assert [sampler.take() is not None for _ in range(5)] == [True, True, True, True, False]


def test_a_person_who_stays_away_is_lost_without_a_further_picture():
    sampler = Sampler(RATE)
    sampler.see(0.0, as_track(moving(1), [0.0]).pose(0))
    sampler.advance(2.0)
    given_poses = []
    while (pose := sampler.take()) is not None:
        given_poses.append(bool(np.isfinite(pose.landmarks).all()))
    assert given_poses == [True] * 3 + [False] * 35


def test_the_grid_ends_before_the_end():
    assert len(grid(2.0, 20)) == 40
    assert grid(2.01, 20)[-1] == 2.0
    assert len(grid(0.0, 20)) == 0
