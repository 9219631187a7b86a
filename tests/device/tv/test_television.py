import logging
import os

import numpy as np
import pygame
import pytest

from device.errors import ScreenError
from device.messages import Level, Moment
from device.presses import Press, Spot
from device.trouble import Trouble
from device.tv.display.display import Display, display_available
from device.tv.television import Television
from device.views import Ended, IdleView, PauseView, ResultView, Row, SettingsView, TroubleView
from tests.device.runtime.stepped_clock import SteppedClock
from tests.device.tv.simulated_screen import SimulatedScreen

PICTURE = np.zeros((9, 9, 3), np.uint8)
MOMENT = Moment(1.0, 50.0, PICTURE, None, PICTURE, None, (Level.GOOD,))


def ended(*results):
    """The end of a match of one or two."""
    return ResultView(tuple(Ended(result) for result in results))


@pytest.fixture
def television():
    screen = Television("headless", (1280, 720))
    yield screen
    screen.close()


@pytest.fixture
def no_cards(tmp_path):
    return tmp_path


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_picture_is_what_the_display_shows(view, size):
    screen = Television("headless", size)
    try:
        screen.show(view())
        picture = screen.picture()
        shown = pygame.surfarray.array3d(pygame.display.get_surface()).transpose(1, 0, 2)
        assert picture.shape == (size[1], size[0], 3)
        assert picture.flags.c_contiguous
        assert np.array_equal(picture, shown)
        assert len(np.unique(picture)) > 50
    finally:
        screen.close()


def test_a_picture_is_a_copy(television, view):
    television.show(view())
    picture = television.picture()
    kept = picture.copy()
    television.show(view(score=10.0, title="Another"))
    assert np.array_equal(picture, kept)
    picture[:] = 0
    assert television.picture().any()


def test_after_the_result_the_match_can_start_again(television, view, result):
    television.show(view())
    first = television.picture()
    television.show(ended(result()))
    assert not np.array_equal(first, television.picture())
    television.show(view())
    assert np.array_equal(first, television.picture())


def test_two_people_have_screens_of_their_own(television, view, pair, result):
    television.show(view())
    alone = television.picture()
    television.show(pair())
    together = television.picture()
    television.show(view())
    assert np.array_equal(television.picture(), alone)
    assert not np.array_equal(together, alone)
    television.show(ended(result()))
    alone = television.picture()
    television.show(ended(result(), result()))
    assert not np.array_equal(television.picture(), alone)


def test_what_is_pressed_is_heard_once(television):
    assert television.presses() == ()
    for key in (pygame.K_SPACE, pygame.K_a, pygame.K_ESCAPE):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert television.presses() == (Press.OK, Press.BACK, Press.LEAVE)
    assert television.presses() == ()


def test_what_lies_under_a_pointer_is_the_drawn_thing(television):
    television.show(SettingsView("Settings", (Row("Sound", "On"), Row("About")), Spot("rows", 0)))
    found = {television.target(0.5, y / 100) for y in range(100)}
    assert found == {None, Spot("rows", 0), Spot("rows", 1)}
    television.show(IdleView("formbox.local", "http://formbox.local"))
    assert television.target(0.5, 0.5) is None


def test_another_language_is_another_picture(television):
    view = TroubleView(Trouble.TOO_HOT)
    television.show(view)
    english = television.picture()
    assert television.write("ko") == television.language == "ko"
    television.show(view)
    assert not np.array_equal(television.picture(), english)


def test_one_screen_turns_into_another_and_a_match_begins_at_once(view):
    clock = SteppedClock()
    television = Television("headless", (1280, 720), clock=clock)
    try:
        television.show(TroubleView(Trouble.TOO_HOT))
        assert not television.moving
        television.show(TroubleView(Trouble.DISK_FULL))
        assert not television.moving
        television.show(SettingsView("Settings", (Row("Sound", "On"),), Spot("rows", 0)))
        assert television.moving
        clock.sleep(1.0)
        television.show(SettingsView("Settings", (Row("Sound", "On"),), Spot("rows", 0)))
        assert not television.moving
        television.show(view())
        assert not television.moving
    finally:
        television.close()


def test_headless_leaves_a_real_display_alone(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SDL_VIDEODRIVER")
    screen = Television("headless", (1280, 720))
    try:
        assert pygame.display.get_driver() == "dummy"
        assert screen.mode == "headless"
    finally:
        screen.close()
    assert os.environ["DISPLAY"] == ":0"
    assert "SDL_VIDEODRIVER" not in os.environ
    assert not pygame.display.get_init()


@pytest.mark.parametrize("mode", ["window", "fullscreen"])
def test_a_display_that_is_not_there_is_said_in_words(monkeypatch, no_cards, mode):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ScreenError, match="There is no screen"):
        Display(mode, (1280, 720), no_cards)
    assert not pygame.display.get_init()


def test_auto_without_a_display_is_headless(monkeypatch, no_cards):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    display = Display("auto", (1280, 720), no_cards)
    assert display.mode == "headless"
    display.close()
    assert "SDL_VIDEODRIVER" not in os.environ


def test_auto_goes_on_without_a_display_that_does_not_open(monkeypatch, no_cards, caplog):
    start = pygame.display.init

    def only_dummy():
        if os.environ.get("SDL_VIDEODRIVER") != "dummy":
            raise pygame.error("no such device")
        start()

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SDL_VIDEODRIVER")
    monkeypatch.setattr(pygame.display, "init", only_dummy)
    with caplog.at_level(logging.WARNING):
        display = Display("auto", (1280, 720), no_cards)
    assert display.mode == "headless"
    assert "going on without" in caplog.text
    display.close()
    with pytest.raises(ScreenError, match="could not be opened"):
        Display("window", (1280, 720), no_cards)


def test_a_driver_that_shows_nothing_is_no_window(monkeypatch, no_cards):
    """SDL falls back to its offscreen driver by itself when a desktop does not answer."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SDL_VIDEODRIVER")
    monkeypatch.setattr(pygame.display, "init", lambda: None)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    with pytest.raises(ScreenError, match="shows nothing"):
        Display("window", (1280, 720), no_cards)


def test_a_connected_screen_is_found_without_a_desktop(monkeypatch, tmp_path):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    plug = tmp_path / "card1-HDMI-A-1"
    plug.mkdir()
    (plug / "status").write_text("disconnected\n")
    assert not display_available(tmp_path)
    (plug / "status").write_text("connected\n")
    assert display_available(tmp_path)
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert not display_available(tmp_path)


def test_another_mode_is_refused():
    with pytest.raises(ValueError, match="a display is one of"):
        Display("hologram")


def test_a_display_of_another_size_gets_the_whole_picture():
    display = Display("headless", (1280, 720))
    try:
        pygame.display.set_mode((800, 600))
        display.present(np.full((720, 1280, 3), 200, np.uint8))
        shown = pygame.surfarray.array3d(pygame.display.get_surface()).transpose(1, 0, 2)
        assert (shown[75:525] == 200).all()
        assert not shown[:75].any()
        assert not shown[525:].any()
    finally:
        display.close()


def test_a_closed_screen_says_so(view, result):
    for screen in (Television("headless", (1280, 720)), SimulatedScreen()):
        screen.close()
        screen.close()
        for call in (
            lambda s=screen: s.show(view()),
            lambda s=screen: s.show(ended(result())),
            screen.picture,
            screen.presses,
        ):
            with pytest.raises(ScreenError):
                call()


def test_the_simulated_screen_remembers_what_was_shown(view, result):
    screen = SimulatedScreen((640, 360))
    first, end = view(), ended(result())
    held = PauseView(view(score=3.0), ("Go on",), Spot("buttons"))
    for shown in (first, held, end):
        screen.show(shown)
    assert [id(shown) for shown in screen.shown] == [id(first), id(held), id(end)]
    assert screen.views == [first, held.match]
    assert screen.picture().shape == (360, 640, 3)
    screen.press(Press.OK)
    assert (screen.presses(), screen.presses()) == ((Press.OK,), ())
    screen.lay([((0.0, 0.0, 0.5, 1.0), Spot("buttons"))])
    assert (screen.target(0.2, 0.5), screen.target(0.7, 0.5)) == (Spot("buttons"), None)
