"""Whether a file breaks off: it is shorter than its own container says, as after a stopped download.

A claim of length is no proof of damage: the last picture may be shown long, the sound last longer than the
picture, the clock have jumped. What MP4, Matroska and AVI write of their own size in bytes is.
"""

from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from device.media.source import trouble_with

# A film breaks off when less than this share of its claimed length was read, and these seconds are missing.
CUT_OFF_SHARE: Final = 0.9
CUT_OFF_MIN_S: Final = 1.0
# Boxes of an MP4 that are walked: a fragmented hour has two a second.
BOXES_MAX: Final = 20_000
_EBML: Final = b"\x1a\x45\xdf\xa3"
_SEGMENT: Final = b"\x18\x53\x80\x67"
# Boxes with which an MP4 or MOV begins.
_FIRST_BOXES: Final = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")


def breaks_off(path: Path, claimed_s: float, read_s: float) -> bool:
    """Whether a film of `claimed_s` of which `read_s` was read is damaged, not only shorter than said.

    Raises DiskTroubleError when the file cannot be read.
    """
    missing_s = claimed_s - read_s
    if missing_s <= CUT_OFF_MIN_S or read_s >= CUT_OFF_SHARE * claimed_s:
        return False
    try:
        return cut_short(path) is not False
    except OSError as error:
        raise trouble_with(path, error) from error


def claimed_length_s(stream: VideoStream, container: InputContainer) -> float:
    """Seconds that the file says its picture lasts; 0 where it does not say."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration / av.time_base) if container.duration else 0.0


def cut_short(path: Path) -> bool | None:
    """Whether bytes are missing at the end; None where this kind of container does not say its size."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(64)
        if head[:4] == _EBML:
            end = _segment_end(head)
        elif head[:4] == b"RIFF":
            end = 8 + int.from_bytes(head[4:8], "little")
        elif head[4:8] in _FIRST_BOXES:
            end = None
            at = 0
            for _ in range(BOXES_MAX):
                file.seek(at)
                begin = file.read(16)
                if len(begin) < 8:
                    break
                length = int.from_bytes(begin[:4])
                length = int.from_bytes(begin[8:16]) if length == 1 else length
                if length < 8:  # 0: to the end of the file; else no box
                    break
                at = end = at + length
        else:
            return None
    return None if end is None else size < end


def _segment_end(head: bytes) -> int | None:
    """The byte behind a Matroska file's segment; None where its size is left open, as in a live stream."""
    at = 4
    size, length = _vint(head, at)
    at += length + (size or 0)
    if head[at : at + 4] != _SEGMENT:
        return None
    size, length = _vint(head, at + 4)
    return None if size is None else at + 4 + length + size


def _vint(data: bytes, at: int) -> tuple[int | None, int]:
    """(value, bytes) of EBML's number at a place (RFC 8794); the value None means unknown."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return None, 1
    value = int.from_bytes(data[at : at + length]) & ((1 << 7 * length) - 1)
    return (None if value == (1 << 7 * length) - 1 else value), length
