import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.tv.drawing.framing import CROP_MAX, Framing

PANEL = 768 / 744
WIDE, TALL = (1280, 720), (720, 1280)


def test_without_a_person_the_whole_picture_is_shown():
    window = Framing(PANEL).follow(WIDE, None, 0.0)
    assert (window.left, window.top, window.width, window.height) == (0, 0, 1280, 720)


def test_a_standing_person_in_a_wide_picture_is_brought_closer(body):
    window = Framing(PANEL).follow(WIDE, body(600, (340, 60)), 0.0)
    assert window.height == 720
    assert window.width == round(720 * PANEL)


def test_a_very_wide_picture_is_not_cut_beyond_the_limit(body):
    window = Framing(PANEL).follow((1920, 720), body(600, (340, 60)), 0.0)
    assert window.width == round((1 - CROP_MAX) * 1920)


def test_the_margin_gives_way_before_thin_bars_appear(body):
    """A person whose margin, not body, is a little too wide for the panel still fills it."""
    joints = body(500, (70, 0))
    joints[:, 0] = 320 + (joints[:, 0] - 320) * 1.9
    window = Framing(PANEL).follow((640, 480), joints, 0.0)
    assert window.width == round(480 * PANEL)
    assert window.left < joints[:, 0].min() - 20
    assert window.left + window.width > joints[:, 0].max() + 20


def test_a_person_as_wide_as_the_picture_is_shown_whole(body):
    lying = body(600)[:, ::-1] * np.array([2.0, 0.4], np.float32)
    window = Framing(PANEL).follow(WIDE, lying, 0.0)
    assert window.left <= lying[:, 0].min()
    assert window.left + window.width >= lying[:, 0].max()


def test_the_shorter_side_is_never_cut(body):
    assert Framing(PANEL).follow(TALL, body(700, (0, 300)), 0.0).width == 720


@given(
    st.sampled_from([WIDE, TALL, (640, 480), (480, 480)]),
    st.lists(
        st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.02, 0.6)), min_size=1, max_size=30
    ),
)
def test_a_person_is_never_cut_off_whatever_they_do(size, moves):
    framing = Framing(PANEL)
    unit = np.random.default_rng(0).uniform(-0.5, 0.5, (15, 2))
    for number, (x, y, extent) in enumerate(moves):
        joints = np.clip((unit * extent + (x, y)), 0, 1) * np.array(size)
        window = framing.follow(size, joints, number / 30)
        right, bottom = window.left + window.width, window.top + window.height
        assert 0 <= window.left <= joints[:, 0].min() + 1
        assert 0 <= window.top <= joints[:, 1].min() + 1
        assert size[0] >= right >= joints[:, 0].max() - 1
        assert size[1] >= bottom >= joints[:, 1].max() - 1


def test_a_small_sway_does_not_move_the_picture(body):
    framing = Framing(PANEL)
    windows = {
        framing.follow(WIDE, body(600, (340 + 20 * np.sin(number / 5), 60)), number / 30)
        for number in range(90)
    }
    assert len(windows) == 1


def test_somebody_who_walks_is_followed_and_somebody_who_leaves_is_given_up(body):
    framing = Framing(PANEL)
    start = framing.follow(WIDE, body(500, (100, 100)), 0.0)
    for number in range(1, 90):
        window = framing.follow(WIDE, body(500, (100 + 6 * number, 100)), number / 30)
    assert window.left > start.left + 200
    held = framing.follow(WIDE, None, 3.1)
    assert held.width == window.width
    for number in range(300):
        window = framing.follow(WIDE, None, 3.2 + number / 30)
    assert window.width == pytest.approx(1280, abs=4)


def test_another_picture_size_starts_afresh(body):
    framing = Framing(PANEL)
    framing.follow(WIDE, body(600, (340, 60)), 0.0)
    window = framing.follow((640, 480), None, 0.1)
    assert (window.width, window.height) == (640, 480)
