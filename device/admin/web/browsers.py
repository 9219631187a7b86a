"""What a phone is, in words that its owner knows, by what its browser says of itself: "iPhone · Safari".

Only names that stand in a table here are taken from the header: anybody can write anything into it.
"""

from typing import Final

from flask import request

# what the header contains, and what people call it; the first that fits
KINDS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS: Final = (
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("OPT", "Opera"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def phone_in_words() -> str:
    """Of the browser that asks; "" when it says nothing that is known."""
    said = request.headers.get("User-Agent", "")
    found = (next((name for sign, name in table if sign in said), "") for table in (KINDS, BROWSERS))
    return " · ".join(filter(None, found))
