import pytest

from device.effects import Effect
from device.presses import Press, Spot
from device.remote.messages import TvState
from device.scenes.destinations import Place
from device.store import bookmarks
from device.store.tables import Lesson
from device.trouble import Trouble
from device.views import FreeView, HomeView, IdleView, Pointer, ReadyView, SettingsView, TroubleView


@pytest.fixture
def home(house):
    house.mia = house.member("Mia", "#102030")
    house.noah = house.member("Noah")
    house.go(Place.LIBRARY)
    return house


def names(view):
    return [poster.name for poster in view.posters]


def chosen(view):
    return [badge.name for badge in view.people if badge.chosen]


def test_without_a_lesson_it_says_what_to_do(home):
    view = home.press()
    assert isinstance(view, TroubleView)
    assert (view.trouble, view.focus) == (Trouble.NO_LESSONS, Spot("buttons", 0))
    assert view.buttons == ("Train freely", "Settings")
    assert home.press(Press.RIGHT, Press.RIGHT).focus == Spot("buttons", 1)
    assert isinstance(home.press(Press.OK), SettingsView)


def test_without_a_lesson_one_can_train_freely(home):
    assert isinstance(home.press(Press.OK), FreeView)


def test_the_first_lesson_takes_the_place_of_the_buttons(home):
    home.screen.lay([((0.0, 0.0, 1.0, 1.0), Spot("buttons", 0))])
    home.screen.pointer = Pointer(0.5, 0.5)
    home.press()
    home.screen.pointer = None
    home.lesson("Press")
    assert home.press().focus == Spot("posters", 0)


def test_lessons_that_are_ready_come_first(home):
    home.lesson("Raw", ready=False)
    home.lesson("Press")
    view = home.press(Press.HOME)
    assert isinstance(view, HomeView)
    assert names(view) == ["Press", "Raw"]
    press, raw = view.posters
    assert (press.ready, raw.ready, press.detail, press.fresh) == (True, False, "2 min", True)
    assert raw.detail
    assert press.image.shape == (270, 480, 3)


def test_two_people_at_most_are_chosen(home):
    home.lesson("Press")
    assert chosen(home.press(Press.UP)) == ["Mia"]
    assert chosen(home.press(Press.RIGHT, Press.OK)) == ["Mia", "Noah"]
    # a third one takes the place of the first
    assert chosen(home.press(Press.RIGHT, Press.OK)) == ["Noah", "Guest"]
    assert chosen(home.press(Press.OK)) == ["Noah"]
    assert home.trainees.ids == (home.noah,)


def test_a_lesson_is_opened_for_the_chosen_people(home):
    lesson_id = home.lesson("Press")
    home.press(Press.UP, Press.RIGHT, Press.OK, Press.DOWN)
    view = home.press(Press.OK)
    assert isinstance(view, ReadyView)
    assert [one.badge.name for one in view.people] == ["Mia", "Noah"]
    assert home.phones.statuses[-1].doing is TvState.READY
    assert home.phones.statuses[-1].lesson_id == lesson_id
    assert isinstance(home.press(Press.BACK), HomeView)


def test_a_lesson_that_is_not_ready_is_not_opened(home):
    home.lesson("Raw", ready=False)
    home.press(Press.HOME)
    home.sounds.all.clear()
    assert isinstance(home.press(Press.OK), HomeView)
    assert home.sounds.all == [Effect.REFUSED]


def test_a_lesson_that_was_deleted_meanwhile_is_not_opened(home):
    lesson_id = home.lesson("Press")
    home.press(Press.HOME)
    with home.database.session() as session:
        session.get(Lesson, lesson_id).deleted_at = home.now()
    home.sounds.all.clear()
    home.screen.press(Press.OK)
    home.loop.round()
    assert home.sounds.all == [Effect.REFUSED]
    assert home.screen.shown[-1].trouble is Trouble.NO_LESSONS


def test_keys_play_sounds(home):
    home.lesson("Press")
    home.press(Press.HOME)
    home.sounds.all.clear()
    home.press(Press.UP, Press.OK, Press.DOWN)
    assert home.sounds.all == [Effect.MOVE, Effect.CHOOSE, Effect.MOVE]
    assert isinstance(home.press(Press.OK), ReadyView)
    assert home.sounds.all[3:] == [Effect.CHOOSE]


def test_a_lesson_left_in_the_middle_comes_first_and_continues_there(home):
    left = home.lesson("Left")
    home.lesson("Other")
    with home.database.session() as session:
        bookmarks.keep(session, left, (home.mia,), 40.0, home.now())
    view = home.press(Press.HOME)
    assert names(view)[0] == "Left"
    assert view.posters[0].left_at == pytest.approx(0.4)
    home.press(Press.OK, Press.OK)
    ((request, _),) = home.played
    assert (request.from_s, request.played.start_s) == (40.0, 40.0)


def test_arrows_move_through_the_rows_and_stop_at_the_edges(home):
    for number in range(6):
        home.lesson(f"Lesson {number}")
    assert home.press(Press.HOME).focus == Spot("posters", 0)
    assert home.press(Press.LEFT).focus == Spot("posters", 0)
    assert home.press(Press.RIGHT, Press.DOWN).focus == Spot("posters", 5)
    assert home.press(Press.DOWN).focus == Spot("posters", 5)
    assert home.press(Press.RIGHT, Press.UP, Press.UP).focus == Spot("people", 0)
    assert home.press(*[Press.RIGHT] * 9).focus == Spot("settings")
    assert home.press(Press.LEFT).focus == Spot("free")
    assert home.press(Press.LEFT).focus == Spot("people", 2)
    assert home.press(Press.UP).focus == Spot("people", 2)
    assert home.press(Press.DOWN).focus == Spot("posters", 0)


def test_the_gear_opens_the_settings_and_back_the_clock(home):
    home.lesson("Press")
    assert isinstance(home.press(Press.UP, *[Press.RIGHT] * 5, Press.OK), SettingsView)
    assert isinstance(home.press(Press.BACK, Press.MENU), SettingsView)
    assert isinstance(home.press(Press.BACK, Press.BACK), IdleView)


def test_after_five_minutes_without_a_key_the_clock_is_shown(home):
    home.lesson("Press")
    home.press(Press.DOWN)
    home.clock.sleep(301.0)
    assert isinstance(home.press(), IdleView)


def test_a_deleted_lesson_goes_from_the_screen(home):
    first, _ = home.lesson("First"), home.lesson("Second")
    assert len(home.press(Press.HOME).posters) == 2
    with home.database.session() as session:
        session.get(Lesson, first).deleted_at = home.now()
    home.clock.sleep(10.0)
    assert names(home.press()) == ["Second"]


def test_what_is_wrong_with_the_box_is_shown_on_tv_and_phones(home):
    home.lesson("Press")
    home.troubles.found = (Trouble.TOO_HOT,)
    assert home.press(Press.HOME).troubles == (Trouble.TOO_HOT,)
    assert home.phones.statuses[-1].troubles == (Trouble.TOO_HOT,)
