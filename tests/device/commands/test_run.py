import argparse
import subprocess
import sys

import pytest

from device.commands.run import LIVED_S, PAUSE_MAX_S, PAUSE_S, Household, Part, parts_of


class Fake:
    """A process that lives until somebody says otherwise."""

    def __init__(self, command, log):
        self.name = command[0]
        self.status = None
        self.stubborn = False
        self.log = log

    def poll(self):
        return self.status

    def terminate(self):
        self.log.append(("end", self.name))
        if not self.stubborn:
            self.status = 130

    def kill(self):
        self.log.append(("kill", self.name))
        self.status = -9

    def wait(self, timeout=None):
        if self.status is None:
            raise subprocess.TimeoutExpired(self.name, timeout)
        return self.status


@pytest.fixture
def box():
    """Three parts, their log, and a clock that the test moves."""

    class Box:
        def __init__(self):
            self.seconds = 0.0
            self.log = []
            self.started = []
            self.parts = [Part(name, (name,), leaving=name == "tv") for name in ("page", "night", "tv")]
            self.household = Household(self.parts, self.start, lambda: self.seconds)

        def start(self, command):
            self.log.append(("start", command[0]))
            self.started.append(Fake(command, self.log))
            return self.started[-1]

        def process(self, name):
            return next(part.process for part in self.parts if part.name == name)

        def later(self, seconds):
            self.seconds += seconds
            return self.household.look()

    return Box()


def test_everything_is_started_in_order_and_once(box):
    assert box.later(0)
    assert box.later(1)
    assert box.log == [("start", "page"), ("start", "night"), ("start", "tv")]


def test_a_part_that_dies_starts_again_and_again_more_slowly(box):
    box.later(0)
    pauses, pause = [], PAUSE_S
    for _ in range(9):
        box.process("night").status = 1
        box.later(0)
        assert box.process("night") is None
        box.later(pause - 0.01)
        assert box.process("night") is None
        box.later(0.01)
        assert box.process("night") is not None
        pauses.append(pause)
        pause = min(2 * pause, PAUSE_MAX_S)
    assert pauses[:3] == [1.0, 2.0, 4.0]
    assert pauses[-1] == PAUSE_MAX_S
    assert box.process("page").status is None


def test_who_lived_for_a_while_begins_anew(box):
    box.later(0)
    for _ in range(3):
        box.process("page").status = 1
        box.later(0)
        box.later(PAUSE_MAX_S)
    box.later(LIVED_S)
    box.process("page").status = 1
    box.later(0)
    box.later(PAUSE_S)
    assert box.process("page") is not None


def test_leaving_the_tv_leaves_the_box_but_its_crash_does_not(box):
    box.later(0)
    box.process("tv").status = 1
    assert box.later(0)
    box.later(PAUSE_S)
    box.process("tv").status = 0
    assert not box.later(0)


def test_the_end_is_the_other_way_round_and_nobody_is_left(box):
    box.later(0)
    box.process("night").stubborn = True
    box.household.end()
    assert box.log[3:] == [("end", "tv"), ("end", "night"), ("end", "page"), ("kill", "night")]
    assert all(process.status is not None for process in box.started)


def test_real_processes_are_started_and_ended():
    forever = sys.executable, "-c", "import signal; signal.pause()"
    parts = [Part("one", forever), Part("two", forever)]
    household = Household(parts, subprocess.Popen)
    assert household.look()
    processes = [part.process for part in parts]
    household.end()
    assert [process.returncode for process in processes] == [-15, -15]


def test_the_parts_are_commands_of_ours():
    options = argparse.Namespace(camera="1", screen="headless", port=9000)
    commands = [part.command[2:] for part in parts_of(options)]
    assert [words[1] for words in commands] == ["admin", "overnight", "station"]
    assert tuple(commands[0][2:]) == ("--port", "9000")
    unsaid = parts_of(argparse.Namespace(camera=None, screen="headless", port=9000))[2].command
    assert "--camera" not in unsaid
    assert {"headless", "1"} <= set(commands[2])
