import numpy as np
import pytest

from device.errors import NotAVideoError
from device.messages import Frame
from device.pose.film import track_video, track_with
from scoring.body.joints import VISIBILITY_MIN
from tests.device.pose.simulated import SimulatedPose
from tests.device.pose.test_estimators import track


def frames(count, step=0.1):
    return [Frame(number * step, np.zeros((240, 320, 3), np.uint8)) for number in range(count)]


def test_a_film_of_a_simulated_person_gives_its_track():
    done = []
    first, second = track_with(
        SimulatedPose([track(lost=[2]), track()]), frames(5, 0.1), "blazepose-lite", done.append
    )
    assert len(done) == 5
    assert (first.width, first.height, first.model) == (320, 240, "blazepose-lite")
    assert second.landmarks == pytest.approx(track().landmarks, abs=1e-4)
    assert first.seen.tolist() == [True] * 5  # the gap of 0.2 s is bridged by the simulated person


def test_a_lost_frame_is_nan_and_unseen():
    (got,) = track_with(SimulatedPose([track(5)]), frames(12), "x")
    assert got.seen[:5].all()
    assert not got.seen[6:].any()
    assert np.isnan(got.world[-1]).all()
    assert got.visibility[-1].tolist() == [0] * 33


def test_a_film_without_pictures_is_no_film():
    with pytest.raises(NotAVideoError):
        track_with(SimulatedPose([track()]), [], "x")


def test_a_real_person_is_seen_in_every_frame(networks, clip):
    pictures = clip("single_cam04", 25)
    (got,) = track_video(Frame(number / 30, image) for number, image in enumerate(pictures))
    assert got.seen.all()
    assert got.visibility.mean() > VISIBILITY_MIN
    hips = got.world[:, [23, 24]].mean(axis=1)
    assert np.abs(hips).max() < 0.1  # metres: the world's origin
    assert got.landmarks[:, 0, 1].max() < got.landmarks[:, [27, 28], 1].min()  # the nose above both ankles
    speed = np.linalg.norm(np.diff(got.landmarks[:, :, :2], axis=0), axis=2)
    assert np.median(speed) < 10  # px a frame of 360 px: a body, not noise


def test_two_real_people_apart_keep_their_places(networks, clip):
    pictures = clip("multi_cam04", 30)
    left, right = track_video((Frame(number / 30, image) for number, image in enumerate(pictures)), people=2)
    assert left.seen.all()
    assert right.seen.all()
    gap = right.landmarks[:, [23, 24], 0].mean(axis=1) - left.landmarks[:, [23, 24], 0].mean(axis=1)
    assert gap.min() > 50
