import numpy as np
import pytest

from device.effects import Effect
from device.tv.sound.effects import PEAK, rendered
from device.tv.sound.mixer import REFERENCE

RATE = 48_000


@pytest.mark.parametrize("effect", Effect)
def test_an_effect_is_short_and_does_not_click(effect):
    sound = rendered(effect)
    assert sound.dtype == np.float32
    assert 0.03 < len(sound) / RATE <= (2.0 if effect is Effect.APPLAUSE else 0.5)
    assert 0 < np.abs(sound).max() <= PEAK * REFERENCE * 1.001
    # what begins or ends is next to nothing, and no step at either end is larger than those within
    assert abs(sound[0]) == abs(sound[-1]) == 0
    steps = np.abs(np.diff(sound))
    assert max(steps[:4].max(), steps[-4:].max()) < 0.2 * steps.max()
    assert np.abs(sound[-48:]).max() < 0.02 * np.abs(sound).max()


def test_what_is_pressed_all_the_time_is_softer_than_what_counts_in():
    loud = {effect: np.abs(rendered(effect)).max() for effect in Effect}
    assert loud[Effect.MOVE] < loud[Effect.CHIME] < loud[Effect.BEAT] == loud[Effect.GO]


def test_go_is_higher_than_the_beats_and_refused_goes_down():
    def pitch(sound):
        return np.argmax(np.abs(np.fft.rfft(sound, RATE)))

    assert pitch(rendered(Effect.GO)) > 1.25 * pitch(rendered(Effect.BEAT))
    refused = rendered(Effect.REFUSED)
    assert pitch(refused[: RATE // 12]) > pitch(refused[-RATE // 8 :])


def test_an_effect_is_made_once():
    assert rendered(Effect.BEAT) is rendered(Effect.BEAT)
