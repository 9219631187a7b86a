"""A TV that is off, goes, comes back or is another; SDL's drivers and the kernel's files are stand-ins."""

import os

import numpy as np
import pygame
import pytest

from device.errors import ScreenError
from device.tv.display.display import LOOK_S, RETRY_MAX_S, Display
from device.tv.drawing.theme import Box
from tests.device.runtime.stepped_clock import SteppedClock
from tests.device.tv.living_room import SIZE, Living

PICTURE = np.full((SIZE[1], SIZE[0], 3), (10, 20, 30), np.uint8)
NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")


@pytest.fixture
def clock():
    return SteppedClock(50.0)


@pytest.fixture
def living(tmp_path, monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return Living(tmp_path, monkeypatch)


@pytest.fixture
def display(living, clock):
    """Opens displays in that room, and closes the last one."""
    opened = []

    def open_display(mode="auto"):
        opened.append(Display(mode, SIZE, living.cards, clock))
        return opened[-1]

    yield open_display
    for one in opened:
        one.close()
    assert not any(name in os.environ for name in NAMES[1:])


def watch(display, clock, seconds):
    """An evening goes on for so long, thirty pictures a second would only be slower."""
    for _ in range(round(2 * seconds)):
        display.present(PICTURE)
        clock.sleep(0.5)


def test_a_tv_that_is_off_at_boot_is_taken_when_it_comes(living, clock, display):
    tv = display()
    assert (tv.mode, tv.lost, living.driver) == ("headless", True, "dummy")
    watch(tv, clock, 60)
    assert tv.lost
    assert living.tries == 0, "without a screen nothing is tried"
    living.plug()
    watch(tv, clock, LOOK_S + 1)
    assert (tv.mode, tv.lost, living.driver) == ("fullscreen", False, "kmsdrm")
    assert living.shown > 0


def test_a_tv_that_goes_and_comes_back(living, clock, display):
    living.plug()
    tv = display()
    watch(tv, clock, 3)
    living.unplug()
    watch(tv, clock, 3)
    assert (tv.mode, tv.lost, living.driver) == ("headless", True, "dummy")
    living.plug()
    watch(tv, clock, 3)
    assert (tv.mode, tv.lost, living.driver) == ("fullscreen", False, "kmsdrm")


def test_a_tv_that_is_plugged_in_elsewhere_is_followed(living, clock, display):
    living.plug()
    tv = display()
    watch(tv, clock, 3)
    before = living.tries
    living.unplug()
    living.plug("card1-HDMI-A-2")
    watch(tv, clock, 3)
    assert not tv.lost
    assert living.tries == before + 1


def test_another_tv_in_the_same_connector_is_opened_anew(living, clock, display):
    living.plug()
    tv = display()
    watch(tv, clock, 3)
    before = living.tries
    living.plug(mode="3840x2160")
    watch(tv, clock, 3)
    assert not tv.lost
    assert living.tries == before + 1
    watch(tv, clock, 10)
    assert living.tries == before + 1


def test_a_display_that_breaks_under_a_picture_is_opened_again(living, clock, display):
    living.plug()
    tv = display()
    watch(tv, clock, 3)
    living.breaks = True
    tv.present(PICTURE)
    assert tv.lost
    living.breaks = False
    watch(tv, clock, 5)
    assert not tv.lost


def test_a_surface_that_is_gone_is_a_lost_display(living, clock, display, monkeypatch):
    living.plug()
    tv = display()
    with monkeypatch.context() as gone:
        gone.setattr(pygame.display, "get_surface", lambda: None)
        tv.present(PICTURE)
    assert tv.lost
    watch(tv, clock, 5)
    assert not tv.lost


def test_a_display_that_does_not_open_is_tried_less_and_less(living, clock, display):
    living.plug()
    living.opens = False
    tv = display()
    assert tv.lost
    watch(tv, clock, 63)
    first = living.tries
    assert 5 <= first <= 9
    watch(tv, clock, 300)
    assert living.tries - first == pytest.approx(300 / RETRY_MAX_S, abs=2)
    living.opens = True
    watch(tv, clock, RETRY_MAX_S + LOOK_S)
    assert not tv.lost


def test_something_new_is_tried_at_once(living, clock, display):
    living.plug()
    living.opens = False
    tv = display()
    watch(tv, clock, 200)
    living.opens = True
    living.unplug()
    watch(tv, clock, 2 * LOOK_S)
    living.plug()
    watch(tv, clock, 2 * LOOK_S)
    assert not tv.lost


def test_a_desktop_that_does_not_answer_yet_is_waited_for(living, clock, display, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":77")
    living.opens = False
    tv = display()
    assert tv.lost
    living.opens = True
    watch(tv, clock, 5)
    assert (tv.mode, tv.lost, living.driver) == ("fullscreen", False, "x11")


def test_a_desktop_of_another_size_is_followed(living, clock, display, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":77")
    tv = display("fullscreen")
    watch(tv, clock, 3)
    before = living.tries
    living.desktop = (1280, 720)
    watch(tv, clock, 3)
    assert living.tries == before + 1
    assert not tv.lost


def test_a_window_is_followed_too_but_must_be_there_first(living, clock, display):
    with pytest.raises(ScreenError, match="There is no screen"):
        display("window")
    living.plug()
    living.opens = False
    with pytest.raises(ScreenError, match="could not be opened"):
        display("window")
    living.opens = True
    tv = display("window")
    living.unplug()
    watch(tv, clock, 3)
    assert tv.lost
    living.plug()
    watch(tv, clock, 3)
    assert (tv.mode, tv.lost) == ("window", False)


def test_who_wants_nothing_to_be_seen_is_left_alone(living, clock, display, monkeypatch):
    living.plug()
    tv = display("headless")
    watch(tv, clock, 10)
    assert (tv.lost, living.tries) == (False, 0)
    tv.close()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    tv = display("auto")
    watch(tv, clock, 10)
    assert (tv.mode, tv.lost, living.tries) == ("headless", False, 0)
    tv.close()
    monkeypatch.delenv("SDL_VIDEODRIVER")


def test_a_headless_display_without_its_surface_says_so(living, display, monkeypatch):
    tv = display("headless")
    monkeypatch.setattr(pygame.display, "get_surface", lambda: None)
    with pytest.raises(ScreenError, match="was lost"):
        tv.present(PICTURE)


def test_a_screen_that_comes_gets_the_whole_picture(living, clock, display):
    living.plug()
    tv = display()
    tv.present(PICTURE)
    corner = Box(0, 0, 8, 8)
    living.unplug()
    clock.sleep(LOOK_S)
    tv.present(PICTURE, (corner,))
    living.plug()
    clock.sleep(LOOK_S)
    tv.present(PICTURE, (corner,))
    assert not tv.lost
    shown = pygame.surfarray.array3d(pygame.display.get_surface()).transpose(1, 0, 2)
    assert (shown == PICTURE).all()


def test_an_unchanged_picture_is_not_presented_again(living, clock, display):
    living.plug()
    tv = display()
    tv.present(PICTURE)
    tv.present(PICTURE, ())
    assert living.shown == 1
    living.unplug()
    clock.sleep(LOOK_S)
    tv.present(PICTURE, ())
    assert tv.lost, "the TV is looked after all the same"


def test_the_environment_is_as_it_was_whatever_happened(living, clock, display):
    before = dict(os.environ)
    tv = display()
    living.plug()
    watch(tv, clock, 3)
    living.unplug()
    watch(tv, clock, 3)
    tv.close()
    assert dict(os.environ) == before
    with pytest.raises(ScreenError, match="closed"):
        tv.present(PICTURE)
