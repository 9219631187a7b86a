"""What follows for the parts of the station when the household's settings are read or change.

Decides nothing about the settings themselves; the evening reads and changes them.
"""

from device.match.play.pose_stream import Sight
from device.store.settings import BoxSettings
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from device.voice.phrases import phrases
from device.voice.voice import Voice
from device.words.lookup import words


class Applied:
    """Call it with the settings as they are now."""

    def __init__(self, loudness: Loudness, sounds: SoundSystem, voice: Voice, sight: Sight) -> None:
        """Nothing is applied yet."""
        self._loudness = loudness
        self._sounds = sounds
        self._voice = voice
        self._sight = sight
        self._now: BoxSettings | None = None

    def __call__(self, new: BoxSettings) -> None:
        """Sound, voice and camera as they are wanted from now on."""
        before, self._now = self._now, new
        self._loudness.on = new.sound
        self._sounds.voice = self._voice if new.voice else None
        if new.voice and (before is None or (before.voice, before.language) != (True, new.language)):
            self._voice.prepare(phrases(words(new.language)), new.language)
        if before is not None and before.camera != new.camera and self._sight.looks:
            self._sight.stop()
            self._sight.start()
