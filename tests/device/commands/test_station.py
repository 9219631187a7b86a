"""The TV's process with its real socket, a rendered lesson, and a rendered person in place of a camera."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pygame
import pytest

from device.commands import station
from device.commands.sources import tracks_in
from device.remote.client import ask
from device.remote.errors import StationOffError
from device.remote.messages import (
    AskStatus,
    Code,
    Done,
    GoOn,
    Pause,
    RefusalReason,
    Refused,
    Restart,
    Start,
    Status,
    Stop,
    TvState,
    Volume,
)
from device.store import matches
from device.store.lessons import create
from device.store.match_lock import is_playing
from device.store.members import add_member
from device.store.tables import Lesson, Role
from device.store.tracks import load_track, save_track

# Networks are opened and kernels compiled in it.
WAIT_S = 120.0
ROUND_S = 0.05


@pytest.fixture
def database_url(sqlite_url):
    """Which database it is makes no difference here."""
    return sqlite_url


@pytest.fixture
def home(folder, database, now, tutor_film, monkeypatch):
    """A box with one lesson that is ready, one that is not, and two members; gives their ids."""
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with database.session() as session:
        people = [
            add_member(session, now, name, Role.MEMBER, "#336699", "en", "x") for name in ("mia", "noah")
        ]
        ready, raw = (create(session, now, None, name, "press.mp4") for name in ("Press", "Raw"))
        ready.prepared_at = now
        ids = {row.name: row.id for row in (*people, ready, raw)}
    files = folder.lesson(ids["Press"])
    files.root.mkdir()
    shutil.copyfile(tutor_film, files.video)
    save_track(files.track, tracks_in(tutor_film, "lite")[0])
    return ids


@pytest.fixture
def run_station(folder, home, user_film):
    """Runs the station here, because SDL wants the main thread, and a phone in a thread of its own."""

    def run(phone, camera=None):
        failed = []
        ended = threading.Event()

        def hold():
            try:
                until(folder, TvState.IDLE)
                phone(lambda send: ask(folder.station_socket, send, WAIT_S))
            except BaseException as error:  # noqa: BLE001 - raised again by the test
                failed.append(error)
            finally:
                # the first one only ends a result that is shown
                while not ended.is_set() and pygame.display.get_init():
                    pygame.event.post(pygame.event.Event(pygame.QUIT))
                    ended.wait(1.0)

        thread = threading.Thread(target=hold, daemon=True)
        thread.start()
        options = argparse.Namespace(screen="headless", camera=camera or str(user_film), threads=1)
        try:
            assert station.run(options) == 0
        finally:
            ended.set()
            thread.join(WAIT_S)
        if failed:
            raise failed[0]
        assert not folder.station_socket.exists()

    yield run
    pygame.quit()


def until(folder, doing, **fields):
    """Asks as the page does until the TV does that; gives its status."""
    wake = threading.Event()
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            status = ask(folder.station_socket, AskStatus())
        except StationOffError:
            status = None
        wanted = {"doing": doing} | fields
        if status is not None and all(getattr(status, name) == value for name, value in wanted.items()):
            return status
        wake.wait(ROUND_S)
    raise AssertionError(f"it never was {doing}: {status}")


def test_a_lesson_is_played_judged_kept_and_shown(folder, database, home, run_station):
    seen = {}

    def phone(send):
        seen["start"] = send(Start(home["Press"], (home["mia"],)))
        until(folder, TvState.READY)
        send(GoOn())
        seen["playing"] = until(folder, TvState.PLAYING)
        seen["night"] = is_playing(folder.playing)
        seen["pause"] = send(Pause())
        seen["paused"] = until(folder, TvState.PLAYING, paused=True)
        seen["other"] = send(Start(home["Press"], (home["noah"],)))
        seen["begin again"] = send(Restart())
        until(folder, TvState.READY)
        send(GoOn())
        seen["again"] = until(folder, TvState.PLAYING, paused=False)
        seen["result"] = until(folder, TvState.RESULT)
        seen["night after"] = is_playing(folder.playing)
        seen["stop"] = send(Stop())
        seen["home"] = until(folder, TvState.HOME)

    run_station(phone)
    assert seen["start"] == seen["pause"] == seen["begin again"] == seen["stop"] == Done()
    assert (seen["playing"].name, seen["playing"].member_ids) == ("Press", (home["mia"],))
    assert seen["other"] == Refused(RefusalReason.BUSY)
    assert (seen["night"], seen["night after"]) == (True, False)
    with database.reading() as session:
        (kept,) = matches.played(session)
        assert (kept.lesson_id, kept.member_id, kept.lesson_name) == (home["Press"], home["mia"], "Press")
        player = matches.part(session, kept.player_id)
        assert player.final is not None
        assert 0 < player.final <= 100
        assert len(load_track(folder.tracks / player.track)) > 10


def test_what_cannot_be_played_is_refused(folder, database, home, run_station):
    answers = []

    def phone(send):
        gone = 999
        starts = (
            Start(gone, (home["mia"],)),
            Start(home["Raw"], (home["mia"],)),
            Start(home["Press"], (gone,)),
        )
        answers.extend(map(send, starts))
        answers.extend(send(one) for one in (Pause(), Stop(), Restart(), Volume(20), Code("123456", 60.0)))
        answers.append(until(folder, TvState.IDLE, volume=20))

    run_station(phone)
    assert answers == [
        Refused(RefusalReason.NO_LESSON),
        Refused(RefusalReason.NOT_READY),
        Refused(RefusalReason.NO_MEMBER),
        *[Refused(RefusalReason.NOTHING_PLAYS)] * 3,
        *[Done()] * 2,
        Status(TvState.IDLE, volume=20),
    ]
    with database.reading() as session:
        assert matches.count(session) == 0


def test_a_match_that_cannot_begin_leads_to_the_library(folder, database, home, run_station, caplog):
    files = folder.lesson(home["Press"])
    files.video.write_bytes(b"no film")
    answers = []

    def phone(send):
        answers.append(send(Start(home["Press"], (home["mia"],))))
        until(folder, TvState.READY)
        send(GoOn())
        until(folder, TvState.HOME)
        files.track.unlink()
        answers.append(send(Start(home["Press"], (home["mia"],))))

    run_station(phone)
    assert answers == [Done(), Refused(RefusalReason.NOT_READY)]
    assert "tv.mp4 is not a video" in caplog.text


def test_a_lesson_is_played_from_its_cut_on_by_two(folder, database, home, run_station):
    with database.session() as session:
        lesson = session.get(Lesson, home["Press"])
        lesson.trim_start_s, lesson.trim_end_s = 1.0, 2.5

    def phone(send):
        send(Start(home["Press"], (home["noah"], home["mia"])))
        until(folder, TvState.READY)
        send(GoOn())
        until(folder, TvState.RESULT)

    run_station(phone)
    with database.reading() as session:
        right, left = matches.played(session)
        assert (left.member_id, right.member_id) == (home["noah"], home["mia"])
        assert left.duration_s == pytest.approx(1.5, abs=0.2)
        assert left.people == 2


SCRIPT = """
import sys
import device.__main__ as command
command.COMMANDS = tuple({*command.COMMANDS, "station"})
sys.exit(command.main(["station", "--screen", "headless", "--camera", "none"]))
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process(folder, home, how):
    process = subprocess.Popen([sys.executable, "-c", SCRIPT], env=dict(os.environ), stderr=subprocess.PIPE)
    try:
        until(folder, TvState.IDLE)
        process.send_signal(how)
        _, said = process.communicate(timeout=WAIT_S)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130
    # where the signal met a weak reference's callback, Python says that it ignored it: see `ending`
    assert b"Traceback" not in said or said.startswith(b"Exception ignored in")
    assert not folder.station_socket.exists()


def test_a_second_station_says_so(folder, home, monkeypatch, capsys):
    process = subprocess.Popen([sys.executable, "-c", SCRIPT], env=dict(os.environ))
    try:
        until(folder, TvState.IDLE)
        second = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=dict(os.environ),
            capture_output=True,
            timeout=WAIT_S,
            check=False,
        )
    finally:
        process.kill()
        process.wait()
    assert second.returncode == 2
    assert second.stderr.decode().count("\n") == 1
    assert "already runs" in second.stderr.decode()
