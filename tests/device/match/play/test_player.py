import pytest

from device.match.play.player import FilmPlayer
from tests.device.match.conftest import FPS, pictures


@pytest.mark.parametrize("step", [1, 7])
def test_the_tutor_player_gives_the_picture_of_the_moment(step):
    player = FilmPlayer(iter(pictures(100)))
    player.start()
    for number in range(0, 100, step):
        frame = player.at(number / FPS + 0.001, wait=True)
        assert frame.image[0, 0, 0] == number
    assert player.at(99.0, wait=True).image[0, 0, 0] == 99
    player.stop()


def test_the_tutor_player_does_not_go_back():
    player = FilmPlayer(iter(pictures(50)))
    player.start()
    later = player.at(1.0, wait=True)
    assert player.at(0.2, wait=True) is later
    player.stop()
