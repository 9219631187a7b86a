import logging

import numpy as np
import pytest

from device.effects import Effect
from device.media.sound import RATE_HZ
from device.tv.sound.card import BUFFER, NoCardError
from device.tv.sound.effects import rendered
from device.tv.sound.loudness import Loudness
from device.tv.sound.mixer import DUCKED
from device.tv.sound.slot import AGAIN_S, STALLED_S
from device.tv.sound.system import LEAD, SoundSystem
from models.film import FilmWriter
from tests.device.runtime.stepped_clock import SteppedClock

SPEECH = np.full(RATE_HZ // 2, 3000, np.float32)


@pytest.fixture(scope="session")
def tone(tmp_path_factory):
    """A lesson of 20 s: 440 Hz, as loud as films are."""
    path = tmp_path_factory.mktemp("tone") / "tone.mp4"
    wave = 0.14 * np.sin(2 * np.pi * 440 * np.arange(20 * RATE_HZ) / RATE_HZ)
    with FilmWriter(path, 16, 16, 1, RATE_HZ, channels=1, preset="ultrafast", threads=1) as film:
        film.sound(wave.astype(np.float32)[:, None])
        for second in range(20):
            film.add(np.zeros((16, 16, 3), np.uint8), second)
    return path


class Parrot:
    """A voice that knows one sentence."""

    def __init__(self):
        self.asked = []

    def sound(self, text):
        self.asked.append(text)
        return SPEECH if text == "Go lower" else None


def height(sound):
    """How high a wave is, in the middle of what was heard last."""
    return np.abs(sound[-RATE_HZ // 10 :, 0].astype(int)).max()


def test_an_effect_is_heard_at_once_over_a_lesson_that_is_mixed_ahead(room, tone):
    room = room()
    room.sound.lesson(tone).play(0.0)
    room.run(2.0)
    before = len(room.heard())
    room.sound.effect(Effect.BEAT)
    room.sound.step()
    room.run(0.3)
    card = room.cards[0]
    # the beat stands out of the lesson's wave where it begins
    loud = np.flatnonzero(np.abs(room.heard()[before:, 0].astype(int)) > 7000)[0]
    assert loud < 3 * BUFFER < LEAD / 4
    assert card.gaps <= 1


def test_the_lesson_goes_on_in_step_under_an_effect(room, clicks):
    room = room()
    room.sound.lesson(clicks).play(-0.5)
    began_at = room.clock.now() + 0.5
    for _ in range(10):
        room.run(0.5)
        room.sound.effect(Effect.MOVE)
        room.run(0.5)
    at = room.clicks_at() - began_at
    # of two sounds a second every other is a click of the lesson; all clicks are where they belong
    assert np.abs(at - np.round(at * 2) / 2).max() < 0.04


def test_while_somebody_speaks_the_lesson_steps_back_and_a_second_cue_is_dropped(room, tone):
    voice = Parrot()
    room = room(voice=voice)
    room.sound.lesson(tone).play(0.0)
    room.run(2.0)
    usual = height(room.heard())
    room.sound.say("Go lower")
    room.run(0.3)
    while_spoken = room.heard()[-RATE_HZ // 10 :, 0].astype(int)
    assert np.ptp(while_spoken) / 2 == pytest.approx(DUCKED * usual, rel=0.1)
    assert while_spoken.mean() == pytest.approx(3000, rel=0.15)
    room.sound.say("Go lower")
    room.run(1.5)
    assert voice.asked == ["Go lower"]
    assert height(room.heard()) == pytest.approx(usual, rel=0.05)


def test_what_the_voice_does_not_know_is_not_said(room, tone):
    room = room(voice=Parrot())
    room.sound.say("Go higher")
    room.run(1.0)
    assert not room.heard().any()
    room.sound.say("Go lower")
    room.run(1.0)
    assert room.heard().any()


def test_loudness_counts_at_once(room, tone):
    room = room()
    room.sound.lesson(tone).play(0.0)
    room.run(1.0)
    usual = height(room.heard())
    room.loudness.ask(50)
    room.run(0.5)
    assert height(room.heard()) == pytest.approx(usual / 4, rel=0.05)
    room.loudness.ask(0)
    room.run(0.5)
    assert height(room.heard()) == 0


def test_stop_is_silent_within_a_moment_and_without_a_click(room, tone):
    room = room()
    speaker = room.sound.lesson(tone)
    speaker.play(0.0)
    room.run(1.0)
    before = len(room.heard())
    speaker.stop()
    speaker.stop()
    room.run(0.5)
    after = room.heard()[before:, 0].astype(int)
    assert not after[3 * BUFFER :].any()
    assert np.abs(np.diff(after)).max() < 500


def test_a_new_lesson_silences_the_one_before(room, tone, clicks):
    room = room()
    room.sound.lesson(clicks).play(0.0)
    room.run(0.5)
    room.sound.lesson(tone)
    room.run(2.5)
    assert len(room.clicks_at()) <= 1


def test_the_lesson_before_plays_again_once_the_new_one_is_closed(room, tone, clicks):
    """As when an exercise was practised in the middle of a lesson."""
    room = room()
    lesson = room.sound.lesson(clicks)
    lesson.play(0.0)
    room.run(0.5)
    practice = room.sound.lesson(tone)
    practice.play(0.0)
    room.run(1.0)
    practice.close()
    room.run(0.5)
    again_s = room.clock.now()
    lesson.play(0.5)
    room.run(3.0)
    clicked = room.clicks_at()
    assert clicked[clicked > again_s] - again_s == pytest.approx([0.5, 1.5, 2.5], abs=0.02)


def test_with_the_sound_switched_off_no_card_is_opened(room, tone):
    room = room()
    room.loudness.on = False
    room.sound.lesson(tone).play(0.0)
    room.sound.effect(Effect.GO)
    room.run(2.0)
    assert room.cards == []


def test_a_lesson_that_is_no_film_is_silent_and_says_so(room, tmp_path, caplog):
    (tmp_path / "film.mp4").write_bytes(b"no film")
    room = room()
    room.sound.lesson(tmp_path / "film.mp4").play(0.0)
    with caplog.at_level(logging.WARNING):
        room.run(10)
    assert caplog.text.count("the lesson is silent: film.mp4") == len(caplog.records) == 1
    room.sound.effect(Effect.GO)
    room.run(0.5)
    assert room.heard().any()


def test_without_a_card_nothing_fails_and_it_is_said_once(caplog):
    clock = SteppedClock()
    tried = []

    def opening():
        tried.append(clock.now())
        raise NoCardError("nothing plugged in")

    sound = SoundSystem(Loudness(), None, clock, opening=opening)
    with caplog.at_level(logging.WARNING):
        for _ in range(100):
            sound.effect(Effect.CHIME)
            sound.say("Go lower")
            clock.sleep(sound.step())
    sound.close()
    sound.close()
    assert caplog.text.count("no sound card, going on in silence: nothing plugged in") == 1
    assert len(caplog.records) == 1
    assert np.diff(tried) == pytest.approx(AGAIN_S, abs=1)


def test_a_card_that_comes_back_plays_on_in_step(room, clicks, caplog):
    """The TV is switched off for six seconds."""
    room = room()
    room.sound.lesson(clicks).play(0.0)
    began_at = room.clock.now()
    room.run(2.5)
    with caplog.at_level(logging.WARNING):
        room.cards[0].there = False
        room.run(12)
    assert [record.getMessage() for record in caplog.records] == [
        "the sound card is gone, going on in silence",
        "the sound card is back",
    ]
    late = room.clicks_at() - began_at
    assert len(late) >= 4
    assert np.abs(late - np.round(late)).max() < 0.04


def test_a_card_that_takes_nothing_is_given_up(room, tone, monkeypatch):
    room = room()
    room.sound.lesson(tone).play(0.0)
    room.run(1.0)
    monkeypatch.setattr(room.cards[0], "_run", lambda: None)
    room.run(STALLED_S + AGAIN_S + 2)
    assert len(room.cards) == 2
    assert not room.cards[0].there
    assert room.heard().any()


def test_every_effect_is_heard_in_silence_too(room):
    room = room()
    for effect in Effect:
        room.sound.effect(effect)
        room.run(0.05 + len(rendered(effect)) / RATE_HZ + 0.5)
        assert height(room.heard()) == 0
    assert room.heard().any()
    assert room.sound.step() > 0.2  # at rest the thread sleeps


def test_the_thread_runs_and_ends(room, tone):
    room = room()
    room.sound.start()
    room.sound.lesson(tone).play(0.0)
    room.sound.close()
    room.sound.close()
