import numpy as np
import pygame
import pytest

from device.tv.drawing.font import font_for
from device.tv.drawing.text import Lettering
from device.tv.drawing.theme import TEXT, Scale, Type
from models.errors import ModelFetchError
from tests.needs import Need

TITLE = "Full body workout for beginners, part 12: shoulders, arms and a long cool-down"


@pytest.fixture
def lettering():
    return Lettering(Scale(1920, 1080))


def test_a_long_title_is_cut_to_fit_and_says_so(lettering):
    cut = lettering.fit(TITLE, Type.TITLE, 800)
    assert cut.endswith("…")
    assert TITLE.startswith(cut[:-1])
    assert lettering.line(cut, Type.TITLE, TEXT).get_width() <= 800
    # and not more than needed: two more letters would not have fitted
    assert lettering.width(TITLE[: len(cut) + 2] + "…", Type.TITLE) > 800


def test_a_title_is_cut_only_where_it_must_be(lettering):
    width = lettering.width(TITLE, Type.TITLE)
    assert lettering.fit(TITLE, Type.TITLE, width) == TITLE
    assert lettering.fit(TITLE, Type.TITLE, width - 1).endswith("…")


def test_a_title_that_fits_is_left_alone_but_for_its_line_breaks(lettering):
    assert lettering.fit("Morning\n stretch", Type.TITLE, 800) == "Morning stretch"


def test_nothing_fits_into_nothing(lettering):
    assert lettering.fit(TITLE, Type.TITLE, 1) == ""
    assert lettering.line("", Type.TITLE, TEXT).get_width() == 1


def test_capitals_are_as_high_as_the_type_scale_says(lettering):
    alpha = pygame.surfarray.array_alpha(lettering.line("H", Type.TITLE, TEXT)).T
    rows = np.flatnonzero(alpha.max(axis=1) > 128)
    # FreeSansBold's capitals are 0.729 em
    assert len(rows) == pytest.approx(0.729 * Type.TITLE, abs=1.5)
    assert rows.max() + 1 == pytest.approx(lettering.ascent(Type.TITLE), abs=1)


@pytest.mark.parametrize("text", ["gjpqy", "ÀÉÎÕÜ", "fjord"])
def test_no_tail_or_accent_is_cut_off(lettering, text):
    alpha = pygame.surfarray.array_alpha(lettering.line(text, Type.TITLE, TEXT)).T
    assert alpha.any()
    assert not alpha[0].any()
    assert not alpha[-1].any()


def test_letters_stand_at_their_own_distances(lettering):
    whole = lettering.width("Stretch with Ines", Type.TITLE)
    alone = sum(lettering.width(letter, Type.TITLE) for letter in "Stretch with Ines")
    assert alone * 0.94 < whole < alone


def test_a_smaller_screen_has_smaller_letters():
    small = Lettering(Scale(1280, 720)).width(TITLE, Type.BODY)
    assert small == pytest.approx(Lettering(Scale(1920, 1080)).width(TITLE, Type.BODY) / 1.5, rel=0.02)


def test_the_same_line_is_rendered_once(lettering):
    assert lettering.line("87", Type.SCORE, TEXT) is lettering.line("87", Type.SCORE, TEXT)


@pytest.fixture
def chinese():
    try:
        return Lettering(Scale(1920, 1080), font_for("zh-Hant", progress=False))
    except ModelFetchError as error:
        Need.FONTS.skip(error)


def rows(lettering, text):
    """The first and the last row with ink."""
    alpha = pygame.surfarray.array_alpha(lettering.line(text, Type.TITLE, TEXT)).T
    inked = np.flatnonzero(alpha.max(axis=1) > 128)
    return inked.min(), inked.max()


def test_a_second_font_changes_nothing_about_latin_letters(lettering, chinese):
    plain, beside = (each.line("Score 87 – Größe…", Type.TITLE, TEXT) for each in (lettering, chinese))  # noqa: RUF001
    assert pygame.image.tobytes(plain, "RGBA") == pygame.image.tobytes(beside, "RGBA")


def test_chinese_fills_a_square_of_the_type_scale(chinese):
    assert chinese.width("把左手肘", Type.TITLE) == 4 * Type.TITLE
    first, last = rows(chinese, "膝")
    assert last - first == pytest.approx(0.92 * Type.TITLE, abs=4)


def test_chinese_stands_on_the_line_of_the_figures(chinese):
    capital, character = rows(chinese, "H"), rows(chinese, "膝")
    # a character reaches as far below the baseline as above the capitals, so both look centred alike
    assert sum(character) / 2 == pytest.approx(sum(capital) / 2, abs=0.05 * Type.TITLE)


def test_nothing_of_a_chinese_line_is_cut_off(chinese):
    alpha = pygame.surfarray.array_alpha(chinese.line("攝鬱體蓋。", Type.TITLE, TEXT)).T
    assert not alpha[0].any()
    assert not alpha[-1].any()


def test_a_chinese_line_is_cut_without_a_mark_before_the_ellipsis(chinese):
    width = chinese.width("看不到你。…", Type.TITLE)
    assert chinese.fit("看不到你。請走進畫面", Type.TITLE, width) == "看不到你…"


def test_a_lines_letters_come_from_two_fonts(chinese):
    mixed = chinese.width("慢了 2 秒", Type.TITLE)
    spaces = chinese.width("慢了 ", Type.TITLE) - chinese.width("慢了", Type.TITLE)
    assert mixed == pytest.approx(3 * Type.TITLE + chinese.width("2", Type.TITLE) + 2 * spaces, abs=4)


def test_a_short_text_stays_on_one_line(lettering):
    assert lettering.two_lines("Go  lower", Type.BODY, 400) == ("Go lower",)


def test_two_lines_are_of_much_the_same_width_and_whole(lettering):
    text = "bend your left elbow more than you do now"
    first, second = lettering.two_lines(text, Type.BODY, 600)
    assert f"{first} {second}" == text
    widths = [lettering.width(line, Type.BODY) for line in (first, second)]
    assert max(widths) <= 600
    assert abs(widths[0] - widths[1]) < 120


def test_a_line_ends_after_a_sign_where_both_then_fit(lettering):
    text = "Next time: bend your left elbow"
    assert lettering.two_lines(text, Type.BODY, 560) == ("Next time:", "bend your left elbow")
    assert lettering.two_lines(text, Type.BODY, 420)[0] != "Next time:"


def test_chinese_breaks_between_characters_but_not_before_a_sign(lettering):
    text = "已暫停\uff0c請回到畫面中"  # \uff0c is the comma
    width = lettering.width(text[:-2], Type.BODY)
    first, second = lettering.two_lines(text, Type.BODY, width)
    assert first + second == text
    assert not second.startswith("\uff0c")


def test_a_number_stays_with_its_sign(lettering):
    first, second = lettering.two_lines("Dance phrase no. 3, slow", Type.BODY, 420)
    assert "no. 3" in (first + "|" + second)


def test_what_does_not_even_fit_in_two_lines_is_cut(lettering):
    lines = lettering.two_lines(TITLE, Type.BODY, 300)
    assert all(lettering.width(line, Type.BODY) <= 300 for line in lines)
    assert any(line.endswith("…") for line in lines)
    assert lettering.two_lines("W" * 99, Type.BODY, 300) == (lettering.fit("W" * 99, Type.BODY, 300),)
