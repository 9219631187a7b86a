"""The real card's code on SDL's own drivers: `disk` writes to a file what would be heard."""

import numpy as np
import pytest

from device.tv.sound.card import BUFFER, NoCardError, SdlCard


@pytest.fixture
def played(monkeypatch, tmp_path):
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "played.raw"))
    monkeypatch.setenv("SDL_DISKAUDIODELAY", "0")  # as fast as the disk
    return lambda: np.fromfile(tmp_path / "played.raw", np.int16).reshape(-1, 2)


def drained(card):
    while card.waiting():
        pass


def test_what_is_added_is_played_in_order_without_a_gap(played):
    card = SdlCard()
    rising = np.stack((np.arange(1, 20_001), -np.arange(1, 20_001)), axis=1).astype(np.int16)
    card.add(rising)
    drained(card)
    card.close()
    found = played()
    begin = np.flatnonzero(found[:, 0])[0]
    assert np.array_equal(found[begin : begin + len(rising)], rising)


def test_what_was_taken_back_is_never_played(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    card = SdlCard()
    try:
        card.add(np.zeros((48_000, 2), np.int16))
        assert 48_000 - 20 * BUFFER < card.waiting() <= 48_000
        assert card.alive()
        taken_back = card.take_back()
        assert 0 < taken_back <= 48_000
        assert card.waiting() == 0
    finally:
        card.close()
        card.close()


def test_a_machine_without_a_card_says_so(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    with pytest.raises(NoCardError, match="no such driver"):
        SdlCard()


def test_a_card_can_be_opened_again(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    for _ in range(2):
        card = SdlCard()
        assert card.alive()
        card.close()
