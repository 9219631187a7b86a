import subprocess
import sys

from device.words.languages import DEFAULT_LANGUAGE, DESCRIBED, FILE, FOLDER, LANGUAGES
from models.fetching.manifest import manifest


def test_a_folder_is_a_language():
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert set(LANGUAGES) == set(DESCRIBED) == folders
    assert all((FOLDER / code / FILE).is_file() for code in LANGUAGES)


def test_english_comes_first_and_each_is_called_by_its_own_name():
    assert next(iter(LANGUAGES)) == DEFAULT_LANGUAGE == "en"
    assert (LANGUAGES["en"], LANGUAGES["ko"]) == ("English", "한국어")
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


def test_every_language_can_be_spoken_and_its_font_can_be_fetched():
    fonts = {font.name for font in manifest().fonts}
    for described in DESCRIBED.values():
        assert described.voice
        assert 80 <= described.words_per_minute <= 450  # what espeak-ng can do
        assert described.font is None or described.font.fetched in fonts


def test_reading_them_needs_nothing_heavy():
    code = "import sys, device.words.languages, device.choices; print({'numpy', 'pygame'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
