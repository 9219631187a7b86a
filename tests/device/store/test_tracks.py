import numpy as np
import pytest

from device.errors import BadTrackError
from device.store.tracks import load_track, save_track
from tests.scoring.bodies import as_track, moving


def test_a_track_comes_back_as_it_was(tmp_path):
    joints = moving(10)
    joints[4] = np.nan
    track = as_track(joints, np.arange(10) / 30)
    save_track(tmp_path / "a.npz", track)
    back = load_track(tmp_path / "a.npz")
    for name in ("times", "landmarks", "visibility", "world"):
        np.testing.assert_array_equal(getattr(back, name), getattr(track, name))
    assert (back.width, back.height, back.model) == (640, 480, "test")
    assert [path.name for path in tmp_path.iterdir()] == ["a.npz"]


def save_with(path, **changes):
    track = as_track(moving(3), np.arange(3) / 30)
    parts = {
        "format": np.array("formbox-posetrack-1"),
        "times": track.times,
        "landmarks": track.landmarks,
        "visibility": track.visibility,
        "world": track.world,
        "size": np.array([640, 480]),
        "model": np.array("x"),
    } | changes
    np.savez(path, **{name: value for name, value in parts.items() if value is not None})
    return path


def test_the_documented_members_are_all_that_is_needed(tmp_path):
    assert len(load_track(save_with(tmp_path / "a.npz"))) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"format": np.array("formbox-posetrack-9")},
        {"times": None},
        {"times": np.array([0.0, 0.2, 0.1])},
        {"times": np.array([0.0, np.nan, 0.1])},
        {"landmarks": np.zeros((3, 32, 3), np.float32)},
        {"size": np.array([640])},
        {"size": np.array([0, 480])},
        {"times": np.array([0.0, 0.1, 1e9])},
        {"times": np.array([-1.0, 0.1, 0.2])},
        {"landmarks": np.full((3, 33, 3), 1e30, np.float32)},
        {"world": np.array([{"a": 1}], dtype=object)},
    ],
)
def test_what_is_not_a_track_is_said_plainly(tmp_path, changes):
    with pytest.raises(BadTrackError):
        load_track(save_with(tmp_path / "a.npz", **changes))


def test_damage_anywhere_is_said_plainly(tmp_path):
    save_track(tmp_path / "a.npz", as_track(moving(20), np.arange(20) / 30))
    data = (tmp_path / "a.npz").read_bytes()
    refused = 0
    for place in range(40, len(data), len(data) // 60):
        (tmp_path / "b.npz").write_bytes(data[:place] + bytes([data[place] ^ 0xFF] * 8) + data[place + 8 :])
        try:
            load_track(tmp_path / "b.npz")
        except BadTrackError:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + bytes(100)])
def test_other_files_are_refused(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(BadTrackError, match=r"a\.npz"):
        load_track(tmp_path / "a.npz")
    with pytest.raises(BadTrackError, match="no file"):
        load_track(tmp_path / "b.npz")
