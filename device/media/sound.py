"""Decodes a video file's sound to 48 kHz stereo samples.

Time 0 is the first picture; a gap in the file is silence, a broken packet is skipped. Sound is decoded from
any time on, piece by piece, so that an hour of it is in memory only after `read_sound`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Final

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from device.media.chosen import picture_track, sound_track
from device.media.clock import clock_of, on_timeline
from device.media.source import check
from device.media.timeline import RIGHT
from device.media.video import opened

RATE_HZ: Final = 48_000
CHANNELS: Final = 2
# Seconds that `read_sound` reads at most: an hour of samples is 690 MB.
LENGTH_MAX_S: Final = 3600.0
# Seconds between two pieces; less is rounding, more is a gap in the file.
GAP_MIN_S: Final = 0.03
# Seconds decoded before the wanted start: AAC needs two earlier blocks, MP3 its bit reservoir.
PREROLL_S: Final = 0.2

Sound = NDArray[np.int16]


def read_sound(path: Path) -> Sound | None:
    """All sound as (N, 2) int16 at RATE_HZ, from the first picture on; None when there is none.

    Raises NotAVideoError when the file cannot be opened.
    """
    pieces = list(sound_pieces(path, end_s=LENGTH_MAX_S))
    return np.concatenate(pieces) if pieces else None


def sound_pieces(path: Path, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
    """As `SoundFile.pieces`, of a file that is opened and closed for this call."""
    file = SoundFile(path)
    try:
        yield from file.pieces(start_s, end_s)
    finally:
        file.close()


class SoundFile:
    """The sound of one file, opened once: opening an hour of it takes 0.1 s."""

    def __init__(self, path: Path) -> None:
        """The file is opened by the first `pieces`."""
        self._path = path
        self._stack = ExitStack()
        self._container: InputContainer | None = None
        self._chosen: AudioStream | None = None
        self._first_s = 0.0
        self._timeline = RIGHT

    def pieces(self, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Sound]:
        """Pieces (n, 2) int16 at RATE_HZ from start_s to end_s, in seconds after the first picture.

        The first sample is exactly that of start_s. Ends with the sound; empty for a file without sound. A
        new call ends the earlier one's iterator. Raises NotAVideoError when the file cannot be opened.
        """
        if self._timeline.broken:
            self.close()  # a file whose times are rebuilt is read from its beginning
        fresh = self._container is None
        container = self._container = self._container or self._stack.enter_context(opened(self._path))
        if fresh:
            self._chosen = sound_track(container)
            self._timeline = clock_of(self._path)
            self._first_s = _first_picture_s(container)
            if self._timeline.rebuilt:
                self._first_s = float(self._timeline.pieces[0].begin * self._timeline.base)
        stream = self._chosen
        if stream is None:
            return
        from_s = self._first_s + max(start_s, 0.0)
        if stream.time_base and not self._timeline.broken and (start_s > PREROLL_S or not fresh):
            # a file without seeking is decoded from its beginning
            with suppress(av.error.FFmpegError):
                container.seek(int((from_s - PREROLL_S) / stream.time_base), stream=stream)
        length_s = float("inf") if end_s is None else end_s - max(start_s, 0.0)
        pieces = on_timeline(decoded(container, stream, "s16p"), self._timeline, RATE_HZ)
        for part in placed(pieces, from_s, length_s):
            yield np.ascontiguousarray(part.T)

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._container = None
        self._stack.close()


def placed(
    pieces: Iterator[tuple[float | None, NDArray[Any]]], start_s: float, length_s: float
) -> Iterator[NDArray[Any]]:
    """Consecutive samples (2, n) from start_s of the file on, for length_s at most; gaps become silence."""
    end = length_s * RATE_HZ
    place, follows = 0, 0
    for time_s, samples in pieces:
        at = follows if time_s is None else round((time_s - start_s) * RATE_HZ)
        follows = at + samples.shape[1]
        part = samples[:, max(-at, 0) :]
        gap = int(min(at, end)) - place
        if gap > GAP_MIN_S * RATE_HZ:
            # one second at a time: a wrong time stamp may be an hour ahead
            for begin in range(0, gap, RATE_HZ):
                yield np.zeros((CHANNELS, min(RATE_HZ, gap - begin)), samples.dtype)
            place += gap
        elif gap < -GAP_MIN_S * RATE_HZ:
            part = samples[:, min(place - at, samples.shape[1]) :]  # what was heard already
        part = part[:, : int(max(min(end - place, part.shape[1]), 0))]
        if part.shape[1]:
            yield part
            place += part.shape[1]
        if place >= end:
            return


def decoded(
    container: InputContainer, stream: AudioStream, form: str
) -> Iterator[tuple[float | None, NDArray[Any]]]:
    """(time in s of the file or None, samples (2, n)) in the planar sample format `form`, at RATE_HZ."""
    resampler, last = _resampler(form), None
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            frames = packet.decode() if packet is not None else []
        except av.error.EOFError:
            check(container)
            return
        except (av.error.FFmpegError, ValueError):
            check(container)
            continue
        check(container)
        if packet is None:
            return
        for frame in frames:
            now = (frame.format.name, frame.layout.name, frame.sample_rate)
            if last not in (None, now):
                resampler = _resampler(form)  # the sound format changed within the file
            last = now
            time_s = None if frame.time is None else float(frame.time)
            try:
                resampled = resampler.resample(frame)
            except (av.error.FFmpegError, ValueError):
                continue
            for piece in resampled:
                yield time_s, piece.to_ndarray()
                time_s = None


def _resampler(form: str) -> av.AudioResampler:
    return av.AudioResampler(format=form, layout="stereo", rate=RATE_HZ)


def _first_picture_s(container: InputContainer) -> float:
    """The time of the first picture on the container's clock, s."""
    stream = picture_track(container)
    if stream is None or stream.start_time is None or stream.time_base is None:
        return 0.0
    return float(stream.start_time * stream.time_base)
