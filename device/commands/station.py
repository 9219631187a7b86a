"""`formbox station`: the TV's process; its composition root.

Starts store, screen, phones, sound, camera, keys and the check of the box in order, builds the scenes with
them, and stops everything in reverse.
"""

import argparse
import contextlib
import os
from functools import partial
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from device.admin.web.addresses import noted_addresses, start_address
from device.camera.choice import kept_camera
from device.camera.kept import CameraState, KeptCamera
from device.choices import SCREEN_MODES
from device.commands.judging import add_threads
from device.input.controls import Controls
from device.input.remote_keys import RemoteKeys
from device.match.play.pose_stream import PoseStream
from device.media.video import POSE_FIT
from device.ports import Clock, Speaker
from device.pose.estimator import BlazePose
from device.remote.server import StationServer
from device.runtime import ending, notify
from device.runtime.box_clock import running_box_time
from device.runtime.clock import SystemClock
from device.runtime.memory import give_back_freed_memory, share_one_heap
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, Trainees
from device.scenes.current_settings import CurrentSettings
from device.scenes.hands import Hands
from device.scenes.idle.idle_content import IdleContent
from device.scenes.loop import SceneLoop
from device.scenes.play.stage import MODEL, LiveStage
from device.scenes.scenes import Scenes
from device.scenes.settings_effects import SettingsEffects
from device.scenes.troubles import Troubles
from device.store.box import open_box
from device.store.clock.box_time import utc_now
from device.store.database import Database
from device.store.folder import Folder, LessonFiles, box_folder
from device.store.rescue.adoption import films_wait
from device.store.settings import load
from device.tv.drawing.font import script_for
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from device.tv.television import Television
from device.voice.voice import Voice
from models.fetching.manifest import cache_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("station", help="run the TV: library, matches, results")
    parser.add_argument(
        "--camera", help='"auto", "none", "usb:0", "pi:0", a number or a film, in place of the setting'
    )
    parser.add_argument("--screen", choices=SCREEN_MODES, default="auto", help="where to draw")
    add_threads(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run until a person quits, SIGTERM or Ctrl-C."""
    give_back_freed_memory()
    share_one_heap()
    with contextlib.ExitStack() as running:
        loop = build(options, box_folder(), running)
        running.callback(notify.stopping)
        notify.ready()
        loop.run()
    return 0


def build(options: argparse.Namespace, folder: Folder, running: contextlib.ExitStack) -> SceneLoop:
    """The loop with everything it needs, started; closing `running` stops it in reverse."""
    clock = SystemClock()
    database = running.enter_context(open_box(folder))
    now = running.enter_context(running_box_time(database, folder))
    with database.reading() as session:
        initial = load(session)
    screen = Television(options.screen, script=script_for(initial.language), clock=clock)
    running.callback(screen.close)
    settings = CurrentSettings(database, screen, initial)
    phones = start_phones(folder, running)
    loudness = Loudness(initial.volume, on=initial.sound)
    voice = Voice(_cache() / "voice", screen.language)
    running.callback(voice.close)
    sounds = start_sounds(loudness, clock, running)
    poses = pose_stream(options, settings, clock, running)
    camera_state = partial(_camera_state, poses)
    keys = start_keys(screen, clock, running)
    troubles = start_troubles(folder, database, settings, clock, running)

    alerts = Alerts(troubles, clock, settings, camera_state, lambda: screen.lost)
    hardware = Hardware(
        screen=screen,
        poses=poses,
        sounds=sounds,
        controls=Controls((screen.presses, keys.take), clock),
        phones=phones,
        clock=clock,
        volume=loudness.ask,
        camera_state=camera_state,
        alive=_alive,
    )
    stage = LiveStage(
        database=database,
        folder=folder,
        sounds=sounds,
        clock=clock,
        settings=settings,
        speaker=partial(_lesson_sound, sounds),
        camera_state=camera_state,
    )
    household = Household(
        folder=folder,
        database=database,
        settings=settings,
        stage=stage,
        now=now,
        trainees=Trainees(),
    )
    settings.put_in_force_by(SettingsEffects(loudness, sounds, voice, poses))
    address = partial(_address, folder)
    idle_content = IdleContent(household, alerts, clock, address, start_address)
    scenes = Scenes(hardware, household, alerts, idle_content, address)
    return SceneLoop(hardware, household, alerts, Hands(screen, settings), scenes)


def start_phones(folder: Folder, running: contextlib.ExitStack) -> StationServer:
    """Listen on the socket over which the page's process sends the commands of phones."""
    server = StationServer(folder.station_socket)
    server.start()
    running.callback(server.stop)
    return server


def start_sounds(loudness: Loudness, clock: Clock, running: contextlib.ExitStack) -> SoundSystem:
    """Start the sound of effects, speech and lessons; SettingsEffects sets the voice."""
    sounds = SoundSystem(loudness, None, clock)
    sounds.start()
    running.callback(sounds.close)
    return sounds


def pose_stream(
    options: argparse.Namespace, settings: CurrentSettings, clock: Clock, running: contextlib.ExitStack
) -> PoseStream:
    """Camera and pose network; the first scene that needs them starts them."""

    def open_camera() -> KeptCamera:
        return kept_camera(options.camera or settings.now.camera, clock, POSE_FIT)

    def estimator(people: int) -> BlazePose:
        return BlazePose(MODEL, people=people, threads=options.threads)

    poses = PoseStream(open_camera, estimator, clock, mirrored=settings.now.mirror)
    running.callback(poses.stop)
    return poses


def start_keys(screen: Television, clock: Clock, running: contextlib.ExitStack) -> RemoteKeys:
    """Read TV remotes and keyboards from the kernel."""
    keys = RemoteKeys(clock, exclusive=screen.on_console)
    keys.start()
    running.callback(keys.stop)
    return keys


def start_troubles(
    folder: Folder,
    database: Database,
    settings: CurrentSettings,
    clock: Clock,
    running: contextlib.ExitStack,
) -> Troubles:
    """Start the thread that checks temperature, power, disk and updates."""
    # the system's clock dates the file that tells of an update
    troubles = Troubles(
        folder,
        lambda: settings.now.reserve_bytes,
        clock,
        utc_now,
        films_wait=partial(_films_wait, database, folder),
    )
    troubles.start()
    running.callback(troubles.stop)
    return troubles


def _films_wait(database: Database, folder: Folder) -> bool:
    """Whether somebody must say whose the films are: the database was lost."""
    try:
        with database.reading() as session:
            return films_wait(session, folder)
    except DBAPIError:
        return False


def _cache() -> Path:
    """Where this process may write its cache: systemd's directory on a box, else that of the networks."""
    return Path(os.environ.get("CACHE_DIRECTORY") or cache_folder())


def _lesson_sound(sounds: SoundSystem, files: LessonFiles, start_s: float, end_s: float | None) -> Speaker:
    return sounds.lesson(files.video, start_s, end_s)


def _alive() -> None:
    """Called once per round: notify systemd's watchdog; raise KeyboardInterrupt that Python swallowed."""
    notify.watchdog()
    ending.check()


def _address(folder: Folder) -> str:
    """The page's URL; read each time, because networks come and go."""
    return noted_addresses(folder)[0]


def _camera_state(poses: PoseStream) -> CameraState:
    """State of the camera; OPENING while it is stopped."""
    camera = poses.camera
    return camera.state if isinstance(camera, KeptCamera) else CameraState.OPENING
