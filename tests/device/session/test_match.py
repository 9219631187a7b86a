import dataclasses

import numpy as np
import pytest

from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera
from device.camera.simulated import SimulatedCamera
from device.errors import CameraError
from device.pose.simulated import SimulatedPose
from device.session.clock import SystemClock
from device.session.match import NO_PICTURE, NOT_SEEN, Match, Seat
from device.session.player import FilmPlayer
from device.session.referee import Referee
from device.station.disabled import DisabledSpeaker
from device.station.simulated import SimulatedScreen
from tests.device.session.conftest import FPS, SECONDS, pictures


class QuickClock(SystemClock):
    """Real threads need a real clock: this one runs four times as fast."""

    SPEED = 4.0

    def now(self):
        return super().now() * self.SPEED

    def sleep(self, seconds):
        super().sleep(seconds / self.SPEED)


class Recording(DisabledSpeaker):
    """Remembers when it was asked to play."""

    def __init__(self):
        self.calls = []

    def play(self, offset_s):
        self.calls.append(("play", offset_s))

    def stop(self):
        self.calls.append(("stop", None))


def build(lesson, user, camera=None, screen=None, film=None, speaker=None):
    clock = QuickClock()
    referee = Referee(lesson)
    starts_at = clock.now() + 1.0
    screen = screen or SimulatedScreen()
    make_camera = camera or (lambda clock, at: FileCamera(iter(pictures(SECONDS * FPS)), clock, at))
    on_clock = dataclasses.replace(user, times=user.times + starts_at)
    match = Match(
        lesson,
        FilmPlayer(iter(pictures(SECONDS * FPS))),
        Seat(make_camera(clock, starts_at), SimulatedPose([on_clock]), "simulated"),
        screen,
        speaker or DisabledSpeaker(),
        clock,
        referee=referee,
        starts_at=starts_at,
        film=film,
    )
    return match, screen


def test_a_match_is_played_judged_and_shown(lesson, tutor_track):
    filmed = []
    speaker = Recording()
    match, screen = build(
        lesson, tutor_track, film=lambda image, time_s: filmed.append(time_s), speaker=speaker
    )
    result = match.play()
    assert result.final > 90
    assert len(result.track) > 10
    times = [view.time_s for view in screen.views]
    assert times == sorted(times)
    assert times[-1] > SECONDS - 0.5
    assert any(view.score is not None and view.score > 90 for view in screen.views)
    assert filmed == sorted(filmed)
    assert 0 <= filmed[0] < 0.5
    assert [name for name, _ in speaker.calls] == ["play", "stop"]
    assert match.worst is not None


def test_the_tutors_picture_is_the_one_of_now(lesson, tutor_track):
    match, screen = build(lesson, tutor_track)
    match.play()
    for view in screen.views[5:]:
        shown_s = view.tutor_image[0, 0, 0] / FPS
        assert view.time_s - 1.0 < shown_s <= view.time_s + 1 / FPS


def test_the_household_may_leave(lesson, tutor_track):
    match, screen = build(lesson, tutor_track, screen=SimulatedScreen(leave_after=3))
    assert match.play() is None
    assert len(screen.views) < 10


def test_a_camera_that_is_pulled_out_ends_the_match_with_a_sentence(lesson, tutor_track):
    def camera(clock, at):
        frames = pictures(SECONDS * FPS, offset_s=at)
        return SimulatedCamera(frames, clock, lost_after=10)

    match, _ = build(lesson, tutor_track, camera)
    with pytest.raises(CameraError, match="pulled out"):
        match.play()


def test_without_a_camera_the_tutor_plays_and_the_screen_says_so(lesson, tutor_track):
    match, screen = build(lesson, tutor_track, lambda clock, _: DisabledCamera(clock))
    result = match.play()
    assert np.isnan(result.final)
    assert screen.views[-1].message == NO_PICTURE
    assert screen.views[-1].user_image is None


def test_a_camera_that_hangs_at_the_end_does_not_cost_the_result(lesson, tutor_track, monkeypatch, caplog):
    match, _ = build(lesson, tutor_track)

    def hang():
        raise RuntimeError("the thread camera did not stop")

    stop = match._workers[0].stop
    monkeypatch.setattr(match._workers[0], "stop", hang)
    assert match.play().final > 90
    assert "did not stop" in caplog.text
    stop()


def test_a_camera_that_stops_is_not_a_person_who_stands_still(lesson, tutor_track):
    def camera(clock, at):
        return FileCamera(iter(pictures(SECONDS * FPS // 4)), clock, at)

    match, screen = build(lesson, tutor_track, camera)
    match.play()
    last = screen.views[-1]
    assert (last.user_image, last.user_joints, last.message) == (None, None, NO_PICTURE)
    assert last.score is None


def test_an_empty_room_is_said(lesson, tutor_track):
    gone = np.full_like(tutor_track.landmarks, np.nan)
    nobody = dataclasses.replace(tutor_track, landmarks=gone, world=gone)
    match, screen = build(lesson, nobody)
    match.play()
    assert screen.views[-1].message == NOT_SEEN
    assert screen.views[-1].score is None


def test_an_error_in_the_tutors_thread_is_not_swallowed(lesson, tutor_track):
    def broken():
        yield pictures(1)[0]
        raise RuntimeError("the film tore")

    match, _ = build(lesson, tutor_track)
    match._tutor = FilmPlayer(broken())
    with pytest.raises(RuntimeError, match="tore"):
        match.play()
