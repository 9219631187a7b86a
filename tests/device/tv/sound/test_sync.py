"""Sound and picture of a lesson with a flash and a click a second, on cards whose clocks are wrong."""

import numpy as np
import pytest

from device.media.video import frames
from tests.device.tv.sound.conftest import MINUTES

OFFSET_MAX_S = 0.04
AHEAD_S = 0.5


@pytest.fixture(scope="session")
def flashes(clicks):
    """When the picture turns white, on the lesson's clock."""
    return np.array([frame.time_s for frame in frames(clicks) if frame.image.mean() > 128])


def errors(clicks_at, flashes, began_at, rate=1.0):
    """How much later (s) than its flash each click is heard, the flash shown by the lesson's clock."""
    shown_at = began_at + flashes / rate
    nearest = np.abs(clicks_at[:, None] - shown_at).argmin(axis=1)
    return clicks_at - shown_at[nearest]


@pytest.mark.parametrize(("ppm", "minutes"), [(200, MINUTES), (-1000, 1), (0, 1)])
def test_clicks_come_with_flashes(room, clicks, flashes, ppm, minutes):
    room = room(ppm)
    room.sound.lesson(clicks).play(-AHEAD_S)
    began_at = room.clock.now() + AHEAD_S
    room.run(60 * minutes + 1)
    at = room.clicks_at()
    # the very first click may drown in the slope with which sound begins
    late = errors(at[at > began_at + 0.5], flashes, began_at)
    assert len(late) == 60 * minutes
    assert np.abs(late).max() < OFFSET_MAX_S / 2
    # what drifts is made up for, not only bounded by the length of the test
    assert abs(late[-30:].mean()) < 0.006
    assert room.cards[0].gaps <= 1


def test_without_correction_the_card_would_be_far_off(room, clicks, flashes, monkeypatch):
    """So the test above can fail: a thousand parts in a million are 60 ms in a minute."""
    monkeypatch.setattr("device.tv.sound.drift.BEND_FROM_S", np.inf)
    monkeypatch.setattr("device.tv.sound.drift.JUMP_S", np.inf)
    room = room(-1000)
    room.sound.lesson(clicks).play(-AHEAD_S)
    began_at = room.clock.now() + AHEAD_S
    room.run(61)
    assert np.abs(errors(room.clicks_at(), flashes, began_at)).max() > 0.05


def test_in_step_after_a_pause(room, clicks, flashes):
    room = room(200)
    speaker = room.sound.lesson(clicks)
    speaker.play(0.0)
    room.run(5.4)
    speaker.stop()
    stopped_at = room.clock.now()
    room.run(3.3)
    speaker.play(5.4)
    began_at = room.clock.now() - 5.4
    room.run(5)
    at = room.clicks_at()
    assert not ((at > stopped_at + 0.05) & (at < began_at + 5.4)).any()
    late = errors(at[at > began_at + 5.4], flashes, began_at)
    assert len(late) == 5
    assert np.abs(late).max() < OFFSET_MAX_S


@pytest.mark.parametrize("rate", [0.75, 0.5])
def test_in_step_after_a_change_of_speed(room, clicks, flashes, rate):
    room = room(200)
    speaker = room.sound.lesson(clicks)
    speaker.play(100.0)
    room.run(4.5)
    speaker.play(104.5, rate)
    began_at = room.clock.now() - 104.5 / rate
    room.run(60)
    at = room.clicks_at()
    late = errors(at[at > began_at + 104.6 / rate], flashes, began_at, rate)
    assert len(late) == int(60 * rate)
    assert np.abs(late).max() < OFFSET_MAX_S
    speaker.play(150.0)
    began_at = room.clock.now() - 150.0
    room.run(10)
    at = room.clicks_at()
    assert np.abs(errors(at[at > began_at + 150.2], flashes, began_at)).max() < OFFSET_MAX_S


def test_a_cut_begins_at_its_start_and_ends_at_its_end(room, clicks, flashes):
    room = room()
    room.sound.lesson(clicks, 20.5, 24.2).play(-AHEAD_S)
    began_at = room.clock.now() + AHEAD_S
    room.run(8)
    late = errors(room.clicks_at(), flashes - 20.5, began_at)
    assert len(late) == 4
    assert np.abs(late).max() < OFFSET_MAX_S


def test_after_a_stall_of_the_box_sound_is_in_step_at_once(room, clicks, flashes):
    room = room()
    room.sound.lesson(clicks).play(0.0)
    began_at = room.clock.now()
    room.run(3.2)
    room.clock.sleep(7.5)
    resumed_at = room.clock.now()
    room.run(5)
    at = room.clicks_at()
    late = errors(at[at > resumed_at], flashes, began_at)
    assert len(late) >= 4
    assert np.abs(late).max() < OFFSET_MAX_S
