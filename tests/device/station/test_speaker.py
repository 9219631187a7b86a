import logging

import numpy as np
import pygame
import pytest

from device.station.disabled import DisabledSpeaker
from device.station.speaker import SAMPLE_RATE, Loudness, SoundCard, open_speaker


@pytest.fixture
def samples():
    """Two seconds whose values rise, so that every place in them can be told."""
    count = 2 * SAMPLE_RATE
    return np.repeat(np.arange(count, dtype=np.int32).astype(np.int16)[:, None], 2, axis=1)


@pytest.fixture
def card(samples):
    card = SoundCard(samples)
    yield card
    card.close()


@pytest.fixture
def played(monkeypatch):
    """The samples of every sound that was started."""
    sounds = []
    real = pygame.mixer.Sound

    def remember(*, buffer):
        sounds.append(np.array(buffer))
        return real(buffer=buffer)

    monkeypatch.setattr(pygame.mixer, "Sound", remember)
    return sounds


@pytest.mark.parametrize("offset", [0.0, 0.5, 1.25])
def test_sound_starts_at_the_offset(card, played, samples, offset):
    card.play(offset)
    assert card.playing
    assert np.array_equal(played[0], samples[round(offset * SAMPLE_RATE) :])


def test_the_card_is_opened_in_the_form_of_the_samples(card):
    assert pygame.mixer.get_init() == (SAMPLE_RATE, -16, 2)


def test_playing_again_replaces_what_plays(card, played):
    card.play(0.0)
    card.play(1.0)
    assert len(played) == 2
    assert pygame.mixer.get_busy()
    card.stop()
    card.stop()
    assert not card.playing
    assert not pygame.mixer.get_busy()


def test_beyond_the_end_it_is_silent_and_before_the_start_it_starts(card, played, samples):
    card.play(9.0)
    assert played == []
    assert not card.playing
    card.play(-1.0)
    assert len(played[0]) == len(samples)


def test_a_closed_card_stays_silent(card, played):
    card.play(0.0)
    card.close()
    card.close()
    card.play(0.0)
    assert len(played) == 1
    assert pygame.mixer.get_init() is None


@pytest.mark.parametrize(
    "wrong", [np.zeros((5, 1), np.int16), np.zeros(5, np.int16), np.zeros((5, 2), np.float32)]
)
def test_sound_of_another_form_is_refused(wrong):
    with pytest.raises(ValueError, match="int16"):
        SoundCard(wrong)


def test_a_machine_without_a_sound_card_is_silent_and_says_so(monkeypatch, caplog, samples):
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    with caplog.at_level(logging.WARNING):
        speaker = open_speaker(samples)
    assert isinstance(speaker, DisabledSpeaker)
    assert "in silence" in caplog.text
    speaker.play(0.0)
    speaker.stop()


def test_a_lesson_without_sound_needs_no_card():
    assert isinstance(open_speaker(None), DisabledSpeaker)
    assert isinstance(open_speaker(np.zeros((0, 2), np.int16)), DisabledSpeaker)
    assert pygame.mixer.get_init() is None


def test_how_loud_it_is_outlives_a_lesson_and_counts_at_once():
    loudness = Loudness()
    loudness.ask(30)
    speaker = SoundCard(np.zeros((48_000, 2), np.int16), loudness)
    try:
        speaker.play(0.0)
        assert pygame.mixer.Channel(0).get_volume() == pytest.approx(0.3, abs=0.01)
        assert loudness.ask(80) == 80
        assert pygame.mixer.Channel(0).get_volume() == pytest.approx(0.8, abs=0.01)
        speaker.play(0.5)
        assert pygame.mixer.Channel(0).get_volume() == pytest.approx(0.8, abs=0.01)
    finally:
        speaker.close()
    assert loudness.ask() == 80
    assert loudness.ask(0) == 0
