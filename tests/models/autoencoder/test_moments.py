import numpy as np
import pytest

from device.store.tracks import save_track
from models.autoencoder.moments import BODY_MOMENTS, moments, postures, recorded
from models.mannequin.channels import INDEX
from scoring.autoencoder.pairs import PAIR_COUNT
from scoring.body.track import PoseTrack


@pytest.fixture(scope="module")
def made():
    return moments(3 * BODY_MOMENTS, np.random.default_rng(1))


def test_every_moment_is_known_on_the_average_body_and_partly_on_the_others(made):
    assert 2 * BODY_MOMENTS < len(made.clean) <= 3 * BODY_MOMENTS
    for view in (made.clean, made.one, made.other):
        assert view.shape == (len(made.clean), PAIR_COUNT)
        assert view.dtype == np.float32
    assert np.isfinite(made.clean).all()
    for view in (made.one, made.other):
        assert np.isfinite(view).any(axis=1).all()
        assert 0.02 < np.isnan(view).mean() < 0.4


def test_three_views_of_a_moment_are_more_alike_than_two_moments(made):
    shifted = np.roll(made.clean, 1, axis=0)
    for view in (made.one, made.other):
        same, different = np.nanmean(np.abs(view - made.clean)), np.nanmean(np.abs(view - shifted))
        assert same < 0.7 * different


def test_two_views_have_faults_of_their_own(made):
    assert np.nanmean(np.abs(made.one - made.other)) > 0.05


def test_movements_can_be_kept_out():
    arms = INDEX["left_raise"]
    everything = postures(4000, np.random.default_rng(2))
    # only these four bring an upper arm so far up
    high = frozenset({"jumping_jack", "overhead_press", "dance", "squat"})
    kept = postures(4000, np.random.default_rng(2), high)
    assert (everything[:, arms] > 140).mean() > 0.01
    assert (kept[:, arms] > 140).mean() < (everything[:, arms] > 140).mean() / 5


def test_the_same_seed_makes_the_same():
    one, other = (moments(BODY_MOMENTS, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one.one, other.one)


def test_real_tracks_are_their_own_truth(tmp_path):
    random = np.random.default_rng(3)
    body = random.normal(size=(50, 33, 3)).astype(np.float32)
    visibility = np.ones((50, 33), np.float32)
    body[:10], visibility[:10] = np.nan, 0
    save_track(tmp_path / "a.npz", PoseTrack(np.arange(50) / 20, body, visibility, body, 640, 480, "test"))
    found = recorded(tmp_path, random)
    assert len(found.clean) == 40
    assert np.isfinite(found.clean).all()
    for view in (found.one, found.other):
        seen = np.isfinite(view)
        assert 0.7 < seen.mean() < 1
        np.testing.assert_array_equal(view[seen], found.clean[seen])


def test_a_folder_without_tracks_and_a_file_that_is_none_are_refused(tmp_path):
    with pytest.raises(ValueError, match="no tracks"):
        recorded(tmp_path, np.random.default_rng(0))
    np.savez(tmp_path / "b.npz", other=np.zeros(3))
    with pytest.raises(ValueError, match="not a PoseTrack"):
        recorded(tmp_path, np.random.default_rng(0))
    (tmp_path / "b.npz").write_bytes(b"no archive")
    with pytest.raises(ValueError, match="not a PoseTrack"):
        recorded(tmp_path, np.random.default_rng(0))
