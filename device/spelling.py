"""Text that people give: one normal form where it comes in, one folding to compare, lengths as people count.

Phones and computers write the same letter in one or several code points (a Mac's file names have "U" and two
dots). Everything that is stored is in the composed form, NFC; what is searched is compared by `fold`, in
Python and so alike on every database.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final
from unicodedata import category, normalize

# Code points of one letter, as people see it, that are stored at most: a family of four has 11; marks without
# end on one letter are a prank.
POINTS_PER_LETTER: Final = 16
# Units of UTF-16, as a browser's fields count, of one code point in the composed form: emoji and rare signs
# have two, a syllable of Hangul that a Mac wrote has three, a Greek vowel with its marks four.
UNITS_PER_POINT: Final = 4
ZERO_WIDTH_JOINER: Final = "\u200d"
_ZERO_WIDTH_NON_JOINER: Final = "\u200c"
_NO_TEXT: Final = frozenset({"Cc", "Cs"})  # control characters and surrogates
_FLAGS: Final = ("\U0001f1e6", "\U0001f1ff")  # regional indicators: two of them are one flag
_SKINS: Final = ("\U0001f3fb", "\U0001f3ff")
_TAGS: Final = ("\U000e0020", "\U000e007f")  # of the flags of England, Scotland and Wales
_THAI_AM: Final = frozenset("\u0e33\u0eb3")  # and the Lao one: vowels that stand above and beside
_HANGUL_PARTS: Final = ("\u1160", "\u11ff")  # vowels and final consonants that stand for themselves
# signs that bind the next consonant (Unicode's rule GB9c)
_VIRAMAS: Final = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
# Marks that people leave out when they search: accents of Latin, Greek and Cyrillic, points of Hebrew, vowels
# of Arabic. Those of other scripts are letters of their own (Thai, Devanagari, the Japanese voiced sounds).
_LEFT_OUT: Final = (("\u0300", "\u036f"), ("\u0591", "\u05c7"), ("\u064b", "\u065f"), ("\u0670", "\u0670"))
# letters that no normal form takes apart, and signs that keyboards write differently
_ALIKE: Final = str.maketrans(
    dict.fromkeys("\u2019\u2018\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | {"\u0640": None}
)


def one_line(text: str) -> str:
    """The text composed, in one line with single spaces and without control characters: as it is stored.

    PostgreSQL refuses a text with a NUL in it, and a half of a surrogate pair can be written into no file.
    """
    plain = "".join(" " if category(point) in _NO_TEXT else point for point in text)
    return " ".join(normalize("NFC", plain).split())


def letters(text: str) -> Iterator[str]:
    """What people see as one letter each: with its marks, joined emoji, flags."""
    letter, flag = "", False
    for point in text:
        if letter and (_continues(letter, point) or (flag and _within(point, _FLAGS))):
            letter += point
            flag = False
        else:
            if letter:
                yield letter
            letter, flag = point, _within(point, _FLAGS)
    if letter:
        yield letter


def length(text: str) -> int:
    """How many letters people see."""
    return sum(1 for _ in letters(text))


def cut(text: str, most: int, *, points: int | None = None) -> str:
    """At most so many letters, and code points; no letter in parts, and none with marks without end."""
    short = ""
    for letter in islice(letters(text), most):
        whole = letter[:POINTS_PER_LETTER]
        if points is not None and len(short) + len(whole) > points:
            break
        short += whole
    return short.strip()


def typed_max(points: int) -> int:
    """The `maxlength` of a field for a text of which so many code points are stored: however it is written
    (decomposed, in emoji), a field never refuses what the server takes.
    """
    return UNITS_PER_POINT * points


def is_visible(text: str) -> bool:
    """Whether all of it can be seen; joiners are allowed, since some scripts and emoji need them."""
    return all(
        point in {ZERO_WIDTH_JOINER, _ZERO_WIDTH_NON_JOINER, " "}
        or category(point)[0] != "C"
        or _within(point, _TAGS)
        for point in text
    )


def fold(text: str) -> str:
    """As it is searched: "Übung" is "ubung", wide letters are narrow; of Hangul, kana and Thai every sign
    counts.
    """
    apart = normalize("NFKD", normalize("NFKD", text).casefold()).translate(_ALIKE)
    kept = (point for point in apart if not _is_left_out(point))
    return " ".join(normalize("NFC", "".join(kept)).split())


def _is_left_out(point: str) -> bool:
    if category(point) == "Cf" or "\ufe00" <= point <= "\ufe0f":
        return True
    return any(_within(point, marks) for marks in _LEFT_OUT)


def _continues(letter: str, point: str) -> bool:
    """Whether a code point belongs to the letter before it."""
    if category(point)[0] == "M" or point in {ZERO_WIDTH_JOINER, _ZERO_WIDTH_NON_JOINER, *_THAI_AM}:
        return True
    if _within(point, _SKINS) or _within(point, _TAGS) or _within(point, _HANGUL_PARTS):
        return True
    if letter[-1] in _VIRAMAS:
        return category(point) == "Lo"
    return letter[-1] == ZERO_WIDTH_JOINER and category(point) == "So"


def _within(point: str, span: tuple[str, str]) -> bool:
    return span[0] <= point <= span[1]
