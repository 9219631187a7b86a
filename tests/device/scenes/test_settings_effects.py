from dataclasses import replace

import pytest

from device.scenes.settings_effects import SettingsEffects
from device.store.settings import BoxSettings
from device.tv.sound.loudness import Loudness


class FakeVoice:
    def __init__(self):
        self.prepared = []

    def prepare(self, phrases, language):
        assert len(phrases) > 100
        self.prepared.append(language)


class FakeSounds:
    voice = None


class FakePoses:
    running = True
    mirrored = None

    def __init__(self):
        self.done = []

    def start(self):
        self.done.append("start")

    def stop(self):
        self.done.append("stop")


@pytest.fixture
def hardware():
    return Loudness(), FakeSounds(), FakeVoice(), FakePoses()


@pytest.fixture
def applied(hardware):
    return SettingsEffects(*hardware)


SETTINGS = BoxSettings()


def test_sound_and_voice_follow_the_settings(applied, hardware):
    loudness, sounds, voice, _ = hardware
    applied(SETTINGS)
    assert (loudness.on, sounds.voice, voice.prepared) == (True, voice, ["en"])
    applied(replace(SETTINGS, sound=False, voice=False))
    assert (loudness.on, sounds.voice) == (False, None)
    applied(SETTINGS)
    applied(replace(SETTINGS, language="ko"))
    applied(replace(SETTINGS, language="ko", volume=10))
    assert voice.prepared == ["en", "en", "ko"]


def test_another_camera_is_opened_at_once_if_one_is_running(applied, hardware):
    poses = hardware[3]
    applied(SETTINGS)
    applied(replace(SETTINGS, mirror=False))
    assert poses.done == []
    applied(replace(SETTINGS, camera="usb:1"))
    assert poses.done == ["stop", "start"]
    poses.running = False
    applied(SETTINGS)
    assert poses.done == ["stop", "start"]
