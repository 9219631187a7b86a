"""Which names are taken for which, and which cannot be seen."""

import pytest

from device.look_alikes import can_be_seen, skeleton

# one, other, kind
ALIKE = (
    ("Mina", "M\u0456na", "Cyrillic i"),
    ("Mina", "\u041cina", "Cyrillic M"),
    ("Anna", "\u0391nn\u0430", "Greek and Cyrillic A"),
    ("Mina", "Mi\u200bna", "a space of no width"),
    ("Mina", "Mina\ufe0f", "a variation selector"),
    ("Mina", "M\u00adina", "a soft hyphen"),
    ("Mina", "\uff2d\uff49\uff4e\uff41", "wide letters"),
    ("Mina", "\U0001d40cina", "a letter of mathematics"),
    ("Bill", "BiII", "capital I for l"),
    ("Leo", "Le0", "a digit for a letter"),
    ("Marnie", "Mamie", "two letters for one"),
    ("민아", "민아\u3164", "a Hangul filler"),
    ("エリ", "工リ", "a Chinese character for kana"),
    ("Leo", "L e o", "spaces"),
)
APART = (
    ("Zoe", "Zoë"),
    ("Mina", "Nina"),
    ("민아", "민하"),
    ("Jun", "Juno"),
    ("小美", "小梅"),
    ("Ada1", "Ada2"),
)
HIDDEN = (
    ("\u200b", "a space of no width"),
    ("\u200d", "a joiner"),
    ("\u202e\u202c", "directions"),
    ("\U000e0041", "a tag"),
    ("A\U000e0041", "a tag without its flag"),
    ("\ufe0f", "a variation selector"),
    ("\u0301\u0308", "marks alone"),
    ("\u3164", "a Hangul filler"),
    ("\u2800", "blank Braille"),
    ("Mi\u200bna", "hidden within"),
    ("Mi\u200dna", "a joiner between plain letters"),
    ("Mina\u200d", "a joiner at the end"),
    ("\u2066Mina", "a direction before"),
    ("\ufeffMina", "a byte order mark"),
)
SEEN = (
    "Mina",
    "Zoë",
    "민아",
    "小美",
    "さくら",
    "Ада",
    "\u0646\u200c\u0645",
    "\u0915\u094d\u200d\u0937",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u2764\ufe0f",
    "J. R.",
    "7",
)


@pytest.mark.parametrize(("one", "other", "kind"), ALIKE)
def test_names_that_look_alike_have_one_skeleton(one, other, kind):
    assert skeleton(one) == skeleton(other), kind


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_people_tell_apart_have_two(one, other):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(("name", "kind"), HIDDEN)
def test_a_name_that_hides_something_is_found(name, kind):
    assert not can_be_seen(name), kind


@pytest.mark.parametrize("name", SEEN)
def test_a_name_of_any_script_can_be_seen(name):
    assert can_be_seen(name)
