"""All sentences that can be spoken in a language, so that they can be rendered ahead.

In the order of their first use: advice for getting ready, then praise and cues.
"""

from typing import Final

from device.words.lookup import Words
from scoring.guidance.cues import CUES, BodyPart

# Keys of [text]: the advice of `device.match.ready`.
READY: Final = (
    "not_seen",
    "step_back",
    "come_closer",
    "stand_still",
    "move_left",
    "move_right",
    "tilt_up",
    "tilt_down",
    "turn_sideways",
    "second_missing",
    "move_apart",
    "feet_missing",
    "too_dark",
    "light_behind",
)


def phrases(words: Words) -> tuple[str, ...]:
    """All that can be said in this language, each once."""
    found = [words.text(key) for key in READY]
    found += words.praises()
    found += map(words.say, CUES)
    found += [sentence for part in BodyPart for sentence in words.praises(part)]
    return tuple(dict.fromkeys(found))
