"""The sound system: one lesson at a time, effects and speech over it, the volume, and the card.

Mixes LEAD samples ahead of the card in a thread of its own. When something changes, what the card has not
taken is taken back and mixed again, so that the change is heard at once. No caller ever waits.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from device.effects import Effect
from device.media.sound import CHANNELS, RATE_HZ, Sound, SoundFile
from device.media.stretch import stretched
from device.ports import Clock, Speaker
from device.runtime.clock import SystemClock
from device.runtime.worker import Worker
from device.tv.sound.card import Card, SdlCard
from device.tv.sound.effects import rendered
from device.tv.sound.lesson import DOWN, LessonSound
from device.tv.sound.loudness import Loudness
from device.tv.sound.mixer import Mixer, Mono
from device.tv.sound.slot import CardSlot
from device.voice.voice import Voice

log = logging.getLogger(__name__)

# Samples mixed ahead: longer than other threads ever keep Python's lock.
LEAD: Final = RATE_HZ * 3 // 20
# While a lesson waits for its decoder, silence is mixed ahead no further than this.
STARTING_LEAD: Final = RATE_HZ // 25
ROUND_S: Final = 0.06
STARTING_ROUND_S: Final = 0.01
IDLE_S: Final = 0.5


class SoundSystem:
    """Everything that is heard; one per station."""

    def __init__(
        self,
        loudness: Loudness,
        voice: Voice | None = None,
        clock: Clock | None = None,
        *,
        opening: Callable[[], Card] = SdlCard,
        patient: bool = False,
    ) -> None:
        """voice: None when nothing is to be spoken; opening: gives the card or raises NoCardError; patient:
        wait for decoders, for a simulated clock. Nothing runs before `start`.
        """
        self.voice = voice
        self._loudness = loudness
        self._clock = clock or SystemClock()
        self._patient = patient
        self._slot = CardSlot(opening, self._clock)
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._lessons: list[LessonSound] = []  # the last one is heard
        self._lesson_changed = False
        self._effects: list[Effect] = []
        self._say: str | None = None
        # the sound's thread alone has these
        self._mixer = Mixer()
        self._made = False
        self._worker = Worker("sound", self._turn)

    def start(self) -> None:
        """Start the thread."""
        self._worker.start()

    def lesson(self, video: Path, start_s: float = 0.0, end_s: float | None = None) -> Speaker:
        """The sound of a video from start_s to end_s; its offset 0 is start_s.

        Stops the previous lesson's sound, which can play again once this one is closed.
        """
        self._worker.check()

        file = SoundFile(video)

        def source(offset_s: float, rate: float) -> Iterator[Sound]:
            return stretched(file.pieces(start_s + offset_s, end_s), rate)

        def closing() -> None:
            file.close()
            with self._lock:
                self._lessons = [one for one in self._lessons if one is not speaker]

        speaker = LessonSound(self._clock, source, self._change, closing, patient=self._patient)
        with self._lock:
            before = self._lessons[-1:]
            self._lessons.append(speaker)
        for one in before:
            one.stop()
        return speaker

    def effect(self, effect: Effect) -> None:
        """Play it now."""
        self._worker.check()
        with self._lock:
            self._effects.append(effect)
        self._wake.set()

    def say(self, text: str) -> None:
        """Speak it now; does nothing while something is spoken, or when the voice has not rendered it."""
        self._worker.check()
        with self._lock:
            if self._say is None:
                self._say = text
        self._wake.set()

    def close(self) -> None:
        """Fall silent and end the threads; safe to call twice."""
        with self._lock:
            lessons = self._lessons[::-1]
        for end in (*(lesson.close for lesson in lessons), self._end):
            try:
                end()
            except RuntimeError as error:  # a driver that hangs must not keep the box from ending
                log.warning("%s", error)

    def step(self) -> float:
        """Give the card what it needs by now; how many seconds until it needs more."""
        with self._lock:
            lesson = self._lessons[-1] if self._lessons else None
            changed, self._lesson_changed = self._lesson_changed, False
            effects, self._effects = self._effects, []
            text, self._say = self._say, None
        if not self._loudness.on:
            self._slot.close()
            return IDLE_S
        card = self._slot.card()
        if card is None:
            return IDLE_S
        gain = self._loudness.gain
        over = [(rendered(effect), False) for effect in effects]
        speech = (
            None if text is None or self.voice is None or self._mixer.speaking else self.voice.sound(text)
        )
        if speech is not None:
            over.append((speech, True))
        if changed or over or gain != self._mixer.gain:
            self._mix_anew(card, over, gain, changed=changed)
        return self._fill(card, lesson, gain)

    def _mix_anew(self, card: Card, over: list[tuple[Mono, bool]], gain: float, *, changed: bool) -> None:
        """Let what is new be heard at once; changed: of the lesson only a slope is left."""
        lesson = self._mixer.rewind(card.take_back())
        for sound, speech in over:
            self._mixer.start(sound, speech=speech)
        if changed:
            lesson = (lesson[: len(DOWN)] * DOWN[: len(lesson)]).astype(np.int16)
        if len(lesson):
            card.add(self._mixer.mix(lesson, gain))

    def _fill(self, card: Card, lesson: LessonSound | None, gain: float) -> float:
        if lesson is not None and not lesson.playing:
            lesson = None
        if lesson is None and self._mixer.idle:
            return IDLE_S
        waiting = card.waiting()
        starting = lesson is not None and lesson.starting
        count = (STARTING_LEAD if starting else LEAD) - waiting
        if count > 0:
            sound = np.zeros((count, CHANNELS), np.int16)
            if lesson is not None:
                heard_in_s = (waiting + card.latency) / RATE_HZ
                sound = lesson.next(count, heard_in_s, starved=waiting == 0)
            card.add(self._mixer.mix(sound, gain))
        return STARTING_ROUND_S if starting else ROUND_S

    def _turn(self) -> None:
        if not self._made:  # the longest takes as long to make as is mixed ahead: nothing plays yet
            for effect in Effect:
                rendered(effect)
            self._made = True
        self._wake.wait(self.step())
        self._wake.clear()

    def _end(self) -> None:
        self._wake.set()
        self._worker.stop()
        self._slot.close()

    def _change(self) -> None:
        with self._lock:
            self._lesson_changed = True
        self._wake.set()
