"""`kill -9` at any moment: nothing is lost, and what comes out is what would have come out.

FORMBOX_LONG=1 kills 200 times, else a few.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from device.store.tables import JobState
from tests.device.overnight.conftest import MADE

KILLS = 200 if os.environ.get("FORMBOX_LONG") else 4
COMMAND = (sys.executable, "-m", "device", "overnight", "--now", "--once")


def started(box):
    return subprocess.Popen(
        COMMAND, env={**os.environ, "FORMBOX_HOME": str(box.folder.root)}, stderr=subprocess.DEVNULL
    )


def outputs(box, lesson_id):
    files = box.folder.lesson(lesson_id)
    return {name: (files.root / name).read_bytes() for name in MADE}


def preparers(box):
    """The processes that work in this box's folders."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                words = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"device.overnight.prepare.child" in words and str(box.folder.lessons).encode() in words:
                found.append(int(entry.name))
    return found


@pytest.mark.timeout(7200 if KILLS > 10 else 1200)
@pytest.mark.parametrize("kind", ["copied", "encoded"])
def test_a_night_that_is_killed_again_and_again_makes_the_same_lesson(box, long_film, tmp_path, kind):
    film = long_film
    if kind == "encoded":
        film = tmp_path / "turned.mkv"
        _as_mpeg4(long_film, film)
    lesson_id = box.upload(film)
    assert started(box).wait(200) == 0
    whole = outputs(box, lesson_id)
    assert box.shelf(lesson_id).job.state is JobState.READY
    chance = random.Random(kind)
    kills = 0
    while kills < KILLS:
        again = box.upload(film)
        while box.shelf(again).job.state in (JobState.RECEIVED, JobState.WAITING, JobState.WORKING):
            night = started(box)
            try:
                # seldom so late that the whole is done
                night.wait(chance.uniform(0.3, 6.0) if kills < KILLS else 200)
            except subprocess.TimeoutExpired:
                night.send_signal(signal.SIGKILL)
                night.wait(10)
                kills += 1
                _until(lambda: not preparers(box))
        assert box.shelf(again).job.state is JobState.READY
        assert outputs(box, again) == whole
        assert not box.folder.lesson(again).work.exists()
    assert box.shelf(lesson_id).job.state is JobState.READY


def _until(there):
    end = time.monotonic() + 20
    while not there():
        assert time.monotonic() < end
        threading.Event().wait(0.02)


def _as_mpeg4(source, path):
    """The same pictures in a codec that has to be encoded anew."""
    import av

    with av.open(str(source)) as film, av.open(str(path), "w") as out:
        picture = film.streams.video[0]
        stream = out.add_stream("mpeg4", rate=picture.average_rate)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 192, 144, "yuv420p", 2_000_000
        for frame in film.decode(picture):
            frame.pict_type = 0
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
