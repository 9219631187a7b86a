from dataclasses import replace

import pytest

from device.scenes.settings_effects import SettingsEffects
from device.store.settings import BoxSettings
from device.tv.sound.loudness import Loudness


class Speaks:
    def __init__(self):
        self.prepared = []

    def prepare(self, phrases, language):
        assert len(phrases) > 100
        self.prepared.append(language)


class Plays:
    voice = None


class Sees:
    running = True
    mirrored = None

    def __init__(self):
        self.done = []

    def start(self):
        self.done.append("start")

    def stop(self):
        self.done.append("stop")


@pytest.fixture
def parts():
    return Loudness(), Plays(), Speaks(), Sees()


@pytest.fixture
def applied(parts):
    return SettingsEffects(*parts)


SETTINGS = BoxSettings()


def test_sound_and_voice_are_as_they_are_wanted(applied, parts):
    loudness, sounds, voice, _ = parts
    applied(SETTINGS)
    assert (loudness.on, sounds.voice, voice.prepared) == (True, voice, ["en"])
    applied(replace(SETTINGS, sound=False, voice=False))
    assert (loudness.on, sounds.voice) == (False, None)
    applied(SETTINGS)
    applied(replace(SETTINGS, language="ko"))
    applied(replace(SETTINGS, language="ko", volume=10))
    assert voice.prepared == ["en", "en", "ko"]


def test_another_camera_is_opened_at_once_where_somebody_looks(applied, parts):
    sight = parts[3]
    applied(SETTINGS)
    applied(replace(SETTINGS, mirror=False))
    assert sight.done == []
    applied(replace(SETTINGS, camera="usb:1"))
    assert sight.done == ["stop", "start"]
    sight.running = False
    applied(SETTINGS)
    assert sight.done == ["stop", "start"]
