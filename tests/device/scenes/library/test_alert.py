import pytest

from device.presses import Press
from device.scenes.destinations import Place
from device.scenes.library.home import QUIET, UNDISTURBED
from device.trouble import Trouble
from device.views import HomeView, IdleView, TroubleView


@pytest.fixture
def home(house):
    """The library, with something in it, and the box too hot since before anybody came."""
    house.member("Mia")
    house.lesson("Press")
    house.troubles.found = (Trouble.TOO_HOT,)
    house.go(Place.LIBRARY)
    return house


def test_who_comes_reads_first_what_to_do(home):
    view = home.press()
    assert isinstance(view, TroubleView)
    assert view.trouble is Trouble.TOO_HOT
    assert view.buttons == (home.household.words.text("understood"),)


@pytest.mark.parametrize("press", [Press.OK, Press.BACK, Press.PLAY, Press.HOME])
def test_it_is_read_once_and_still_shown_small(home, press):
    home.press()
    view = home.press(press)
    assert isinstance(view, HomeView)
    assert view.troubles == (Trouble.TOO_HOT,)
    home.clock.sleep(UNDISTURBED.total_seconds())
    assert isinstance(home.press(), HomeView)


def test_an_arrow_is_no_answer(home):
    home.press()
    assert isinstance(home.press(Press.RIGHT, Press.DOWN), TroubleView)


def test_what_is_over_need_not_be_read(home):
    home.press()
    home.troubles.found = ()
    assert isinstance(home.press(), HomeView)


def test_where_nobody_reads_the_clock_comes_and_it_is_still_news(home):
    home.press()
    home.clock.sleep(QUIET.total_seconds())
    assert isinstance(home.press(), IdleView)
    home.press(Press.OK)
    assert isinstance(home.press(), TroubleView)


def test_who_is_choosing_is_not_interrupted(home):
    home.press(Press.OK)
    home.troubles.found = (Trouble.TOO_HOT, Trouble.DISK_FULL)
    assert isinstance(home.press(Press.RIGHT), HomeView)
    home.clock.sleep(UNDISTURBED.total_seconds())
    assert home.press().trouble is Trouble.DISK_FULL


def test_what_went_wrong_in_a_match_is_read_after_it_however_long_the_result_was_looked_at(home):
    home.press(Press.OK)
    home.alerts.raise_alert(Trouble.NOT_KEPT)
    home.clock.sleep(60.0)
    home.go(Place.LIBRARY)
    assert home.press().trouble is Trouble.NOT_KEPT
    assert isinstance(home.press(Press.OK), HomeView)


def test_phones_hear_of_a_tv_that_is_off(home):
    home.screen.lost = True
    home.press()
    assert home.phones.statuses[-1].troubles == (Trouble.DISPLAY_LOST, Trouble.TOO_HOT)
