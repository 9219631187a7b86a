"""`formbox station`: the TV's process, the whole evening; its composition root.

Builds the parts in order (store, screen, sound, camera, input, scenes), stops them in reverse. What happens
in it is decided by `device.scenes`.
"""

import argparse
import contextlib
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from device.admin.web.addresses import noted_addresses, start_address
from device.camera.choice import kept_camera
from device.camera.kept import CameraState, KeptCamera
from device.choices import SCREEN_MODES
from device.input.controls import Controls
from device.input.remote_keys import RemoteKeys
from device.match.play.pose_stream import Sight
from device.media.video import POSE_FIT
from device.pose.estimator import BlazePose
from device.remote.server import StationServer
from device.runtime import ending, notify
from device.runtime.clock import SystemClock
from device.runtime.memory import give_back_freed_memory, share_one_heap
from device.scenes.context import Parts
from device.scenes.hands import Hands
from device.scenes.loop import Evening
from device.scenes.scenes import AllScenes
from device.scenes.settings_effects import Applied
from device.scenes.stage import MODEL, Stage
from device.scenes.troubles import Troubles
from device.scenes.waiting import Waiting
from device.store.box import opened
from device.store.folder import Folder, box_folder
from device.store.settings import load
from device.tv.drawing.font import script_for
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from device.tv.television import Television
from device.voice.voice import Voice
from models.fetching.manifest import cache_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("station", help="the TV: the library, matches, results")
    parser.add_argument("--camera", help="in place of the setting, which the phone's page explains")
    parser.add_argument("--screen", choices=SCREEN_MODES, default="auto", help="where to draw")
    parser.add_argument(
        "--threads", type=int, choices=range(1, 9), default=1, metavar="1..8", help="CPU threads"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Until somebody leaves, or the process is told to end."""
    give_back_freed_memory()
    share_one_heap()
    with contextlib.ExitStack() as stack:
        evening = build(options, box_folder(), stack)
        stack.callback(notify.stopping)
        notify.ready()
        evening.run()
    return 0


def build(options: argparse.Namespace, folder: Folder, stack: contextlib.ExitStack) -> Evening:
    """Everything, started; `stack` puts it away in reverse."""
    clock, now = SystemClock(), partial(datetime.now, UTC)
    database = stack.enter_context(opened(folder))
    with database.reading() as session:
        settings = load(session)
    screen = Television(options.screen, script=script_for(settings.language), clock=clock)
    stack.callback(screen.close)
    server = StationServer(folder.station_socket)
    server.start()
    stack.callback(server.stop)

    loudness = Loudness(settings.volume, on=settings.sound)
    # a box keeps its networks where this process may not write; what systemd gives it for a cache it may
    cache = Path(os.environ.get("CACHE_DIRECTORY") or cache_folder())
    voice = Voice(cache / "voice", screen.language)
    stack.callback(voice.close)
    sounds = SoundSystem(loudness, None, clock)
    sounds.start()
    stack.callback(sounds.close)

    def open_camera() -> KeptCamera:
        return kept_camera(options.camera or parts.settings.camera, clock, POSE_FIT)

    def estimator(people: int) -> BlazePose:
        return BlazePose(MODEL, people=people, threads=options.threads)

    sight = Sight(open_camera, estimator, clock, mirrored=settings.mirror)
    stack.callback(sight.stop)
    keys = RemoteKeys(clock, exclusive=screen.on_console)
    keys.start()
    stack.callback(keys.stop)
    troubles = Troubles(folder, lambda: parts.settings.reserve_bytes, clock, now)

    stage = Stage(
        folder,
        screen,
        sight,
        sounds,
        clock,
        lambda: parts.settings,
        lambda: parts.words,
        lambda files, start_s, end_s: sounds.lesson(files.video, start_s, end_s),
        lambda: _state(sight),
    )
    parts = Parts(
        folder,
        database,
        server,
        screen,
        sight,
        sounds,
        Controls((screen.presses, keys.take), clock),
        troubles,
        stage,
        clock,
        now,
        loudness.ask,
        _alive,
        Applied(loudness, sounds, voice, sight),
        lambda: _state(sight),
        language=screen.language,
        settings=settings,
    )
    parts.apply(settings)
    troubles.start()  # it asks for the settings
    stack.callback(troubles.stop)
    address = partial(_address, folder)
    waiting = Waiting(parts, address, start_address)
    hands = Hands(parts)
    parts.scenes = AllScenes(parts, hands, waiting, address, waiting.show_own_code)
    return Evening(parts, hands)


def _alive() -> None:
    """Once a round, in a match too."""
    notify.watchdog()
    ending.check()


def _address(folder: Folder) -> str:
    """Where phones find the page; asked again and again, because a network comes and goes."""
    return noted_addresses(folder)[0]


def _state(sight: Sight) -> CameraState:
    """How it stands with the camera; nobody has lost one that is not wanted now."""
    camera = sight.camera
    return camera.state if isinstance(camera, KeptCamera) else CameraState.OPENING
