"""`formbox run`: the whole box on a laptop: TV, page for phones and night work, a process each, until Ctrl-C.

Decides when a part that died is started again, and that leaving the TV leaves the box. On a Raspberry Pi
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
# A part that dies is started again after this, doubled each time up to the longest; who lived for a while
# begins anew.
PAUSE_S: Final = 1.0
PAUSE_MAX_S: Final = 60.0
LIVED_S: Final = 60.0
# What a part gets to put its things away before it is killed.
END_S: Final = 10.0


class Process(Protocol):
    """What is needed of subprocess.Popen."""

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        ...

    def terminate(self) -> None:
        """Ask it to end."""
        ...

    def kill(self) -> None:
        """End it."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raises subprocess.TimeoutExpired."""
        ...


@dataclass(slots=True)
class Part:
    """One process of the box. leaving: whether its own end is the end of the whole."""

    name: str
    command: Sequence[str]
    leaving: bool = False
    process: Process | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause_s: float = field(default=PAUSE_S)


class Household:
    """Keeps the parts running."""

    def __init__(
        self,
        parts: Sequence[Part],
        start: Callable[[Sequence[str]], Process],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """start: makes a process of a command; now: seconds that never run backwards."""
        self._parts = tuple(parts)
        self._start = start
        self._now = now

    def look(self) -> bool:
        """Start what is due; False once somebody left the TV."""
        now = self._now()
        for part in self._parts:
            if part.process is not None and (status := part.process.poll()) is not None:
                if part.leaving and status == 0:
                    return False
                self._died(part, status, now)
            if part.process is None and now >= part.due_at:
                part.process, part.started_at = self._start(part.command), now
        return True

    def end(self) -> None:
        """End all parts, the last one first."""
        running = [part.process for part in reversed(self._parts) if part.process is not None]
        for process in running:
            process.terminate()
        until = self._now() + END_S
        for process in running:
            try:
                process.wait(max(until - self._now(), 0.0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _died(self, part: Part, status: int, now: float) -> None:
        if now - part.started_at >= LIVED_S:
            part.pause_s = PAUSE_S
        log.warning("%s ended with status %d and starts again in %.0f s", part.name, status, part.pause_s)
        part.process, part.due_at = None, now + part.pause_s
        part.pause_s = min(part.pause_s * 2, PAUSE_MAX_S)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("run", help="the whole box on this machine: TV, page, night work")
    parser.add_argument("--camera", help='as in "station"')
    parser.add_argument(
        "--screen",
        choices=("fullscreen", "window", "headless"),
        help="where to draw (a window, if there is a screen)",
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"of the page ({DEFAULT_PORT})")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Until Ctrl-C, or until somebody leaves the TV."""
    folder = box_folder()
    folder.make()
    if options.screen is None:
        options.screen = window_or_headless()
        if options.screen == "headless":
            print("There is no screen here: the TV is drawn where nobody sees it.\n", flush=True)
    note_addresses(folder, options.port)
    # this also brings the database up to date, so that the parts find it so
    show_code(argparse.Namespace(new=False, forgotten=None))
    household = Household(parts_of(options), _process)
    try:
        while household.look():
            ending.check()
            time.sleep(ROUND_S)
    finally:
        household.end()
    return 0


def parts_of(options: argparse.Namespace) -> tuple[Part, ...]:
    """The page first: the TV shows where it is."""
    formbox = sys.executable, "-m", "device"
    screen = "--screen", options.screen
    camera = ("--camera", options.camera) if options.camera else ()
    return (
        Part("the page", (*formbox, "admin", "--port", str(options.port))),
        Part("the night", (*formbox, "overnight")),
        Part("the TV", (*formbox, "station", *screen, *camera), leaving=True),
    )


def _process(command: Sequence[str]) -> Any:
    # a group of its own: Ctrl-C reaches only us, and we end the parts in order
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own commands
