"""What changes on the hardware when the household's settings are read or changed."""

from device.match.play.pose_stream import PoseStream
from device.store.settings import BoxSettings
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from device.voice.phrases import phrases
from device.voice.voice import Voice
from device.words.lookup import words


class SettingsEffects:
    """Call it with the settings as they are now."""

    def __init__(self, loudness: Loudness, sounds: SoundSystem, voice: Voice, poses: PoseStream) -> None:
        """Nothing has changed yet."""
        self._loudness = loudness
        self._sounds = sounds
        self._voice = voice
        self._poses = poses
        self._now: BoxSettings | None = None

    def __call__(self, new: BoxSettings) -> None:
        """Set volume, sound, voice and camera."""
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
