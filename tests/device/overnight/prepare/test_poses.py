import numpy as np
import pytest

from device.errors import NotAVideoError
from device.failure_reasons import PreparationError, Reason
from device.media.contents import look_into
from device.media.video import POSE_FIT, frames
from device.overnight.prepare.checkpoints import STRETCH_S, Checkpoints, load_poses, save_poses
from device.overnight.prepare.poses import find_poses
from device.pose.estimator import BlazePose
from device.pose.film import track_video

NAMES = ("times", "landmarks", "visibility", "world")


def same(one, other):
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in NAMES)


@pytest.fixture
def checkpoints(tmp_path, long_film):
    checkpoints = Checkpoints(tmp_path / "work")
    checkpoints.open(long_film, "lite")
    return checkpoints


def find(film, checkpoints, progress=lambda share: None):
    return find_poses(film, look_into(film), "lite", checkpoints, progress)


@pytest.fixture(scope="module")
def track_of_short_film(tmp_path_factory, short_film):
    """The track of the short film, and the checkpoint of its one stretch."""
    checkpoints = Checkpoints(tmp_path_factory.mktemp("whole") / "work")
    checkpoints.open(short_film, "lite")
    return find(short_film, checkpoints), checkpoints


def test_the_track_is_that_of_the_whole_film_in_one_go(long_film, checkpoints):
    shares = []
    track = find(long_film, checkpoints, shares.append)
    assert same(track, track_video(frames(long_film, POSE_FIT), "lite")[0])
    assert track.seen.mean() > 0.95
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.03)


class Killed(BaseException):
    pass


@pytest.mark.parametrize("moments", [(100,), (170, 10, 3)])
def test_an_interrupted_track_is_the_same_to_the_bit(long_film, checkpoints, tmp_path, moments):
    for moment in moments:
        count = [0]

        def cut(_, count=count, moment=moment):
            count[0] += 1
            if count[0] > moment:
                raise Killed

        with pytest.raises(Killed):
            find(long_film, checkpoints, cut)
    # the last pieces that are kept leave at most one stretch to be done again
    again = Checkpoints(tmp_path / "again")
    again.open(long_film, "lite")
    assert same(find(long_film, checkpoints), find(long_film, again))


def test_a_spoiled_checkpoint_is_done_again(long_film, checkpoints):
    track = find(long_film, checkpoints)
    place = checkpoints.poses(1)
    place.write_bytes(place.read_bytes()[:500])
    assert same(find(long_film, checkpoints), track)


def changed(path, **arrays):
    """The archive at `path` with other arrays; None leaves one out."""
    with np.load(path, allow_pickle=True) as archive:
        whole = {name: archive[name] for name in archive.files} | arrays
    np.savez(path, **{name: array for name, array in whole.items() if array is not None})


class Bad:
    def __reduce__(self):
        return pytest.fail, ("loaded",)


@pytest.mark.parametrize(
    "arrays",
    [
        {"format": np.array(1)},
        {"format": None},
        {"state.people.count": np.array(2.0)},
        {"state.checks.time_s": np.array(np.nan)},
        {"state.people.place0.tracker.world.speed": np.zeros((33, 3))},
        {"state.people.place0.tracker.world.speed": np.zeros((32, 3), np.float32)},
        {"state.people.place0.tracker.roi.side": np.array(0.0)},
        {"state.people.place0.owner.seen_s": None},
        {"times": np.array([2.0, 1.0])},
        {"state.more": np.array([Bad()])},
    ],
)
def test_a_foreign_checkpoint_is_done_again(short_film, tmp_path, track_of_short_film, arrays):
    track, kept = track_of_short_film
    checkpoints = Checkpoints(tmp_path / "work")
    checkpoints.open(short_film, "lite")
    checkpoints.poses(0).write_bytes(kept.poses(0).read_bytes())
    changed(checkpoints.poses(0), **arrays)
    foreign = checkpoints.poses(0).read_bytes()
    assert same(find(short_film, checkpoints), track)
    assert checkpoints.poses(0).read_bytes() != foreign


def test_a_kept_estimator_refuses_a_time_that_was(networks, long_film, tmp_path):
    estimator = BlazePose("lite")
    first = next(iter(frames(long_film, POSE_FIT)))
    estimator.estimate(first.image, 1.0)
    save_poses(tmp_path / "poses.npz", track_video([first], "lite"), estimator.state())
    again = BlazePose("lite")
    again.restore(load_poses(tmp_path / "poses.npz")[1])
    with pytest.raises(ValueError, match="rise"):
        again.estimate(first.image, 1.0)
    one, other = again.estimate(first.image, 1.1)[0], estimator.estimate(first.image, 1.1)[0]
    assert one.landmarks.tobytes() == other.landmarks.tobytes()


def test_work_for_another_file_or_network_begins_anew(tmp_path, long_film, short_film):
    checkpoints = Checkpoints(tmp_path / "work")
    checkpoints.open(long_film, "lite")
    checkpoints.poses(0).write_bytes(b"kept")
    (checkpoints.folder / ".half.part").write_bytes(b"half")
    checkpoints.open(long_film, "lite")
    assert checkpoints.poses(0).exists()
    assert not (checkpoints.folder / ".half.part").exists()
    checkpoints.open(long_film, "full")
    assert not checkpoints.poses(0).exists()
    checkpoints.poses(0).write_bytes(b"kept")
    checkpoints.open(short_film, "full")
    assert not checkpoints.poses(0).exists()


def test_what_never_gets_further_is_given_up(tmp_path, long_film):
    checkpoints = Checkpoints(tmp_path / "work")
    for _ in range(20):
        checkpoints.open(long_film, "lite")
    with pytest.raises(PreparationError) as caught:
        checkpoints.open(long_film, "lite")
    assert caught.value.reason is Reason.CUT_SHORT
    checkpoints.advanced()
    checkpoints.open(long_film, "lite")


def test_a_stretch_is_short_enough_and_holds_whole_turns():
    assert STRETCH_S <= 10
    assert int(STRETCH_S * 30) == STRETCH_S * 30


def test_a_film_of_nothing_is_no_track():
    with pytest.raises(NotAVideoError):
        track_video([], "lite")
