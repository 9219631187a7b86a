"""`formbox run`: the whole box on a laptop: starts TV, page and night work as three processes, until Ctrl-C.

Decides when a process that died is started again, and that quitting the TV ends all. On a Raspberry Pi
systemd does this.
"""

import argparse
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from device.admin.web.addresses import DEFAULT_PORT, note_addresses
from device.commands.code import run as show_code
from device.runtime import ending
from device.store.folder import box_folder
from device.tv.display.display import window_or_headless

log = logging.getLogger(__name__)

ROUND_S: Final = 0.2
# Seconds before a process that died is started again: doubled each time, and reset once it ran for LIVED_S.
PAUSE_S: Final = 1.0
PAUSE_MAX_S: Final = 60.0
LIVED_S: Final = 60.0
# Seconds between SIGTERM and SIGKILL at the end.
END_S: Final = 10.0


class Process(Protocol):
    """The methods of subprocess.Popen that are used here."""

    def poll(self) -> int | None:
        """The exit status, None while it runs."""
        ...

    def terminate(self) -> None:
        """Send SIGTERM."""
        ...

    def kill(self) -> None:
        """Send SIGKILL."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired."""
        ...


@dataclass(slots=True)
class BoxProcess:
    """A command that is kept running. quits: whether all end when it ends with status 0."""

    name: str
    command: Sequence[str]
    quits: bool = False
    process: Process | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause_s: float = field(default=PAUSE_S)


class Processes:
    """Keeps processes running."""

    def __init__(
        self,
        processes: Sequence[BoxProcess],
        start: Callable[[Sequence[str]], Process],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """start: starts a command; now: monotonic seconds."""
        self._processes = tuple(processes)
        self._start = start
        self._now = now

    def look(self) -> bool:
        """Start what is due. Returns False once a process that `quits` has ended with status 0."""
        now = self._now()
        for one in self._processes:
            if one.process is not None and (status := one.process.poll()) is not None:
                if one.quits and status == 0:
                    return False
                self._died(one, status, now)
            if one.process is None and now >= one.due_at:
                one.process, one.started_at = self._start(one.command), now
        return True

    def end(self) -> None:
        """End all processes, the last one first."""
        running = [one.process for one in reversed(self._processes) if one.process is not None]
        for process in running:
            process.terminate()
        until = self._now() + END_S
        for process in running:
            try:
                process.wait(max(until - self._now(), 0.0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _died(self, one: BoxProcess, status: int, now: float) -> None:
        if now - one.started_at >= LIVED_S:
            one.pause_s = PAUSE_S
        log.warning("%s ended with status %d and starts again in %.0f s", one.name, status, one.pause_s)
        one.process, one.due_at = None, now + one.pause_s
        one.pause_s = min(one.pause_s * 2, PAUSE_MAX_S)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("run", help="run the whole box on this machine: TV, page, night work")
    parser.add_argument("--camera", help="camera, as for `formbox station`")
    parser.add_argument(
        "--screen",
        choices=("fullscreen", "window", "headless"),
        help="where to draw (default: a window, if there is a screen)",
    )
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help=f"port of the page (default: {DEFAULT_PORT})"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run until Ctrl-C, or until a person quits the TV."""
    folder = box_folder()
    folder.make()
    if options.screen is None:
        options.screen = window_or_headless()
        if options.screen == "headless":
            print("There is no screen here, so the TV cannot be seen.\n", flush=True)
    note_addresses(folder, options.port)
    # this also migrates the database, so that no two processes do it at once
    show_code(argparse.Namespace(new=False, forgotten=None))
    processes = Processes(processes_of(options), _process)
    try:
        while processes.look():
            ending.check()
            time.sleep(ROUND_S)
    finally:
        processes.end()
    return 0


def processes_of(options: argparse.Namespace) -> tuple[BoxProcess, ...]:
    """The page first: the TV shows its address."""
    formbox = sys.executable, "-m", "device"
    screen = "--screen", options.screen
    camera = ("--camera", options.camera) if options.camera else ()
    return (
        BoxProcess("the page", (*formbox, "admin", "--port", str(options.port))),
        BoxProcess("the night", (*formbox, "overnight")),
        BoxProcess("the TV", (*formbox, "station", *screen, *camera), quits=True),
    )


def _process(command: Sequence[str]) -> Any:
    # a process group of its own: Ctrl-C reaches only this process, which ends the others in order
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own commands
