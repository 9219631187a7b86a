"""A match that is held, let go on, begun again and ended by a phone: the real loop, with a quick clock."""

import threading

import numpy as np
import pytest

from device.camera.file import FileCamera
from device.remote.client import ask
from device.remote.messages import (
    AskStatus,
    Code,
    Doing,
    Done,
    GoOn,
    Pause,
    Refused,
    Restart,
    Start,
    Stop,
    Volume,
    Why,
)
from device.remote.server import StationServer
from device.session.library import Cut
from device.session.match import Course
from device.session.steering import Order, Steering
from device.words.lookup import ENGLISH_WORDS
from tests.device.session.conftest import FPS, SECONDS, pictures
from tests.device.session.test_match import Recording, build

WAIT_S = 10.0


class Wishes:
    """A server whose wishes are those of a list: none comes over a socket."""

    def __init__(self):
        self.waiting = []
        self.answers = []
        self.told = []

    def check(self):
        pass

    def next(self):
        return self.waiting.pop(0) if self.waiting else None

    def tell(self, status):
        self.told.append(status)

    def wish(self, *wishes):
        for wish in wishes:
            self.waiting.append(Asked(wish, self.answers))


class Asked:
    def __init__(self, wish, answers):
        self.wish = wish
        self.answer = answers.append


@pytest.fixture
def server():
    return Wishes()


@pytest.fixture
def volume():
    found = [100]

    def ask_volume(percent=None):
        if percent is not None:
            found[0] = percent
        return found[0]

    return ask_volume


@pytest.fixture
def steering(server, volume):
    return Steering(server, Order(Start(3, (1,)), "Arm swing", Cut()), volume, lambda: None)


@pytest.mark.parametrize(
    ("wishes", "course", "again"),
    [
        ((), Course.PLAY, False),
        ((Pause(),), Course.HOLD, False),
        ((Pause(), GoOn()), Course.PLAY, False),
        ((Stop(),), Course.END, False),
        ((Restart(),), Course.END, True),
    ],
)
def test_what_a_wish_does(server, steering, wishes, course, again):
    server.wish(*wishes)
    assert steering.steer(None) is course
    assert steering.again is again
    assert server.answers == [Done()] * len(wishes)
    assert server.told[-1].paused is (course is Course.HOLD)


def test_nobody_takes_a_match_over_or_shows_a_code_on_it(server, steering):
    server.wish(Start(4, (2,)), Code("123456", 60.0))
    assert steering.steer(None) is Course.PLAY
    assert server.answers == [Refused(Why.BUSY)] * 2


def test_the_volume_is_set_and_told(server, steering, volume):
    server.wish(Volume(35))
    steering.steer(None)
    assert volume() == server.told[-1].volume == 35


def test_the_status_says_what_is_on_the_screen(lesson, tutor_track, server, steering):
    match, screen = build(lesson, tutor_track)
    match._steer = steering.steer
    match.play()
    last = server.told[-1]
    assert (last.doing, last.lesson_id, last.name) == (Doing.PLAYING, 3, "Arm swing")
    assert last.time_s == screen.views[-1].time_s
    assert last.duration_s == pytest.approx(lesson.duration_s)
    assert last.scores[0] == pytest.approx(screen.views[-1].players[0].score)
    assert last.member_ids == (1,)


def test_a_match_that_is_held_stands_still_and_goes_on_where_it_was(lesson, tutor_track):
    speaker = Recording()

    def camera(clock, starts_at):
        return FileCamera(iter(pictures(3 * SECONDS * FPS)), clock, starts_at)

    match, screen = build(lesson, tutor_track, camera=camera, speaker=speaker)
    held = []

    def steer(view):
        if view is None or view.time_s < 1.5 or len(held) > 40:
            return Course.PLAY
        held.append(view)
        return Course.HOLD

    match._steer = steer
    (result,) = match.play()
    during = held[2:]
    assert len({view.time_s for view in during}) == 1
    assert {view.message for view in during} == {ENGLISH_WORDS.text("held")}
    assert len({int(view.tutor_image[0, 0, 0]) for view in during}) == 1
    times = [view.time_s for view in screen.views]
    assert times == sorted(times)
    assert times[-1] > lesson.duration_s - 0.5
    assert screen.views[-1].message is None
    assert [name for name, _ in speaker.calls] == ["play", "stop", "play", "stop"]
    assert speaker.calls[2][1] == pytest.approx(during[0].time_s, abs=0.3)
    # the track has no row from the pause, and ends where the lesson does
    assert (np.diff(result.track.times) > 0).all()
    assert result.track.times[-1] <= lesson.duration_s


def test_a_match_that_is_ended_has_no_result(lesson, tutor_track):
    match, screen = build(lesson, tutor_track)
    match._steer = lambda view: Course.END if view is not None and view.time_s > 0.5 else Course.PLAY
    assert match.play() is None
    assert screen.views[-1].time_s < 2.0


def test_a_phone_holds_a_real_match_over_the_real_socket(lesson, tutor_track, tmp_path, volume):
    server = StationServer(tmp_path / "s.sock")
    server.start()
    held = threading.Event()
    seen = []
    steering = Steering(server, Order(Start(3, (1,)), "Arm swing", Cut()), volume, lambda: None)
    match, _ = build(lesson, tutor_track)

    def steer(view):
        course = steering.steer(view)
        if course is Course.HOLD:
            held.set()  # the server knows it by now
        return course

    match._steer = steer

    def phone():
        seen.append(ask(tmp_path / "s.sock", Pause(), WAIT_S))
        held.wait(WAIT_S)
        seen.append(ask(tmp_path / "s.sock", AskStatus(), WAIT_S))
        seen.append(ask(tmp_path / "s.sock", Stop(), WAIT_S))

    thread = threading.Thread(target=phone, daemon=True)
    thread.start()
    try:
        assert match.play() is None
        thread.join(WAIT_S)
    finally:
        server.stop()
    paused, status, stopped = seen
    assert (paused, stopped) == (Done(), Done())
    assert status.doing is Doing.PLAYING
    assert status.paused is True
