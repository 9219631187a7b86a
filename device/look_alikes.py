"""Names that look alike, and names that cannot be seen: nobody in a household may be taken for somebody else.

The idea is Unicode's (UTS 39): two names look alike when their skeletons are the same. Its table has 6,000
letters; this one has those that phones of a home can type: Latin, Cyrillic, Greek, Armenian, kana and a few
Chinese characters. Accents count: Zoe and Zoë are two.
"""

from typing import Final
from unicodedata import category, normalize

# letters of no width or no picture that are not of category C: Hangul fillers, blank Braille
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u00ad\u034f\u061c\u17b4\u17b5\u180e")
_SEEN: Final = frozenset("LNPS")  # first letters of the categories that have a picture of their own
_FLAG: Final = "\U0001f3f4"  # black flag: tags after it make those of England, Scotland and Wales
_TAGS: Final = ("\U000e0020", "\U000e007f")
_JOINERS: Final = frozenset("\u200c\u200d")
# after case is folded: what stands on the left is taken for what stands on the right
_SAME: Final = str.maketrans(
    dict(zip("авсеԁɡһніјкӏмоԛрѕтухѵѡԝ", "abcedghhljklmoqpstyxvww", strict=True))
    | dict(zip("αβεζηικνορτυχ", "abezhlkvoptyx", strict=True))
    | dict(zip("օսհցյոզ", "ouhgjnq", strict=True))
    | dict(zip("ɑı1|!iǀ0", "allllllo", strict=True))  # noqa: RUF001
    | dict(zip("ヘベペカニエロトタハー", "へべぺ力二工口卜夕八一", strict=True))
)
_PAIRS: Final = (("rn", "m"), ("vv", "w"))


def can_be_seen(name: str) -> bool:
    """Whether a name has a letter, digit or sign with a picture, and nothing hidden between them."""
    if not any(category(point)[0] in _SEEN and point not in _BLANK for point in name):
        return False
    return all(_belongs(name, place) for place in range(len(name)))


def skeleton(name: str) -> str:
    """What is left of a name for the eye."""
    folded = normalize("NFKC", name).casefold()
    kept = "".join(point for point in normalize("NFKC", folded) if not _is_ignored(point))
    same = kept.translate(_SAME)
    for pair, one in _PAIRS:
        same = same.replace(pair, one)
    return normalize("NFC", "".join(same.split()))


def _belongs(name: str, place: int) -> bool:
    """Whether a point that cannot be seen alone has its reason: an emoji, or a script that joins letters."""
    point = name[place]
    if _TAGS[0] <= point <= _TAGS[1]:
        return _FLAG in name[:place]
    if point in _JOINERS:
        return 0 < place < len(name) - 1 and not name[place - 1].isascii()
    return point == " " or (category(point)[0] != "C" and point not in _BLANK)


def _is_ignored(point: str) -> bool:
    variation = "\ufe00" <= point <= "\ufe0f" or "\U000e0100" <= point <= "\U000e01ef"
    return variation or category(point)[0] == "C" or point in _BLANK
