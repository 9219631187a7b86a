"""Masks secrets in log lines: codes, keys, hashes, passwords in addresses, e-mail and MAC addresses.

For the log on the admin page and in the help bundle. It masks rather too much than too little.
"""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

MASK: Final = "***"
_RULES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), text)
    for pattern, text in (
        # user and password in an address, and the query of a link
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
        # six digits may be a pairing code
        (r"(?<![\d.,:-])\d{6}(?![\d.,:-])", MASK),
    )
)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with secrets and `names` (of people) replaced by MASK."""
    text = normalize("NFC", text)
    for rule, instead in _RULES:
        text = rule.sub(instead, text)
    for name in sorted((normalize("NFC", one) for one in names), key=len, reverse=True):
        if name:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text
