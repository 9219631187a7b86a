import numpy as np
import pytest

from device.pose.estimator import BlazePose
from scoring.body.track import PoseTrack
from tests.device.pose.simulated import SimulatedPose

IMAGE = np.zeros((120, 160, 3), np.uint8)


def track(count=5, lost=()):
    times = np.arange(count) / 10
    landmarks = np.repeat(np.arange(count, dtype=np.float32), 99).reshape(count, 33, 3)
    landmarks[list(lost)] = np.nan
    visibility = np.ones((count, 33), np.float32)
    return PoseTrack(times, landmarks, visibility, landmarks / 100, 320, 240, "mannequin")


@pytest.fixture(params=["simulated", "blazepose"])
def estimator(request):
    if request.param == "blazepose":
        request.getfixturevalue("networks")
        made = BlazePose()
    else:
        made = SimulatedPose([track()])
    yield made
    made.close()


@pytest.mark.parametrize("time_s", [0.1, 0.05, float("nan")])
def test_time_must_rise(estimator, time_s):
    estimator.estimate(IMAGE, 0.1)
    with pytest.raises(ValueError, match="time must rise"):
        estimator.estimate(IMAGE, time_s)


@pytest.mark.parametrize(
    "image",
    [IMAGE.astype(np.float32), IMAGE[:, :, 0], IMAGE[:, :, :2], IMAGE[:0], np.zeros((9, 9, 4), np.uint8)],
)
def test_only_rgb_pictures_are_taken(estimator, image):
    with pytest.raises(TypeError, match="uint8"):
        estimator.estimate(image, 0.0)


def test_a_closed_estimator_refuses_and_closes_twice(estimator):
    estimator.close()
    estimator.close()
    with pytest.raises(RuntimeError, match="closed"):
        estimator.estimate(IMAGE, 0.0)


def test_the_simulated_one_plays_its_track_into_the_picture():
    simulated = SimulatedPose([track(lost=[4]), track(lost=[0, 1, 2, 3, 4])])
    pose, nobody = simulated.estimate(IMAGE, 0.15)
    assert nobody is None
    assert pose.landmarks == pytest.approx(np.full((33, 3), 0.75))  # 1.5 in a picture twice as wide
    assert pose.world == pytest.approx(np.full((33, 3), 0.015))
    assert simulated.estimate(IMAGE, 9.0) == (None, None)
    assert simulated.asked == [0.15, 9.0]
