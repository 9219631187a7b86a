"""Whether the last bytes of a file are there, by what its container writes of its own size.

MP4 and MOV are boxes, AVI is chunks, Matroska and WebM are elements, FLV is tags, Ogg is pages: each says
its length at its beginning, and the last must end with the file. A transport stream is packets of one length,
ASF (WMV) has the file's size in its head, a GIF ends with a certain byte.
"""

from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Final, NamedTuple

from device.media.source import open_bytes, trouble_with

# Boxes, chunks, elements or tags that are walked: a live recording of an hour has a block for each picture
# and each piece of sound, 80 a second.
STEPS_MAX: Final = 400_000
_EBML: Final = b"\x1a\x45\xdf\xa3"
_SEGMENT: Final = 0x18538067
_CLUSTER: Final = 0x1F43B675
# Boxes with which an MP4 or MOV begins.
_FIRST_BOXES: Final = (b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"free", b"skip", b"wide", b"pnot")
# Bytes of a transport stream's packet, and of one with a time before it (M2TS).
_SYNC: Final = 0x47
_PACKETS: Final = ((188, 0), (192, 4))
# ASF's object with the file's size, where it is looked for, and where in it the size is.
_ASF: Final = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"
_ASF_FILE: Final = b"\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65"
_ASF_HEAD: Final = 8192
_ASF_SIZE: Final = 40
# Bytes of Ogg's longest page, and those before its list of lengths.
_PAGE_MAX: Final = 65_307
_PAGE_HEAD: Final = 27
# Packets whose first byte is looked at before a file is taken for a transport stream.
_LOOKS: Final = 5


class Ending(NamedTuple):
    """missing: bytes, 0 where the file is whole; counted: whether these are all that are missing (of a live
    recording only the last piece is known to be in parts).
    """

    missing: int
    counted: bool = True


def ending_of(path: Path) -> Ending | None:
    """How the file ends; None where this kind of container does not say. Raises DiskTroubleError."""
    try:
        with open_bytes(path) as file:
            return _ending(file, path.stat().st_size)
    except OSError as error:
        raise trouble_with(path, error) from error


def _ending(file: FileIO, size: int) -> Ending | None:
    head = file.read(16)
    for begin, found in _KINDS.items():
        if head.startswith(begin):
            return found(file, size)
    return _boxes(file, size) if head[4:8] in _FIRST_BOXES else _stream(file, size)


def _walked(
    file: FileIO, size: int, at: int, length: Callable[[bytes], int | None], *, counted: bool
) -> Ending | None:
    """Goes from piece to piece; length: of one with these first 16 bytes; None: it ends with the file."""
    for _ in range(STEPS_MAX):
        if at >= size:
            return Ending(at - size, counted)
        file.seek(at)
        begin = file.read(16)
        step = length(begin)
        if step is None:
            return Ending(0)
        at += step
    return None


def _boxes(file: FileIO, size: int) -> Ending | None:
    live = False

    def length(begin: bytes) -> int | None:
        nonlocal live
        if len(begin) < 8:
            return 8  # a piece of a box's head
        live = live or begin[4:8] == b"moof"
        found = int.from_bytes(begin[:4])
        found = int.from_bytes(begin[8:16]) if found == 1 else found
        # 0: to the end of the file; other small numbers are no box
        return found if found >= 8 else None

    ended = _walked(file, size, 0, length, counted=True)
    return None if ended is None else ended._replace(counted=not live)


def _flv(file: FileIO, size: int) -> Ending | None:
    file.seek(5)
    # behind the head is the length of no tag
    return _walked(file, size, int.from_bytes(file.read(4)) + 4, _tag, counted=False)


def _gif(file: FileIO, size: int) -> Ending | None:
    file.seek(max(size - 16, 0))
    # some programs fill up with zeros
    return Ending(int(not file.read().rstrip(b"\0").endswith(b";")), counted=False)


def _riff(file: FileIO, size: int) -> Ending | None:
    """AVI: one RIFF of all, or several of 1 GB each; a recorder that died has left its size at 0."""

    def length(begin: bytes) -> int | None:
        if begin[:4] not in (b"RIFF", b"JUNK"):
            return None  # what some programs append
        found = int.from_bytes(begin[4:8], "little")
        return 8 + found + found % 2

    file.seek(4)
    if not int.from_bytes(file.read(4), "little"):
        return Ending(1, counted=False)
    ended = _walked(file, size, 0, length, counted=True)
    # the padding of an odd size is often left out
    return None if ended is None else Ending(ended.missing if ended.missing > 1 else 0)


def _tag(begin: bytes) -> int | None:
    """FLV: a head of 11 bytes, the data, and the length of both again."""
    if len(begin) < 11:
        return 11
    return 11 + int.from_bytes(begin[1:4]) + 4 if begin[0] & 0x1F in (8, 9, 18) else None


def _matroska(file: FileIO, size: int) -> Ending | None:
    at, live = 0, False
    for _ in range(STEPS_MAX):
        if at >= size:
            return Ending(at - size, counted=not live)
        file.seek(at)
        begin = file.read(16)
        name, first = _vint(begin, 0, marked=True)
        length, second = _vint(begin, first)
        at += first + second
        if length is not None:
            at += length
            if name == _SEGMENT:  # what follows is no longer the film
                return Ending(max(at - size, 0))
        elif name in (_SEGMENT, _CLUSTER):
            live = True  # left open, as browsers write it: what is in it is walked
        else:
            return None
    return None


def _asf(file: FileIO, size: int) -> Ending | None:
    file.seek(0)
    head = file.read(_ASF_HEAD)
    at = head.find(_ASF_FILE) + _ASF_SIZE
    whole = int.from_bytes(head[at : at + 8], "little")
    # a live recording says 0, or nothing that can be
    return Ending(max(whole - size, 0)) if at >= _ASF_SIZE and whole else None


def _ogg(file: FileIO, size: int) -> Ending | None:
    file.seek(max(size - _PAGE_MAX, 0))
    rest = file.read()
    at = rest.rfind(b"OggS")
    lengths = rest[at + _PAGE_HEAD :][: rest[at + _PAGE_HEAD - 1]] if at + _PAGE_HEAD <= len(rest) else b""
    return Ending(max(at + _PAGE_HEAD + len(lengths) + sum(lengths) - len(rest), 0), counted=False)


def _stream(file: FileIO, size: int) -> Ending | None:
    file.seek(0)
    head = file.read(_PACKETS[-1][0] * _LOOKS)
    for packet, before in _PACKETS:
        looks = head[before::packet][:_LOOKS]
        if size > packet * _LOOKS and all(one == _SYNC for one in looks):
            return Ending(-size % packet, counted=False)
    return None


def _vint(data: bytes, at: int, *, marked: bool = False) -> tuple[int | None, int]:
    """(value, bytes) of EBML's number at a place (RFC 8794), with its marker for a name; the value None means
    unknown.
    """
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return None, 1
    value = int.from_bytes(data[at : at + length])
    if marked:
        return value, length
    value &= (1 << 7 * length) - 1
    return (None if value == (1 << 7 * length) - 1 else value), length


# by the first bytes of a file
_KINDS: Final = {
    _EBML: _matroska,
    b"RIFF": _riff,
    b"FLV": _flv,
    b"GIF8": _gif,
    _ASF: _asf,
    b"OggS": _ogg,
}
