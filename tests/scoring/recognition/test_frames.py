"""Six angles of a frame, and the mean of what frames say."""

import numpy as np
import pytest

from scoring.body.joints import Landmark
from scoring.body.track import LOST
from scoring.recognition.frames import FrameRecogniser, six_angles
from scoring.recognition.newest import SEEN_MIN
from scoring.recognition.windows import STEP
from tests.scoring.recognition.bodies import pose_of, standing


def sitting():
    """Upright, the thighs forward and the shanks down: hips and knees at right angles, elbows as before."""
    world = standing()
    for side, x in (("LEFT", 0.2), ("RIGHT", -0.2)):
        world[Landmark[f"{side}_HIP"]] = (x, 0, 0)
        world[Landmark[f"{side}_KNEE"]] = (x, 0, -0.45)
        world[Landmark[f"{side}_ANKLE"]] = (x, 0.45, -0.45)
    return world


def test_the_six_are_elbows_hips_and_knees():
    (found,) = six_angles(sitting()[None], np.ones((1, 33), np.float32))
    assert found[:2] == pytest.approx([167, 167], abs=5)
    assert found[2:] == pytest.approx([90, 90, 90, 90], abs=1)


def test_an_unseen_angle_is_the_other_sides():
    world = np.stack([sitting()] * 2)
    world[:, Landmark.LEFT_ANKLE] = (0.2, 0, -0.9)
    visibility = np.ones((2, 33), np.float32)
    visibility[1, Landmark.LEFT_ANKLE] = 0
    found = six_angles(world, visibility)
    assert found[0, 4:] == pytest.approx([180, 90], abs=1)
    assert found[1, 4:] == pytest.approx([90, 90], abs=1)


def test_what_neither_side_shows_is_unknown():
    visibility = np.ones((1, 33), np.float32)
    visibility[:, [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]] = 0
    assert np.isnan(six_angles(standing()[None], visibility)[0]).tolist() == [True, True] + [False] * 4


def by_knees(angles):
    """Squat where the left knee is bent."""
    bent = (angles[:, 4] < 120).astype(np.float32)
    return np.stack([bent, 1 - bent], axis=1)


def test_an_answer_is_the_mean_of_the_frames():
    recogniser = FrameRecogniser(("squat", "rest"), by_knees)
    assert recogniser.names == ("squat", "rest")
    answers = [recogniser.push(pose_of(standing() if number < 15 else sitting())) for number in range(30)]
    given = [number + 1 for number, answer in enumerate(answers) if answer is not None]
    assert given == list(range(SEEN_MIN, 31, STEP))
    assert answers[-1].time_s == 1.5
    assert answers[-1].probabilities == pytest.approx([0.5, 0.5])
    assert answers[SEEN_MIN - 1].probabilities == pytest.approx([0.25, 0.75])


def test_who_is_not_seen_is_not_asked_about():
    recogniser = FrameRecogniser(("squat", "rest"), by_knees)
    answers = [recogniser.push(pose_of(sitting()) if number < 30 else LOST) for number in range(60)]
    assert answers[-1].probabilities == pytest.approx([1, 0])
    later = [recogniser.push(LOST) for _ in range(60)]
    assert later[-1] is None
