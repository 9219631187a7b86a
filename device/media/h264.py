"""What H.264's sequence parameter sets say of the pictures behind them: size, and whether they may be fields.

A film may change both on the way, with a new set before a key picture or in its MP4's description; only the
first is seen by decoding one picture. The syntax is that of ITU-T H.264, 7.3.2.1.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import av
from av.video.stream import VideoStream

SET: Final = 7
# A picture's own data: behind it there is no set for it.
PICTURES: Final = (1, 5)
# Profiles that tell their chroma format and scaling lists.
_HIGH: Final = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
# Bytes of a packet in which a set is looked for: it stands before the picture.
LOOKED_AT: Final = 4096
_MACROBLOCK: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureForm:
    """width, height: px as coded, in whole macroblocks; fields: whether pictures may be interlaced."""

    width: int
    height: int
    fields: bool


class FormWatch:
    """Looks at a film's packets in their order; says nothing against films of another codec."""

    def __init__(self, stream: VideoStream) -> None:
        """stream: the film's picture, not read yet."""
        context = stream.codec_context
        self._looks = context.name == "h264"
        first, self._length_bytes = described(bytes(context.extradata or b"")) if self._looks else ([], 0)
        self._forms = set(first)
        self._described_anew = False

    def look(self, packet: av.Packet) -> None:
        """Look at the next packet."""
        if not self._looks:
            return
        self._described_anew = self._described_anew or packet.has_sidedata("new_extradata")
        if packet.is_keyframe:
            self._forms |= set(forms_in(bytes(memoryview(packet)[:LOOKED_AT]), self._length_bytes))

    @property
    def steady(self) -> bool:
        """Whether all pictures have one size, and none can be interlaced."""
        changing = self._described_anew or len(self._forms) > 1
        return not changing and not any(form.fields for form in self._forms)


def forms_in(data: bytes, length_bytes: int) -> Iterator[PictureForm]:
    """The forms of all parameter sets of a packet, or of what stands before its picture.

    length_bytes: of the number before each unit, as in MP4 and Matroska; 0 where start codes part them.
    """
    for unit in _units(data, length_bytes):
        if unit and unit[0] & 0x1F in PICTURES:
            return
        if unit and unit[0] & 0x1F == SET:
            form = form_of(unit)
            if form is not None:
                yield form


def described(extradata: bytes) -> tuple[list[PictureForm], int]:
    """(forms, length_bytes of the packets) of a film's description: `avcC` of MP4, or sets by start codes."""
    if len(extradata) < 7 or extradata[0] != 1:
        return list(forms_in(extradata, 0)), 0
    forms, at = [], 6
    for _ in range(extradata[5] & 0x1F):
        length = int.from_bytes(extradata[at : at + 2])
        form = form_of(extradata[at + 2 : at + 2 + length])
        forms += [] if form is None else [form]
        at += 2 + length
    return forms, (extradata[4] & 3) + 1


def form_of(unit: bytes) -> PictureForm | None:
    """What one parameter set says; None for one that cannot be read."""
    try:
        return _read(_Bits(unit[1:].replace(b"\0\0\3", b"\0\0")))
    except (IndexError, ValueError):
        return None


def _units(data: bytes, length_bytes: int) -> Iterator[bytes]:
    if not length_bytes:
        for part in data.split(b"\0\0\1")[1:]:
            yield part.rstrip(b"\0")
        return
    at = 0
    while at + length_bytes < len(data):
        length = int.from_bytes(data[at : at + length_bytes])
        yield data[at + length_bytes : at + length_bytes + length]
        at += length_bytes + length


class _Bits:
    """Reads bits, the first of each byte first. Raises IndexError behind the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value << 1 | self._data[self._at >> 3] >> (7 - (self._at & 7)) & 1
            self._at += 1
        return value

    def number(self) -> int:
        """An unsigned Exp-Golomb code."""
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > 32:
                raise ValueError("no number")
        return (1 << zeros) - 1 + self.take(zeros)


def _read(bits: _Bits) -> PictureForm:
    profile = bits.take(8)
    bits.take(16)  # constraints and level
    bits.number()
    if profile in _HIGH:
        chroma = bits.number()
        if chroma == 3:
            bits.take(1)
        bits.number()
        bits.number()
        bits.take(1)
        if bits.take(1):
            for number in range(12 if chroma == 3 else 8):
                if bits.take(1):
                    _skip_scaling(bits, 16 if number < 6 else 64)
    bits.number()
    order = bits.number()
    if order == 0:
        bits.number()
    elif order == 1:
        bits.take(1)
        bits.number()
        bits.number()
        for _ in range(bits.number()):
            bits.number()
    bits.number()
    bits.take(1)
    width = (bits.number() + 1) * _MACROBLOCK
    height = (bits.number() + 1) * _MACROBLOCK
    whole = bits.take(1)
    return PictureForm(width=width, height=height * (2 - whole), fields=not whole)


def _skip_scaling(bits: _Bits, count: int) -> None:
    last = following = 8
    for _ in range(count):
        if following:
            coded = bits.number()
            delta = (coded + 1) // 2 if coded % 2 else -(coded // 2)
            following = (last + delta) % 256
        last = following or last
