import pytest

from device.scenes.idle.idle_content import CODE_SHOWN_S, LOOK_S, NEWS_S
from device.store.codes import LIVES
from device.trouble import Trouble
from tests.device.scenes.house import ADDRESS


@pytest.fixture
def content(house):
    return house.idle_content


def test_a_box_without_members_shows_a_code(house, content):
    view = content.view()
    assert view.address == "192.168.1.20:8080"
    assert len(view.code) == 6
    assert view.link == f"{ADDRESS}/start?code={view.code}"
    assert content.empty
    house.clock.sleep(LOOK_S)
    assert content.view().code == view.code


def test_a_code_that_expired_is_replaced(house, content):
    first = content.view().code
    house.clock.sleep(LIVES.total_seconds() + LOOK_S)
    assert content.view().code != first


def test_the_code_is_gone_once_there_is_a_member(house, content):
    assert content.view().code
    house.member("Mia")
    house.clock.sleep(LOOK_S)
    view = content.view()
    assert (view.code, view.link, content.empty) == (None, ADDRESS, False)


def test_a_code_that_a_phone_asked_for_is_shown_for_its_time(house, content):
    house.member("Mia")
    content.show_code("012345", 60.0)
    assert content.view().code == "012345"
    house.clock.sleep(59.0)
    assert content.view().code == "012345"
    house.clock.sleep(1.0)
    assert content.view().code is None


def test_a_code_that_was_asked_for_at_the_tv_is_shown_for_its_time(house, content):
    house.member("Mia")
    content.show_own_code()
    assert len(content.view().code) == 6
    house.clock.sleep(CODE_SHOWN_S)
    assert content.view().code is None


def test_what_went_wrong_is_shown_for_a_while(house, content):
    house.alerts.raise_alert(Trouble.LESSON_BROKEN)
    house.troubles.found = (Trouble.TOO_HOT,)
    assert content.view().troubles == (Trouble.LESSON_BROKEN, Trouble.TOO_HOT)
    house.clock.sleep(20.0)
    assert content.view().troubles == (Trouble.TOO_HOT,)


def test_the_nights_work_and_local_time_are_shown(house, content):
    house.member("Mia")
    house.settings.change(timezone="Asia/Taipei", night_start="00:00", night_end="23:59")
    house.lesson("Press")
    house.clock.sleep(NEWS_S)
    view = content.view()
    # in Taipei it is Sunday already
    assert view.time == "03:30"
    assert "15" in view.date
    assert view.prepared == ("Press",)
