"""`python -m tests.tools.bench.soak --minutes 60`: does anything grow in a long evening?

Runs the station with a film for a camera and has a phone wish one match after the other, at real speed. Notes
every few seconds how much memory, how many threads and open files there are and how late the picture is,
prints a table of the evening's quarters, and ends with status 1 when something grew (`growth.py` says what
that means).
"""

import argparse
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pygame

from device.commands import station
from device.commands.sources import prepared_lesson
from device.media.video import probe
from device.presses import Press
from device.remote.client import ask
from device.remote.errors import StationOffError
from device.remote.messages import AskStatus, Done, GoOn, Pause, PressKey, Start, TvState
from device.store.box import open_box
from device.store.folder import box_folder
from device.store.lessons import create
from device.store.members import add_member
from device.store.tables import Role
from device.store.tracks import save_track
from tests.tools.bench.growth import Sample, grown, table
from tests.tools.bench.station_films import films
from tests.tools.bench.station_watch import Watch

SAMPLE_S = 5.0
# Longer than a match of the film takes on a busy machine.
WAIT_S = 180.0
ASK_S = 0.3


def evening(minutes):
    """An evening of the real station in this process, steered by a phone: match after match for so many
    minutes, with one person and two in turns, a pause and a visit to the settings in each.

    Returns how many there were.
    """
    lesson, _, camera = films()
    with tempfile.TemporaryDirectory() as home:
        os.environ["FORMBOX_HOME"] = home
        folder = box_folder()
        lesson_id, members = _furnish(folder, lesson)
        phone = Phone(folder.station_socket, lesson_id, members, 60 * minutes)
        phone.start()
        options = argparse.Namespace(screen="headless", camera=str(camera), threads=1)
        status = station.run(options)
        phone.join(WAIT_S)
    if status or phone.error is not None:
        raise RuntimeError(f"the station ended with status {status}") from phone.error
    return phone.matches


def _furnish(folder, lesson):
    """A box with one lesson and two members: their ids."""
    now = datetime.now(UTC)
    with open_box(folder) as database, database.session() as session:
        row = create(session, now, None, "Soak", lesson.name)
        row.prepared_at, row.duration_s = now, probe(lesson).duration_s
        names = ("Mia", "Noah")
        members = [add_member(session, now, name, Role.MEMBER, "#336699", "en", "x").id for name in names]
        lesson_id = row.id
    files = folder.lesson(lesson_id)
    files.root.mkdir(parents=True)
    shutil.copyfile(lesson, files.video)
    save_track(files.track, prepared_lesson(lesson, None, "lite", 1).track)
    return lesson_id, members


class Phone(threading.Thread):
    """Wishes one match after the other, and at the end that the TV is left."""

    def __init__(self, socket, lesson_id, members, seconds):
        super().__init__(name="phone", daemon=True)
        self.matches = 0
        self.error = None
        self._socket = socket
        self._lesson_id = lesson_id
        self._members = members
        self._seconds = seconds

    def run(self):
        try:
            self._until(TvState.IDLE)
            ends = time.monotonic() + self._seconds
            while time.monotonic() < ends:
                self._play(self._members[: 1 + self.matches % 2])
                self.matches += 1
        except BaseException as error:  # noqa: BLE001 - raised again by `evening`
            self.error = error
        finally:
            pygame.event.post(pygame.event.Event(pygame.QUIT))

    def _play(self, members):
        self._wish(Start(self._lesson_id, tuple(members)))
        self._until(TvState.READY)
        self._wish(GoOn())
        self._until(TvState.PLAYING)
        for wish in (Pause(), GoOn()):
            self._wish(wish)
        self._until(TvState.RESULT)
        for press in (Press.BACK, Press.MENU, Press.DOWN, Press.RIGHT, Press.BACK):
            self._wish(PressKey(press))

    def _wish(self, wish):
        answer = ask(self._socket, wish, WAIT_S)
        assert answer == Done(), f"{wish}: {answer}"

    def _until(self, doing):
        waits = threading.Event()
        ends = time.monotonic() + WAIT_S
        while time.monotonic() < ends:
            with contextlib.suppress(StationOffError):
                if ask(self._socket, AskStatus(), WAIT_S).doing is doing:
                    return
            waits.wait(ASK_S)
        raise TimeoutError(f"the TV never was {doing}")


class Sampler(threading.Thread):
    """Notes every SAMPLE_S what the process needs, until it is told to stop."""

    def __init__(self, watch):
        super().__init__(name="soak", daemon=True)
        self.samples = []
        self._watch = watch
        self._stopping = threading.Event()

    def run(self):
        while not self._stopping.wait(SAMPLE_S):
            self.samples.append(self._sample())

    def stop(self):
        self._stopping.set()
        self.join(2 * SAMPLE_S)

    def _sample(self):
        ages, self._watch.ages = self._watch.ages, []
        shown, self._watch.shown = self._watch.shown, []
        self._watch.poses = []
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return Sample(
            rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
            threads=_count("/proc/self/task"),
            files=_count("/proc/self/fd"),
            # between two matches there is none
            latency_ms=1e3 * statistics.median(ages) if ages else float("nan"),
            fps=len(shown) / SAMPLE_S,
        )


def _count(folder):
    return sum(1 for _ in Path(folder).iterdir())


def main():
    """0 when nothing grew."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60.0)
    minutes = parser.parse_args().minutes
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    watch = Watch(leaves=False)
    watch.wrap()
    sampler = Sampler(watch)
    sampler.start()
    matches = evening(minutes)
    sampler.stop()
    print(f"{matches} matches, {len(sampler.samples)} samples", *table(sampler.samples), sep="\n")
    found = grown(sampler.samples)
    print(*(found or ["nothing grew"]), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
