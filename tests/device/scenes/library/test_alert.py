import pytest

from device.presses import Press
from device.scenes.destinations import Place
from device.scenes.library.home import QUIET_S, UNDISTURBED_S
from device.trouble import Trouble
from device.views import HomeView, IdleView, TroubleView


@pytest.fixture
def home(house):
    """The library, with something in it, and a box that was too hot before."""
    house.member("Mia")
    house.lesson("Press")
    house.troubles.found = (Trouble.TOO_HOT,)
    house.go(Place.LIBRARY)
    return house


def test_an_alert_comes_before_the_library(home):
    view = home.press()
    assert isinstance(view, TroubleView)
    assert view.trouble is Trouble.TOO_HOT
    assert view.buttons == (home.household.words.text("understood"),)


@pytest.mark.parametrize("press", [Press.OK, Press.BACK, Press.PLAY, Press.HOME])
def test_it_is_shown_once_and_then_a_notice_remains(home, press):
    home.press()
    view = home.press(press)
    assert isinstance(view, HomeView)
    assert view.troubles == (Trouble.TOO_HOT,)
    home.clock.sleep(UNDISTURBED_S)
    assert isinstance(home.press(), HomeView)


def test_an_arrow_does_not_mark_it_as_read(home):
    home.press()
    assert isinstance(home.press(Press.RIGHT, Press.DOWN), TroubleView)


def test_an_alert_goes_when_its_trouble_is_over(home):
    home.press()
    home.troubles.found = ()
    assert isinstance(home.press(), HomeView)


def test_an_alert_that_no_one_reads_makes_room_for_the_clock_and_stays_unread(home):
    home.press()
    home.clock.sleep(QUIET_S)
    assert isinstance(home.press(), IdleView)
    home.press(Press.OK)
    assert isinstance(home.press(), TroubleView)


def test_a_new_alert_does_not_interrupt_choosing(home):
    home.press(Press.OK)
    home.troubles.found = (Trouble.TOO_HOT, Trouble.DISK_FULL)
    assert isinstance(home.press(Press.RIGHT), HomeView)
    home.clock.sleep(UNDISTURBED_S)
    assert home.press().trouble is Trouble.DISK_FULL


def test_an_alert_of_a_match_comes_after_its_result_however_long_that_was_shown(home):
    home.press(Press.OK)
    home.alerts.raise_alert(Trouble.NOT_KEPT)
    home.clock.sleep(60.0)
    home.go(Place.LIBRARY)
    assert home.press().trouble is Trouble.NOT_KEPT
    assert isinstance(home.press(Press.OK), HomeView)


def test_phones_see_that_the_tv_is_off(home):
    home.screen.lost = True
    home.press()
    assert home.phones.statuses[-1].troubles == (Trouble.DISPLAY_LOST, Trouble.TOO_HOT)
