"""A match as a scene: controlled by keys, phones and hands, and what is saved of it."""

import pytest

from device.camera.kept import CameraState
from device.choices import Layout
from device.match.play.control import Course
from device.presses import Press
from device.remote.messages import (
    Code,
    Done,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Restart,
    SetLayout,
    Speed,
    Start,
    Stop,
    TvState,
    Volume,
)
from device.scenes.play.menu import Choice
from device.trouble import Trouble
from device.views import HomeView, PauseView, ReadyView, ResultView, TroubleView
from tests.device.scenes.fakes import FakeMatch
from tests.device.scenes.play.acts import choose, kept, keys, left, sends


def test_a_match_leaves_a_result_and_the_history(match):
    view = match.play()
    assert isinstance(view, ResultView)
    (row,) = kept(match)
    assert (row.member_id, row.lesson_id, row.final) == (match.mia, match.press_id, 82.0)
    assert left(match) is None


def test_of_two_each_has_a_score_and_a_row(match):
    match.ids = (match.noah, match.mia)
    view = match.play()
    assert [one.badge.name for one in view.people] == ["Noah", "Mia"]
    assert {(row.member_id, row.final) for row in kept(match)} == {(match.noah, 82.0), (match.mia, 64.0)}


def test_a_phone_sees_its_state(match):
    match.play()
    (seen,) = [status for status in match.phones.statuses if status.time_s == 30.0]
    assert (seen.doing, seen.name, seen.duration_s, seen.scores) == (TvState.PLAYING, "Press", 100.0, (70.0,))


def test_a_guest_plays_without_a_history(match):
    match.ids = (None,)
    match.play()
    (row,) = kept(match)
    assert row.member_id is None


@pytest.mark.parametrize("press", [Press.OK, Press.BACK, Press.PLAY, Press.MENU, Press.PAUSE])
def test_a_key_pauses_it_and_shows_the_menu(match, press):
    match.play({2: keys(match, press), 5: keys(match, Press.PLAY)})
    courses = [command.course for command in match.commands]
    assert courses == [Course.PLAY] * 2 + [Course.PAUSE] * 3 + [Course.PLAY] * 5
    menus = [view for view in match.screen.shown if isinstance(view, PauseView)]
    assert len(menus[0].buttons) == len(Choice)
    assert menus[0].match.time_s == 30.0


def test_the_menu_slows_it_down(match):
    match.play({2: keys(match, *choose(Choice.SPEED), Press.OK, Press.PLAY)})
    assert match.commands[-1].rate == 0.5
    assert match.commands[-1].course is Course.PLAY
    assert match.phones.statuses[-2].rate_percent == 50


def test_the_menu_changes_the_layout_for_good(match):
    match.play({2: keys(match, *choose(Choice.LAYOUT), Press.PLAY)})
    assert match.commands[-1].look.layout is Layout.TUTOR_LARGE
    assert match.settings.now.layout == "tutor_large"


def test_the_menu_begins_it_again(match):
    view = match.play({2: keys(match, *choose(Choice.AGAIN))})
    assert isinstance(view, ReadyView)
    assert kept(match) == []


def test_what_was_played_can_be_judged_before_the_end_and_gone_on_with_later(match):
    view = match.play({5: keys(match, *choose(Choice.FINISH))})
    assert isinstance(view, ResultView)
    assert left(match).time_s == 50.0


def test_a_lesson_that_is_left_remembers_the_place(match):
    view = match.play({6: keys(match, *choose(Choice.LEAVE))})
    assert isinstance(view, HomeView)
    assert (kept(match), left(match).time_s) == ([], 60.0)
    assert view.posters[0].left_at == pytest.approx(0.6)
    # and once it is done the place is forgotten
    match.play()
    assert left(match) is None


def test_a_lesson_that_is_left_at_once_remembers_nothing(match):
    match.play({1: keys(match, Press.HOME)})
    assert left(match) is None


def test_a_phone_controls_it(match):
    during = {
        1: sends(match, Pause()),
        2: sends(match, Speed(75), SetLayout("tutor_only"), Volume(35)),
        3: sends(match, GoOn()),
        4: sends(match, Start(match.press_id, (match.noah,)), Code("123456", 60.0)),
        5: sends(match, PressKey(Press.OK)),
        6: sends(match, Stop()),
    }
    assert isinstance(match.play(during), HomeView)
    assert match.phones.answers == [Done()] * 5 + [Refused(RefusalReason.BUSY)] * 2 + [Done()] * 2
    commands = match.commands
    assert [commands[number].course for number in (1, 3, 5, 6)] == [
        Course.PAUSE,
        Course.PLAY,
        Course.PAUSE,
        Course.LEAVE,
    ]
    assert (commands[3].rate, commands[3].look.layout, match.loudness) == (0.75, Layout.TUTOR_ONLY, [35])
    assert any(status.paused for status in match.phones.statuses)


def test_a_phone_begins_it_again(match):
    assert isinstance(match.play({2: sends(match, Restart())}), ReadyView)


def test_a_raised_hand_pauses_it_and_never_resumes_it(match):
    match.gestures.flat = True
    match.play({number: [lambda: match.poses.see(1.0, None)] for number in (2, 4)}, until=9)
    assert [command.course for command in match.commands][2:] == [Course.PAUSE] * 7


def test_what_is_wrong_with_the_box_stands_over_the_match(match):
    match.troubles.found = (Trouble.TOO_HOT,)
    match.play()
    assert match.commands[-1].notice == match.household.words.text("trouble_too_hot")


def test_a_result_that_cannot_be_saved_is_shown_all_the_same(match, monkeypatch, caplog):
    def full(*_args, **_kinds):
        raise OSError("No space left on device")

    monkeypatch.setattr("device.scenes.play.playing.save_match", full)
    assert isinstance(match.play(), ResultView)
    assert match.alerts.now() == (Trouble.NOT_KEPT,)
    assert "could not be saved" in caplog.text


def test_a_camera_that_is_lost_is_seen_on_phones_and_the_match_goes_on(match):
    match.play({4: [lambda: setattr(match, "camera", CameraState.LOST)]})
    playing = [status for status in match.phones.statuses if status.doing is TvState.PLAYING]
    assert [status.troubles for status in playing if status.time_s == 40.0][-1] == (Trouble.CAMERA_LOST,)
    assert all(status.troubles == () for status in playing if status.time_s < 40.0)
    assert [command.course for command in match.commands] == [Course.PLAY] * 10
    assert len(kept(match)) == 1


def test_pictures_reach_the_match_once(match, monkeypatch):
    taken = []
    step = FakeMatch.step
    monkeypatch.setattr(
        FakeMatch, "step", lambda self, command, posed=None: taken.append(posed) or step(self, command, posed)
    )
    match.play({2: [lambda: match.poses.see(20.0, None)]})
    (seen,) = [posed for posed in taken if posed is not None]
    assert seen.frame.time_s == 20.0


def test_a_window_that_is_closed_ends_the_loop(match):
    match.play({2: keys(match, Press.LEAVE)})
    assert match.loop.quitting


def test_a_film_that_breaks_off_is_an_alert_in_the_library(match, caplog):
    match.results_error = "Press breaks off after 3 s."
    match.play()
    view = match.press()
    assert isinstance(view, TroubleView)
    assert view.trouble is Trouble.LESSON_BROKEN
    assert match.results_error in caplog.text
    assert kept(match) == []


def test_finishing_before_anything_was_done_is_no_trouble(match):
    match.results_error = "Next to nothing of Press was played."
    view = match.play({2: keys(match, *choose(Choice.FINISH))})
    assert isinstance(view, HomeView)
    assert kept(match) == []


def test_a_film_that_cannot_be_opened_any_more_is_an_alert_in_the_library(match, caplog):
    match.open_error = "Press is not a video."
    match.play()
    view = match.press()
    assert (type(view), view.trouble) == (TroubleView, Trouble.LESSON_BROKEN)
    assert match.open_error in caplog.text
    assert kept(match) == []
