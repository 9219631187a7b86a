import numpy as np
import pytest

from device.match.play.frame_skipping import FrameSkipping
from device.match.play.player import FilmPlayer
from tests.device.match.conftest import pictures


def kept(film_fps, asked_fps, seconds=10.0):
    """Times of the converted pictures in the second half, with a match that asks at uneven steps."""
    random = np.random.default_rng(7)
    skipping = FrameSkipping()
    asked, times = 0.0, []
    for time_s in np.arange(0.0, seconds, 1 / film_fps):
        while asked <= time_s:
            skipping.asked(asked)
            asked += random.uniform(0.8, 1.2) / asked_fps
        if skipping.wants(time_s):
            times.append(time_s)
    return [time_s for time_s in times if time_s > seconds / 2]


@pytest.mark.parametrize("film_fps", [24, 25, 30])
def test_a_film_that_is_shown_as_it_runs_keeps_all_its_pictures(film_fps):
    assert len(kept(film_fps, 30)) == pytest.approx(5 * film_fps, abs=1)


def test_of_sixty_a_second_the_screen_wants_half():
    assert len(kept(60, 30)) == pytest.approx(5 * 30, abs=5)


def test_a_slow_box_wants_few_and_each_question_finds_a_new_one():
    times = kept(30, 8)
    assert 5 * 8 <= len(times) <= 5 * 16
    assert max(np.diff(times)) <= 1 / 8


def test_a_pause_and_a_jump_change_nothing():
    skipping = FrameSkipping()
    for number in range(60):
        skipping.asked(number / 30)
    for time_s in (2.0, 2.0, 2.0, 60.0):
        skipping.asked(time_s)
    assert [skipping.wants(number / 30) for number in range(10)] == [True] * 10


def test_a_player_tells_when_it_is_asked():
    asked = []
    player = FilmPlayer(iter(pictures(3)), asked.append)
    player.start()
    player.at(0.0, wait=True)
    player.at(0.05)
    player.stop()
    assert asked == [0.0, 0.05]
