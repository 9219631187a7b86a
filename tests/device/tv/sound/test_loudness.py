import pytest

from device.tv.sound.loudness import Loudness


def test_it_is_asked_and_told():
    loudness = Loudness(30)
    assert loudness.ask() == 30
    assert loudness.ask(80) == 80
    assert (loudness.ask(170), loudness.ask(-4)) == (100, 0)


def test_half_way_sounds_half_as_loud_and_the_ends_are_the_ends():
    assert [Loudness(percent).gain for percent in (0, 50, 100)] == pytest.approx([0, 0.25, 1])


def test_off_is_off():
    assert Loudness(60, on=False).gain == 0
