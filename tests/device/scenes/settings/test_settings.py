import pytest

from device.camera.kept import CameraState
from device.presses import Press, Spot
from device.scenes.destinations import Place
from device.scenes.settings.settings import PAGES, SETTINGS
from device.store.settings import BoxSettings
from device.views import CameraView, HomeView, IdleView, SettingsView
from device.words.languages import LANGUAGES
from device.words.lookup import words


@pytest.fixture
def options(house):
    house.member("Mia")
    house.lesson("Press")
    house.go(Place.SETTINGS)
    return house


def row(house, key):
    """Move the focus to a setting; gives its row."""
    place = [one.key for one in SETTINGS].index(key)
    view = house.press(*[Press.UP] * 20, *[Press.DOWN] * place)
    assert view.focus == Spot("rows", place)
    return view.rows[place]


def test_every_setting_has_a_name_a_value_and_a_note(options):
    view = options.press()
    assert isinstance(view, SettingsView)
    assert len(view.rows) == len(SETTINGS) + len(PAGES)
    assert all(one.name and one.value and one.note for one in view.rows[: len(SETTINGS)])


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_right_goes_through_every_value_and_left_back(options, setting):
    row(options, setting.key)
    options.settings.change(**{setting.key: setting.values[0]})
    seen = []
    for _ in setting.values:
        seen.append(getattr(options.settings.now, setting.key))
        options.press(Press.RIGHT)
    assert seen == list(setting.values)
    before = getattr(options.settings.now, setting.key)
    options.press(Press.LEFT)
    assert getattr(options.settings.now, setting.key) != before or setting.key == "volume"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_a_name_in_every_language(language):
    for setting in SETTINGS:
        called = [setting.called(words(language), value) for value in setting.values]
        assert len(set(called)) == len(called)


def test_the_volume_ends_at_both_ends(options):
    row(options, "volume")
    options.settings.change(volume=95)
    options.press(Press.RIGHT, Press.RIGHT)
    assert options.settings.now.volume == 100
    options.press(*[Press.LEFT] * 12)
    assert options.settings.now.volume == 0


def test_a_film_as_camera_has_a_name_and_can_be_changed(options):
    options.settings.change(camera="/films/me.mp4")
    assert row(options, "camera").value == options.household.words.text("camera_film")
    options.press(Press.RIGHT)
    assert options.settings.now.camera == "auto"
    options.settings.change(camera="1")
    assert row(options, "camera").value == options.household.words.text("camera_usb")


def test_what_is_set_comes_into_force_at_once(options):
    row(options, "language")
    options.press(Press.RIGHT)
    assert options.screen.language == list(LANGUAGES)[1]
    row(options, "mirror")
    options.press(Press.OK)
    assert options.poses.mirrored is False
    assert isinstance(options.applied[-1], BoxSettings)


def page(house, place):
    return house.press(*[Press.UP] * 20, *[Press.DOWN] * (len(SETTINGS) + PAGES.index(place)), Press.OK)


def test_the_camera_can_be_checked(options):
    assert isinstance(page(options, Place.CAMERA_CHECK), CameraView)
    options.poses.see(1.0, None, None)
    view = options.press()
    assert isinstance(view, CameraView)
    assert view.image.shape == (48, 64, 3)
    assert [value for _, value in view.figures] == ["Working", "640 x 480", "30", "15", "60 ms"]
    options.camera = CameraState.LOST
    view = options.press()
    assert view.figures[0][1] == "Disconnected"
    assert (view.image, view.advice) == (None, "Camera disconnected")
    assert options.poses.watched == (2, 0.0)
    assert isinstance(options.press(Press.OK), SettingsView)


def test_about_says_what_this_box_is(options):
    view = page(options, Place.ABOUT)
    assert view.focus is None
    assert view.rows[0].value == "Formbox"
    assert view.rows[1].value == "192.168.1.20:8080"
    assert isinstance(options.press(Press.DOWN), SettingsView)


def test_another_phone_can_be_paired(options):
    view = page(options, Place.PAIRING_CODE)
    assert isinstance(view, IdleView)
    assert len(view.code) == 6


def test_back_leads_to_the_library(options):
    assert isinstance(options.press(Press.BACK), HomeView)
