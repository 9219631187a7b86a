import logging
import threading
import time

import numpy as np
import pytest

from device.voice.speech import SpeechError
from device.voice.voice import Voice
from tests.device.runtime.rounds import Rounds

PATIENCE_S = 10


class Speaking:
    """Says every sentence as so many samples as it has letters; remembers what it was asked."""

    def __init__(self, error=None):
        self.said = []
        self.error = error
        self.may = threading.Event()
        self.may.set()
        self.asked = threading.Event()

    def __call__(self, text, language):
        self.asked.set()
        assert self.may.wait(PATIENCE_S)
        self.said.append((text, language))
        if self.error is not None:
            raise self.error
        return np.full(len(text), 100 + len(self.said), np.int16)


@pytest.fixture
def voice(tmp_path, monkeypatch):
    voices = []
    monkeypatch.setattr("device.voice.voice.WAIT_S", 0.0)

    def build(speak, language="en", *, thread=False):
        if not thread:
            monkeypatch.setattr("device.voice.voice.Worker", Rounds)
        voices.append(Voice(tmp_path / "voice", language, speak))
        return voices[-1]

    yield build
    for each in voices:
        each.close()


def finish():
    """What the voice that was made last has to do, and rounds in which it finds nothing to do."""
    for _ in range(9):
        Rounds.newest.step()


def test_what_was_prepared_is_there_at_once_and_the_rest_is_made_next(voice):
    speak = Speaking()
    voice = voice(speak)
    voice.prepare(["Go lower", "Step back"], "en")
    finish()
    sound = voice.sound("Go lower")
    assert sound.dtype == np.float32
    assert sound.tolist() == [101.0] * 8
    assert voice.sound("87 points") is None
    finish()
    assert len(voice.sound("87 points")) == 9
    assert [text for text, _ in speak.said] == ["Go lower", "Step back", "87 points"]


def test_nobody_waits_for_a_slow_voice(voice):
    speak = Speaking()
    speak.may.clear()
    voice = voice(speak, thread=True)
    voice.prepare(["Go lower", "Step back"], "en")
    assert speak.asked.wait(PATIENCE_S)
    assert voice.sound("Go lower") is None
    assert voice.sound("Step back") is None
    speak.may.set()
    end = time.monotonic() + PATIENCE_S
    while voice.sound("Step back") is None:
        assert time.monotonic() < end, "it is never said"
        threading.Event().wait(0.005)


def test_files_outlive_the_process_and_are_kept_apart_by_language(voice):
    first, second = Speaking(), Speaking()
    one = voice(first)
    one.prepare(["OK"], "en")
    finish()
    again = voice(second)
    assert again.sound("OK").tolist() == [101.0] * 2
    again.prepare(["OK"], "ko")
    finish()
    assert second.said == [("OK", "ko")]


def test_without_the_program_there_is_one_line_and_silence(voice, caplog):
    speak = Speaking(SpeechError("espeak-ng is not installed"))
    voice = voice(speak)
    with caplog.at_level(logging.WARNING):
        voice.prepare(["a", "b", "c"], "en")
        finish()
        assert voice.sound("a") is None
        finish()
    assert [record.getMessage() for record in caplog.records] == [
        "nothing new is spoken: espeak-ng is not installed"
    ]


def test_a_broken_file_is_made_anew(voice, tmp_path):
    voice = voice(Speaking())
    voice.prepare(["Go lower"], "en")
    finish()
    (file,) = (tmp_path / "voice").iterdir()
    file.write_bytes(b"RIFF")
    assert voice.sound("Go lower") is None
    finish()
    assert voice.sound("Go lower") is not None


def test_a_full_disk_costs_the_voice_not_the_evening(voice, tmp_path, caplog):
    (tmp_path / "voice").write_text("not a folder")
    voice = voice(Speaking())
    with caplog.at_level(logging.WARNING):
        voice.prepare(["Go lower", "Step back"], "en")
        finish()
        assert voice.sound("Go lower") is None
    assert len(caplog.records) <= 2
