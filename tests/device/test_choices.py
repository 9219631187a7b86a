import pytest

from device.choices import DEFAULT_METHOD, LAYOUTS, METHODS, PEOPLE, SPEEDS, Layout, is_camera_name
from device.words.languages import LANGUAGES
from device.words.lookup import words


def test_the_default_is_among_the_methods():
    assert DEFAULT_METHOD in METHODS


def test_a_lesson_can_play_at_its_own_speed_and_slower():
    assert tuple(sorted(SPEEDS)) == SPEEDS
    assert SPEEDS[-1] == 100


def test_one_or_two_take_part():
    assert PEOPLE == (1, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_to_choose_has_a_name(language):
    spoken = words(language)
    for key in (*(f"method_{name}" for name in METHODS), *(f"layout_{name}" for name in LAYOUTS)):
        assert spoken.text(key)


def test_layouts_are_the_values_of_their_enum():
    assert [Layout(name).value for name in LAYOUTS] == list(Layout)


@pytest.mark.parametrize("name", ["auto", "none", "simulated", "0", "usb:0", "usb:12", "pi", "pi:1"])
def test_names_of_cameras(name):
    assert is_camera_name(name)


@pytest.mark.parametrize("name", ["", "usb", "usb:123", "pi:12", "pi:", "/films/a.mp4", "auto ", "AUTO"])
def test_everything_else_is_a_film(name):
    assert not is_camera_name(name)
