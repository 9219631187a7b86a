"""Masks secrets in log lines: codes, keys, hashes, passwords in addresses, e-mail and MAC addresses.

For the log on the admin page and in the help bundle. It masks rather too much than too little.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, quote_plus

MASK: Final = "***"
_RULES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), text)
    for pattern, text in (
        # user and password in an address, and the query of a link
        (r"(\w+://)[^\s/@]+@", rf"\1{MASK}@"),
        (r"(https?://[^\s?#]+)[?#][^\s\"')]*", rf"\1?{MASK}"),
        # what stands in an address's path and may be a token: long, or of letters and digits mixed
        (r"(?<=/)(?=[\w.~-]*\d)(?=[\w.~-]*[a-z])[\w~-]{10,}(?=[/?#.\s\"')]|$)", MASK),
        (r"(?<=/)[\w~-]{20,}(?=[/?#.\s\"')]|$)", MASK),
        (r"(scrypt|pbkdf2)[:$][^\s\"']+", MASK),
        (r"((?:set-)?cookie|authorization|x-csrftoken|csrf_token|session)([:=]\s*)\S+", rf"\1\2{MASK}"),
        (r"\bformbox=\S+", f"formbox={MASK}"),
        (r"((?:password|passwd|secret|token|pin|code|key)\s*[:=]\s*)\S+", rf"\1{MASK}"),
        (r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b", MASK),
        (r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b", MASK),
        (r"\b[0-9a-f]{32,}\b", MASK),
        (r"\b[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}\b", MASK),
        (r"\b[\w-]{40,}\b", MASK),
        # six digits may be a pairing code, also as the TV shows it
        (r"(?<![\d.,:-])\d{3} \d{3}(?![\d.,:-])", MASK),
        (r"(?<![\d.,:-])\d{6}(?![\d.,:-])", MASK),
    )
)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with secrets and `names` (of people and lessons) replaced by MASK."""
    text = normalize("NFC", text)
    for rule, instead in _RULES:
        text = rule.sub(instead, text)
    folded = text.casefold()
    # most of thousands of names are not in the text at all
    there = {form for name in names for form in _forms(name) if form.casefold() in folded}
    for name in sorted(there, key=len, reverse=True):
        # no word ends where Korean or Japanese adds a particle
        bounds = (r"(?<!\w)", r"(?!\w)") if name.isascii() else ("", "")
        text = re.sub(f"{bounds[0]}{re.escape(name)}{bounds[1]}", MASK, text, flags=re.IGNORECASE)
    return text


def _forms(name: str) -> Iterator[str]:
    """A name as it is written, and as it stands in an address."""
    plain = normalize("NFC", name).strip()
    if plain:
        yield plain
        if quote(plain) != plain:
            yield from (quote(plain), quote_plus(plain))
