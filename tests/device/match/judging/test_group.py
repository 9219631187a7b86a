import numpy as np
import pytest

from device.match.judging.group import Group
from device.messages import Frame, PosedFrame
from device.views import Badge
from device.words.lookup import words

PICTURE = np.zeros((240, 320, 3), np.uint8)


def test_before_the_first_pose_there_is_no_moment(lesson):
    assert Group(lesson, 2).moments == ((None, None), (None, None))


def test_a_group_takes_a_pose_per_person(lesson, tutor_track):
    with pytest.raises(ValueError, match="1 poses for 2 people"):
        Group(lesson, 2).see(0.0, (tutor_track.pose(0),))


def test_each_pose_belongs_to_the_person_in_its_place(lesson, tutor_track):
    badges = (None, Badge("Mia", (1, 2, 3)))
    group = Group(lesson, 2, words=words("ko"), badges=badges)
    pose = tutor_track.pose(0)
    group.see(0.0, (None, pose))
    view = group.view(0.0, Frame(0.0, PICTURE), PosedFrame(Frame(0.0, PICTURE), (None, pose)))
    left, right = view.players
    assert (left.joints, left.name, left.message) == (None, None, words("ko").text("not_seen"))
    assert (right.joints.shape, right.name, right.colour) == ((15, 2), "Mia", (1, 2, 3))
    assert right.message is None


def test_a_message_to_all_replaces_the_messages_to_each(lesson):
    group = Group(lesson, 2, words=words("ko"))
    view = group.view(0.0, Frame(0.0, PICTURE), None, "get_ready")
    assert view.message == words("ko").text("get_ready")
    assert [player.message for player in view.players] == [None, None]


def test_the_tutors_joints_are_in_pixels_of_the_tutors_picture(lesson, tutor_track):
    group = Group(lesson)
    half = np.zeros((tutor_track.height // 2, tutor_track.width // 2, 3), np.uint8)
    full = np.zeros((tutor_track.height, tutor_track.width, 3), np.uint8)
    small, large = (group.view(0.0, Frame(0.0, image), None).tutor_joints for image in (half, full))
    np.testing.assert_allclose(2 * small, large)


def test_the_views_time_lies_within_the_lesson(lesson):
    group = Group(lesson)
    times = [group.view(time_s, Frame(0.0, PICTURE), None).time_s for time_s in (-1.0, 2.0, 99.0)]
    assert times == [0.0, 2.0, lesson.duration_s]
