import argparse
import subprocess
import sys

import pytest

from device.commands.run import LIVED_S, PAUSE_MAX_S, PAUSE_S, BoxProcess, Processes, processes_of


class FakeProcess:
    """A process that runs until the test ends it; `stubborn`: not at SIGTERM."""

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
    """Three processes, a log of what happened to them, and a clock that the test moves."""

    class Box:
        def __init__(self):
            self.seconds = 0.0
            self.log = []
            self.started = []
            self.described = [
                BoxProcess(name, (name,), quits=name == "tv") for name in ("page", "night", "tv")
            ]
            self.processes = Processes(self.described, self.start, lambda: self.seconds)

        def start(self, command):
            self.log.append(("start", command[0]))
            self.started.append(FakeProcess(command, self.log))
            return self.started[-1]

        def process(self, name):
            return next(one.process for one in self.described if one.name == name)

        def later(self, seconds):
            self.seconds += seconds
            return self.processes.look()

    return Box()


def test_everything_is_started_in_order_and_once(box):
    assert box.later(0)
    assert box.later(1)
    assert box.log == [("start", "page"), ("start", "night"), ("start", "tv")]


def test_a_process_that_dies_is_started_again_after_longer_and_longer_pauses(box):
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


def test_a_process_that_ran_for_a_while_is_started_again_soon(box):
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


def test_quitting_the_tv_ends_the_box_but_its_crash_does_not(box):
    box.later(0)
    box.process("tv").status = 1
    assert box.later(0)
    box.later(PAUSE_S)
    box.process("tv").status = 0
    assert not box.later(0)


def test_processes_end_in_reverse_and_none_is_left(box):
    box.later(0)
    box.process("night").stubborn = True
    box.processes.end()
    assert box.log[3:] == [("end", "tv"), ("end", "night"), ("end", "page"), ("kill", "night")]
    assert all(process.status is not None for process in box.started)


def test_real_processes_are_started_and_ended():
    forever = sys.executable, "-c", "import signal; signal.pause()"
    described = [BoxProcess("one", forever), BoxProcess("two", forever)]
    processes = Processes(described, subprocess.Popen)
    assert processes.look()
    started = [one.process for one in described]
    processes.end()
    assert [process.returncode for process in started] == [-15, -15]


def test_the_processes_are_commands_of_formbox():
    options = argparse.Namespace(camera="1", screen="headless", port=9000)
    commands = [one.command[2:] for one in processes_of(options)]
    assert [words[1] for words in commands] == ["admin", "overnight", "station"]
    assert tuple(commands[0][2:]) == ("--port", "9000")
    unsaid = processes_of(argparse.Namespace(camera=None, screen="headless", port=9000))[2].command
    assert "--camera" not in unsaid
    assert {"headless", "1"} <= set(commands[2])
