"""Keys and phone commands as commands to a match, without a match."""

import numpy as np
import pytest

from device.choices import SPEEDS, Layout
from device.effects import Effect
from device.match.play.control import Course
from device.messages import MatchView, PlayerView
from device.presses import Press, Spot
from device.remote.messages import (
    AskStatus,
    Done,
    GoOn,
    Pause,
    RefusalReason,
    Refused,
    Restart,
    SetLayout,
    Speed,
    Stop,
)
from device.scenes.destinations import Practise
from device.scenes.play.match_controller import MatchController, PracticeController
from device.scenes.play.menu import Choice
from device.views import PauseView
from scoring.guidance.guidance import NOTHING
from tests.device.scenes.fakes import PICTURE


@pytest.fixture
def request_(house):
    mia, noah = house.member("Mia"), house.member("Noah")
    lesson_id = house.lesson("Press", segments=((20.0, 30.0, "Squat"),))
    return house.request(lesson_id, mia, noah)


@pytest.fixture
def controller(house, request_):
    return MatchController(house.household, house.sounds, request_)


def picture(time_s=0.0, *scores, rate=1.0):
    players = tuple(
        PlayerView(None, NOTHING.levels, score=score, repetitions=place) for place, score in enumerate(scores)
    )
    return MatchView("Press", time_s, 100.0, PICTURE, None, PICTURE, players, rate=rate)


def choose(controller, choice):
    """Open the menu, and choose this."""
    controller.press(Press.OK)
    choices = [one for one in Choice if one is not Choice.PRACTISE or controller.time_s >= 20.0]
    for _ in range(choices.index(choice)):
        controller.press(Press.DOWN)
    return controller.press(Press.OK)


def course(controller):
    return controller.command(None).course


def test_it_begins_at_full_speed_without_a_menu(house, controller):
    command = controller.command("Too hot")
    assert (command.course, command.rate, command.notice) == (Course.PLAY, 1.0, "Too hot")
    assert command.look == house.household.look
    assert not controller.menu_open


@pytest.mark.parametrize("press", [Press.UP, Press.DOWN, Press.LEFT, Press.RIGHT])
def test_an_arrow_does_nothing_without_a_menu(controller, press):
    assert controller.press(press) is None
    assert (course(controller), controller.menu_open) == (Course.PLAY, False)


@pytest.mark.parametrize("press", [Press.PLAY, Press.BACK, Press.MENU])
def test_keys_that_pause_also_resume(controller, press):
    controller.press(press)
    assert (course(controller), controller.menu_open) == (Course.PAUSE, True)
    controller.press(press)
    assert (course(controller), controller.menu_open) == (Course.PLAY, False)


def test_the_pause_key_never_resumes(controller):
    controller.press(Press.PAUSE)
    controller.press(Press.PAUSE)
    assert (course(controller), controller.menu_open) == (Course.PAUSE, True)


def test_home_leaves_whether_a_menu_is_open_or_not(controller):
    controller.press(Press.OK)
    controller.press(Press.HOME)
    assert (course(controller), controller.menu_open, controller.again) == (Course.LEAVE, False, False)


def test_the_menu_opens_with_one_sound_and_every_choice_has_one(house, controller):
    controller.press(Press.PAUSE)
    controller.press(Press.PAUSE)
    assert house.sounds.all == [Effect.CHOOSE]
    controller.press(Press.OK)
    assert house.sounds.all == [Effect.CHOOSE] * 2


def test_practice_is_offered_where_there_is_an_exercise(controller, request_):
    controller.view(picture(10.0, 50.0, 60.0), None)
    controller.press(Press.OK)
    labels = controller.view(picture(10.0, 50.0, 60.0), None).buttons
    assert len(labels) == len(Choice) - 1
    controller.press(Press.PLAY)
    controller.view(picture(25.0, 50.0, 60.0), None)
    choose(controller, Choice.SPEED)
    controller.press(Press.PLAY)
    destination = choose(controller, Choice.PRACTISE)
    assert destination == Practise(request=request_, exercise=request_.exercises[0], rate=0.75)
    # the menu stays open below it
    assert (course(controller), controller.menu_open) == (Course.PAUSE, True)


def test_the_speed_goes_round(controller):
    controller.press(Press.OK)
    controller.focus(Spot("buttons", 1))
    rates = []
    for _ in range(len(SPEEDS) + 1):
        controller.press(Press.OK)
        rates.append(round(controller.command(None).rate * 100))
    assert sorted(rates[: len(SPEEDS)]) == sorted(SPEEDS)
    assert rates[-1] == rates[0]


@pytest.mark.parametrize(
    ("choice", "wanted", "again"),
    [
        (Choice.AGAIN, Course.LEAVE, True),
        (Choice.FINISH, Course.FINISH, False),
        (Choice.LEAVE, Course.LEAVE, False),
    ],
)
def test_choices_that_end_the_match(controller, choice, wanted, again):
    assert choose(controller, choice) is None
    assert (course(controller), controller.again, controller.menu_open) == (wanted, again, False)


def test_a_match_that_ends_is_not_paused_any_more(controller):
    controller.answer(Stop())
    controller.answer(Pause())
    assert course(controller) is Course.LEAVE


@pytest.mark.parametrize(("command", "again"), [(Restart(), True), (Stop(), False)])
def test_a_phone_leaves_or_begins_again(controller, command, again):
    assert controller.answer(command) == Done()
    assert (course(controller), controller.again) == (Course.LEAVE, again)


def test_a_phone_pauses_and_resumes(controller):
    assert controller.answer(GoOn()) == Done()
    assert course(controller) is Course.PLAY
    controller.answer(Pause())
    assert (course(controller), controller.menu_open) == (Course.PAUSE, True)
    controller.answer(GoOn())
    assert (course(controller), controller.menu_open) == (Course.PLAY, False)


def test_a_phone_sets_speed_and_layout(house, controller):
    assert [controller.answer(one) for one in (Speed(50), SetLayout("tutor_only"))] == [Done()] * 2
    command = controller.command(None)
    assert (command.rate, command.look.layout) == (0.5, Layout.TUTOR_ONLY)
    assert house.settings.now.layout == "tutor_only"


def test_what_does_not_fit_a_match_is_refused(controller):
    assert controller.answer(AskStatus()) == Refused(RefusalReason.BUSY)


def test_phones_see_clock_scores_and_repetitions(controller):
    before = controller.status()
    assert (before.time_s, before.duration_s, before.scores) == (0.0, 0.0, (None, None))
    controller.view(picture(30.0, 71.5, np.nan), None)
    status = controller.status()
    assert (status.time_s, status.duration_s, status.paused) == (30.0, 100.0, False)
    assert (status.scores, status.repetitions) == ((71.5, None), (0, 1))
    controller.answer(Pause())
    controller.answer(Speed(75))
    assert (controller.status().paused, controller.status().rate_percent) == (True, 75)


def test_the_picture_stands_still_behind_the_menu_unless_the_menu_changes_it(controller):
    shown = picture(10.0)
    assert controller.view(shown, None) is shown
    controller.press(Press.OK)
    first, later, slower = picture(11.0), picture(12.0), picture(12.0, rate=0.75)
    assert isinstance(controller.view(first, None), PauseView)
    assert controller.view(later, None).match is first
    assert controller.view(slower, None).match is slower
    controller.press(Press.PLAY)
    assert controller.view(later, None) is later
    controller.press(Press.OK)
    assert controller.view(slower, None).match is slower


def test_what_is_left_of_the_lesson_is_that_of_the_last_view(controller):
    assert (controller.time_s, controller.left_s) == (0.0, 0.0)
    controller.view(picture(30.0), None)
    assert (controller.time_s, controller.left_s) == (30.0, 70.0)


def test_a_note_of_practice_stands_in_an_open_menu_only(controller):
    controller.resume("Well done")
    controller.press(Press.OK)
    assert controller.view(picture(), None).note is None
    controller.press(Press.DOWN)
    controller.resume("Well done")
    view = controller.view(picture(), None)
    assert (view.note, view.focus.index) == ("Well done", 0)


def test_practice_has_the_speed_of_its_match_and_no_menu(house, request_):
    practice = PracticeController(house.household, house.sounds, request_, 0.75)
    assert practice.command(None).rate == 0.75
    practice.press(Press.OK)
    assert (course(practice), practice.menu_open) == (Course.LEAVE, False)
    assert house.sounds.all == []


def test_what_is_practised_and_counted_has_its_name(controller):
    controller.view(picture(19.0, 70.0, 70.0), None)
    view = controller.view(picture(21.0, 70.0, 70.0), None)
    assert (view.exercise, view.players[1].repetitions) == ("Squat", 0)
    controller.press(Press.OK)
    menu = controller.view(picture(21.0, 70.0, 70.0), None)
    assert "Practise: Squat" in menu.buttons
    # phones are told of the whole lesson
    assert controller.status().repetitions == (0, 1)
