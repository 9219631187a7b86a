"""Pads that SDL itself makes (its virtual joysticks), so that its events and layouts are the real ones."""

import ctypes
from pathlib import Path

import pygame
import pytest

from device.input.key_repeat import REPEAT_AFTER_S, REPEAT_EVERY_S
from device.presses import Press
from device.tv.display.gamepads import LET_GO, PUSHED, Gamepads
from tests.device.runtime.stepped_clock import SteppedClock
from tests.needs import Need

GAME_CONTROLLER, UNKNOWN = 1, 0
HAT_RIGHT = 2


@pytest.fixture(scope="module")
def sdl2():
    libraries = [
        line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "libSDL2-2" in line
    ]
    if not libraries:
        Need.SHARED_SDL.skip()
    library = ctypes.CDLL(libraries[0])
    library.SDL_JoystickFromInstanceID.restype = ctypes.c_void_p
    for name, kind in (("Button", ctypes.c_ubyte), ("Axis", ctypes.c_short), ("Hat", ctypes.c_ubyte)):
        getattr(library, f"SDL_JoystickSetVirtual{name}").argtypes = [ctypes.c_void_p, ctypes.c_int, kind]
    return library


class Pad:
    """A virtual pad and what hears it."""

    def __init__(self, library, kind):
        self.library = library
        self.clock = SteppedClock(50.0)
        self.gamepads = Gamepads(self.clock)
        self.pressed = []
        self.take()
        self.plug(kind)

    def plug(self, kind):
        self.index = self.library.SDL_JoystickAttachVirtual(kind, 6, 15, 1)
        assert self.index >= 0
        self.take()
        assert len(self.gamepads.names) == 1
        self.number = pygame.joystick.Joystick(self.index).get_instance_id()
        self.pointer = self.library.SDL_JoystickFromInstanceID(self.number)
        self.set("Axis", 0, 0)

    def set(self, part, index, value):
        getattr(self.library, f"SDL_JoystickSetVirtual{part}")(self.pointer, index, value)
        return self.take()

    def take(self):
        heard = [press for event in pygame.event.get() for press in self.gamepads.hear(event)]
        return [*heard, *self.gamepads.due()]


@pytest.fixture
def plugged(sdl2):
    pygame.display.init()
    pygame.display.set_mode((320, 180))
    pads = []

    def make(kind=GAME_CONTROLLER):
        pads.append(Pad(sdl2, kind))
        return pads[-1]

    yield make
    for pad in pads:
        pad.gamepads.close()
        if pad.index is not None:
            sdl2.SDL_JoystickDetachVirtual(pad.index)


@pytest.mark.parametrize(
    ("button", "press"),
    [
        (0, Press.OK),
        (1, Press.BACK),
        (4, Press.HOME),
        (5, Press.HOME),
        (6, Press.PLAY),
        (11, Press.UP),
        (14, Press.RIGHT),
    ],
)
def test_a_button_is_a_press(plugged, button, press):
    pad = plugged()
    assert pad.set("Button", button, 1) == [press]
    assert pad.set("Button", button, 0) == []


def test_a_stick_is_an_arrow_when_it_is_pushed_far(plugged):
    pad = plugged()
    assert pad.set("Axis", 0, round(0.3 * 32767)) == []
    assert pad.set("Axis", 0, round((PUSHED + 0.1) * 32767)) == [Press.RIGHT]
    assert pad.set("Axis", 0, round((LET_GO + 0.05) * 32767)) == []
    pad.clock.sleep(REPEAT_AFTER_S)
    assert pad.take() == [Press.RIGHT]
    pad.clock.sleep(REPEAT_EVERY_S)
    assert pad.take() == [Press.RIGHT]
    assert pad.set("Axis", 0, round((LET_GO - 0.05) * 32767)) == []
    pad.clock.sleep(1.0)
    assert pad.take() == []


def test_a_stick_that_jumps_to_the_other_side_turns_round(plugged):
    pad = plugged()
    assert pad.set("Axis", 1, 32767) == [Press.DOWN]
    assert pad.set("Axis", 1, -32768) == [Press.UP]


def test_the_right_stick_moves_nothing(plugged):
    pad = plugged()
    assert pad.set("Axis", 2, 32767) == []


def test_an_ok_that_is_held_is_one(plugged):
    pad = plugged()
    assert pad.set("Button", 0, 1) == [Press.OK]
    pad.clock.sleep(3.0)
    assert pad.take() == []


def test_a_pad_that_sdl_does_not_know_has_hat_stick_and_two_buttons(plugged):
    pad = plugged(UNKNOWN)
    assert pad.set("Button", 0, 1) == [Press.OK]
    assert pad.set("Button", 1, 1) == [Press.BACK]
    assert pad.set("Button", 7, 1) == []
    assert pad.set("Hat", 0, HAT_RIGHT) == [Press.RIGHT]
    assert pad.set("Hat", 0, 0) == []
    assert pad.set("Axis", 1, -32768) == [Press.UP]


def test_a_pad_that_is_pulled_out_lets_go_and_may_come_back(plugged):
    pad = plugged()
    assert pad.set("Axis", 0, 32767) == [Press.RIGHT]
    pad.library.SDL_JoystickDetachVirtual(pad.index)
    pad.take()
    assert pad.gamepads.names == ()
    pad.clock.sleep(1.0)
    assert pad.take() == []
    pad.plug(GAME_CONTROLLER)
    assert len(pad.gamepads.names) == 1
    assert pad.set("Button", 0, 1) == [Press.OK]
