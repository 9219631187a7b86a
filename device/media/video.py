"""Decodes a video file's pictures: upright, RGB, each with its time.

Decides which files are playable, else raises NotAVideoError. Times are the file's timestamps, not frame
counts, so variable frame rates are right. `models.film` writes films.
"""

import contextlib
import logging
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import av.error
from av.container import InputContainer
from av.video.stream import VideoStream

from device.errors import NotAVideoError
from device.media.chosen import PIXELS_MAX, picture_track
from device.media.clock import clock_of
from device.media.fields import deinterlaced
from device.media.orientation import Orientation, Orientations, orientation_of, shown_size
from device.media.packets import demuxed
from device.media.shown import as_rgb
from device.media.source import container_of, opened_source, trouble_with
from device.media.timeline import RIGHT, Timeline
from device.media.tones import Tones
from device.media.whole import breaks_off, claimed_length_s
from device.messages import Frame

# PyAV's log must stay off, as it is by default: with it on, a decoder's thread that logs waits for Python's
# lock while the main thread, which closes the decoder, waits for that thread.
log = logging.getLogger(__name__)

# (width, height) px of pictures for the pose network, which reads 256 x 256 px of a person.
POSE_FIT: Final = (960, 960)
# Threads that decode a film: each holds several of its pictures (9 MB at 1080p, measured with `make bench`),
# and two decode 1080p in time on four slow cores.
DECODERS: Final = 2


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """width and height as shown (upright, square pixels) in px; duration_s as claimed, 0 when unknown."""

    width: int
    height: int
    duration_s: float
    fps: float


@contextlib.contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Open the container at `path`. Raises NotAVideoError when it cannot be opened, DiskTroubleError also
    when it could not be read.
    """
    try:
        if not path.exists():
            raise NotAVideoError(f"There is no file {path}.")
        if path.is_dir():
            raise NotAVideoError(f"{path} is a folder, not a video.")
        if path.stat().st_size == 0:
            raise NotAVideoError(f"{path.name} is empty.")
    except OSError as error:
        raise trouble_with(path, error) from error
    with opened_source(path) as source:
        try:
            container = container_of(source)
        except (av.error.FFmpegError, OSError, ValueError, UnicodeError) as error:
            raise NotAVideoError(f"{path.name} is not a video, or only the first part of one.") from error
        with container:
            yield container


def probe(path: Path) -> VideoInfo:
    """The file's properties, from its header and first picture. Raises NotAVideoError."""
    for frame, stream, container in _decoded(path):
        picture = _upright_size(frame, stream, orientation_of(frame))
        duration = float(container.duration / av.time_base) if container.duration else 0.0
        rate = stream.average_rate or stream.guessed_rate
        return VideoInfo(*picture, duration, float(rate) if rate else 0.0)
    raise NotAVideoError(f"{path.name} holds no picture.")


def frames(
    path: Path,
    fit: tuple[int, int] | None = None,
    start_s: float = 0.0,
    wanted: Callable[[float], bool] | None = None,
) -> Iterator[Frame]:
    """All pictures in order; times are in seconds from the first and rise strictly.

    fit: (width, height) px that the upright picture is scaled down to fit in; start_s: earlier pictures are
    skipped, by seeking where the file allows it; wanted: called with the time of each picture but the first;
    when it returns False the picture is skipped before its conversion to RGB, half of its cost.
    Raises NotAVideoError when there is no picture, or the file breaks off long before its claimed length.
    """
    first_s: float | None = None
    last_s = -1.0
    claimed_s = 0.0
    size: tuple[int, int] | None = None
    orientations, tones = Orientations(), Tones()
    timeline = clock_of(path)
    if start_s > 0:
        first = next(
            ((frame, stream) for frame, stream, _ in _decoded(path, timeline) if frame.time is not None), None
        )
        if first is not None:
            first_s = float(first[0].time)
            size = _fitted(_upright_size(*first, orientations.of(first[0])), fit)
            last_s = math.nextafter(start_s, 0.0)
    for frame, stream, container in _decoded(path, timeline, None if first_s is None else first_s + start_s):
        if frame.time is None:
            continue
        claimed_s = claimed_s or claimed_length_s(stream, container)
        if first_s is None:
            first_s = float(frame.time)
        time_s = float(frame.time) - first_s
        if time_s <= last_s:
            continue
        left_out = wanted is not None and size is not None and not wanted(time_s)
        last_s = time_s
        if left_out:
            continue
        # pictures of a film that is turned or changes its size are shown upright in the first one's frame
        orientation = orientations.of(frame)
        size = size or _fitted(_upright_size(frame, stream, orientation), fit)
        pixel = float(stream.sample_aspect_ratio or 1)
        yield Frame(time_s, as_rgb(frame, size, orientation, tones, pixel))
    if first_s is None:
        raise NotAVideoError(f"{path.name} holds no picture.")
    # some containers count the length from the first picture, some from 0: assume the shorter
    if not timeline.broken and breaks_off(path, claimed_s, last_s + max(first_s, 0.0)):
        raise NotAVideoError(
            f"{path.name} is damaged: it should last {claimed_s:.0f} s but breaks off after {last_s:.0f} s."
        )


def _decoded(
    path: Path, timeline: Timeline = RIGHT, from_s: float | None = None
) -> Iterator[tuple[av.VideoFrame, VideoStream, InputContainer]]:
    """Decoded pictures; broken packets are skipped.

    from_s: begin at the last key picture before this time, where the file allows seeking.
    """
    with opened(path) as container:
        stream = picture_track(container)
        if stream is None:
            raise NotAVideoError(f"{path.name} has no picture that can be decoded.")
        if stream.width * stream.height > PIXELS_MAX:
            raise NotAVideoError(
                f"{path.name} claims a picture of {stream.width} x {stream.height}: too large."
            )
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = DECODERS
        if from_s is not None and stream.time_base and not timeline.broken:
            with contextlib.suppress(av.error.FFmpegError):  # then all is decoded
                container.seek(round(from_s / stream.time_base), stream=stream)
        packets = timeline.retimed(demuxed(container, stream))
        for picture in deinterlaced(timeline.timed(_pictures(packets, path.name))):
            yield picture, stream, container


def _pictures(packets: Iterator[av.Packet], name: str) -> Iterator[av.VideoFrame]:
    for packet in packets:
        try:
            yield from packet.decode()
        except av.error.EOFError:
            return
        except av.error.FFmpegError as error:
            log.debug("%s: a packet could not be decoded: %s", name, error)
        except MemoryError as error:
            raise NotAVideoError(f"{name} asks for more memory than there is.") from error


def _upright_size(frame: av.VideoFrame, stream: VideoStream, orientation: Orientation) -> tuple[int, int]:
    """(width, height) as shown: turned upright, with square pixels."""
    pixel = float(stream.sample_aspect_ratio or 1)
    return shown_size((frame.width, frame.height), pixel, orientation)


def _fitted(size: tuple[int, int], fit: tuple[int, int] | None) -> tuple[int, int]:
    """(width, height) shrunk to fit, never enlarged."""
    scale = 1.0 if fit is None else min(fit[0] / size[0], fit[1] / size[1], 1.0)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
