"""Remotes as pipes in a folder: the bytes are the kernel's, what the kernel says of them is told."""

import logging
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from device.input.codes import BUS_CEC, EV_KEY, EV_SYN, SYN_DROPPED
from device.input.key_repeat import REPEAT_AFTER_S, REPEAT_EVERY_S
from device.input.nodes import EVENT, Device
from device.input.remote_keys import LOOK_EVERY_S, WAITING_MAX, RemoteKeys
from device.presses import Press
from tests.device.runtime.rounds import Rounds
from tests.device.runtime.stepped_clock import SteppedClock

UP, LEFT, OK, EXIT, ROOT_MENU, NUMBER = 103, 105, 0x160, 174, 0x26A, 0x200
TV = Device("vc4-hdmi-0", BUS_CEC, frozenset({UP, OK, EXIT}))
KEYBOARD = Device("a keyboard", 0x03, frozenset(range(1, 110)))
INFRARED = Device("gpio_ir_recv", 0x19, frozenset({UP, OK}))


class Kernel:
    """A folder of devices that tests write to."""

    def __init__(self, folder):
        self.folder = folder
        self.devices = {}
        self.writing = {}
        self.grabbed = []

    def plug(self, name, device):
        path = self.folder / name
        os.mkfifo(path)
        self.devices[path.stat().st_ino] = device
        self.writing[name] = os.open(path, os.O_RDWR | os.O_NONBLOCK)

    def pull(self, name):
        os.close(self.writing.pop(name))
        (self.folder / name).unlink()

    def describe(self, descriptor):
        return self.devices[os.fstat(descriptor).st_ino]

    def grab(self, descriptor):
        self.grabbed.append(self.describe(descriptor).name)

    def send(self, name, code, value, kind=EV_KEY):
        os.write(self.writing[name], EVENT.pack(1, 2, kind, code, value) + EVENT.pack(1, 2, EV_SYN, 0, 0))

    def push(self, name, code):
        self.send(name, code, 1)
        self.send(name, code, 0)

    def open_for_us(self):
        """The devices that are open, besides by the ends that the test writes to."""
        found = []
        for descriptor in Path("/proc/self/fd").iterdir():
            with suppress(OSError):  # the folder that is listed here
                path = descriptor.readlink()
                if path.parent == self.folder and int(descriptor.name) not in self.writing.values():
                    found.append(path.name)
        return sorted(found)


@pytest.fixture
def kernel(tmp_path):
    made = Kernel(tmp_path)
    yield made
    for descriptor in made.writing.values():
        os.close(descriptor)


@pytest.fixture
def clock():
    return SteppedClock(10.0)


@pytest.fixture
def remote(kernel, clock, monkeypatch):
    made = []

    def make(*, exclusive=True):
        monkeypatch.setattr("device.input.remote_keys.WAIT_S", 0.0)
        monkeypatch.setattr("device.input.remote_keys.Worker", Rounds)
        made.append(
            RemoteKeys(
                clock, kernel.folder, exclusive=exclusive, describing=kernel.describe, grabbing=kernel.grab
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.stop()


def listen():
    """One round of the thread of the remote that was made last."""
    Rounds.newest.step()


def heard(remote):
    listen()
    return remote.take()


def test_the_tvs_remote_is_heard_and_grabbed(kernel, remote):
    kernel.plug("event0", TV)
    tv = remote()
    assert heard(tv) == ()
    for code in (UP, OK, EXIT, ROOT_MENU, NUMBER):
        kernel.push("event0", code)
    assert heard(tv) == (Press.UP, Press.OK, Press.BACK, Press.HOME)
    assert tv.take() == ()
    assert kernel.grabbed == [TV.name]


def test_a_keyboard_is_left_to_the_window(kernel, remote):
    kernel.plug("event0", KEYBOARD)
    one = remote()
    heard(one)
    kernel.push("event0", UP)
    assert heard(one) == ()
    assert kernel.open_for_us() == []


def test_on_a_desktop_nothing_is_grabbed_and_only_the_tv_is_heard(kernel, remote):
    kernel.plug("event0", TV)
    kernel.plug("event1", INFRARED)
    one = remote(exclusive=False)
    heard(one)
    kernel.push("event0", OK)
    kernel.push("event1", UP)
    assert heard(one) == (Press.OK,)
    assert kernel.grabbed == []


def test_an_arrow_that_is_held_comes_again_by_our_own_time(kernel, remote, clock):
    kernel.plug("event0", TV)
    tv = remote()
    heard(tv)
    kernel.send("event0", LEFT, 1)
    assert heard(tv) == (Press.LEFT,)
    kernel.send("event0", LEFT, 2)  # the kernel's own repeat
    assert heard(tv) == ()
    clock.sleep(REPEAT_AFTER_S)
    assert heard(tv) == (Press.LEFT,)
    clock.sleep(REPEAT_EVERY_S)
    assert heard(tv) == (Press.LEFT,)
    kernel.send("event0", LEFT, 0)
    assert heard(tv) == ()
    clock.sleep(1.0)
    assert heard(tv) == ()


def test_a_buffer_that_ran_over_holds_nothing(kernel, remote, clock):
    kernel.plug("event0", TV)
    tv = remote()
    heard(tv)
    kernel.send("event0", LEFT, 1)
    kernel.send("event0", SYN_DROPPED, 0, EV_SYN)
    assert heard(tv) == (Press.LEFT,)
    clock.sleep(1.0)
    assert heard(tv) == ()


def test_a_tv_that_is_switched_on_later_is_heard_and_may_go_and_come_back(kernel, remote, clock):
    tv = remote()
    assert heard(tv) == ()
    kernel.plug("event3", TV)
    clock.sleep(LOOK_EVERY_S)
    heard(tv)
    kernel.send("event3", LEFT, 1)
    assert heard(tv) == (Press.LEFT,)
    kernel.pull("event3")
    clock.sleep(1.0)
    assert heard(tv) == ()
    assert kernel.open_for_us() == []
    kernel.plug("event3", TV)
    clock.sleep(LOOK_EVERY_S)
    heard(tv)
    kernel.push("event3", OK)
    assert heard(tv) == (Press.OK,)


def test_a_path_that_was_a_keyboard_may_become_a_remote(kernel, remote, clock):
    kernel.plug("event0", KEYBOARD)
    kernel.plug("event1", KEYBOARD)  # keeps the file system from giving the same number again
    one = remote()
    heard(one)
    kernel.pull("event0")
    kernel.plug("event2", KEYBOARD)
    kernel.plug("event0", TV)
    clock.sleep(LOOK_EVERY_S)
    heard(one)
    kernel.push("event0", OK)
    assert heard(one) == (Press.OK,)
    assert kernel.open_for_us() == ["event0"]


def test_devices_that_may_not_be_read_are_one_line_in_the_log(kernel, remote, clock, caplog, monkeypatch):
    kernel.plug("event0", TV)
    kernel.plug("event1", TV)

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("device.input.remote_keys.os.open", refused)
    one = remote()
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            assert heard(one) == ()
            clock.sleep(LOOK_EVERY_S)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "may not open" in caplog.text


def test_a_remote_that_another_program_holds_is_still_heard(kernel, remote, caplog):
    def busy(_):
        raise OSError(16, "Device or resource busy")

    kernel.grab = busy
    kernel.plug("event0", TV)
    tv = remote()
    heard(tv)
    kernel.push("event0", OK)
    assert heard(tv) == (Press.OK,)
    assert "another program" in caplog.text


def test_a_machine_without_input_devices_is_fine(kernel, remote, clock):
    one = remote()
    kernel.folder.rmdir()
    assert heard(one) == ()
    clock.sleep(LOOK_EVERY_S)
    assert heard(one) == ()


def test_what_nobody_takes_is_forgotten(kernel, remote, clock):
    kernel.plug("event0", TV)
    tv = remote()
    heard(tv)
    for _ in range(3 * WAITING_MAX):
        kernel.push("event0", UP)
    listen()
    listen()
    kernel.push("event0", OK)
    listen()
    taken = tv.take()
    assert len(taken) == WAITING_MAX
    assert taken[-1] == Press.OK


def test_it_listens_in_a_thread_and_ends(kernel, clock):
    kernel.plug("event0", TV)
    tv = RemoteKeys(clock, kernel.folder, exclusive=True, describing=kernel.describe, grabbing=kernel.grab)
    tv.start()
    kernel.push("event0", OK)
    taken, until = (), time.monotonic() + 20
    while not taken and time.monotonic() < until:
        taken = tv.take()
    tv.stop()
    tv.stop()
    assert taken == (Press.OK,)
    assert kernel.open_for_us() == []
