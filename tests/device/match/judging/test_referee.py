import dataclasses

import numpy as np
import pytest

from device.match.judging.referee import Referee
from device.match.lesson import lesson_of
from device.match.results.replay import judge
from device.messages import Level
from scoring.body.joints import BONES, Joint
from scoring.body.track import PoseTrack
from scoring.guidance.cues import BodyPart
from scoring.scorer import SAMPLE_RATE_HZ
from tests.device.match.conftest import FPS
from tests.scoring.bodies import as_track, moving
from tests.scoring.performances import performed


def follower(fps, seconds=4, **form):
    count = int(seconds * fps)
    return as_track(moving(count, rate_hz=fps, **form), np.arange(count) / fps)


def test_following_oneself_is_a_hundred(lesson, tutor_track):
    result = judge(lesson, tutor_track)
    assert result.final == pytest.approx(100, abs=0.1)
    assert result.title == "Arm swing"
    assert result.duration_s == pytest.approx(4.0)


def test_ten_samples_last_as_long_on_a_slow_box(lesson):
    fast, slow = judge(lesson, follower(60)), judge(lesson, follower(12))
    assert fast.live_times.tolist() == slow.live_times.tolist() == [0.5 * n for n in range(1, 9)]
    assert slow.final == pytest.approx(fast.final, abs=3)
    assert slow.final > 90


def test_live_and_recorded_give_the_same(lesson):
    user = follower(15, amplitude=40)
    referee = Referee(lesson)
    for index in range(len(user)):
        referee.see(user.times[index], user.pose(index))
        referee.advance(user.times[index] - 1.0)
    live = referee.finish(640, 480, "test")
    recorded = judge(lesson, user)
    assert live.final == pytest.approx(recorded.final)
    np.testing.assert_allclose(live.live_scores, recorded.live_scores)


def test_the_result_carries_the_members_own_poses(lesson):
    user = follower(15)
    result = judge(lesson, user)
    assert isinstance(result.track, PoseTrack)
    np.testing.assert_array_equal(result.track.landmarks, user.landmarks)
    np.testing.assert_array_equal(result.track.times, user.times)


def test_without_a_person_there_is_no_score(lesson):
    referee = Referee(lesson)
    for time_s in np.arange(0, 4, 1 / 15):
        referee.see(time_s, None)
    result = referee.finish(640, 480, "test")
    assert referee.score is None
    assert np.isnan(result.final)
    assert len(result.track) == 60


def test_a_camera_that_stops_gives_unjudged_time_not_an_endless_wait(lesson):
    user = follower(15)
    referee = Referee(lesson)
    for index in range(15):
        referee.see(user.times[index], user.pose(index))
    assert referee.score is not None
    referee.advance(3.5)
    assert referee.score is None


def test_late_and_doubled_pictures_are_ignored(lesson):
    user = follower(15)
    referee = Referee(lesson)
    for index in range(len(user)):
        referee.see(user.times[index], user.pose(index))
        referee.see(user.times[index], user.pose(0))
        referee.see(user.times[max(index - 3, 0)], user.pose(0))
    referee.see(99.0, user.pose(0))
    assert referee.finish(640, 480, "test").final == pytest.approx(judge(lesson, user).final)


def guidance_after(lesson, user, seconds=2.0):
    referee = Referee(lesson)
    for index in range(int(seconds * FPS)):
        referee.see(user.times[index], user.pose(index))
    return referee.guide(user.pose(index)), referee


def test_guidance_shows_what_is_off_now(lesson, tutor_track):
    guidance, _ = guidance_after(lesson, tutor_track)
    assert Level.BAD not in guidance.levels
    assert guidance.arrows == ()
    assert guidance.cue is None
    landmarks, world = tutor_track.landmarks.copy(), tutor_track.world.copy()
    landmarks[:, 15, 1] += 130
    world[:, 15, 1] += 130 / 200
    wrong = dataclasses.replace(tutor_track, landmarks=landmarks, world=world)
    guidance, referee = guidance_after(lesson, wrong)
    assert guidance.levels[BONES.index((Joint.LEFT_ELBOW, Joint.LEFT_WRIST))] is Level.BAD
    assert [arrow.joint for arrow in guidance.arrows] == [Joint.LEFT_WRIST]
    assert guidance.cue.part is BodyPart.LEFT_ELBOW
    assert referee.guide(None).arrows == ()


def test_the_tutor_is_known_at_every_moment(lesson, tutor_track):
    referee = Referee(lesson)
    np.testing.assert_allclose(referee.tutor_at(1.0), referee.tutor_at(1.0 + 0.4 / SAMPLE_RATE_HZ))
    assert np.isfinite(referee.tutor_at(999.0)).all()


def test_an_unknown_method_is_refused(lesson):
    with pytest.raises(ValueError, match="no method guess"):
        Referee(lesson, "guess")


@pytest.mark.parametrize("apart", [4, 5])
@pytest.mark.parametrize("movement", ["squat", "overhead_press"])
def test_a_slow_box_with_a_few_poses_a_second_comes_to_the_same_score(movement, apart, tmp_path):
    """Of 20 samples per second every fourth and fifth one: 5 and 4 poses per second."""
    lesson = lesson_of(tmp_path / "lesson.mp4", performed(movement, seconds=20.0))
    user = performed(movement, seconds=20.0, errors=(("left_elbow", 20.0),), seed=3, delay_s=0.4)
    rows = np.arange(0, len(user), apart)
    few = dataclasses.replace(
        user,
        times=user.times[rows],
        landmarks=user.landmarks[rows],
        visibility=user.visibility[rows],
        world=user.world[rows],
    )
    assert judge(lesson, few).final == pytest.approx(judge(lesson, user).final, abs=3.0)
