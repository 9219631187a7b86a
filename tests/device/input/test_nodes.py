import errno
import os
import re
import struct
from pathlib import Path

import pytest

from device.input import codes, nodes
from device.input.nodes import EVENT, Device, Event, describe, read_events
from tests.needs import Need

HEADER = Path("/usr/include/linux/input-event-codes.h")


def keyboard(*more):
    return frozenset({*range(1, 84), 103, 105, 106, 108, *more})


def test_the_requests_are_the_kernels_own():
    """As the C compiler makes them of linux/input.h."""
    assert hex(nodes.EVIOCGRAB) == "0x40044590"
    assert hex(nodes.EVIOCGID) == "0x80084502"
    assert hex(nodes.EVIOCGNAME) == "0x81004506"
    assert hex(nodes.EVIOCGBIT_KEYS) == "0x80604521"


@Need.KERNEL_HEADERS.unless(HEADER.exists())
def test_the_codes_are_those_of_the_kernels_header():
    names = dict(re.findall(r"#define\s+((?:KEY|BTN)_\w+)\s+(0x[0-9a-f]+|\d+)\s", HEADER.read_text()))
    source = Path(codes.__file__).read_text()
    listed = re.findall(r"^\s+(0x[0-9A-F]+|\d+): Press\.\w+,  # (KEY_\w+)", source, re.MULTILINE)
    assert len(listed) > 25
    assert {name: int(number, 0) for number, name in listed} == {
        name: int(names[name], 0) for _, name in listed
    }
    for name in ("KEY_A", "KEY_Z", "BTN_MISC", "KEY_OK", "KEY_SELECT"):
        assert getattr(codes, name) == int(names[name], 0)


@pytest.mark.parametrize(
    ("device", "remote"),
    [
        (Device("vc4-hdmi-0", codes.BUS_CEC, frozenset({103, 108, 0x160, 0x26A})), True),
        (Device("vc4-hdmi-1", codes.BUS_CEC, keyboard()), True),
        (Device("gpio_ir_recv", 0x19, frozenset({103, 108, 105, 106, 0x160, 174})), True),
        (Device("USB keyboard", 0x03, keyboard()), False),
        (Device("keyboard with an OK key", 0x03, keyboard(0x160, 0x161)), False),
        (Device("mouse", 0x03, frozenset({0x110, 0x111, 0x112})), False),
        (Device("gamepad with a select key", 0x03, frozenset({0x130, 0x131, 0x161})), False),
        (Device("power button", 0x19, frozenset({116})), False),
    ],
)
def test_a_remote_is_told_from_the_rest(device, remote):
    assert device.is_remote is remote


def test_a_device_is_what_the_kernel_says_of_it(monkeypatch):
    keys = bytearray(nodes.KEY_BYTES)
    for code in (0, 103, 0x160):
        keys[code // 8] |= 1 << code % 8
    said = {
        nodes.EVIOCGID: struct.pack("=HHHH", codes.BUS_CEC, 1, 2, 3),
        nodes.EVIOCGNAME: b"vc4-hdmi-0\0 and what stood there before",
        nodes.EVIOCGBIT_KEYS: bytes(keys),
    }

    def ioctl(_, request, answer):
        answer[: len(said[request])] = said[request]

    monkeypatch.setattr(nodes.fcntl, "ioctl", ioctl)
    assert describe(0) == Device("vc4-hdmi-0", codes.BUS_CEC, frozenset({0, 103, 0x160}))


def test_what_is_no_input_device_is_said_to_be_none(tmp_path):
    path = tmp_path / "event0"
    path.write_bytes(b"")
    with path.open() as file, pytest.raises(OSError, match=f"Errno {errno.ENOTTY}"):
        describe(file.fileno())


def test_events_are_read_as_the_kernel_writes_them():
    reading, writing = os.pipe2(os.O_NONBLOCK)
    assert list(read_events(reading)) == []
    os.write(writing, EVENT.pack(5, 250_000, codes.EV_KEY, 103, 1) + EVENT.pack(5, 250_000, 0, 0, 0))
    assert list(read_events(reading)) == [Event(codes.EV_KEY, 103, 1), Event(0, 0, 0)]
    os.close(writing)
    assert read_events(reading) is None
    os.close(reading)
    assert read_events(reading) is None
