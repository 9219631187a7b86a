import pytest

from device.effects import Effect
from device.presses import Press
from device.remote.messages import Done, Pause, RefusalReason, Refused, Restart, Stop, TvState
from device.scenes.destinations import Place
from device.views import DoneView, HomeView, Mark, ReadyView, ResultView
from tests.scoring.repetitions.made import repetitions


@pytest.fixture
def ended(house):
    house.mia, house.noah = house.member("Mia"), house.member("Noah")
    house.first, house.second = house.lesson("First"), house.lesson("Second")
    house.go(Place.LIBRARY)

    def play(*members):
        house.get_ready(house.first, *members)
        return house.press(Press.OK)

    house.play = play
    return house


def test_a_result_is_compared_with_the_last_time(ended):
    assert ended.play(ended.mia).people[0].before is None
    ended.finals = [90.0, 50.0]
    view = ended.play(ended.mia, ended.noah)
    assert isinstance(view, ResultView)
    assert [one.before for one in view.people] == [82.0, None]
    assert ended.sounds.all.count(Effect.APPLAUSE) == 2


def test_again_next_and_the_library(ended):
    view = ended.play(ended.mia)
    assert view.following == "Second"
    again = ended.press(Press.OK)
    assert isinstance(again, ReadyView)
    assert again.title == "First"
    ended.play(ended.mia)
    following = ended.press(Press.RIGHT, Press.OK)
    assert following.title == "Second"
    ended.play(ended.mia)
    assert isinstance(ended.press(Press.RIGHT, Press.RIGHT, Press.OK), HomeView)


def test_a_phone_sees_it_and_puts_it_away(ended):
    ended.play(ended.mia)
    assert ended.phones.statuses[-1].doing is TvState.RESULT
    assert ended.command(Pause(), Restart()) == [Refused(RefusalReason.NOTHING_PLAYS), Done()]
    assert isinstance(ended.screen.shown[-1], ReadyView)
    ended.play(ended.mia)
    assert ended.command(Stop()) == [Done()]
    assert isinstance(ended.screen.shown[-1], HomeView)


def test_it_does_not_stay_for_ever(ended):
    ended.play(ended.mia)
    ended.clock.sleep(181.0)
    assert isinstance(ended.press(), HomeView)


def test_every_repetition_has_a_page_of_its_own(ended):
    ended.repetitions = (*repetitions("ggs"), *repetitions("g", "lunge"))
    view = ended.play(ended.mia)
    assert (view.buttons[-1], view.each) == ("Each repetition", False)
    squat = DoneView("Squat", "3", (Mark.GOOD, Mark.GOOD, Mark.FAULTY), "2 of 3 good", "Go all the way")
    assert view.people[0].done == (squat, DoneView("Lunge", "1", (Mark.GOOD,), "1 of 1 good"))
    view = ended.press(*[Press.RIGHT] * 5, Press.OK)
    assert (view.buttons[-1], view.each) == ("Overview", True)
    assert not ended.press(Press.OK).each
    assert isinstance(ended.press(Press.LEFT, Press.OK), HomeView)


def test_without_repetitions_there_is_no_such_page(ended):
    assert ended.play(ended.mia).buttons == ("Play again", "Next lesson", "All lessons")
