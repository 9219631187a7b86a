# ruff: noqa: RUF001 - the letters of many scripts, on purpose
"""Letters as people see them, and names as they are compared.

The report was a lesson "Übung" from a Mac that a search for "übung" did not find. By the same cause a name of
20 letters is refused as longer than 24, an emoji is cut in two, two databases find different lessons, the
same person is two members, and one exercise is taught as two.
"""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.spelling import cut, fold, is_visible, length, letters, one_line

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
# text, letters that people see, kind
ORIGINS = (
    ("Zoe\u0308", 3, "Latin, decomposed"),
    ("A\u0327\u0300b", 2, "two marks on a letter"),
    ("\u1112\u1161\u11ab\u1100\u116e\u11a8", 2, "Hangul in parts, as a Mac writes it"),
    ("한국", 2, "Hangul"),
    ("か\u3099く", 2, "a voiced kana in parts"),
    ("กำลังกาย", 6, "Thai with vowels above"),
    ("नमस्ते", 3, "Devanagari with a conjunct"),
    ("שָׁלוֹם", 4, "Hebrew with points"),
    ("مَرْحَبًا", 5, "Arabic with vowels"),
    (FAMILY, 1, "a family"),
    ("👍🏽", 1, "a thumb with a colour of skin"),
    ("🇰🇷🇩🇪", 2, "two flags"),
    (WALES, 1, "a flag of tags"),
    ("❤\ufe0f", 1, "a heart in colour"),
    ("1\ufe0f\u20e3", 1, "a key with a digit"),
    ("x" + "\u0302" * 40, 1, "marks without end"),
    ("", 0, "nothing"),
)
# two ways to write one thing, kind
ALIKE = (
    ("U\u0308bung", "Übung", "a Mac's file name"),
    ("übung", "ÜBUNG", "case"),
    ("ubung", "Übung", "without marks"),
    ("STRASSE", "straße", "sharp s"),
    ("İzmir", "izmir", "a Turkish capital"),
    ("ISIL", "ışıl", "a Turkish letter without its dot"),
    ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국", "Hangul in parts"),
    ("カ\u3099", "ガ", "kana in parts"),
    ("ｶﾞ", "ガ", "narrow kana"),
    ("ＡＢＣ　１２", "abc 12", "wide letters"),
    ("Пресс", "ПРЕСС", "Cyrillic"),
    ("Берёзка", "березка", "Cyrillic without its dots"),
    ("ΣΊΣΥΦΟΣ", "σίσυφος", "Greek, with its last sigma"),
    ("שָׁלוֹם", "שלום", "Hebrew without points"),
    ("مَرْحَبًا", "مرحبا", "Arabic without vowels"),
    ("Smørrebrød", "smorrebrod", "a letter that no form takes apart"),
    ("l\u2019été", "L'ete", "an apostrophe"),
    ("sit\u2010ups", "sit-ups", "a hyphen"),
    ("ﬁt", "FIT", "a ligature"),
    ("yo\u00adga\u200b", "yoga", "what cannot be seen"),
    ("❤\ufe0f yoga", "❤ yoga", "a heart in colour"),
)
DIFFERENT = (("が", "か"), ("ガ", "カ"), ("กำ", "กา"), ("नम", "नमि"), ("한", "하"), ("Anna", "Hanna"))
texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(("text", "count", "kind"), ORIGINS)
def test_lengths_count_what_people_see(text, count, kind):
    assert length(text) == count, kind
    assert "".join(letters(text)) == text


@pytest.mark.parametrize(("one", "other", "kind"), ALIKE)
def test_what_people_take_for_the_same_is_found(one, other, kind):
    assert fold(one) == fold(other), kind


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_a_sign_that_makes_another_letter_counts(one, other):
    assert fold(one) != fold(other)


def test_nothing_is_cut_in_parts():
    assert cut(f"ab{FAMILY}{FAMILY}", 3) == f"ab{FAMILY}"
    assert cut(f"ab{FAMILY}", 3, points=8) == "ab"
    assert length(cut("x" + "\u0302" * 4000, 3)) == 1
    assert len(cut("x" + "\u0302" * 4000, 3)) < 20


@given(texts, st.integers(0, 20))
def test_a_cut_text_is_the_beginning_and_short(text, most):
    line = one_line(text)
    short = cut(line, most, points=120)
    assert length(short) <= most
    assert len(short) <= 120
    assert normalize("NFC", line) == line


@given(texts)
def test_every_form_of_a_text_is_stored_and_found_alike(text):
    for form in ("NFC", "NFD"):
        assert fold(normalize(form, text)) == fold(text)
        assert one_line(normalize(form, text)) == one_line(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", [FAMILY, WALES, "می\u200cخواهم", "Zoë", "क्\u200dष"])
def test_joiners_can_be_seen(text):
    assert is_visible(text)


@pytest.mark.parametrize("text", ["a\x00", "a\u202eb", "a\ufeff", "a\u2066b", "\ue000"])
def test_what_cannot_be_seen_is_told(text):
    assert not is_visible(text)
