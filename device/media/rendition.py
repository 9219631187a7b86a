"""Makes an upload's rendition for TV and phone: at most 1080p at 30 pictures a second, H.264 and AAC in mp4.

Decides whether the original's pictures play smoothly beside a match; then their packets are copied. Otherwise
they are encoded: upright, square pixels, 8 bits, even sides. The sound is always encoded anew, so that it
begins with the first picture, has no gaps and plays everywhere.

Pictures are encoded in stretches, each a film of its own that begins with a key picture, and joined by
copying packets. The encoder runs in one thread and is opened anew for every stretch, so an interrupted
rendition comes out the same to the bit.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Final, Literal

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer

from device.media.contents import FilmContents, opened_film
from device.media.orientation import (
    UPRIGHT,
    Orientation,
    Orientations,
    inside,
    orientation_of,
    shown_size,
    turned,
)
from device.media.packets import demuxed
from device.media.pictures import Timed
from device.media.sound import CHANNELS, RATE_HZ
from device.media.soundtrack import BLOCK, sound_blocks
from device.media.tones import Tones, needs_tones
from models.files import put_in_place
from models.film import AAC_BIT_RATE, TICKS

LONG_SIDE_MAX_PX: Final = 1920
SHORT_SIDE_MAX_PX: Final = 1080
FPS_MAX: Final = 30.0
# Phones' 30 pictures a second are 29.97 to 30.1.
FPS_SLACK: Final = 0.5
# bit/s; a camera's 1080p may have 100 Mbit/s, too much to read and decode beside a match on a small board.
BIT_RATE_MAX: Final = 25e6
# A picture may be this early, in parts of 1/30 s, so that phones' uneven clocks lose none.
EARLY: Final = 0.25
# Measured on a 1768x994 film: superfast at 23 takes 11 ms a picture, veryfast at 21 takes 19; both are 40 dB
# from the original, and the file is a quarter larger. A key picture every two seconds allows seeking.
CRF: Final = 23
PRESET: Final = "superfast"
KEY_EVERY_PICTURES: Final = 60
# Microseconds of one stream that the muxer queues while it waits for the other.
INTERLEAVE_US: Final = "1000000"

# Y, U, V of black, as a TV counts them.
BLACK: Final = (16, 128, 128)

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the pictures are made: copied, or turned upright and encoded as width x height px; pixel: how many
    times as wide as high those of the film are.
    """

    copy: bool
    width: int
    height: int
    pixel: float = 1.0


def plan_of(contents: FilmContents) -> Plan:
    """Whether a film is copied, and the size of its rendition."""
    long, short = max(contents.width, contents.height), min(contents.width, contents.height)
    scale = min(LONG_SIDE_MAX_PX / long, SHORT_SIDE_MAX_PX / short, 1.0)
    plain = (
        contents.codec == "h264"
        and contents.pixels in ("yuv420p", "yuvj420p")
        and not contents.interlaced
        and contents.steady
        and contents.plain
        and contents.orientation == UPRIGHT
        and not contents.timeline.broken
        and contents.coded == (contents.width, contents.height)
        and contents.width % 2 == contents.height % 2 == 0
        and scale >= 1.0
        and contents.fps <= FPS_MAX + FPS_SLACK
        and contents.bit_rate <= BIT_RATE_MAX
        # copied packets keep the file's gaps; a file that begins in the middle of a scene needs a decoder
        and contents.keys[0] == contents.first
    )
    return Plan(plain, _even(contents.width * scale), _even(contents.height * scale), contents.pixel)


def encode_stretch(pictures: Iterator[Timed], start_s: float, plan: Plan, path: Path) -> int:
    """Encode the pictures of the stretch from `start_s` on to `path`, atomically; returns their number.

    Without a picture the file is empty.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    count, tones, orientations = 0, Tones(), Orientations()
    film: OutputContainer | None = None
    try:
        for time_s, picture in _thinned(pictures):
            frame = upright(picture, plan, tones, orientations.of(picture))
            if film is None:
                film = av.open(str(part), "w", format="nut")
                stream = _video_stream(film, plan, frame)
            frame.pts, frame.time_base = round((time_s - start_s) * TICKS), Fraction(1, TICKS)
            film.mux(stream.encode(frame))
            count += 1
        if film is not None:
            film.mux(stream.encode(None))
    finally:
        if film is not None:
            film.close()
    if film is None:
        part.touch()
    put_in_place(part, path)
    return count


def join(
    parts: list[Path], stretch_s: float, original: Path, contents: FilmContents, out: Path, progress: Progress
) -> None:
    """Join the encoded stretches and the original's sound in one mp4 at `out`, atomically."""
    filled = [(number, part) for number, part in enumerate(parts) if part.stat().st_size]
    with opened_film(filled[0][1]) as (_, template):
        _write(out, template, _joined(filled, stretch_s), original, contents, progress)


def copy(original: Path, contents: FilmContents, out: Path, progress: Progress) -> None:
    """Copy the original's pictures, with its sound encoded anew, to an mp4 at `out`, atomically.

    Raises FFmpegError or ValueError when the packets cannot be copied.
    """
    order = _decoding_order(original, contents)
    with opened_film(original) as (container, stream):
        packets = _ordered(demuxed(container, stream), order, contents.first)
        _write(out, stream, packets, original, contents, progress)


def upright(
    picture: av.VideoFrame, plan: Plan, tones: Tones, orientation: Orientation | None = None
) -> av.VideoFrame:
    """The picture as 8-bit 4:2:0 of the plan's size, turned upright, in the colours of a plain TV.

    orientation: how it lies, where that is known. One of other proportions than the first has black bars.
    """
    orientation = orientation or orientation_of(picture)
    shown = inside(
        shown_size((picture.width, picture.height), plan.pixel, orientation), (plan.width, plan.height)
    )
    size = shown[::-1] if orientation.lying else shown
    if needs_tones(picture):
        small = tones.plain(picture, *size, "yuv420p")
    else:
        small = picture.reformat(width=size[0], height=size[1], format="yuv420p", dst_color_range="MPEG")
    if orientation == UPRIGHT and shown == (plan.width, plan.height):
        return small
    whole = av.VideoFrame(plan.width, plan.height, "yuv420p")
    for plane, source, black in zip(whole.planes, small.planes, BLACK, strict=True):
        rows = np.frombuffer(memoryview(source), np.uint8).reshape(source.height, source.line_size)
        seen = turned(rows[:, : source.width], orientation)
        padded = np.full((plane.height, plane.line_size), black, np.uint8)
        left, above = (plane.width - seen.shape[1]) // 2, (plane.height - seen.shape[0]) // 2
        padded[above : above + seen.shape[0], left : left + seen.shape[1]] = seen
        plane.update(padded.tobytes())
    whole.colorspace, whole.color_range = small.colorspace, small.color_range
    whole.color_primaries, whole.color_trc = small.color_primaries, small.color_trc
    return whole


def _thinned(pictures: Iterator[Timed]) -> Iterator[Timed]:
    """At most one picture each 1/FPS_MAX s, with its own time; the choice depends on the times only."""
    taken = -1
    for time_s, picture in pictures:
        turn = math.floor(time_s * FPS_MAX + EARLY)
        if turn > taken:
            taken = turn
            yield time_s, picture


def _video_stream(film: OutputContainer, plan: Plan, like: av.VideoFrame) -> av.VideoStream:
    # without B-frames packets are in the order of time
    options = {"preset": PRESET, "crf": str(CRF), "bf": "0", "g": str(KEY_EVERY_PICTURES)}
    stream = film.add_stream("libx264", rate=round(FPS_MAX), options=options)
    stream.width, stream.height, stream.pix_fmt = plan.width, plan.height, "yuv420p"
    context = stream.codec_context
    context.time_base, context.thread_count = Fraction(1, TICKS), 1
    context.colorspace, context.color_primaries = like.colorspace, like.color_primaries
    context.color_trc, context.color_range = like.color_trc, 1
    return stream


def _joined(parts: list[tuple[int, Path]], stretch_s: float) -> Iterator[av.Packet]:
    for number, part in parts:
        with opened_film(part) as (container, stream):
            assert stream.time_base is not None
            yield from _shifted(demuxed(container, stream), round(number * stretch_s / stream.time_base))


def _decoding_order(original: Path, contents: FilmContents) -> list[int]:
    """The pts of all packets in file order. Raises ValueError when one is missing, double or too early."""
    with opened_film(original) as (container, stream):
        times = [packet.pts for packet in demuxed(container, stream) if packet.size]
    known = [time for time in times if time is not None]
    if len(known) < len(times) or len(set(known)) < len(known) or min(known) < contents.first:
        raise ValueError("packets without times of their own")
    return known


def _ordered(packets: Iterator[av.Packet], order: list[int], first: int) -> Iterator[av.Packet]:
    """The packets with pts from 0 on and new dts, which Matroska does not have at its beginning.

    The n-th packet's dts is the n-th smallest pts, less the smallest shift that makes every dts <= pts.
    """
    turns = sorted(order)
    early = max(turn - shown for turn, shown in zip(turns, order, strict=True))
    for turn, packet in zip(turns, (packet for packet in packets if packet.size), strict=False):
        packet.pts, packet.dts = (packet.pts or 0) - first, turn - early - first
        yield packet


def _shifted(packets: Iterator[av.Packet], ticks: int) -> Iterator[av.Packet]:
    for packet in packets:
        if packet.size and packet.dts is not None and packet.pts is not None:
            packet.pts, packet.dts = packet.pts + ticks, packet.dts + ticks
            yield packet


def _write(
    out: Path,
    template: av.VideoStream,
    packets: Iterator[av.Packet],
    original: Path,
    contents: FilmContents,
    progress: Progress,
) -> None:
    part = out.with_name(f".{out.name}.part")
    options = {"movflags": "+faststart", "fflags": "+bitexact", "max_interleave_delta": INTERLEAVE_US}
    first_s = float(contents.first * contents.time_base)
    blocks = (
        sound_blocks(original, first_s, contents.length_s, contents.timeline)
        if contents.has_sound
        else iter(())
    )
    # some browsers cannot play a file with an empty audio stream
    begin = next(blocks, None)
    with av.open(str(part), "w", format="mp4", options=options) as film:
        video = film.add_stream_from_template(template)
        coming = ((_seconds(packet), 0, packet) for packet in packets)
        merged: Iterator[tuple[float, int, av.Packet]] = coming
        if begin is not None:
            sound = film.add_stream("aac", rate=RATE_HZ)
            sound.layout, sound.bit_rate = "stereo", AAC_BIT_RATE
            merged = merge(coming, _encoded(sound, chain([begin], blocks)), key=lambda one: one[0])
        for time_s, kind, packet in merged:
            if kind == 0:
                packet.stream = video
                progress(min(max(time_s / contents.length_s, 0.0), 1.0))
            film.mux(packet)
    put_in_place(part, out)


def _encoded(
    stream: AudioStream, blocks: Iterator[np.ndarray[tuple[int, int], np.dtype[np.float32]]]
) -> Iterator[tuple[float, Literal[1], av.Packet]]:
    sent = 0
    for block in blocks:
        assert block.shape[0] == CHANNELS and block.shape[1] <= BLOCK  # noqa: PT018 - one shape
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, sent, Fraction(1, RATE_HZ)
        sent += block.shape[1]
        for packet in stream.encode(frame):
            yield _seconds(packet), 1, packet
    for packet in stream.encode(None):
        yield _seconds(packet), 1, packet


def _seconds(packet: av.Packet) -> float:
    assert packet.dts is not None
    return float(packet.dts * packet.time_base)


def _even(side: float) -> int:
    return max(2, 2 * round(side / 2))
