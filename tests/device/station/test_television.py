import logging
import os

import numpy as np
import pygame
import pytest

from device.errors import ScreenError
from device.messages import Arrow, Level, Summary
from device.station.disabled import DisabledScreen
from device.station.display import Display, display_available
from device.station.simulated import SimulatedScreen
from device.station.television import Television
from scoring.joints import ANGLE_COUNT, Angle


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
        screen.show_match(view())
        picture = screen.picture()
        shown = pygame.surfarray.array3d(pygame.display.get_surface()).transpose(1, 0, 2)
        assert picture.shape == (size[1], size[0], 3)
        assert picture.flags.c_contiguous
        assert np.array_equal(picture, shown)
        assert len(np.unique(picture)) > 50
    finally:
        screen.close()


def test_a_picture_is_a_copy(television, view):
    television.show_match(view())
    picture = television.picture()
    kept = picture.copy()
    television.show_match(view(score=10.0, title="Another"))
    assert np.array_equal(picture, kept)
    picture[:] = 0
    assert television.picture().any()


def test_after_the_result_the_match_can_start_again(television, view, result):
    television.show_match(view())
    first = television.picture()
    television.show_result((result(),), (None,))
    assert not np.array_equal(first, television.picture())
    television.show_match(view())
    assert np.array_equal(first, television.picture())


def test_two_people_have_screens_of_their_own(television, view, pair, result):
    television.show_match(view())
    alone = television.picture()
    television.show_match(pair())
    together = television.picture()
    television.show_match(view())
    assert np.array_equal(television.picture(), alone)
    assert not np.array_equal(together, alone)
    television.show_result((result(),), (None,))
    alone = television.picture()
    television.show_result((result(), result()), (None, None))
    assert not np.array_equal(television.picture(), alone)


@pytest.mark.parametrize(
    "event",
    [
        pygame.event.Event(pygame.QUIT),
        pygame.event.Event(pygame.WINDOWCLOSE),
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE),
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_q),
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_AC_BACK),
    ],
)
def test_leaving_is_heard_once(television, event):
    assert not television.wants_to_leave()
    pygame.event.post(event)
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_a))
    assert television.wants_to_leave()
    assert not television.wants_to_leave()


def test_other_keys_do_not_leave(television):
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE))
    pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_ESCAPE))
    assert not television.wants_to_leave()


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
            lambda s=screen: s.show_match(view()),
            lambda s=screen: s.show_result((result(),), (None,)),
            screen.picture,
            screen.wants_to_leave,
        ):
            with pytest.raises(ScreenError):
                call()


@pytest.mark.parametrize(
    "changes",
    [
        {"tutor_image": np.zeros((9, 9), np.uint8)},
        {"tutor_image": np.zeros((9, 9, 3), np.float32)},
        {"user_image": np.zeros((0, 9, 3), np.uint8)},
        {"joints": np.zeros((33, 2), np.float32)},
        {"tutor_joints": np.zeros((15, 3), np.float32)},
        {"levels": (Level.GOOD,)},
        {"arrows": (Arrow(15, (0, 0), (1, 1)),)},
        {"players": ()},
    ],
)
def test_every_screen_refuses_what_breaks_the_contract(view, television, changes):
    simulated = SimulatedScreen()
    for screen in (television, simulated):
        with pytest.raises(ValueError, match=r"must|joint"):
            screen.show_match(view(**changes))
    assert simulated.views == []


def test_every_screen_refuses_three_people(view, player, television):
    for screen in (television, SimulatedScreen()):
        with pytest.raises(ValueError, match="players must be one to 2, not 3"):
            screen.show_match(view(players=(player(),) * 3))


def test_every_screen_refuses_a_broken_result(result, television):
    unknown = np.full(ANGLE_COUNT, np.nan)
    for screen in (television, SimulatedScreen()):
        for broken in (
            result(joint_scores=np.zeros(3)),
            result(angle_scores=np.zeros(3), summary=Summary(None, None, None, None, None)),
            result(live_times=np.zeros(3)),
            result(angle_scores=unknown, summary=Summary(Angle.NECK, 1.0, None, None, None)),
        ):
            with pytest.raises(ValueError, match="must have"):
                screen.show_result((broken,), (None,))
        for results, worst in (((), ()), ((result(),), ()), ((result(),) * 3, (None,) * 3)):
            with pytest.raises(ValueError, match=r"results must be|worst must have"):
                screen.show_result(results, worst)


def test_the_simulated_screen_remembers_what_was_shown(view, result):
    screen = SimulatedScreen((640, 360), leave_after=2)
    first, second, end = view(), view(score=3.0), result()
    screen.show_match(first)
    assert not screen.wants_to_leave()
    screen.show_match(second)
    assert screen.wants_to_leave()
    assert not screen.wants_to_leave()
    screen.show_result((end,), (None,))
    assert [id(shown) for shown in screen.views] == [id(first), id(second)]
    assert screen.results[0][0][0] is end
    assert screen.picture().shape == (360, 640, 3)


def test_the_disabled_screen_does_nothing(view, result):
    screen = DisabledScreen()
    screen.show_match(view())
    screen.show_result((result(),), (None,))
    assert screen.picture().shape == (1, 1, 3)
    assert not screen.wants_to_leave()
    screen.close()
    screen.close()
