"""What a household may hear spoken in a language, so that all of it can be rendered ahead.

Decides the order: what is said to everybody first, then cues and praise. The words are those of the screen.
"""

from collections.abc import Iterable
from typing import Final

from device.words.lookup import Words
from scoring.guidance.cues import SENSIBLE, BodyPart, Cue

# Keys of [text] that a match says by itself, whoever plays what.
FIXED: Final = (
    "get_ready",
    "not_seen",
    "paused",
    "held",
    "no_picture",
    "legs_not_seen",
    "feet_not_seen",
    "arms_not_seen",
    "hands_not_seen",
    "great",
    "good",
    "keep_going",
)
# No language has more ways to praise.
PRAISES_MAX: Final = 16


def phrases(words: Words, keys: Iterable[str] = ()) -> tuple[str, ...]:
    """All that can be said in this language, each once; keys: of more texts, without placeholders."""
    found = [words.text(key) for key in (*FIXED, *keys)]
    found += [words.praise(number) for number in range(PRAISES_MAX)]
    found += [words.say(Cue(part, ask)) for part in BodyPart for ask in sorted(SENSIBLE[part])]
    found += [words.praise(number, part) for number in range(PRAISES_MAX) for part in BodyPart]
    return tuple(dict.fromkeys(found))
