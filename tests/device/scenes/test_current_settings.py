import pytest

from device.scenes.current_settings import CurrentSettings
from device.store import settings
from device.store.errors import SettingError
from device.store.settings import BoxSettings


class FakeWriter:
    """A screen that has letters for some languages only."""

    def __init__(self, *languages):
        self.languages = languages
        self.language = "en"
        self.asked = []

    def write(self, language):
        self.asked.append(language)
        self.language = language if language in self.languages else "en"
        return self.language


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def screen():
    return FakeWriter("en", "ko")


@pytest.fixture
def applied():
    """Settings that were put in force."""
    return []


@pytest.fixture
def current(database, screen, applied):
    current = CurrentSettings(database, screen, BoxSettings())
    current.put_in_force_by(applied.append)
    return current


def save(database, **changes):
    """As the page does."""
    with database.session() as session:
        settings.save(session, **changes)


def test_effects_begin_with_the_present_settings(current, applied):
    assert applied == [BoxSettings()] == [current.now]


def test_without_effects_settings_change_all_the_same(database, screen):
    current = CurrentSettings(database, screen, BoxSettings())
    current.change(volume=10)
    assert current.now.volume == 10


def test_what_was_changed_on_a_phone_comes_in_force_when_it_is_read(current, database, applied):
    save(database, volume=20, gestures=False)
    assert current.now == BoxSettings()
    current.read()
    assert (current.now.volume, current.now.gestures) == (20, False)
    assert applied[1:] == [current.now]


def test_reading_again_does_nothing_while_nothing_changed(current, database, screen, applied):
    save(database, volume=20)
    current.read()
    current.read()
    assert len(applied) == 2
    assert screen.asked == []


def test_a_change_is_saved_and_in_force(current, database, applied):
    current.change(volume=30, mirror=False)
    with database.reading() as session:
        assert settings.load(session) == current.now == applied[-1]
    assert (current.now.volume, current.now.mirror) == (30, False)


def test_a_change_keeps_what_a_phone_changed_meanwhile(current, database):
    save(database, layout="tutor_large")
    current.change(volume=30)
    assert (current.now.volume, current.now.layout) == (30, "tutor_large")


def test_a_value_that_does_not_fit_changes_nothing(current, database, applied):
    with pytest.raises(SettingError):
        current.change(volume=101)
    current.read()
    assert current.now == BoxSettings()
    assert len(applied) == 1


def test_another_language_is_written_before_its_effects_begin(database, screen):
    seen = []
    current = CurrentSettings(database, screen, BoxSettings())
    current.put_in_force_by(lambda now: seen.append((now.language, screen.language)))
    current.change(language="ko")
    assert seen == [("en", "en"), ("ko", "ko")]
    assert current.language == "ko"


def test_a_language_without_letters_is_chosen_but_english_is_written(current, screen):
    current.change(language="zh-Hant")
    assert (current.now.language, current.language) == ("zh-Hant", "en")
    current.change(language="ko")
    assert current.language == "ko"
