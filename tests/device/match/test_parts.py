import os
import queue
import threading

import numpy as np
import pytest

from device.match.lesson import lesson_of, title_of
from device.match.play.player import FilmPlayer
from device.match.play.recorder import Recorder
from device.media.contents import look_into
from device.media.video import frames
from device.runtime.clock import SystemClock
from device.runtime.mailbox import Mailbox
from device.runtime.worker import Worker
from tests.device.match.conftest import FPS, pictures
from tests.device.runtime.stepped_clock import SteppedClock


def test_a_mailbox_keeps_the_newest_only():
    box = Mailbox()
    assert box.take() is None
    box.put(1)
    box.put(2)
    assert box.take() == 2
    assert box.take() is None


def test_a_waiting_reader_gets_what_comes():
    box = Mailbox()
    threading.Thread(target=box.put, args=("late",), daemon=True).start()
    assert box.take(timeout_s=5) == "late"


def test_a_worker_stands_back_and_nobody_else():
    mine = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    found = queue.SimpleQueue()
    worker = Worker(
        "test", lambda: found.put(os.getpriority(os.PRIO_PROCESS, threading.get_native_id())), nice=3
    )
    worker.start()
    assert found.get(timeout=5) == min(mine + 3, 19)
    worker.stop()
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == mine


def test_a_worker_that_may_not_stand_back_works_all_the_same(monkeypatch):
    def forbidden(*_):
        raise PermissionError("not here")

    monkeypatch.setattr(os, "setpriority", forbidden)
    done = threading.Event()
    worker = Worker("test", done.set, nice=3)
    worker.start()
    assert done.wait(5)
    worker.stop()
    worker.check()


def test_a_worker_works_until_it_is_stopped():
    done = threading.Event()
    worker = Worker("test", done.set)
    worker.start()
    assert done.wait(5)
    worker.stop()
    worker.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "test"]


def test_an_error_is_raised_where_it_is_asked_for():
    ended = threading.Event()

    def fail():
        ended.set()
        raise OSError("gone")

    worker = Worker("test", fail)
    worker.start()
    assert ended.wait(5)
    worker.stop()
    with pytest.raises(OSError, match="gone"):
        worker.check()


def test_a_stepped_clock_moves_when_somebody_sleeps():
    clock = SteppedClock(5.0)
    clock.sleep(0.5)
    clock.sleep(-3)
    assert clock.now() == 5.5
    assert SystemClock().now() <= SystemClock().now()


def test_a_lesson_lasts_until_its_last_picture_is_over(tmp_path, tutor_track):
    lesson = lesson_of(tmp_path / "a.mp4", tutor_track)
    assert lesson.duration_s == pytest.approx(tutor_track.times[-1] + 1 / FPS)


@pytest.mark.parametrize(
    ("name", "title"), [("warm_up-2.mp4", "Warm up 2"), ("Yoga.mov", "Yoga"), ("__.mp4", "__.mp4")]
)
def test_a_title_comes_from_the_file_name(tmp_path, name, title):
    assert title_of(tmp_path / name) == title


@pytest.mark.parametrize("step", [1, 7])
def test_the_tutor_player_gives_the_picture_of_the_moment(step):
    player = FilmPlayer(iter(pictures(100)))
    player.start()
    for number in range(0, 100, step):
        frame = player.at(number / FPS + 0.001, wait=True)
        assert frame.image[0, 0, 0] == number
    assert player.at(99.0, wait=True).image[0, 0, 0] == 99
    player.stop()


def test_the_tutor_player_does_not_go_back():
    player = FilmPlayer(iter(pictures(50)))
    player.start()
    later = player.at(1.0, wait=True)
    assert player.at(0.2, wait=True) is later
    player.stop()


def test_a_recording_has_every_picture_and_the_sound(tmp_path):
    tone = (np.sin(np.arange(48000 * 2) / 48000 * 2 * np.pi * 440) * 9000).astype(np.int16)
    recorder = Recorder(tmp_path / "film.mp4", 64, 48, np.stack([tone, tone], axis=1))
    for frame in pictures(50):
        recorder.add(frame.image, frame.time_s, wait=True)
    recorder.close()
    film = list(frames(tmp_path / "film.mp4"))
    assert [frame.time_s for frame in film] == pytest.approx(np.arange(50) / FPS, abs=1e-3)
    assert look_into(tmp_path / "film.mp4").has_sound
    assert recorder.dropped == 0


def test_a_discarded_recording_leaves_nothing(tmp_path):
    recorder = Recorder(tmp_path / "film.mp4", 64, 48, None)
    recorder.add(pictures(1)[0].image, 0.0, wait=True)
    recorder.discard()
    assert list(tmp_path.iterdir()) == []
