"""Titles and names in every script on a TV of every language: no box, joined, marked, in the right order.

The report was a Korean title that was boxes on an English TV: a font was chosen by the TV's language, and a
title has its own. By the same cause letters of Arabic stand apart and backwards, marks lie beside their
letters, and an emoji of several code points is several.
"""

import numpy as np
import pygame
import pytest

from device.tv.drawing.font import font_for, fonts_of_box
from device.tv.drawing.shaping import pieces
from device.tv.drawing.text import Lettering
from device.tv.drawing.theme import Scale, Type
from device.words.languages import LANGUAGES
from models.errors import ModelFetchError
from models.fetching.fetch import fetch_font
from models.fetching.manifest import manifest
from tests.needs import Need

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
# a title, in how many pieces it is drawn, kind
ORIGINS = (
    ("Übung für Zoë", 13, "Latin"),
    ("Việt Nam: ếọ", 12, "Vietnamese"),
    ("아침 스트레칭", 7, "Korean"),
    ("朝のストレッチ", 7, "Japanese"),
    ("早晨體操", 4, "Chinese, traditional"),
    ("早晨体操简", 5, "Chinese, simplified"),
    ("Зарядка Ёжик", 12, "Cyrillic"),
    ("Πρωινή ἄσκησις", 14, "Greek"),
    ("تمارين الصباح", 1, "Arabic"),
    ("מתיחות בוקר", 1, "Hebrew"),
    ("ออกกำลังกาย", 9, "Thai"),
    ("सुबह नमस्ते", 7, "Devanagari"),
    (f"Yoga 💪🏽{FAMILY}❤\ufe0f🇰🇷🧘", 10, "emoji"),
)


@pytest.fixture(scope="module", autouse=True)
def fonts():
    pygame.font.init()
    try:
        for font in manifest().fonts:
            fetch_font(font.name, progress=False)
    except ModelFetchError as error:
        Need.FONTS.skip(error)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("title", "count", "kind"), ORIGINS)
def test_every_title_is_legible_whatever_the_tvs_language(language, title, count, kind):
    lettering = Lettering(Scale(1920, 1080), font_for(language, progress=False))
    assert lettering.shows(title), kind
    assert len(pieces(title)) == count, kind
    line = pygame.surfarray.array_alpha(lettering.line(title, Type.TITLE, (255, 255, 255)))
    assert line.any()
    assert abs(line.shape[0] - lettering.width(title, Type.TITLE)) <= 1


@pytest.mark.parametrize(
    ("logical", "drawn"),
    [
        ("שלום 12 יוגה", ["יוגה", " ", "2 1"[::-1], " ", "שלום"]),
        ("Yoga שלום now", ["Yoga ", "שלום", " now"]),
        ("שלום Yoga", ["Yoga", "שלום"]),
    ],
)
def test_a_line_runs_in_the_direction_of_its_first_word(logical, drawn):
    order = "".join(pieces(logical)).replace(" ", "")
    assert order == "".join(drawn).replace(" ", "")


def test_arabic_letters_are_joined_and_run_to_the_left():
    lettering = Lettering(Scale(1920, 1080))
    word = "مرحبا"
    apart = sum(lettering.width(letter, Type.TITLE) for letter in word)
    assert lettering.width(word, Type.TITLE) < 0.9 * apart
    # the last letter, alef, is the left end: one upright stroke, as high as the word
    ink = pygame.surfarray.array_alpha(lettering.line("با", Type.TITLE, (255, 255, 255))) > 128
    half = ink.shape[0] // 2
    heights = [np.ptp(np.flatnonzero(side.any(axis=0))) for side in (ink[:half], ink[half:])]
    assert heights[0] != heights[1]


def test_a_mark_takes_no_room_and_a_family_that_of_one():
    lettering = Lettering(Scale(1920, 1080))
    assert lettering.width("กำ", Type.TITLE) < lettering.width("ก ำ", Type.TITLE)
    assert lettering.width(FAMILY, Type.TITLE) < 2 * lettering.width("🧘", Type.TITLE)


def test_a_title_is_not_cut_within_a_letter():
    lettering = Lettering(Scale(1920, 1080))
    for width in range(60, 600, 20):
        short = lettering.fit(f"{FAMILY}{FAMILY} yoga {FAMILY}", Type.TITLE, width).rstrip("…")
        assert short.replace(FAMILY, "").strip(" yoga") == ""


def test_nothing_is_fetched_for_a_title(tmp_path):
    assert fonts_of_box(tmp_path, tmp_path / "none.ttc") == ()
    assert not Lettering(Scale(1920, 1080), others=()).shows("아침")
