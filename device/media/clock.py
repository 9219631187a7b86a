"""Reads a film's packets to see whether its clock is right, and puts its sound on the same rebuilt time."""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final, NamedTuple

import av
import av.error
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from device.media.chosen import PROTOCOLS, picture_track, sound_track
from device.media.packets import demuxed, moment_of
from device.media.source import container_of, opened_source
from device.media.timeline import GAP_MAX_S, RESTART_S, RIGHT, Timeline, timeline_of

# FFmpeg's name of the container whose index tells the times of all pictures without reading them.
INDEXED: Final = "mov,mp4,m4a,3gp,3g2,mj2"
# FFmpeg's names of pictures without a container, and so without times, as a Raspberry Pi's camera writes
# them, and how many a second they are where they do not say so: what its tools (rpicam-vid) film by default.
UNTIMED: Final = ("h264", "hevc")
UNTIMED_FPS: Final = 30
# A shorter piece has no sound of its own, s: its clock stood still, or one time was wrong.
PIECE_MIN_S: Final = 0.1
# Of a gap's seconds, the share in which there is sound, if the gap is the film's own.
CARRIED_SHARE: Final = 0.5
# Sound may begin and end this much before and after the pictures of its piece, s.
BESIDE_S: Final = 2.0


class Read(NamedTuple):
    """A packet of a film's picture: times in ticks; shown: no edit list cuts it off."""

    time: int
    key: bool
    duration: int
    shown: bool


def untimed_step(container: InputContainer, stream: VideoStream) -> int:
    """Ticks from one picture to the next in a film whose pictures have no times; 0 for all others."""
    if container.format.name not in UNTIMED or stream.time_base is None:
        return 0
    rate = stream.codec_context.framerate or UNTIMED_FPS
    return max(round(1 / (rate * stream.time_base)), 1)


def read_of(packet: av.Packet, counted: int | None = None) -> Read | None:
    """What a packet says of its picture; None for one that is empty or has no time.

    counted: the time of a packet that has none of its own.
    """
    moment = moment_of(packet) if counted is None else counted
    if packet.size == 0 or moment is None:
        return None
    return Read(moment, packet.is_keyframe, packet.duration or 0, not packet.is_discard)


def clock_of(path: Path) -> Timeline:
    """The timeline of a film's picture; that of a right clock for what is no film."""
    if not path.is_file():
        return RIGHT
    with (
        opened_source(path) as source,
        suppress(av.error.FFmpegError, OSError, ValueError),
        container_of(source, PROTOCOLS) as container,
    ):
        stream = picture_track(container)
        if stream is None or stream.time_base is None or _steady(container, stream):
            return RIGHT
        if step := untimed_step(container, stream):
            return Timeline(base=Fraction(stream.time_base), step=step)
        read = [one for packet in demuxed(container, stream) if (one := read_of(packet)) is not None]
        return found_timeline(path, stream, read)
    return RIGHT


def found_timeline(path: Path, stream: VideoStream, packets: list[Read], untimed: int = 0) -> Timeline:
    """The timeline of all packets of a film's picture; untimed: see `untimed_step`."""
    if not packets or stream.time_base is None:
        return RIGHT
    base = Fraction(stream.time_base)
    if untimed:
        return Timeline(base=base, step=untimed)
    step = float(median(one.duration for one in packets))
    if step <= 0:
        rate = stream.guessed_rate or stream.average_rate
        step = float(1 / (rate * base)) if rate else 0.0

    def carried(begin: int, end: int) -> bool:
        return _sound_goes_on(path, float(begin * base), float(end * base))

    times = np.array([one.time for one in packets], np.int64)
    keys = np.array([one.key for one in packets], np.bool_)
    kept = _shown_once(packets)
    # what an edit list cuts off in the middle is decoded at times that others have already
    if len(kept) < len(packets) and (
        timeline_of(times[kept], keys[kept], round(step), base, carried) is RIGHT
    ):
        return RIGHT
    return timeline_of(times, keys, round(step), base, carried)


def _shown_once(packets: list[Read]) -> list[int]:
    """The numbers of those that are shown: where two segments of an edit list meet, the first of two pictures
    at one time.
    """
    shown = [number for number, one in enumerate(packets) if one.shown]
    meetings = sum(one.shown and not other.shown for one, other in pairwise(packets))
    first = {packets[number].time: number for number in reversed(shown)}
    return sorted(first.values()) if len(first) >= len(shown) - meetings else shown


def on_timeline(
    pieces: Iterator[tuple[float | None, NDArray[Any]]], timeline: Timeline, rate_hz: int
) -> Iterator[tuple[float | None, NDArray[Any]]]:
    """Sound (time in s of the file or None, samples (C, n)) with the shifts of the pictures around it."""
    spans = [
        (float(one.begin * timeline.base), float(one.end * timeline.base), float(one.shift * timeline.base))
        for one in timeline.pieces
        if one.end - one.begin >= PIECE_MIN_S / timeline.base
    ]
    at, shift, follows = 0, spans[0][2] if spans else 0.0, None
    for time_s, samples in pieces:
        if time_s is not None and follows is not None and abs(time_s - follows) > RESTART_S:
            beside = _beside(spans, at, time_s, back=time_s < follows)
            if beside is not None:
                at, shift = beside, spans[beside][2]
            elif time_s < follows:
                shift += follows - time_s
        if time_s is not None:
            follows = time_s
        if follows is not None:
            follows += samples.shape[1] / rate_hz
        yield None if time_s is None else time_s + shift, samples


def _beside(spans: list[tuple[float, float, float]], at: int, time_s: float, *, back: bool) -> int | None:
    """The next piece of film that has this time; the same one only when the sound did not go back."""
    for number in range(at + 1 if back else at, len(spans)):
        if spans[number][0] - BESIDE_S <= time_s <= spans[number][1] + BESIDE_S:
            return number
    return None


def _steady(container: InputContainer, stream: VideoStream) -> bool:
    """Whether an MP4's length is that of its pictures at their rate: then there is no jump in it."""
    if container.format.name != INDEXED or not (stream.frames and stream.duration and stream.guessed_rate):
        return False
    length_s = float(stream.duration * stream.time_base) if stream.time_base else 0.0
    return abs(length_s - stream.frames / float(stream.guessed_rate)) < GAP_MAX_S


def _sound_goes_on(path: Path, begin_s: float, end_s: float) -> bool:
    """Whether there is sound in most seconds of an interval of the file's time."""
    heard: set[int] = set()
    with (
        opened_source(path) as source,
        suppress(av.error.FFmpegError, OSError, ValueError),
        container_of(source, PROTOCOLS) as container,
    ):
        sound = sound_track(container)
        if sound is None or sound.time_base is None:
            return False
        for packet in container.demux(sound):
            moment = moment_of(packet)
            if moment is not None and begin_s < float(moment * sound.time_base) < end_s:
                heard.add(int(moment * sound.time_base))
    return len(heard) > CARRIED_SHARE * (end_s - begin_s)
