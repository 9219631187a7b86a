"""A video file's pictures: upright, RGB, each with its own time.

Decides what counts as a playable video and says in plain words why one is not. Times come from the file's
timestamps, never from a frame count, so a variable frame rate is right. Writing films is in `models.film`;
what is found in the pictures is decided elsewhere.
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
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from device.errors import NotAVideoError
from device.messages import Frame, Image

# PyAV's own log stays off, as it is after the import: with it on, a decoder's thread that complains waits
# for Python's lock while the main thread, closing that decoder, waits for the thread.
log = logging.getLogger(__name__)

# A header may claim any size; above 8K there is no phone that films it, and one picture fills the memory.
PIXELS_MAX: Final = 7680 * 4320
# The pose network looks at 256 x 256 px of a person: more than this per side only costs time to convert.
POSE_FIT: Final = (960, 960)
# Threads that decode a film: each holds several of its pictures (9 MB at 1080p, measured with `make bench`),
# and two decode 1080p in time on four slow cores.
DECODERS: Final = 2
# A file that ends this much before the length it claims was cut off on its way here.
CUT_OFF_SHARE: Final = 0.9
CUT_OFF_MIN_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """width and height as shown (upright, square pixels) in px; duration_s as claimed, 0 when unknown."""

    width: int
    height: int
    duration_s: float
    fps: float


@contextlib.contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """The container at `path`; raises NotAVideoError in plain words when it cannot be opened."""
    if not path.exists():
        raise NotAVideoError(f"There is no file {path}.")
    if path.is_dir():
        raise NotAVideoError(f"{path} is a folder, not a video.")
    if path.stat().st_size == 0:
        raise NotAVideoError(f"{path.name} is empty.")
    try:
        container = av.open(str(path), metadata_errors="replace")
    except PermissionError as error:
        raise NotAVideoError(f"{path.name} may not be read by this user.") from error
    except (av.error.FFmpegError, OSError, ValueError, UnicodeError) as error:
        raise NotAVideoError(f"{path.name} is not a video, or only the first part of one.") from error
    with container:
        yield container


def probe(path: Path) -> VideoInfo:
    """What the file claims and what its first picture is; raises NotAVideoError."""
    for frame, stream, container in _decoded(path):
        picture = _upright_size(frame, stream)
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
    """Every picture in order, its time in seconds from the first; rises strictly.

    fit: (width, height) px that the upright picture is shrunk to fit in, keeping its shape; start_s: what
    comes before is left out, and hardly decoded where the file can be searched; wanted: asked with the time
    of each picture but the first, which is left out where it says no: half of what a picture costs comes
    after decoding.
    Raises NotAVideoError when there is no picture, or the file breaks off long before its claimed end.
    """
    first_s: float | None = None
    last_s = -1.0
    claimed_s = 0.0
    size: tuple[int, int] | None = None
    if start_s > 0:
        first = next(((frame, stream) for frame, stream, _ in _decoded(path) if frame.time is not None), None)
        if first is not None:
            first_s, size = float(first[0].time), _fitted(_upright_size(*first), fit)
            last_s = math.nextafter(start_s, 0.0)
    for frame, stream, container in _decoded(path, None if first_s is None else first_s + start_s):
        if frame.time is None:
            continue
        claimed_s = claimed_s or _claimed_s(stream, container)
        if first_s is None:
            first_s = float(frame.time)
        time_s = float(frame.time) - first_s
        if time_s <= last_s:
            continue
        left_out = wanted is not None and size is not None and not wanted(time_s)
        last_s = time_s
        if left_out:
            continue
        # a film that changes its size half-way keeps the size that it began with
        size = size or _fitted(_upright_size(frame, stream), fit)
        yield Frame(time_s, _upright(frame, size))
    if first_s is None:
        raise NotAVideoError(f"{path.name} holds no picture.")
    # some containers count their length from the first picture, some from zero: doubt speaks for the file
    missing_s = claimed_s - last_s - max(first_s, 0.0)
    if missing_s > CUT_OFF_MIN_S and last_s < CUT_OFF_SHARE * claimed_s:
        raise NotAVideoError(
            f"{path.name} is damaged: it should last {claimed_s:.0f} s but breaks off after {last_s:.0f} s."
        )


def _decoded(
    path: Path, from_s: float | None = None
) -> Iterator[tuple[av.VideoFrame, VideoStream, InputContainer]]:
    """Decoded pictures; broken packets are passed over, so that one bad second does not spoil a lesson.

    from_s: begin at the last picture before this time that can be decoded alone, if the file knows it.
    """
    with opened(path) as container:
        if not container.streams.video:
            raise NotAVideoError(f"{path.name} has no picture, only sound.")
        stream = container.streams.video[0]
        if stream.width * stream.height > PIXELS_MAX:
            raise NotAVideoError(
                f"{path.name} claims a picture of {stream.width} x {stream.height}: too large."
            )
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = DECODERS
        if from_s is not None and stream.time_base:
            with contextlib.suppress(av.error.FFmpegError):  # then all of it is decoded
                container.seek(round(from_s / stream.time_base), stream=stream)
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                decoded = packet.decode()
            except av.error.FFmpegError as error:
                if isinstance(error, av.error.EOFError):
                    return
                log.debug("%s: a packet could not be decoded: %s", path.name, error)
                continue
            except MemoryError as error:
                raise NotAVideoError(f"{path.name} asks for more memory than there is.") from error
            for frame in decoded:
                yield frame, stream, container


def _claimed_s(stream: VideoStream, container: InputContainer) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration / av.time_base) if container.duration else 0.0


def _upright_size(frame: av.VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """(width, height) as shown: turned upright, with square pixels."""
    pixel = stream.sample_aspect_ratio
    width = round(frame.width * float(pixel)) if pixel else frame.width
    return (frame.height, width) if frame.rotation % 180 else (width, frame.height)


def _fitted(size: tuple[int, int], fit: tuple[int, int] | None) -> tuple[int, int]:
    """(width, height) shrunk to fit, never enlarged."""
    scale = 1.0 if fit is None else min(fit[0] / size[0], fit[1] / size[1], 1.0)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _upright(frame: av.VideoFrame, size: tuple[int, int]) -> Image:
    """The picture as shown, of `size` (width, height)."""
    width, height = size[::-1] if frame.rotation % 180 else size
    image: Image = np.asarray(frame.to_ndarray(format="rgb24", width=width, height=height), np.uint8)
    if frame.rotation:
        # PyAV tells how far the picture must be turned counter-clockwise, as numpy turns.
        image = np.ascontiguousarray(np.rot90(image, frame.rotation // 90))
    return image
