import threading

import numpy as np
import pytest

from device.match.play.recorder import WAITING_MAX, Recorder
from device.media.contents import look_into
from device.media.video import frames
from models.film import FilmWriter
from tests.device.match.conftest import FPS, pictures


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


def test_a_slow_encoder_costs_pictures_and_never_waiting(tmp_path, monkeypatch):
    free = threading.Event()
    add = FilmWriter.add

    def slow(film, image, time_s):
        assert free.wait(20)
        add(film, image, time_s)

    monkeypatch.setattr(FilmWriter, "add", slow)
    recorder = Recorder(tmp_path / "film.mp4", 64, 48, None)
    for frame in pictures(WAITING_MAX + 3):
        recorder.add(frame.image, frame.time_s)
    assert recorder.dropped == 3
    free.set()
    recorder.close()
    assert len(list(frames(tmp_path / "film.mp4"))) == WAITING_MAX
