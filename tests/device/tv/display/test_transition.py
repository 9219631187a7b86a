import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.tv.display import transition
from device.tv.display.transition import BLEND_MAX_S, FADE_S, Transition, blend, shown_share
from tests.device.runtime.stepped_clock import SteppedClock

SIZE = (16, 9)
PICTURES_S = 60


def plain(value):
    return np.full((SIZE[1], SIZE[0], 3), value, np.uint8)


@pytest.fixture
def clock():
    return SteppedClock(100.0)


@pytest.fixture
def fade(clock):
    return Transition(SIZE, clock)


def test_without_a_beginning_there_is_only_the_new_picture(fade):
    new = plain(200)
    assert fade.picture(new) is new
    assert not fade.running


def test_it_leads_from_the_old_picture_to_the_new_one(fade, clock):
    old, new = plain(40), plain(200)
    fade.begin(old)
    old[:] = 255  # the canvas is drawn on meanwhile
    shown = []
    while fade.running:
        shown.append(int(fade.picture(new)[0, 0, 0]))
        clock.sleep(1 / PICTURES_S)
    assert len(shown) == pytest.approx(FADE_S * PICTURES_S, abs=1)
    assert shown[0] == 40
    assert shown == sorted(shown)
    assert 60 < shown[len(shown) // 2] < 180
    assert max(np.diff(shown)) < 40, "no step is seen as one"
    assert fade.picture(new) is new


def test_the_new_picture_may_change_meanwhile(fade, clock):
    fade.begin(plain(0))
    clock.sleep(FADE_S / 2)
    assert fade.picture(plain(100))[0, 0, 0] == 50
    assert fade.picture(plain(200))[0, 0, 0] == 100


def test_another_fade_goes_on_from_what_is_shown(fade, clock):
    fade.begin(plain(0))
    clock.sleep(FADE_S / 2)
    fade.begin(plain(200))
    assert fade.running
    assert fade.picture(plain(50))[0, 0, 0] == 100
    clock.sleep(FADE_S)
    assert fade.picture(plain(50))[0, 0, 0] == 50


def test_a_slow_box_does_not_fade(fade, clock, monkeypatch):
    def slow(old, new, share, out):
        clock.sleep(2 * BLEND_MAX_S)
        return blend(old, new, share, out)

    monkeypatch.setattr(transition, "blend", slow)
    fade.begin(plain(0))
    clock.sleep(FADE_S / 3)
    new = plain(200)
    assert fade.picture(new) is not new
    assert not fade.running
    assert fade.picture(new) is new
    # the next screen gets a chance of its own
    fade.begin(plain(0))
    assert fade.running


def test_a_picture_of_another_size_is_refused(fade):
    with pytest.raises(ValueError, match="a fade is between pictures"):
        fade.begin(np.zeros((2, 2, 3), np.uint8))


@given(st.integers(0, 255), st.integers(0, 255), st.floats(0, 1))
def test_a_blend_is_the_weighted_mean(old, new, share):
    out = plain(7)
    assert blend(plain(old), plain(new), share, out) is out
    expected = old * (1 - share) + new * share
    assert np.abs(out - expected).max() <= 0.5 + 1e-3


def test_a_blend_is_of_each_value():
    draw = np.random.default_rng(4)
    old, new = (draw.integers(0, 256, (9, 16, 3), dtype=np.uint8) for _ in range(2))
    mixed = blend(old, new, 0.25, np.empty_like(old))
    assert np.abs(mixed - (0.75 * old + 0.25 * new)).max() <= 0.5 + 1e-3


@pytest.mark.parametrize(
    ("shape", "share", "words"),
    [
        ((2, 2, 3), 0.5, "one shape"),
        ((9, 16, 3), 1.1, "between 0 and 1"),
        ((9, 16, 3), float("nan"), "between 0 and 1"),
    ],
)
def test_what_cannot_be_blended_is_refused(shape, share, words):
    with pytest.raises(ValueError, match=words):
        blend(plain(0), np.zeros(shape, np.uint8), share, plain(0))


def test_a_blend_into_a_part_of_a_picture_is_refused():
    with pytest.raises(ValueError, match="one piece"):
        blend(plain(0), plain(1), 0.5, np.zeros((9, 32, 3), np.uint8)[:, ::2])


def test_the_share_rises_from_nothing_to_all():
    shares = [shown_share(second) for second in np.linspace(-0.1, FADE_S + 0.1, 50)]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
