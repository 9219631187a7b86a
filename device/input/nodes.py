"""Reads the kernel's input devices (/dev/input/event*).

Decides which of them are remotes: any on HDMI-CEC, and any with an OK key but without letters (an infrared
receiver, the media keys of a keyboard). Devices with letters are left to the window system.
"""

import fcntl
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from device.input.codes import BTN_MISC, BUS_CEC, EV_KEY, KEY_A, KEY_OK, KEY_SELECT, KEY_Z

# struct input_event: two longs of time, type, code, value; 24 bytes on 64 bit, 16 on 32
EVENT: Final = struct.Struct("@llHHi")
# read at once; the kernel buffers 64 events of a remote
EVENTS_READ: Final = 64
KEY_BYTES: Final = 0x300 // 8
NAME_BYTES: Final = 256

_WRITE, _READ = 1, 2


def _ioctl(direction: int, number: int, size: int) -> int:
    """_IOC of asm-generic/ioctl.h with the type E of input devices."""
    return direction << 30 | size << 16 | ord("E") << 8 | number


EVIOCGID: Final = _ioctl(_READ, 0x02, 8)
EVIOCGNAME: Final = _ioctl(_READ, 0x06, NAME_BYTES)
EVIOCGBIT_KEYS: Final = _ioctl(_READ, 0x20 + EV_KEY, KEY_BYTES)
EVIOCGRAB: Final = _ioctl(_WRITE, 0x90, 4)


@dataclass(frozen=True, slots=True)
class Device:
    """An input device. bus: BUS_ number; keys: the codes that it can send."""

    name: str
    bus: int
    keys: frozenset[int]

    @property
    def is_remote(self) -> bool:
        """Whether its keys are read by `remote_keys`."""
        if self.bus == BUS_CEC:
            return True
        letters = KEY_A in self.keys and KEY_Z in self.keys
        # codes from BTN_MISC to below KEY_OK are buttons of mice, gamepads and pens
        buttons = any(BTN_MISC <= key < KEY_OK for key in self.keys)
        return bool(self.keys & {KEY_OK, KEY_SELECT}) and not letters and not buttons


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its type (such as EV_KEY), the key's code, and 1 down, 0 up or 2 the kernel's repeat."""

    kind: int
    code: int
    value: int


def describe(descriptor: int) -> Device:
    """Describe an open device. Raises OSError when it is no input device or was unplugged."""
    identity, name, bits = bytearray(8), bytearray(NAME_BYTES), bytearray(KEY_BYTES)
    fcntl.ioctl(descriptor, EVIOCGID, identity)
    fcntl.ioctl(descriptor, EVIOCGNAME, name)
    fcntl.ioctl(descriptor, EVIOCGBIT_KEYS, bits)
    keys = frozenset(code for code in range(KEY_BYTES * 8) if bits[code // 8] >> code % 8 & 1)
    return Device(name.split(b"\0")[0].decode(errors="replace"), struct.unpack_from("=H", identity)[0], keys)


def grab(descriptor: int) -> None:
    """Take the device for this process alone until it is closed. Raises OSError when another has it."""
    fcntl.ioctl(descriptor, EVIOCGRAB, 1)


def read_events(descriptor: int) -> Iterator[Event] | None:
    """The events since the last call, None when the device is gone. descriptor: non-blocking."""
    try:
        data = os.read(descriptor, EVENT.size * EVENTS_READ)
    except BlockingIOError:
        return iter(())
    except OSError:
        return None
    if not data:
        return None
    # the kernel gives whole events; a remainder is ignored
    whole = len(data) // EVENT.size * EVENT.size
    return (Event(*fields[2:]) for fields in EVENT.iter_unpack(data[:whole]))
