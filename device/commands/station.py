"""`formbox station`: the TV's process, which waits for a phone's wish and plays it; its composition root.

Builds the parts in order (store, screen, socket, host) and stops them in reverse. What happens in an evening
is in `device.session.host`.
"""

import argparse
import contextlib
from datetime import UTC, datetime
from functools import partial

from device.admin.addresses import noted_addresses, start_address
from device.commands.stage import Stage
from device.health import notify
from device.health.memory import give_back_freed_memory
from device.remote.server import StationServer
from device.session.clock import SystemClock
from device.session.host import Host
from device.session.waiting import Waiting
from device.station.font import script_for
from device.station.speaker import Loudness
from device.station.television import Television
from device.store.box import opened
from device.store.folder import Folder, box_folder
from device.store.settings import load
from device.words.lookup import words


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("station", help="the TV: wait for a phone, play lessons")
    parser.add_argument(
        "--camera", default="0", help='a number (USB camera), a video file, or "none" (default: 0)'
    )
    parser.add_argument(
        "--screen", choices=("auto", "fullscreen", "window", "headless"), default="auto", help="where to draw"
    )
    parser.add_argument(
        "--threads", type=int, choices=range(1, 9), default=1, metavar="1..8", help="CPU threads"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Until somebody leaves, or the process is told to end."""
    give_back_freed_memory()
    folder = box_folder()
    with contextlib.ExitStack() as parts:
        database = parts.enter_context(opened(folder))
        with database.reading() as session:
            script = script_for(load(session).language)
        screen = Television(options.screen, script=script)
        parts.callback(screen.close)
        server = StationServer(folder.station_socket)
        server.start()
        parts.callback(server.stop)
        clock, loudness = SystemClock(), Loudness()
        spoken = words(script.language)
        stage = Stage(folder, screen, clock, spoken, options.camera, loudness, options.threads)
        now = partial(datetime.now, UTC)
        waiting = Waiting(database, clock, now, partial(_address, folder), start_address)
        parts.callback(notify.stopping)
        host = Host(
            folder, database, server, screen, waiting, clock, now, stage.play, loudness.ask, notify.watchdog
        )
        notify.ready()
        host.run()
    return 0


def _address(folder: Folder) -> str:
    """Where phones find the page; asked again and again, because a network comes and goes."""
    return noted_addresses(folder)[0]
