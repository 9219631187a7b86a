"""How a match obeys commands: left, finished, paused, slowed down, shown otherwise."""

import time

import numpy as np
import pytest

from device.choices import Layout
from device.match.play import auto_pause
from device.match.play.announcer import BEAT_S
from device.match.play.control import Course, Look, MatchCommand
from device.runtime.clock import SystemClock
from device.words.lookup import ENGLISH_WORDS
from tests.device.match.conftest import FPS, SECONDS, QuickClock, RecordedSpeaker, leaves_at


def scripted(*commands):
    """The last command whose time, on the lesson's clock, has come."""

    def command(view):
        time_s = -1.0 if view is None else view.time_s
        return [MatchCommand(), *(one for at_s, one in commands if at_s <= time_s)][-1]

    return command


def test_leaving_ends_it_without_results(lesson, tutor_track, build):
    played = build(lesson, tutor_track, command=scripted((0.5, MatchCommand(course=Course.LEAVE))))
    assert played.play() is None
    assert played.screen.views[-1].time_s < SECONDS / 2


def test_what_was_played_before_a_finish_is_judged(lesson, tutor_track, build):
    played = build(lesson, tutor_track, command=scripted((2.0, MatchCommand(course=Course.FINISH))))
    (result,) = played.play()
    assert 2.0 <= result.duration_s < SECONDS
    assert result.final > 90
    assert result.live_times[-1] <= result.duration_s


class Pausing:
    """Pauses the match at one second of the lesson for so many seconds of the clock."""

    def __init__(self, clock, at_s, for_s):
        self.clock, self.at_s, self.for_s = clock, at_s, for_s
        self.since = None

    def __call__(self, view):
        if view is None or view.time_s < self.at_s:
            return MatchCommand()
        self.since = self.since or self.clock.now()
        return MatchCommand(
            course=Course.PAUSE if self.clock.now() - self.since < self.for_s else Course.PLAY
        )


def test_a_paused_match_stands_still_and_continues_after_two_beats(lesson, tutor_track, build):
    speaker = RecordedSpeaker()
    played = build(
        lesson, tutor_track, speaker=speaker, command=Pausing(QuickClock(), 1.0, 3.0), pauses_itself=False
    )
    (result,) = played.play()
    held = [view for view in played.screen.views if view.message == ENGLISH_WORDS.text("paused")]
    assert len({view.time_s for view in held}) == 1
    # the picture of that moment, which a busy machine may have to decode first, and none after it
    numbers = [int(view.tutor_image[0, 0, 0]) for view in held]
    assert numbers == sorted(numbers)
    assert numbers[-1] == int(held[0].time_s * FPS)
    assert all(view.tutor_image is held[-1].tutor_image for view in held[len(held) // 2 :])
    counted = [view.count_in for view in played.screen.views if view.count_in and view.time_s > 0.5]
    assert counted == sorted(counted, reverse=True)
    assert set(counted) == {2, 1}
    assert [name for name, _, _ in speaker.calls] == ["play", "stop", "play", "stop"]
    # in advance, by the two beats
    assert speaker.calls[2][1] == pytest.approx(held[0].time_s - 2 * BEAT_S, abs=0.3)
    # no pose of the pause is in the track
    assert 0 < np.diff(result.track.times).min() <= np.diff(result.track.times).max() < 1.0


def test_a_slower_lesson_has_slower_sound_and_takes_longer(lesson, tutor_track, build):
    speaker = RecordedSpeaker()
    played = build(
        lesson,
        tutor_track,
        speaker=speaker,
        command=scripted((1.0, MatchCommand(rate=0.5))),
        pauses_itself=False,
    )
    before = time.monotonic()
    played.play()
    # a second of lead-in, one at full speed, three at half: all as fast as the clock
    assert time.monotonic() - before > (1 + 1 + 6) / QuickClock.SPEED * 0.9
    assert [call for call in speaker.calls if call[0] == "play"][-1][2] == 0.5
    assert played.screen.views[-1].rate == 0.5


def test_a_match_that_all_people_leave_pauses_itself_and_waits(lesson, tutor_track, build, monkeypatch):
    # leaves a busy machine time between the pause and the end of the lesson
    monkeypatch.setattr(auto_pause, "GONE_S", 1.0)
    leaver, patience = leaves_at(tutor_track, 0.2), Patience(screen_views=100)
    played = build(lesson, leaver, pauses_itself=True, command=patience, clock=SystemClock())
    assert played.play() is None
    assert ENGLISH_WORDS.text("away") in {view.message for view in played.screen.views}
    assert played.screen.views[-1].time_s < SECONDS - 0.1


class Patience:
    """Leaves after so many views."""

    def __init__(self, screen_views):
        self.left = screen_views

    def __call__(self, view):
        self.left -= view is not None
        return MatchCommand(course=Course.PLAY if self.left else Course.LEAVE)


def test_a_match_is_shown_as_the_household_wants_to_see_it(lesson, tutor_track, build):
    look = Look(Layout.TUTOR_LARGE, mirrored=True, patterned=True)
    played = build(lesson, tutor_track, command=scripted((0.0, MatchCommand(look=look, notice="Warm"))))
    played.play()
    last = played.screen.views[-1]
    assert (last.layout, last.mirrored, last.patterned, last.notice) == (
        Layout.TUTOR_LARGE,
        True,
        True,
        "Warm",
    )
