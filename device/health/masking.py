"""Takes out of the box's own words what is nobody's business: codes, keys, hashes, addresses with passwords.

For what is shown on the page and what is given away in a help bundle. Better a number too many than one
too few.
"""

import re
from collections.abc import Iterable
from typing import Final

MASK: Final = "***"
_RULES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), text)
    for pattern, text in (
        # who signs in to a link or a database, and what a link asks for
        (r"(\w+://)[^\s/@]+@", rf"\1{MASK}@"),
        (r"(https?://[^\s?#]+)[?#][^\s\"')]*", rf"\1?{MASK}"),
        (r"(scrypt|pbkdf2)[:$][^\s\"']+", MASK),
        (r"((?:set-)?cookie|authorization|x-csrftoken|csrf_token|session)([:=]\s*)\S+", rf"\1\2{MASK}"),
        (r"\bformbox=\S+", f"formbox={MASK}"),
        (r"((?:password|passwd|secret|token|pin|code|key)\s*[:=]\s*)\S+", rf"\1{MASK}"),
        (r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b", MASK),
        (r"\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b", MASK),
        (r"\b[0-9a-f]{32,}\b", MASK),
        (r"\b[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}\b", MASK),
        # six digits may be a code
        (r"(?<![\d.,:-])\d{6}(?![\d.,:-])", MASK),
    )
)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text without secrets, and without the names of people."""
    for rule, instead in _RULES:
        text = rule.sub(instead, text)
    for name in sorted(names, key=len, reverse=True):
        if name:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text
