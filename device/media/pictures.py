"""Decodes a film in stretches, reproducibly: a stretch is the same whether or not the one before was decoded.

Decoding for a stretch begins at the last key picture before it with a new decoder, unless the open decoder
began at that same key picture and so has had the same packets. Interrupted work therefore continues with the
pictures that it would have had.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

import av
import av.error
from av.container import InputContainer
from av.video.stream import VideoStream

from device.failure_reasons import PreparationError, Reason
from device.media.contents import FilmContents, opened_film
from device.media.fields import deinterlaced
from device.media.orientation import UPRIGHT, Orientation
from device.media.packets import demuxed, moment_of
from device.media.shown import as_rgb
from device.media.tones import Tones
from device.messages import Frame

Timed = tuple[float, av.VideoFrame]


class Pictures:
    """The stretches of one film; fastest in rising order. Use it in a `with`."""

    def __init__(self, path: Path, contents: FilmContents, beat: Callable[[], None] = lambda: None) -> None:
        """contents: `look_into(path)`; beat: called for each packet that is decoded."""
        self._path, self._contents, self._beat = path, contents, beat
        self._open = ExitStack()
        self._key: int | None = None
        self._reached_s = 0.0
        self._coming: Iterator[Timed] = iter(())
        self._ahead: Timed | None = None

    def __enter__(self) -> Self:
        """Return itself; the file is opened with the first stretch."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._open.close()

    def between(self, start_s: float, end_s: float) -> Iterator[Timed]:
        """(time, picture) for start_s <= time < end_s; times rise, in s from the film's first picture."""
        key = self._contents.key_before(start_s)
        if key != self._key or start_s < self._reached_s:
            self._begin_at(key)
        self._reached_s = end_s
        last_s = -1.0
        while True:
            timed = self._ahead if self._ahead is not None else next(self._coming, None)
            self._ahead = timed
            if timed is None or timed[0] >= end_s:
                return
            self._ahead = None
            # a damaged file may repeat a picture: times must rise
            if timed[0] >= start_s and timed[0] > last_s:
                last_s = timed[0]
                yield timed

    def _begin_at(self, key: int) -> None:
        self._open.close()
        self._ahead, self._key = None, key
        pts = self._contents.keys[key]
        container, stream = self._open.enter_context(opened_film(self._path))
        packets = self._sought(container, stream, pts)
        if packets is None:
            # seeking went past it: read from the beginning
            self._open.close()
            container, stream = self._open.enter_context(opened_film(self._path))
            packets = _from(demuxed(container, stream), pts)
        decoded = self._contents.timeline.timed(self._decoded(packets if packets is not None else iter(())))
        self._coming = self._timed(deinterlaced(decoded))

    def _sought(self, container: InputContainer, stream: VideoStream, pts: int) -> Iterator[av.Packet] | None:
        if pts == self._contents.keys[0]:
            return demuxed(container, stream)
        with suppress(av.error.FFmpegError, OSError, ValueError):
            container.seek(pts, stream=stream, backward=True)
            return _from(demuxed(container, stream), pts)
        return None

    def _timed(self, pictures: Iterator[av.VideoFrame]) -> Iterator[Timed]:
        first, base = self._contents.first, self._contents.time_base
        for picture in pictures:
            moment = picture.pts if picture.pts is not None else picture.dts
            if moment is not None and moment >= first:
                yield float((moment - first) * base), picture

    def _decoded(self, packets: Iterator[av.Packet]) -> Iterator[av.VideoFrame]:
        """The pictures of the packets; what cannot be decoded is skipped."""
        for packet in self._contents.timeline.retimed(packets):
            self._beat()
            try:
                frames = packet.decode()
            except MemoryError as error:
                raise PreparationError(Reason.MEMORY) from error
            except (av.error.FFmpegError, ValueError):
                continue
            yield from frames


def fitted(size: tuple[int, int], fit: tuple[int, int]) -> tuple[int, int]:
    """(width, height) scaled down to fit into `fit`, in the same proportions; never enlarged."""
    scale = min(fit[0] / size[0], fit[1] / size[1], 1.0)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def as_frame(
    time_s: float, picture: av.VideoFrame, size: tuple[int, int], orientation: Orientation = UPRIGHT
) -> Frame:
    """A picture as it is shown, scaled to `size` (width, height) px."""
    return Frame(time_s, as_rgb(picture, size, orientation, Tones()))


def _from(packets: Iterator[av.Packet], pts: int) -> Iterator[av.Packet] | None:
    """The packets from the key picture at `pts` on; None when it is not among them."""
    for packet in packets:
        if packet.is_keyframe and moment_of(packet) == pts:
            return _with(packet, packets)
        if packet.dts is not None and packet.dts > pts:
            return None
    return None


def _with(first: av.Packet, rest: Iterator[av.Packet]) -> Iterator[av.Packet]:
    yield first
    yield from rest
