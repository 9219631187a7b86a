"""A match without commands; for those see `test_match_controlled`."""

import dataclasses

import numpy as np
import pytest

from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera
from device.errors import CameraError
from device.match.judging.group import Group
from device.match.play.control import Course, MatchCommand
from device.match.play.match import RunningMatch
from device.match.play.player import FilmPlayer
from device.tv.disabled import DisabledSpeaker
from device.words.lookup import ENGLISH_WORDS, words
from tests.device.camera.simulated import SimulatedCamera
from tests.device.match.conftest import FPS, SECONDS, RecordedSpeaker, leaves_at, pictures
from tests.device.runtime.stepped_clock import SteppedClock


def test_a_match_is_played_judged_and_shown(lesson, tutor_track, build):
    filmed = []
    speaker = RecordedSpeaker()
    played = build(lesson, tutor_track, record=lambda image, time_s: filmed.append(time_s), speaker=speaker)
    (result,) = played.play()
    assert result.final > 90
    assert len(result.track) > 10
    times = [view.time_s for view in played.screen.views]
    assert times == sorted(times)
    assert times[-1] > SECONDS - 0.5
    assert any((view.players[0].score or 0) > 90 for view in played.screen.views)
    assert filmed == sorted(filmed)
    assert 0 <= filmed[0] < 0.5
    assert [name for name, _, _ in speaker.calls] == ["play", "stop"]
    ((best, hardest),) = played.match.moments
    assert 90 < best.score <= 100
    assert hardest is None  # four seconds hold no two moments that are clearly apart


CREEP_S = 0.007


class CreepingClock(SteppedClock):
    """Time passes with every look at it, as on a slow box."""

    def now(self):
        self.sleep(CREEP_S)
        return super().now()


class Still:
    """A film of one picture."""

    def start(self):
        pass

    def stop(self):
        pass

    def at(self, _time_s):
        return pictures(1)[0]


@pytest.mark.parametrize("looks", range(0, 24, 2))  # the end falls between any two looks at the clock
def test_no_view_is_of_the_lessons_last_instant(lesson, looks):
    """What follows the match on a recording begins there, and pictures must come in order."""
    clock = CreepingClock()
    group = Group(lesson, 1)
    match = RunningMatch(
        lesson,
        Still(),
        DisabledSpeaker(),
        clock,
        group=group,
        starts_at=0.5 + looks * CREEP_S,
        model="simulated",
    )
    times = []
    while not match.finished:
        view = match.step(MatchCommand())
        if view is not None:
            times.append(view.time_s)
    assert lesson.duration_s - 0.5 < times[-1] < lesson.duration_s


def test_a_paused_match_shows_one_moment_however_slow_the_box_is(lesson):
    match = RunningMatch(
        lesson,
        Still(),
        DisabledSpeaker(),
        CreepingClock(),
        group=Group(lesson, 1),
        starts_at=0.5,
        model="simulated",
    )
    while match.time_s < 1.0:
        match.step(MatchCommand())
    paused = [match.step(MatchCommand(course=Course.PAUSE)).time_s for _ in range(3)]
    assert len(set(paused)) == 1


def test_the_tutors_picture_is_the_one_of_now(lesson, tutor_track, build):
    played = build(lesson, tutor_track)
    played.play()
    for view in played.screen.views[5:]:
        shown_s = view.tutor_image[0, 0, 0] / FPS
        assert view.time_s - 1.0 < shown_s <= view.time_s + 1 / FPS


def test_a_camera_that_is_pulled_out_ends_the_match_with_a_sentence(lesson, tutor_track, build):
    def camera(clock, at):
        frames = pictures(SECONDS * FPS, offset_s=at)
        return SimulatedCamera(frames, clock, lost_after=10)

    played = build(lesson, tutor_track, camera=camera)
    with pytest.raises(CameraError, match="pulled out"):
        played.play()


def test_without_a_camera_the_tutor_plays_and_the_screen_says_so(lesson, tutor_track, build):
    played = build(lesson, tutor_track, camera=lambda clock, _: DisabledCamera(clock))
    (result,) = played.play()
    assert np.isnan(result.final)
    assert played.screen.views[-1].message == ENGLISH_WORDS.text("no_picture")
    assert played.screen.views[-1].user_image is None


def test_a_film_that_hangs_at_the_end_does_not_cost_the_result(
    lesson, tutor_track, monkeypatch, caplog, build
):
    film = FilmPlayer(iter(pictures(SECONDS * FPS)))
    played = build(lesson, tutor_track, film=film)

    def hang():
        raise RuntimeError("the thread film did not stop")

    stop = film.stop
    monkeypatch.setattr(film, "stop", hang)
    assert played.play()[0].final > 90
    assert "did not stop" in caplog.text
    stop()


def test_a_camera_that_stops_is_not_a_person_who_stands_still(lesson, tutor_track, build):
    def camera(clock, at):
        return FileCamera(iter(pictures(SECONDS * FPS // 4)), clock, at)

    played = build(lesson, tutor_track, camera=camera)
    played.play()
    last = played.screen.views[-1]
    (player,) = last.players
    assert (last.user_image, player.joints, last.message) == (None, None, ENGLISH_WORDS.text("no_picture"))
    assert player.score is None


def test_an_empty_room_gets_a_message(lesson, tutor_track, build):
    gone = np.full_like(tutor_track.landmarks, np.nan)
    unseen = dataclasses.replace(tutor_track, landmarks=gone, world=gone)
    played = build(lesson, unseen)
    played.play()
    (player,) = played.screen.views[-1].players
    assert player.message == ENGLISH_WORDS.text("not_seen")
    assert player.score is None


def test_an_error_in_the_tutors_thread_is_not_swallowed(lesson, tutor_track, build):
    def broken():
        yield pictures(1)[0]
        raise RuntimeError("the film tore")

    played = build(lesson, tutor_track, film=FilmPlayer(broken()))
    with pytest.raises(RuntimeError, match="tore"):
        played.play()


def test_two_people_are_judged_each_for_themselves(lesson, tutor_track, idle_track, build):
    played = build(lesson, tutor_track, idle_track)
    left, right = played.play()
    assert left.final > 90
    assert right.final < left.final - 30
    np.testing.assert_allclose(left.track.landmarks[:, 0, 0].mean(), 32, atol=5)
    last = played.screen.views[-1].players
    assert last[0].score > last[1].score + 30
    assert last[1].joints[0, 0] > last[0].joints[0, 0]
    (left_best, _), (right_best, _) = played.match.moments
    assert right_best.score < left_best.score


def test_one_of_two_who_leaves_is_not_judged_and_the_other_one_is(lesson, tutor_track, build):
    played = build(lesson, leaves_at(tutor_track, 1.0), tutor_track, language="ko")
    played.play()
    left, right = played.screen.views[-1].players
    assert (left.message, left.score) == (words("ko").text("away"), None)
    assert right.message is None
    assert right.score > 90
    assert played.screen.views[0].message == words("ko").text("get_ready")


def test_poses_of_another_number_of_people_are_not_judged(lesson, tutor_track, build):
    played = build(lesson, tutor_track, tutor_track, people=1)
    (result,) = played.play()
    assert np.isnan(result.final)
    assert played.screen.views[-1].user_image is not None


def test_a_running_match_has_no_results(lesson, tutor_track, build):
    with pytest.raises(RuntimeError, match="still runs"):
        build(lesson, tutor_track).match.results()


def test_the_tutors_pose_is_the_one_of_now(lesson, tutor_track, build):
    played = build(lesson, tutor_track)
    played.play()
    last = tutor_track.pose(len(tutor_track) - 1)
    np.testing.assert_allclose(played.match.tutor_pose.landmarks, last.landmarks, atol=1e-3)
