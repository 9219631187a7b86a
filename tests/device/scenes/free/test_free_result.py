import pytest

from device.effects import Effect
from device.presses import Press, Spot
from device.remote.messages import Done, Pause, RefusalReason, Refused, Restart, Stop, TvState
from device.scenes.destinations import ShowFreeResult
from device.scenes.free.free_result import SHOWN_S
from device.views import DoneView, FreeResultView, FreeView, HomeView

DONE = (DoneView("Squat", "12"),)


@pytest.fixture
def ended(house):
    house.lesson("Press")
    house.show = lambda: house.go(ShowFreeResult(done=DONE, duration_s=95.0))
    house.show()
    return house


def test_it_shows_what_was_done(ended):
    view = ended.press()
    assert isinstance(view, FreeResultView)
    assert (view.title, view.duration_s, view.done) == ("Well done", 95.0, DONE)
    assert (view.buttons, view.focus) == (("Once more", "All lessons"), Spot("buttons", 1))
    assert Effect.APPLAUSE in ended.sounds.all
    assert ended.phones.statuses[-1].doing is TvState.HOME


@pytest.mark.parametrize(
    ("keys", "view"),
    [
        ((Press.OK,), HomeView),
        ((Press.BACK,), HomeView),
        ((Press.HOME,), HomeView),
        ((Press.LEFT, Press.OK), FreeView),
        ((Press.LEFT, Press.LEFT, Press.RIGHT, Press.OK), HomeView),
    ],
)
def test_where_the_keys_lead(ended, keys, view):
    assert isinstance(ended.press(*keys), view)


def test_a_phone_begins_anew_or_puts_it_away(ended):
    assert ended.command(Pause(), Restart()) == [Refused(RefusalReason.NOTHING_PLAYS), Done()]
    assert isinstance(ended.screen.shown[-1], FreeView)
    ended.show()
    assert ended.command(Stop()) == [Done()]
    assert isinstance(ended.screen.shown[-1], HomeView)


def test_it_does_not_stay_for_ever(ended):
    ended.clock.sleep(SHOWN_S + 1)
    assert isinstance(ended.press(), HomeView)
