"""A match of the evening: steered by keys, phones and hands, and what it leaves behind."""

import pytest

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
from device.store import bookmarks, matches
from device.trouble import Trouble
from device.views import HomeView, PauseView, ReadyView, ResultView, TroubleView


@pytest.fixture
def match(house):
    house.mia, house.noah = house.member("Mia"), house.member("Noah")
    house.press_id = house.lesson("Press", parts=((0.0, 30.0, "Squat"), (40.0, 60.0, None)))
    house.ids = (house.mia,)

    def play(during=None, until=None):
        """Play, with acts at the number of a picture; gives the view after it, or after picture `until`."""
        house.during = {(house.matches(), number): acts for number, acts in (during or {}).items()}
        house.get_ready(house.press_id, *house.ids)
        house.screen.press(Press.OK)
        if until is None:
            house.press()
        else:
            while len(house.commands) < until:
                house.loop.round()
                house.loop.wait(house.clock.now())
        return house.screen.shown[-1]

    house.matches = lambda: len(house.played) + 1
    house.play = play
    return house


def presses(house, *wanted):
    return [lambda: house.screen.press(*wanted)]


def wishes(house, *wanted):
    return [lambda: house.phones.command(*wanted)]


def kept(house):
    with house.database.reading() as session:
        return matches.played(session)


def left(house):
    with house.database.reading() as session:
        found = bookmarks.newest(session, [house.mia])
        return next((one for one in found if one.lesson_id == house.press_id), None)


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


def test_the_phone_follows_it(match):
    match.play()
    (told,) = [status for status in match.phones.told if status.time_s == 30.0]
    assert (told.doing, told.name, told.duration_s, told.scores) == (TvState.PLAYING, "Press", 100.0, (70.0,))


def test_a_guest_plays_without_a_history(match):
    match.ids = (None,)
    match.play()
    (row,) = kept(match)
    assert row.member_id is None


@pytest.mark.parametrize("press", [Press.OK, Press.BACK, Press.PLAY, Press.MENU, Press.PAUSE])
def test_a_key_holds_it_and_shows_what_can_be_done(match, press):
    match.play({2: presses(match, press), 5: presses(match, Press.PLAY)})
    courses = [command.course for command in match.commands]
    assert courses == [Course.PLAY] * 2 + [Course.PAUSE] * 3 + [Course.PLAY] * 5
    menus = [view for view in match.screen.shown if isinstance(view, PauseView)]
    assert len(menus[0].buttons) == len(Choice)
    assert menus[0].match.time_s == 30.0


def choose(match, choice):
    """The presses that hold a match and choose this."""
    return (Press.OK, *[Press.DOWN] * list(Choice).index(choice), Press.OK)


def test_the_menu_slows_it_down(match):
    match.play({2: presses(match, *choose(match, Choice.SPEED), Press.OK, Press.PLAY)})
    assert match.commands[-1].rate == 0.5
    assert match.commands[-1].course is Course.PLAY
    assert match.phones.told[-2].rate_percent == 50


def test_the_menu_changes_the_layout_for_good(match):
    match.play({2: presses(match, *choose(match, Choice.LAYOUT), Press.PLAY)})
    assert match.commands[-1].look.layout is Layout.TUTOR_LARGE
    assert match.settings.now.layout == "tutor_large"


def test_the_menu_begins_it_again(match):
    view = match.play({2: presses(match, *choose(match, Choice.AGAIN))})
    assert isinstance(view, ReadyView)
    assert kept(match) == []


def test_what_was_played_can_be_judged_before_the_end_and_gone_on_with_later(match):
    view = match.play({5: presses(match, *choose(match, Choice.FINISH))})
    assert isinstance(view, ResultView)
    assert left(match).time_s == 50.0


def test_who_leaves_finds_the_place_again(match):
    view = match.play({6: presses(match, *choose(match, Choice.LEAVE))})
    assert isinstance(view, HomeView)
    assert (kept(match), left(match).time_s) == ([], 60.0)
    assert view.posters[0].left_at == pytest.approx(0.6)
    # and once it is done the place is forgotten
    match.play()
    assert left(match) is None


def test_who_leaves_at_once_wanted_another_lesson(match):
    match.play({1: presses(match, Press.HOME)})
    assert left(match) is None


def test_a_phone_steers_it(match):
    during = {
        1: wishes(match, Pause()),
        2: wishes(match, Speed(75), SetLayout("tutor_only"), Volume(35)),
        3: wishes(match, GoOn()),
        4: wishes(match, Start(match.press_id, (match.noah,)), Code("123456", 60.0)),
        5: wishes(match, PressKey(Press.OK)),
        6: wishes(match, Stop()),
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
    assert any(status.paused for status in match.phones.told)


def test_a_phone_begins_it_again(match):
    assert isinstance(match.play({2: wishes(match, Restart())}), ReadyView)


def test_a_raised_hand_holds_it_and_never_lets_it_go_on(match):
    match.gestures.flat = True
    match.play({number: [lambda: match.poses.see(1.0, None)] for number in (2, 4)}, until=9)
    assert [command.course for command in match.commands][2:] == [Course.PAUSE] * 7


def test_an_exercise_is_practised_until_it_goes_well(match):
    match.finals = [60.0]
    begun = []

    def better():
        begun.append(match.played[-1][0])
        match.finals = [90.0]

    match.during = {}
    during = {(1, 1): presses(match, *choose(match, Choice.PRACTISE)), (3, 0): [better]}
    match.during = during
    match.get_ready(match.press_id, match.mia)
    match.press(Press.OK)
    first, once, twice = (one for one, _ in match.played)
    assert (once.title, once.cut.start_s, once.cut.end_s) == ("Squat", 0.0, 30.0)
    assert twice.cut == once.cut
    assert begun == [twice]
    assert first.title == "Press"
    notes = [view.note for view in match.screen.shown if isinstance(view, PauseView) and view.note]
    assert notes[-1] == match.household.words.text("practice_well", score=90)
    assert len(kept(match)) == 1  # practice is no history


def test_practice_ends_when_somebody_has_had_enough(match):
    match.during = {
        (1, 1): presses(match, *choose(match, Choice.PRACTISE)),
        (2, 3): presses(match, Press.BACK),
        (1, 4): presses(match, Press.PLAY),
    }
    match.get_ready(match.press_id, match.mia)
    match.press(Press.OK)
    assert len(match.played) == 2
    notes = [view.note for view in match.screen.shown if isinstance(view, PauseView) and view.note]
    assert notes[-1] == match.household.words.text("practice_left")


def test_what_is_wrong_with_the_box_is_a_quiet_word(match):
    match.troubles.found = (Trouble.TOO_HOT,)
    match.play()
    assert match.commands[-1].notice == match.household.words.text("trouble_too_hot")


def test_a_result_that_cannot_be_kept_is_shown_all_the_same(match, monkeypatch, caplog):
    def full(*_args, **_kinds):
        raise OSError("No space left on device")

    monkeypatch.setattr("device.scenes.play.playing.keep", full)
    assert isinstance(match.play(), ResultView)
    assert match.alerts.now() == (Trouble.NOT_KEPT,)
    assert "could not be saved" in caplog.text


def test_a_window_that_is_closed_ends_the_evening(match):
    match.play({2: presses(match, Press.LEAVE)})
    assert match.loop.quitting


def test_a_film_that_breaks_off_is_said_in_the_library(match, caplog):
    match.torn = "Press breaks off after 3 s."
    match.play()
    view = match.press()
    assert isinstance(view, TroubleView)
    assert view.trouble is Trouble.LESSON_BROKEN
    assert match.torn in caplog.text
    assert kept(match) == []


def test_who_finishes_before_anything_was_done_has_broken_nothing(match):
    match.torn = "Next to nothing of Press was played."
    view = match.play({2: presses(match, *choose(match, Choice.FINISH))})
    assert isinstance(view, HomeView)
    assert kept(match) == []


def test_a_film_that_cannot_be_opened_any_more_is_said_in_the_library(match, caplog):
    match.shut = "Press is not a video."
    match.play()
    view = match.press()
    assert (type(view), view.trouble) == (TroubleView, Trouble.LESSON_BROKEN)
    assert match.shut in caplog.text
    assert kept(match) == []
