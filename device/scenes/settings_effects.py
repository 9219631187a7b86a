"""Puts settings into force on the hardware: volume, sound, voice, mirroring, camera."""

from device.match.play.pose_stream import PoseStream
from device.store.settings import BoxSettings
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from device.voice.phrases import phrases
from device.voice.voice import Voice
from device.words.lookup import words


class SettingsEffects:
    """Call it with all settings, at the start and after every change."""

    def __init__(self, loudness: Loudness, sounds: SoundSystem, voice: Voice, poses: PoseStream) -> None:
        """Changes nothing before the first call."""
        self._loudness = loudness
        self._sounds = sounds
        self._voice = voice
        self._poses = poses
        self._now: BoxSettings | None = None

    def __call__(self, new: BoxSettings) -> None:
        """Apply them; reopens a running camera only if the camera setting changed."""
        before, self._now = self._now, new
        self._loudness.ask(new.volume)
        self._loudness.on = new.sound
        self._sounds.voice = self._voice if new.voice else None
        if new.voice and (before is None or (before.voice, before.language) != (True, new.language)):
            self._voice.prepare(phrases(words(new.language)), new.language)
        self._poses.mirrored = new.mirror
        if before is not None and before.camera != new.camera and self._poses.running:
            self._poses.stop()
            self._poses.start()
