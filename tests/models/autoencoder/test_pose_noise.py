import numpy as np
import pytest

from models.autoencoder.pose_noise import HIDDEN_FAR, as_seen
from scoring.body.joints import VISIBILITY_MIN, Landmark

STILL = np.zeros((1000, 33, 3))


@pytest.mark.parametrize("film", [True, False])
def test_points_are_off_by_the_sizes_that_were_measured(film):
    films = [as_seen(STILL[:100], np.random.default_rng(seed), film=film)[0] for seed in range(60)]
    wrist = np.concatenate(films)[:, Landmark.LEFT_WRIST]
    assert wrist[:, 2].std() == pytest.approx(np.hypot(0.126, 0.102), rel=0.2)
    assert wrist[:, 0].std() == pytest.approx(np.hypot(0.033, 0.048), rel=0.2)
    assert np.concatenate(films)[:, Landmark.LEFT_HIP].std() < 0.03


def test_a_film_wanders_and_moments_jump():
    def step(film):
        world, _ = as_seen(STILL, np.random.default_rng(3), film=film)
        return np.abs(np.diff(world[:, Landmark.LEFT_KNEE, 2])).mean()

    assert step(film=True) < step(film=False) / 2


def test_the_head_is_off_as_one_piece():
    world, _ = as_seen(STILL, np.random.default_rng(4), film=False)
    assert (world[:, Landmark.NOSE] - world[:, Landmark.LEFT_EAR]).std() < 0.02
    assert world[:, Landmark.NOSE].std() > 0.03


def test_the_far_sides_limbs_are_hidden_for_a_while():
    shares, lengths = [], []
    for seed in range(40):
        _, visibility = as_seen(STILL, np.random.default_rng(seed), film=True)
        hidden = visibility < VISIBILITY_MIN
        shares.append(sorted(hidden[:, [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE]].mean(axis=0)))
        begins = (hidden[1:] & ~hidden[:-1]).sum()
        lengths.append(hidden.sum() / begins)
    near, far = np.mean(shares, axis=0)
    assert far == pytest.approx(HIDDEN_FAR, rel=0.25)
    assert near < 0.03
    assert np.mean(lengths) > 2


def test_the_same_seed_sees_the_same():
    one, other = (as_seen(STILL, np.random.default_rng(9), film=True) for _ in range(2))
    np.testing.assert_array_equal(one[0], other[0])
    np.testing.assert_array_equal(one[1], other[1])
