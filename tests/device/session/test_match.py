import dataclasses
import time

import numpy as np
import pytest

from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera
from device.camera.simulated import SimulatedCamera
from device.errors import CameraError
from device.messages import Layout
from device.pose.simulated import SimulatedPose
from device.session.clock import SystemClock
from device.session.group import Group
from device.session.match import Match, Seat
from device.session.player import FilmPlayer
from device.session.sight import Sight
from device.session.steers import Course, Look, Orders, Unsteered
from device.session.telling import BEAT_S
from device.station.disabled import DisabledSpeaker
from device.station.simulated import SimulatedScreen
from device.words.lookup import ENGLISH_WORDS, words
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

    def play(self, offset_s, rate=1.0):
        self.calls.append(("play", offset_s, rate))

    def stop(self):
        self.calls.append(("stop", None, None))


class Scripted(Unsteered):
    """Steers by the lesson's clock: the last of the orders whose time has come."""

    def __init__(self, *orders):
        self.orders = orders

    def steer(self, view):
        time_s = -1.0 if view is None else view.time_s
        return [Orders(), *(order for at_s, order in self.orders if at_s <= time_s)][-1]


@pytest.fixture
def build():
    sights = []

    def make(*args, **kwargs):
        match, screen, sight = built(*args, **kwargs)
        sights.append(sight)
        sight.start()
        return match, screen

    yield make
    for sight in sights:
        sight.stop()


def built(lesson, *users, camera=None, film=None, speaker=None, language="en", holds=False, **parts):
    clock = QuickClock()
    group = Group(lesson, len(users), words=words(language))  # kernels are loaded before the clock runs
    starts_at = clock.now() + 1.0
    screen = SimulatedScreen()
    make_camera = camera or (lambda clock, at: FileCamera(iter(pictures(SECONDS * FPS)), clock, at))
    on_clock = [dataclasses.replace(user, times=user.times + starts_at) for user in users]
    sight = Sight(
        lambda: make_camera(clock, starts_at), lambda _: SimulatedPose(on_clock), clock, people=len(users)
    )
    match = Match(
        lesson,
        FilmPlayer(iter(pictures(SECONDS * FPS))),
        Seat(sight, "simulated", holds),
        screen,
        speaker or DisabledSpeaker(),
        clock,
        group=group,
        starts_at=starts_at,
        film=film,
        **parts,
    )
    return match, screen, sight


def test_a_match_is_played_judged_and_shown(lesson, tutor_track, build):
    filmed = []
    speaker = Recording()
    match, screen = build(
        lesson, tutor_track, film=lambda image, time_s: filmed.append(time_s), speaker=speaker
    )
    (result,) = match.play()
    assert result.final > 90
    assert len(result.track) > 10
    times = [view.time_s for view in screen.views]
    assert times == sorted(times)
    assert times[-1] > SECONDS - 0.5
    assert any((view.players[0].score or 0) > 90 for view in screen.views)
    assert filmed == sorted(filmed)
    assert 0 <= filmed[0] < 0.5
    assert [name for name, _, _ in speaker.calls] == ["play", "stop"]
    ((best, worst),) = match.moments
    assert worst.score <= best.score <= 100


def test_the_tutors_picture_is_the_one_of_now(lesson, tutor_track, build):
    match, screen = build(lesson, tutor_track)
    match.play()
    for view in screen.views[5:]:
        shown_s = view.tutor_image[0, 0, 0] / FPS
        assert view.time_s - 1.0 < shown_s <= view.time_s + 1 / FPS


def test_the_household_may_leave(lesson, tutor_track, build):
    match, screen = build(lesson, tutor_track, steers=Scripted((0.5, Orders(Course.LEAVE))))
    assert match.play() is None
    assert screen.views[-1].time_s < SECONDS / 2


def test_what_was_played_until_somebody_had_enough_is_judged(lesson, tutor_track, build):
    match, _ = build(lesson, tutor_track, steers=Scripted((2.0, Orders(Course.FINISH))))
    (result,) = match.play()
    assert 2.0 <= result.duration_s < SECONDS
    assert result.final > 90
    assert result.live_times[-1] <= result.duration_s


class Pausing(Unsteered):
    """Holds the match at one second for a while."""

    def __init__(self, clock, at_s, for_s):
        self.clock, self.at_s, self.for_s = clock, at_s, for_s
        self.since = None

    def steer(self, view):
        if view is None or view.time_s < self.at_s:
            return Orders()
        self.since = self.since or self.clock.now()
        return Orders(Course.HOLD if self.clock.now() - self.since < self.for_s else Course.PLAY)


def test_a_held_match_stands_still_and_goes_on_after_two_beats(lesson, tutor_track, build):
    speaker = Recording()
    match, screen = build(
        lesson, tutor_track, speaker=speaker, steers=Pausing(QuickClock(), 1.0, 3.0), holds=False
    )
    (result,) = match.play()
    held = [view for view in screen.views if view.message == ENGLISH_WORDS.text("held")]
    assert len({view.time_s for view in held}) == 1
    counted = [view.count_in for view in screen.views if view.count_in and view.time_s > 0.5]
    assert counted == sorted(counted, reverse=True)
    assert set(counted) == {2, 1}
    assert [name for name, _, _ in speaker.calls] == ["play", "stop", "play", "stop"]
    # told ahead, by the two beats
    assert speaker.calls[2][1] == pytest.approx(held[0].time_s - 2 * BEAT_S, abs=0.3)
    # what the camera saw meanwhile is nobody's mistake: the track goes on where it stopped
    assert np.diff(result.track.times).max() < 1.0


def test_a_slower_lesson_is_heard_slower_and_takes_longer(lesson, tutor_track, build):
    speaker = Recording()
    match, screen = build(
        lesson, tutor_track, speaker=speaker, steers=Scripted((1.0, Orders(rate=0.5))), holds=False
    )
    before = time.monotonic()
    match.play()
    # a second of lead-in, one at full speed, three at half: all four times as fast
    assert time.monotonic() - before > (1 + 1 + 6) / QuickClock.SPEED * 0.9
    assert [call for call in speaker.calls if call[0] == "play"][-1][2] == 0.5
    assert screen.views[-1].rate == 0.5


def test_a_match_that_everybody_leaves_holds_itself_and_waits(lesson, tutor_track, build):
    match, screen = build(lesson, leaves_at(tutor_track, 0.2), holds=True, steers=Patience(screen_views=400))
    assert match.play() is None
    assert ENGLISH_WORDS.text("paused") in {view.message for view in screen.views}
    assert screen.views[-1].time_s < SECONDS - 0.1


class Patience(Unsteered):
    """Waits for so many pictures, then leaves."""

    def __init__(self, screen_views):
        self.left = screen_views

    def steer(self, view):
        self.left -= view is not None
        return Orders(Course.PLAY if self.left else Course.LEAVE)


def test_a_match_is_shown_as_the_household_wants_to_see_it(lesson, tutor_track, build):
    look = Look(Layout.TUTOR_LARGE, mirrored=True, patterned=True)
    match, screen = build(lesson, tutor_track, steers=Scripted((0.0, Orders(look=look, notice="Warm"))))
    match.play()
    last = screen.views[-1]
    assert (last.layout, last.mirrored, last.patterned, last.notice) == (
        Layout.TUTOR_LARGE,
        True,
        True,
        "Warm",
    )


def test_a_camera_that_is_pulled_out_ends_the_match_with_a_sentence(lesson, tutor_track, build):
    def camera(clock, at):
        frames = pictures(SECONDS * FPS, offset_s=at)
        return SimulatedCamera(frames, clock, lost_after=10)

    match, _ = build(lesson, tutor_track, camera=camera)
    with pytest.raises(CameraError, match="pulled out"):
        match.play()


def test_without_a_camera_the_tutor_plays_and_the_screen_says_so(lesson, tutor_track, build):
    match, screen = build(lesson, tutor_track, camera=lambda clock, _: DisabledCamera(clock))
    (result,) = match.play()
    assert np.isnan(result.final)
    assert screen.views[-1].message == ENGLISH_WORDS.text("no_picture")
    assert screen.views[-1].user_image is None


def test_a_film_that_hangs_at_the_end_does_not_cost_the_result(
    lesson, tutor_track, monkeypatch, caplog, build
):
    match, _ = build(lesson, tutor_track)

    def hang():
        raise RuntimeError("the thread film did not stop")

    stop = match._tutor.stop
    monkeypatch.setattr(match._tutor, "stop", hang)
    assert match.play()[0].final > 90
    assert "did not stop" in caplog.text
    stop()


def test_a_camera_that_stops_is_not_a_person_who_stands_still(lesson, tutor_track, build):
    def camera(clock, at):
        return FileCamera(iter(pictures(SECONDS * FPS // 4)), clock, at)

    match, screen = build(lesson, tutor_track, camera=camera)
    match.play()
    last = screen.views[-1]
    (player,) = last.players
    assert (last.user_image, player.joints, last.message) == (None, None, ENGLISH_WORDS.text("no_picture"))
    assert player.score is None


def test_an_empty_room_is_said(lesson, tutor_track, build):
    gone = np.full_like(tutor_track.landmarks, np.nan)
    nobody = dataclasses.replace(tutor_track, landmarks=gone, world=gone)
    match, screen = build(lesson, nobody)
    match.play()
    (player,) = screen.views[-1].players
    assert player.message == ENGLISH_WORDS.text("not_seen")
    assert player.score is None


def test_an_error_in_the_tutors_thread_is_not_swallowed(lesson, tutor_track, build):
    def broken():
        yield pictures(1)[0]
        raise RuntimeError("the film tore")

    match, _ = build(lesson, tutor_track)
    match._tutor = FilmPlayer(broken())
    with pytest.raises(RuntimeError, match="tore"):
        match.play()


def leaves_at(track, time_s):
    """The same person, who walks out of the picture."""
    gone = track.times > time_s
    landmarks, world = track.landmarks.copy(), track.world.copy()
    landmarks[gone] = world[gone] = np.nan
    return dataclasses.replace(track, landmarks=landmarks, world=world)


def test_two_people_are_judged_each_for_themselves(lesson, tutor_track, idle_track, build):
    match, screen = build(lesson, tutor_track, idle_track)
    left, right = match.play()
    assert left.final > 90
    assert right.final < left.final - 30
    np.testing.assert_allclose(left.track.landmarks[:, 0, 0].mean(), 32, atol=5)
    last = screen.views[-1].players
    assert last[0].score > last[1].score + 30
    assert last[1].joints[0, 0] > last[0].joints[0, 0]
    (_, left_worst), (_, right_worst) = match.moments
    assert right_worst.score < left_worst.score


def test_who_leaves_the_picture_is_paused_and_the_other_one_goes_on(lesson, tutor_track, build):
    match, screen = build(lesson, leaves_at(tutor_track, 1.0), tutor_track, language="ko")
    match.play()
    left, right = screen.views[-1].players
    assert (left.message, left.score) == (words("ko").text("paused"), None)
    assert right.message is None
    assert right.score > 90
    assert screen.views[0].message == words("ko").text("get_ready")


def test_more_poses_than_people_are_a_fault(lesson, tutor_track, build):
    match, _ = build(lesson, tutor_track, tutor_track)
    match._group = Group(lesson, 1)
    with pytest.raises(ValueError, match="zip"):
        match.play()
