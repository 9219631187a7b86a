"""Gamepads: D-pad and left stick move, A is OK, B is BACK, start plays, guide and select go home.

Decides which button is which press, and from where on a pushed stick counts as an arrow. Pads may be plugged
in and out at any time. Pads known to SDL use its standard layout (`controller`); of other pads only the hat,
the first stick and the first two buttons mean the same everywhere.
"""

import logging
from collections.abc import Hashable, Mapping
from types import MappingProxyType
from typing import Final

import pygame
from pygame._sdl2 import controller

from device.input.key_repeat import KeyRepeat
from device.ports import Clock
from device.presses import Press

log = logging.getLogger(__name__)

Pad = controller.Controller | pygame.joystick.JoystickType

BUTTONS: Final[Mapping[int, Press]] = MappingProxyType(
    {
        pygame.CONTROLLER_BUTTON_A: Press.OK,
        pygame.CONTROLLER_BUTTON_B: Press.BACK,
        pygame.CONTROLLER_BUTTON_Y: Press.MENU,
        pygame.CONTROLLER_BUTTON_START: Press.PLAY,
        pygame.CONTROLLER_BUTTON_GUIDE: Press.HOME,
        pygame.CONTROLLER_BUTTON_BACK: Press.HOME,
        pygame.CONTROLLER_BUTTON_DPAD_UP: Press.UP,
        pygame.CONTROLLER_BUTTON_DPAD_DOWN: Press.DOWN,
        pygame.CONTROLLER_BUTTON_DPAD_LEFT: Press.LEFT,
        pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Press.RIGHT,
        pygame.CONTROLLER_BUTTON_LEFTSHOULDER: Press.QUIETER,
        pygame.CONTROLLER_BUTTON_RIGHTSHOULDER: Press.LOUDER,
    }
)
# Of a pad that SDL does not know.
PLAIN_BUTTONS: Final[Mapping[int, Press]] = MappingProxyType({0: Press.OK, 1: Press.BACK})
# Parts of a stick's way. Worn sticks rest up to 0.25 off their middle; between the two the last state holds.
PUSHED: Final = 0.6
LET_GO: Final = 0.4
FULL: Final = 32768
# (press towards negative, press towards positive) by axis
AXES: Final = ((Press.LEFT, Press.RIGHT), (Press.UP, Press.DOWN))


class Gamepads:
    """All pads that are plugged in. The caller passes SDL's events to `hear`."""

    def __init__(self, clock: Clock) -> None:
        """Pads that are there already arrive as events, too."""
        self._clock = clock
        self._pads: dict[int, Pad] = {}
        self._held: dict[int, KeyRepeat] = {}
        self._pushed: dict[tuple[int, str, int], int] = {}
        pygame.joystick.init()
        controller.init()

    @property
    def names(self) -> tuple[str, ...]:
        """What the pads call themselves."""
        return tuple(map(_name, self._pads.values()))

    def hear(self, event: pygame.event.Event) -> tuple[Press, ...]:
        """The presses of one SDL event, of any kind."""
        if event.type == pygame.JOYDEVICEADDED:
            self._add(event.device_index)
        elif event.type == pygame.JOYDEVICEREMOVED:
            self._remove(event.instance_id)
        pad = getattr(event, "instance_id", None)
        if pad not in self._pads:
            return ()
        known = isinstance(self._pads[pad], controller.Controller)
        if event.type == (pygame.CONTROLLERBUTTONDOWN if known else pygame.JOYBUTTONDOWN):
            press = (BUTTONS if known else PLAIN_BUTTONS).get(event.button)
            return self._down(pad, event.button, press) if press else ()
        if event.type == (pygame.CONTROLLERBUTTONUP if known else pygame.JOYBUTTONUP):
            self._held[pad].up(event.button)
        elif event.type == (pygame.CONTROLLERAXISMOTION if known else pygame.JOYAXISMOTION):
            return self._push(pad, event.axis, event.value / FULL if known else event.value)
        elif event.type == pygame.JOYHATMOTION and not known:
            # a hat counts upwards, a stick downwards
            return self._push(pad, 0, event.value[0], "hat") + self._push(pad, 1, -event.value[1], "hat")
        return ()

    def due(self) -> tuple[Press, ...]:
        """Repeated presses of what is held."""
        now = self._clock.now()
        return tuple(press for held in self._held.values() for press in held.due(now))

    def close(self) -> None:
        """Close all pads; safe to call twice."""
        for pad in tuple(self._pads):
            self._remove(pad)
        controller.quit()
        pygame.joystick.quit()

    def _add(self, index: int) -> None:
        try:
            if controller.is_controller(index):
                known = controller.Controller(index)
                pad: Pad = known
                number = known.as_joystick().get_instance_id()
            else:
                pad = plain = pygame.joystick.Joystick(index)
                number = plain.get_instance_id()
        except pygame.error as problem:
            log.info("a gamepad could not be opened: %s", problem)  # pulled out again at once
            return
        self._pads[number], self._held[number] = pad, KeyRepeat()
        log.info("gamepad: %s", self.names[-1])

    def _remove(self, number: int) -> None:
        pad = self._pads.pop(number, None)
        if pad is not None:
            pad.quit()
            del self._held[number]
            self._pushed = {key: way for key, way in self._pushed.items() if key[0] != number}

    def _down(self, pad: int, key: Hashable, press: Press) -> tuple[Press, ...]:
        return self._held[pad].down(key, press, self._clock.now())

    def _push(self, pad: int, axis: int, value: float, part: str = "stick") -> tuple[Press, ...]:
        if axis >= len(AXES):
            return ()
        key = (pad, part, axis)
        before = self._pushed.get(key, 0)
        far = LET_GO if before and before * value > 0 else PUSHED
        way = 0 if abs(value) < far else (1 if value > 0 else -1)
        if way == before:
            return ()
        self._held[pad].up(key)
        self._pushed[key] = way
        return self._down(pad, key, AXES[axis][way > 0]) if way else ()


def _name(pad: Pad) -> str:
    return pad.name if isinstance(pad, controller.Controller) else pad.get_name()
