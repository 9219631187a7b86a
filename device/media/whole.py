"""Whether a file breaks off: it is shorter than its own container says, as after a stopped download.

A claim of length is no proof of damage: the last picture may be shown long, the sound last longer than the
picture, the clock have jumped. What MP4, Matroska and AVI write of their own size in bytes is.
"""

from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from device.media.ending import ending_of

# A film breaks off when less than this share of its claimed length was read, and these seconds are missing.
CUT_OFF_SHARE: Final = 0.9
CUT_OFF_MIN_S: Final = 1.0
# s; where bytes are missing at the end, less is the last picture or two, or only the index.
END_MIN_S: Final = 0.25
AVI: Final = "avi"


def breaks_off(path: Path, claimed_s: float, read_s: float) -> bool:
    """Whether a film of `claimed_s` of which `read_s` was read is damaged, not only shorter than said.

    Raises DiskTroubleError when the file cannot be read.
    """
    missing_s = claimed_s - read_s
    if missing_s <= CUT_OFF_MIN_S or read_s >= CUT_OFF_SHARE * claimed_s:
        return False
    return cut_short(path) is not False


def claimed_length_s(stream: VideoStream, container: InputContainer) -> float:
    """Seconds that the file says its picture lasts; 0 where it does not say.

    Of an AVI it is 0: of one that breaks off, FFmpeg guesses the length from what is there.
    """
    if container.format.name == AVI:
        return 0.0
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration / av.time_base) if container.duration else 0.0


def promised_length_s(stream: VideoStream, container: InputContainer) -> float:
    """As claimed_length_s; of an AVI by the number of pictures in its head."""
    if container.format.name == AVI and stream.time_base:
        return float(stream.frames * stream.time_base)
    return claimed_length_s(stream, container)


def cut_short(path: Path) -> bool | None:
    """Whether bytes are missing at the end; None where this kind of container does not say its size."""
    ended = ending_of(path)
    return None if ended is None else ended.missing > 0


def missing_at_end_s(path: Path, promised_s: float, read_s: float) -> float | None:
    """Seconds of the film that are missing at the file's end, by its promise or by its bytes.

    0 where it breaks off and does not say by how much; None where nothing is missing, or less than
    END_MIN_S.
    """
    ended = ending_of(path)
    if ended is None or not ended.missing:
        return None
    if not ended.counted:
        return 0.0
    missing_s = promised_s - read_s
    if not promised_s:
        missing_s = read_s * ended.missing / path.stat().st_size
    return missing_s if missing_s >= END_MIN_S else None
