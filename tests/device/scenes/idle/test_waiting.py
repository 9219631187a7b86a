import pytest

from device.scenes.idle.waiting import CODE_SHOWN_S, LOOK_S, NEWS_S
from device.store.codes import LIVES
from device.trouble import Trouble
from tests.device.scenes.house import ADDRESS


@pytest.fixture
def waiting(house):
    return house.waiting


def test_a_box_without_anybody_shows_a_code(house, waiting):
    view = waiting.view()
    assert view.address == "192.168.1.20:8080"
    assert len(view.code) == 6
    assert view.link == f"{ADDRESS}/start?code={view.code}"
    assert waiting.empty
    house.clock.sleep(LOOK_S)
    assert waiting.view().code == view.code


def test_a_code_that_is_over_is_replaced(house, waiting):
    first = waiting.view().code
    house.clock.sleep(LIVES.total_seconds() + LOOK_S)
    assert waiting.view().code != first


def test_once_somebody_has_come_in_the_code_is_gone(house, waiting):
    assert waiting.view().code
    house.member("Mia")
    house.clock.sleep(LOOK_S)
    view = waiting.view()
    assert (view.code, view.link, waiting.empty) == (None, ADDRESS, False)


def test_a_code_that_was_asked_for_is_shown_for_its_time(house, waiting):
    house.member("Mia")
    waiting.show_code("012345", 60.0)
    assert waiting.view().code == "012345"
    house.clock.sleep(59.0)
    assert waiting.view().code == "012345"
    house.clock.sleep(1.0)
    assert waiting.view().code is None


def test_a_code_that_was_asked_for_at_the_tv_lets_somebody_in(house, waiting):
    house.member("Mia")
    waiting.show_own_code()
    assert len(waiting.view().code) == 6
    house.clock.sleep(CODE_SHOWN_S)
    assert waiting.view().code is None


def test_what_went_wrong_is_said_for_a_while(house, waiting):
    house.alerts.raise_alert(Trouble.LESSON_BROKEN)
    house.troubles.found = (Trouble.TOO_HOT,)
    assert waiting.view().troubles == (Trouble.LESSON_BROKEN, Trouble.TOO_HOT)
    house.clock.sleep(20.0)
    assert waiting.view().troubles == (Trouble.TOO_HOT,)


def test_what_the_night_did_and_what_time_it_is_stand_there(house, waiting):
    house.member("Mia")
    house.settings.change(timezone="Asia/Taipei", night_start="00:00", night_end="23:59")
    house.lesson("Press")
    house.clock.sleep(NEWS_S)
    view = waiting.view()
    # in Taipei it is Sunday already
    assert view.time == "03:30"
    assert "15" in view.date
    assert view.prepared == ("Press",)
