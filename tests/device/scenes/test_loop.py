"""The scene loop: what comes from phones, keys and hands, whatever scene is on the screen."""

import pytest

from device.camera.kept import CameraState
from device.effects import Effect
from device.errors import NotAVideoError
from device.gestures.dwell import DWELL_S
from device.presses import Press, Spot
from device.remote.messages import (
    CODE_DIGITS,
    Code,
    Done,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Start,
    Stop,
    TvState,
    Volume,
)
from device.scenes.destinations import Place
from device.scenes.settings.settings import Settings
from device.trouble import Trouble
from device.views import HomeView, IdleView, Pointer, ReadyView, SettingsView
from tests.device.scenes.fakes import FakeMatch


@pytest.fixture
def idle(house):
    house.mia = house.member("Mia")
    house.press_id = house.lesson("Press")
    house.go(Place.IDLE)
    return house


def test_any_key_leads_from_the_clock_to_the_library(idle):
    view = idle.press()
    assert isinstance(view, IdleView)
    assert (view.address, view.code) == ("192.168.1.20:8080", None)
    assert view.time == f"{idle.household.local_now:%H:%M}"
    assert isinstance(idle.press(Press.RIGHT), HomeView)


def test_a_box_without_members_shows_its_code_and_nothing_else(house):
    house.go(Place.IDLE)
    view = house.press(Press.OK)
    assert isinstance(view, IdleView)
    assert len(view.code) == 6


def test_a_phone_starts_a_lesson_whatever_is_shown(idle):
    idle.press(Press.OK, Press.MENU)
    assert idle.command(Start(idle.press_id, (idle.mia,))) == [Done()]
    assert isinstance(idle.screen.shown[-1], ReadyView)
    assert idle.trainees.ids == (idle.mia,)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ((999, None), RefusalReason.NO_LESSON),
        ((None, 999), RefusalReason.NO_MEMBER),
        (("raw", None), RefusalReason.NOT_READY),
    ],
)
def test_what_cannot_be_played_is_refused(idle, change, why):
    raw = idle.lesson("Raw", ready=False)
    lesson_id = {None: idle.press_id, "raw": raw}.get(change[0], change[0])
    assert idle.command(Start(lesson_id, (change[1] or idle.mia,))) == [Refused(why)]
    assert isinstance(idle.screen.shown[-1], IdleView)


def test_what_only_fits_a_match_is_refused(idle):
    assert idle.command(Pause(), GoOn(), Stop()) == [Refused(RefusalReason.NOTHING_PLAYS)] * 3


def test_a_phone_presses_as_a_remote_does(idle):
    assert idle.command(PressKey(Press.OK)) == [Done()]
    assert isinstance(idle.screen.shown[-1], HomeView)
    assert idle.phones.statuses[-1].doing is TvState.HOME


def test_a_code_that_a_phone_asks_for_is_shown_at_once(idle):
    idle.press(Press.OK)
    assert idle.command(Code("123456", 60.0)) == [Done()]
    assert idle.screen.shown[-1].code == "123456"
    idle.clock.sleep(61.0)
    assert idle.press().code is None


def test_the_volume_is_set_from_everywhere_and_saved(idle):
    idle.press(Press.LOUDER)
    assert idle.loudness == [85]
    assert idle.command(Volume(20)) == [Done()]
    assert idle.phones.statuses[-1].volume == 20
    idle.press(Press.QUIETER)
    assert idle.settings.now.volume == 15


def test_keys_play_sounds(idle):
    idle.press(Press.OK)
    assert idle.sounds.all == []  # leaving the clock plays none
    idle.press(Press.DOWN, Press.MENU)
    assert idle.sounds.all == [Effect.MOVE, Effect.CHOOSE]


def test_a_code_can_be_asked_for_while_the_clock_is_shown_already(idle):
    assert idle.screen.shown[-1].code is None
    idle.go(Place.PAIRING_CODE)
    first = idle.screen.shown[-1].code
    assert len(first) == CODE_DIGITS
    idle.go(Place.PAIRING_CODE)
    assert idle.screen.shown[-1].code == first


def test_a_phone_is_answered_before_its_key_opens_a_lesson(idle):
    """Preparing takes longer than the page waits for an answer."""
    idle.press(Press.OK)
    answered = []

    def prepare(request):
        answered.extend(idle.phones.answers)
        return FakeMatch(idle, request)

    idle.prepare = prepare
    idle.command(PressKey(Press.OK))
    assert answered == [Done()]
    assert isinstance(idle.screen.shown[-1], ReadyView)


def test_phones_know_that_a_lesson_is_prepared_before_it_takes_long(idle):
    """The server refuses commands while this is the status."""
    doing = []

    def prepare(request):
        doing.append(idle.phones.statuses[-1].doing)
        return FakeMatch(idle, request)

    idle.prepare = prepare
    idle.command(Start(idle.press_id, (idle.mia,)))
    assert doing == [TvState.PREPARING]
    assert idle.phones.statuses[-1].doing is TvState.READY


def test_leaving_ends_it_and_keys_after_that_do_nothing(idle):
    idle.screen.press(Press.LEAVE, Press.OK)
    idle.loop.run()
    assert idle.loop.quitting
    assert {type(view) for view in idle.screen.shown} == {IdleView}


def test_an_error_in_a_scene_leads_to_the_library_with_an_alert(idle, monkeypatch, caplog):
    def tick(_):
        raise NotAVideoError("Press is not a video.")

    idle.press(Press.OK, Press.MENU)
    monkeypatch.setattr(Settings, "tick", tick)
    idle.loop.round()
    assert idle.phones.statuses[-1].doing is TvState.HOME
    assert "the scene Settings ended: Press is not a video." in caplog.text
    assert idle.press().trouble is Trouble.LESSON_BROKEN


def test_the_threads_errors_are_raised(idle, monkeypatch):
    for part in (idle.phones, idle.poses, idle.troubles):
        with monkeypatch.context() as patch:
            patch.setattr(part, "check", lambda: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                idle.loop.round()
    idle.loop.round()


def test_the_camera_is_stopped_where_no_one_needs_it(idle):
    assert idle.poses.watched == (1, 0.4)
    idle.settings.change(gestures=False)
    idle.press(Press.OK)
    assert idle.poses.watched[0] == 0
    assert not idle.poses.running
    idle.press(Press.OK)
    assert idle.poses.watched == (1, 0.0)
    assert idle.poses.running


@pytest.fixture
def hand(idle):
    return idle.gestures


def look(house, seconds=0.1):
    house.clock.sleep(seconds)
    house.poses.see(house.clock.now(), None)
    house.loop.round()
    return house.screen.shown[-1]


def test_a_raised_hand_opens_the_library(idle, hand):
    hand.pointer = Pointer(0.5, 0.5)
    look(idle)
    assert isinstance(look(idle), HomeView)


def test_a_hand_moves_the_focus_and_rests_to_choose(idle, hand):
    idle.press(Press.OK)
    idle.screen.lay([((0.9, 0.0, 1.0, 0.2), Spot("settings"))])
    hand.pointer = Pointer(0.95, 0.1)
    look(idle)
    hand.pointer = Pointer(0.5, 0.5)  # a hand that comes with the screen has to leave what is under it
    look(idle, 1.0)
    hand.pointer = Pointer(0.95, 0.1)
    view = look(idle)
    assert view.focus == Spot("settings")
    assert view.pointer.held == 0.0
    assert 0.0 < look(idle, DWELL_S / 2).pointer.held < 1.0
    assert isinstance(look(idle, DWELL_S), SettingsView)


def test_a_hand_stops_pointing_when_the_camera_is_lost(idle, hand):
    idle.press(Press.OK)
    hand.pointer = Pointer(0.5, 0.5)
    assert look(idle).pointer is not None
    idle.loop.round()
    assert idle.screen.shown[-1].pointer is not None, "no picture was due yet"
    idle.camera = CameraState.LOST
    idle.loop.round()
    assert idle.screen.shown[-1].pointer is None


def test_a_hand_that_is_not_wanted_is_not_seen(idle, hand):
    idle.settings.change(gestures=False)
    hand.pointer = Pointer(0.5, 0.5)
    look(idle)
    assert isinstance(look(idle), IdleView)


def test_a_lesson_that_cannot_be_prepared_says_so(idle, caplog):
    idle.press(Press.OK)
    idle.prepare_error = "Press is not a video."
    view = idle.press(Press.OK)
    # the error's text is English, for the log; people see the lesson's name
    assert (view.trouble, view.detail) == (Trouble.LESSON_BROKEN, "Press")
    assert "Press is not a video." in caplog.text
    assert isinstance(idle.press(Press.OK), HomeView)


def test_another_language_is_in_force_at_once(idle):
    idle.settings.change(language="ko")
    assert (idle.screen.language, idle.household.words.language) == ("ko", "ko")
