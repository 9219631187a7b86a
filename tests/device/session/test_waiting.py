import pytest

from device.session.clock import SteppedClock
from device.session.waiting import LOOK_S, NOTICE_SHOWN_S, Waiting
from device.store.codes import LIVES
from device.store.members import add_member
from device.store.tables import Role

ADDRESS = "http://192.168.1.20:8080"


@pytest.fixture
def clock():
    return SteppedClock()


@pytest.fixture
def waiting(database, clock, now):
    return Waiting(
        database, clock, lambda: now, lambda: ADDRESS, lambda base, code: f"{base}/start?code={code}"
    )


def pair(database, now):
    with database.session() as session:
        add_member(session, now, "Mia", Role.OWNER, "#336699", "en", "x")


def test_a_box_without_anybody_shows_a_code(waiting, clock):
    view = waiting.view()
    assert view.address == "192.168.1.20:8080"
    assert len(view.code) == 6
    assert view.link == f"{ADDRESS}/start?code={view.code}"
    clock.sleep(LOOK_S)
    assert waiting.view() == view


def test_a_code_that_is_over_is_replaced(database, clock, now):
    moment = [now]
    waiting = Waiting(database, clock, lambda: moment[0], lambda: ADDRESS, lambda base, code: base + code)
    first = waiting.view().code
    moment[0] += LIVES
    assert waiting.view().code == first  # not looked yet
    clock.sleep(LOOK_S)
    assert waiting.view().code != first


def test_once_somebody_has_come_in_the_code_is_gone(waiting, database, clock, now):
    assert waiting.view().code
    pair(database, now)
    clock.sleep(LOOK_S)
    view = waiting.view()
    assert (view.code, view.link) == (None, ADDRESS)


def test_a_code_that_was_asked_for_is_shown_for_its_time(waiting, database, clock, now):
    pair(database, now)
    waiting.show_code("012345", 60.0)
    assert waiting.view().code == "012345"
    clock.sleep(59.0)
    assert waiting.view().code == "012345"
    clock.sleep(1.0)
    assert waiting.view().code is None


def test_what_went_wrong_is_said_for_a_while(waiting, clock):
    waiting.tell("no_camera")
    assert waiting.view().notice == "no_camera"
    clock.sleep(NOTICE_SHOWN_S)
    assert waiting.view().notice is None
