"""Files of several tracks, made by code: pictures are told by their colour, sounds by their pitch."""

from dataclasses import dataclass, field
from fractions import Fraction

import av
import numpy as np
from av.stream import Disposition

RATE_HZ = 48000
UNMARKED = Disposition(0)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """times: s, of each picture; cover: an attached picture of one."""

    colour: tuple[int, int, int] = (0, 200, 0)
    size: tuple[int, int] = (64, 48)
    codec: str = "libx264"
    times: list[float] = field(default_factory=lambda: [number / 10 for number in range(20)])
    marks: Disposition = UNMARKED


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A tone of `pitch` Hz from `start_s` for `length_s`."""

    pitch: float = 440.0
    length_s: float = 2.0
    start_s: float = 0.0
    codec: str = "aac"
    marks: Disposition = UNMARKED


def cover(colour=(200, 0, 0), size=(96, 96), codec="mjpeg"):
    """The picture of a file's icon."""
    return Picture(colour=colour, size=size, codec=codec, times=[0.0], marks=Disposition.attached_pic)


def write_tracks(path, *tracks, pixels="yuv420p"):
    """A file of these tracks in this order, interleaved in time; bytes are the JPEG of a cover (Matroska)."""
    with av.open(str(path), "w") as film:
        for track in [one for one in tracks if isinstance(one, bytes)]:
            film.add_attachment("cover.jpg", "image/jpeg", track)
        tracks = [one for one in tracks if not isinstance(one, bytes)]
        streams = [_stream(film, track, pixels) for track in tracks]
        packets = []
        for stream, track in zip(streams, tracks, strict=True):
            for frame in _pictures(track, stream.pix_fmt) if isinstance(track, Picture) else _sounds(track):
                packets += stream.encode(frame)
            packets += stream.encode(None)
        for packet in sorted(packets, key=lambda one: float((one.dts or 0) * one.time_base)):
            film.mux(packet)
    return path


def _stream(film, track, pixels):
    if isinstance(track, Picture):
        stream = film.add_stream(track.codec, rate=10)
        stream.width, stream.height = track.size
        stream.pix_fmt = {"mjpeg": "yuvj420p", "png": "rgb24"}.get(track.codec, pixels)
        stream.codec_context.time_base = Fraction(1, 1000)
    else:
        stream = film.add_stream(track.codec, rate=RATE_HZ, layout="stereo")
    stream.disposition = track.marks
    return stream


def _pictures(track, pixels):
    for time in track.times:
        image = np.full((track.size[1], track.size[0], 3), track.colour, np.uint8)
        frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format=pixels)
        frame.pts, frame.time_base = round(time * 1000), Fraction(1, 1000)
        yield frame


def _sounds(track):
    wave = np.sin(2 * np.pi * track.pitch * np.arange(int(RATE_HZ * track.length_s)) / RATE_HZ) / 2
    for begin in range(0, len(wave) - 1024, 1024):
        part = np.stack([wave[begin : begin + 1024]] * 2).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.time_base = RATE_HZ, Fraction(1, RATE_HZ)
        frame.pts = begin + round(track.start_s * RATE_HZ)
        yield frame


def pitch_of(sound):
    """The loudest pitch of samples (N, 2), Hz."""
    middle = sound[len(sound) // 4 : 3 * len(sound) // 4, 0].astype(float)
    return float(np.argmax(np.abs(np.fft.rfft(middle))) * RATE_HZ / len(middle))


def boxes(data):
    """The boxes of an MP4 file, or of one of its boxes: (kind, the box with its head)."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        yield data[at + 4 : at + 8], data[at : at + size]
        at += size


def put_cover_first(film):
    """Move the metadata with the cover before the tracks: readers number the streams as they find them."""
    rest = dict(boxes(film.read_bytes()))
    movie = rest.pop(b"moov")
    parts = sorted(boxes(movie[8:]), key=lambda box: box[0] != b"udta")
    film.write_bytes(b"".join((*rest.values(), movie[:8], *(part for _, part in parts))))
    return film


def unknown(film, codec=b"V_MPEG4/ISO/AVC"):
    """Make the first track of this codec one that nothing can decode (Matroska)."""
    data = film.read_bytes()
    film.write_bytes(data.replace(codec, codec[:2] + b"X" * (len(codec) - 2), 1))
    return film
