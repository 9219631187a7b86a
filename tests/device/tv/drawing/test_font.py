import logging
import struct
import tomllib
from pathlib import Path

import pygame
import pytest

from device.tv.drawing import font as fonts
from device.tv.drawing.font import SYSTEM_COLLECTION, CollectionFace, FontFile, font_for, script_for
from device.tv.drawing.text import Lettering
from device.tv.drawing.theme import Scale
from device.words.languages import DESCRIBED, FOLDER, LANGUAGES
from device.words.lookup import words
from models.errors import ModelFetchError
from scoring.body.joints import Angle, Joint
from scoring.exercises.catalogue import CATALOGUE
from scoring.guidance.cues import CUES, BodyPart
from tests.needs import Need

WITH_FONT = [code for code, one in DESCRIBED.items() if one.font is not None]
NOWHERE = Path("/no/such/collection.ttc")
# pygame's own: a whole font that is always there.
OWN = Path(pygame.__file__).with_name(pygame.font.get_default_font())


@pytest.fixture
def offline(monkeypatch):
    def fails(name, *_, **__):
        raise ModelFetchError(f"No source gave the font ({name}).")

    monkeypatch.setattr(fonts, "fetch_font", fails)


def collection(path, *faces):
    """A font collection of whole fonts, each with its tables where they lie now."""
    head = struct.pack(f">4sLL{len(faces)}L", b"ttcf", 0x10000, len(faces), *[0] * len(faces))
    room = len(head) + sum(12 + 16 * struct.unpack(">H", face[4:6])[0] for face in faces)
    starts, directories, body = [], b"", b""
    for face in faces:
        starts.append(len(head) + len(directories))
        count = struct.unpack(">H", face[4:6])[0]
        begins = room + len(body)
        directories += face[:12]
        for tag, check, offset, length in struct.iter_unpack(">4sLLL", face[12 : 12 + 16 * count]):
            directories += struct.pack(">4sLLL", tag, check, begins + offset, length)
        body += face
    path.write_bytes(
        struct.pack(f">4sLL{len(faces)}L", b"ttcf", 0x10000, len(faces), *starts) + directories + body
    )
    return path


def picture(font, letter):
    antialias = True
    return pygame.image.tobytes(font.render(letter, antialias, (255, 255, 255)), "RGBA")


def all_texts(language):
    spoken = words(language)
    for part in BodyPart:
        yield spoken.part(part)
        yield from (spoken.praise(number, part) for number in range(8))
    yield from (spoken.praise(number) for number in range(8))
    yield from map(spoken.say, CUES)
    yield from map(spoken.joint, Joint)
    yield from map(spoken.angle, Angle)
    yield from map(spoken.exercise, CATALOGUE)
    for path in (FOLDER / language).glob("*.toml"):
        yield from tomllib.loads(path.read_text()).get("text", {}).values()


def test_english_needs_no_other_font(offline):
    assert font_for("en", collection=NOWHERE) is None
    assert script_for("en", collection=NOWHERE).language == "en"


def test_without_a_font_the_box_goes_on_in_english_and_says_so_once(offline, caplog):
    with caplog.at_level(logging.WARNING):
        script = script_for("ko", collection=NOWHERE)
    assert (script.language, script.font) == ("en", None)
    assert [record.message for record in caplog.records] == [
        "there are no letters for 'ko', so the TV writes English: No source gave the font (noto-sans-kr)."
    ]


def test_the_systems_font_is_taken_before_anything_is_fetched(offline, tmp_path):
    path = collection(tmp_path / "all.ttc", *[OWN.read_bytes()] * 5)
    found = {language: font_for(language, collection=path) for language in WITH_FONT}
    assert found == {language: FontFile(path, DESCRIBED[language].font.face) for language in WITH_FONT}
    assert len({font.face for font in found.values()}) == len(WITH_FONT)


@pytest.mark.parametrize(
    "data", [b"", b"ttcf", b"ttcf\0\1\0\0\0\0\0\1\0\0\0\x10", b"no font at all, but long enough"]
)
def test_a_broken_font_of_the_system_is_left_aside(data, tmp_path, monkeypatch, caplog):
    path, fetched = tmp_path / "broken.ttc", tmp_path / "fetched.ttf"
    path.write_bytes(data)
    monkeypatch.setattr(fonts, "fetch_font", lambda *_, **__: fetched)
    assert font_for("ko", collection=path) == FontFile(fetched)
    assert "cannot be used" in caplog.text


def test_every_face_of_a_collection_is_a_font_like_its_own_file(tmp_path):
    path = collection(tmp_path / "two.ttc", OWN.read_bytes(), OWN.read_bytes())
    alone = FontFile(OWN).at(40)
    for face in (0, 1):
        within = FontFile(path, face).at(40)
        for letter in "Hgß–":  # noqa: RUF001 - a letter of many curves, an accent, a dash
            assert picture(within, letter) == picture(alone, letter)
    with pytest.raises(ValueError, match="no face 2"):
        FontFile(path, 2).at(40)


def test_a_face_reads_as_the_collection_but_for_its_directory(tmp_path):
    path = collection(tmp_path / "two.ttc", OWN.read_bytes(), OWN.read_bytes())
    whole = path.read_bytes()
    tables = struct.unpack(">H", OWN.read_bytes()[4:6])[0]
    directory = 12 + 16 * tables
    start = struct.unpack(">L", whole[16:20])[0]
    expected = whole[start : start + directory] + whole[directory:]
    with CollectionFace(path, 1) as face:
        assert face.read() == expected
        assert face.read(5) == b""
        for place, count in ((0, 3), (directory - 2, 5), (directory, 4), (len(whole) - 2, 9)):
            assert face.seek(place) == place
            assert face.read(count) == expected[place : place + count]
        assert face.seek(-3, 2) == len(whole) - 3
        assert face.seek(1, 1) == face.tell() == len(whole) - 2


def test_a_collection_that_was_cut_off_is_left_aside(tmp_path, monkeypatch):
    path, fetched = collection(tmp_path / "all.ttc", *[OWN.read_bytes()] * 4), tmp_path / "fetched.ttf"
    path.write_bytes(path.read_bytes()[:-5])
    monkeypatch.setattr(fonts, "fetch_font", lambda *_, **__: fetched)
    assert font_for("ko", collection=path).face == 1
    assert font_for("zh-Hant", collection=path) == FontFile(fetched)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_every_sentence_has_a_picture(language):
    try:
        font = font_for(language, collection=NOWHERE, progress=False)
    except ModelFetchError as error:
        Need.FONTS.skip(error)
    lettering = Lettering(Scale(1920, 1080), font, ())
    texts = list(all_texts(language))
    assert len(texts) > 300
    assert not [text for text in texts if not lettering.shows(text)]


@pytest.mark.parametrize("language", WITH_FONT)
def test_every_letter_is_in_the_systems_font(language):
    if not SYSTEM_COLLECTION.is_file():
        Need.SYSTEM_FONTS.skip()
    lettering = Lettering(Scale(1920, 1080), font_for(language), ())
    assert not [text for text in all_texts(language) if not lettering.shows(text)]


@pytest.mark.parametrize("language", WITH_FONT)
def test_without_its_font_a_language_would_be_boxes(language):
    lettering = Lettering(Scale(1920, 1080), others=())
    assert not lettering.shows(words(language).say(CUES[0]))
    assert lettering.shows("Raise your left elbow – “naïve”…")  # noqa: RUF001 - as people write
