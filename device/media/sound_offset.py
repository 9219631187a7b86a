"""How much later one file's sound is than another's, where both hold the same sound: music, or the same room.

Compared is where each band becomes louder, which survives a loudspeaker, a room and another microphone. Music
that repeats itself fits in several places; then the sound says nothing. Measured on songs and speech played
into a room that echoes for 0.5 s, with another video's sound 0 to 20 dB below: found to 4 ms, or not at all.
"""

from pathlib import Path
from typing import Final

from device.media.listening import FRAMES_HZ, Listened, listen, louder
from scoring.offset import COMPARED_S, OFFSET_MAX_S, OVERLAP_SHARE, SHORTEST_S
from scoring.sliding import peaks, sliding_agreement

# Correlation of the same sound, at least. Measured: 0.59 to 0.74 for the same song in other people's videos,
# 0.29 and more in a room as noisy as it is loud; 0.23 at most for other sounds.
SAME_MIN: Final = 0.3
# The next peak has at most this share of the correlation. Measured: 0.7 in a song with a beat, 1.0 in a loop.
SECOND_MAX: Final = 0.85
# Peaks nearer than this, s, are one: half a beat of quick music.
PEAKS_APART_S: Final = 0.15


def sound_offset(tutor: Path, user: Path) -> float | None:
    """Seconds by which the user's sound is later than the tutor's; None where that is not clear.

    Raises NotAVideoError when a file cannot be opened.
    """
    one, other = (listen(path, COMPARED_S) for path in (tutor, user))
    return None if one is None or other is None else heard_offset(one, other)


def heard_offset(one: Listened, other: Listened) -> float | None:
    """As `sound_offset`, of sounds that were listened to."""
    reach = round(OFFSET_MAX_S * FRAMES_HZ)
    overlap = max(OVERLAP_SHARE * min(one.duration_s, other.duration_s), SHORTEST_S)
    agreement = sliding_agreement(louder(one.bands), louder(other.bands), reach, round(overlap * FRAMES_HZ))
    found = sorted(peaks(agreement, round(PEAKS_APART_S * FRAMES_HZ)), key=lambda peak: -peak[1])
    if not found or found[0][1] < SAME_MIN:
        return None
    if len(found) > 1 and found[1][1] > SECOND_MAX * found[0][1]:
        return None
    return (found[0][0] - reach) / FRAMES_HZ
