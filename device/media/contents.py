"""Probes an upload by reading all its packets; only one picture is decoded.

Decides which files can become a lesson, and where in them decoding can begin. Pictures and times are counted;
a header's claims are used only to reject a file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import av.error
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from device.failure_reasons import PreparationError, Reason
from device.media.chosen import CODECS, PIXELS_MAX, PROTOCOLS, picture_track, sound_track
from device.media.clock import Read, found_timeline, read_of, untimed_step
from device.media.h264 import FormWatch
from device.media.orientation import Orientation, orientation_of, shown_size
from device.media.packets import demuxed
from device.media.source import Source, container_of, opened_source
from device.media.timeline import RIGHT, Timeline
from device.media.tones import needs_tones
from device.media.whole import breaks_off, claimed_length_s, missing_at_end_s, promised_length_s
from device.store.tracks import LENGTH_MAX_S

# Bounds of what can become a lesson: length in s, sides in px as shown.
LENGTH_MIN_S: Final = 1.0
SIDE_MAX_PX: Final = 16384
# The pose network needs a region of 16 px, see device.pose.geometry.
SIDE_MIN_PX: Final = 16
# An hour of slow motion at 240 pictures a second, and a few more.
PACKETS_MAX: Final = 1_000_000
STREAMS_MAX: Final = 32
# s; what is lost is counted in halves of a second: pictures that are left out to have 30 a second, or shown
# for a while, leave none empty.
HALF_S: Final = 0.5
# s; a half begins so much before the full half second: some containers round times to milliseconds.
EARLY_S: Final = 0.01
# FFmpeg's demuxers that may be used. Others read playlists, pictures, subtitles or devices.
FORMATS: Final = (
    "mov,mp4,m4a,3gp,3g2,mj2",
    "matroska,webm",
    "avi",
    "mpegts",
    "mpeg",
    "flv",
    "asf",
    "ogg",
    "gif",
    "h264",
    "hevc",
    "nut",
    "mxf",
)


@dataclass(frozen=True, slots=True)
class FilmContents:
    """Properties of a film file.

    width, height: px as shown, upright, with square pixels; coded: (width, height) as stored; rotation:
    degrees to turn the picture counter-clockwise, after left and right are changed where it is mirrored;
    pixel: how many times as wide as high its pixels are; pixels: FFmpeg's pixel format; first: pts of the
    first picture, in units of time_base; keys: pts at which decoding can begin, rising; length_s: from the
    first picture to the end of the last; bit_rate: bit/s of the picture alone; timeline: how times were
    rebuilt, which all of these are; plain: whether its colours are those of a plain TV; steady: whether no
    picture may have another size than the first, or be interlaced or left out, as far as that is known
    without decoding; pictured: for each half of a second from the first picture on, 1 where one begins;
    cut_s: seconds that are missing at the file's end, 0 where it does not say how many, None where it does
    not break off.
    """

    width: int
    height: int
    coded: tuple[int, int]
    rotation: int
    codec: str
    pixels: str
    interlaced: bool
    first: int
    time_base: Fraction
    keys: tuple[int, ...]
    length_s: float
    fps: float
    bit_rate: float
    has_sound: bool
    mirrored: bool = False
    pixel: float = 1.0
    timeline: Timeline = RIGHT
    plain: bool = True
    steady: bool = True
    pictured: bytes = b""
    cut_s: float | None = None

    @property
    def orientation(self) -> Orientation:
        """How its first picture is to be shown."""
        return Orientation(quarters=self.rotation // 90, mirrored=self.mirrored)

    def key_before(self, time_s: float) -> int:
        """The index in `keys` at which decoding must begin for pictures from `time_s` after the first on."""
        wanted = self.first + time_s / self.time_base
        return max((number for number, key in enumerate(self.keys) if key <= wanted), default=0)


@contextmanager
def opened_film(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """Open a file; yields the container and its video stream, which is decoded single-threaded.

    One thread makes decoding reproducible to the bit. Raises PreparationError, or DiskTroubleError when the
    file could not be read.
    """
    if not path.is_file():
        raise PreparationError(Reason.MISSING)
    if path.stat().st_size == 0:
        raise PreparationError(Reason.EMPTY)
    with opened_source(path) as source, _container(source) as container:
        if len(container.streams) > STREAMS_MAX:
            raise PreparationError(Reason.NOT_A_VIDEO)
        stream = picture_track(container)
        if stream is None:
            raise PreparationError(_why_no_picture(container))
        if stream.codec_context.name not in CODECS:
            raise PreparationError(Reason.NOT_A_VIDEO)
        size = stream.codec_context.width, stream.codec_context.height
        if size[0] * size[1] > PIXELS_MAX or max(size) > SIDE_MAX_PX:
            raise PreparationError(Reason.TOO_LARGE)
        stream.codec_context.thread_count = 1
        stream.thread_type = "NONE"
        yield container, stream


def _container(source: Source) -> InputContainer:
    try:
        options = PROTOCOLS | {"format_whitelist": ",".join(FORMATS)}
        return container_of(source, options)
    except MemoryError as error:
        raise PreparationError(Reason.MEMORY) from error
    except (av.error.FFmpegError, OSError, ValueError, UnicodeError) as error:
        raise PreparationError(Reason.NOT_A_VIDEO) from error


def look_into(path: Path, beat: Callable[[], None] = lambda: None) -> FilmContents:
    """Probe the whole file, calling `beat` for each packet.

    Raises PreparationError when it cannot become a lesson.
    """
    with opened_film(path) as (container, stream):
        if stream.time_base is None:
            raise PreparationError(Reason.NOT_A_VIDEO)
        frame, pixel = _first_picture(container, stream)
        claimed_s, promised_s = claimed_length_s(stream, container), promised_length_s(stream, container)
        base, codec = Fraction(stream.time_base), stream.codec_context.name
        has_sound = sound_track(container) is not None
    orientation = orientation_of(frame)
    upright = shown_size((frame.width, frame.height), float(pixel or 1), orientation)
    if min(upright) < SIDE_MIN_PX:
        raise PreparationError(Reason.TOO_SMALL)
    if upright[0] * upright[1] > PIXELS_MAX or max(upright) > SIDE_MAX_PX:
        raise PreparationError(Reason.TOO_LARGE)
    read = _packets(path, beat)
    packets, timeline = read.found, read.timeline
    rebuilt = [one.time + shift for one, shift in zip(packets, timeline.shifts(len(packets)), strict=True)]
    # pictures cut off by an edit list are decoded but not shown
    times = sorted({time for time, one in zip(rebuilt, packets, strict=True) if one.shown})
    if len(times) < 2:
        raise PreparationError(Reason.ONE_PICTURE)
    first, last = times[0], times[-1]
    # an edit list of several segments: what is cut off between them has times of its neighbours
    edited = any(not one.shown and first <= one.time <= last for one in packets)
    # there, and where times are rebuilt, decoding begins at the beginning
    keys = [] if timeline.broken or edited else [one.time for one in packets if one.key]
    span_s = float((last - first) * base)
    length_s = span_s * len(times) / (len(times) - 1)
    if span_s > LENGTH_MAX_S:
        raise PreparationError(Reason.TOO_LONG)
    before_s = max(float(first * base), 0.0)
    if timeline.broken:
        promised_s = 0.0  # of another clock
    elif breaks_off(path, claimed_s, span_s + before_s):
        raise PreparationError(Reason.CUT_OFF)
    if length_s < LENGTH_MIN_S:
        raise PreparationError(Reason.TOO_SHORT)
    return FilmContents(
        *upright,
        coded=(frame.width, frame.height),
        rotation=90 * orientation.quarters,
        mirrored=orientation.mirrored,
        pixel=float(pixel or 1),
        timeline=timeline,
        plain=not needs_tones(frame),
        codec=codec,
        pixels=frame.format.name,
        interlaced=bool(frame.interlaced_frame),
        first=first,
        time_base=base,
        keys=tuple(sorted(set(keys))) or (first,),
        length_s=length_s,
        fps=len(times) / length_s,
        bit_rate=8 * read.size_bytes / length_s,
        has_sound=has_sound,
        steady=read.steady and all(one.shown for one in packets),
        pictured=_pictured([float((time - first) * base) for time in times]),
        cut_s=missing_at_end_s(path, promised_s, length_s + before_s),
    )


def _pictured(times_s: list[float]) -> bytes:
    """1 for each half of a second that has one of these times, 0 for the others."""
    halves = ((np.array(times_s) + EARLY_S) / HALF_S).astype(np.int64)
    found = np.zeros(halves.max() + 1, np.uint8)
    found[halves] = 1
    return found.tobytes()


def _why_no_picture(container: InputContainer) -> Reason:
    """A cover is no film; a picture that nothing here can decode is one, of an unknown kind."""
    unknown = any(stream.codec_context is None for stream in container.streams.video)
    return Reason.ONLY_SOUND if container.streams.audio and not unknown else Reason.NOT_A_VIDEO


def _first_picture(container: InputContainer, stream: VideoStream) -> tuple[av.VideoFrame, Fraction | None]:
    """The first picture that can be decoded, and its pixels' width / height (None: square)."""
    for packet in demuxed(container, stream):
        try:
            for frame in packet.decode():
                return frame, stream.sample_aspect_ratio
        except MemoryError as error:
            raise PreparationError(Reason.MEMORY) from error
        except (av.error.FFmpegError, ValueError):
            continue
    raise PreparationError(Reason.DAMAGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Packets:
    """found: all packets that have a time; size_bytes: of them; timeline: what they are on; steady: as in
    FilmContents.
    """

    found: list[Read]
    size_bytes: int
    timeline: Timeline
    steady: bool


def _packets(path: Path, beat: Callable[[], None]) -> _Packets:
    found: list[Read] = []
    size = 0
    with opened_film(path) as (container, stream):
        watch, step = FormWatch(stream), untimed_step(container, stream)
        for packet in demuxed(container, stream):
            beat()
            one = read_of(packet, len(found) * step if step else None)
            if one is None:
                continue
            found.append(one)
            size += packet.size
            watch.look(packet)
            if len(found) > PACKETS_MAX:
                raise PreparationError(Reason.TOO_LONG)
        timeline = found_timeline(path, stream, found, step)
        return _Packets(found=found, size_bytes=size, timeline=timeline, steady=watch.steady)
