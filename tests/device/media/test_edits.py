"""Edit lists, as phones and QuickTime write them where somebody trimmed a film: what is cut off is not shown.

What lies between two segments must be decoded, and has times that its neighbours have too: taken for a clock
that goes back, it brought back what had been cut out, and a length of nearly twice.
"""

import struct
from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.pictures import Pictures
from device.media.rendition import copy, encode_stretch, plan_of
from device.media.video import frames
from tests.device.media.tracks import boxes

RATE, COUNT, STEP = 25, 50, 5


def numbered(path, bframes):
    """Two seconds; the grey of a picture tells its number, and each tenth is a key picture."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=RATE, options={"bf": f"{bframes}", "g": "10", "crf": "1"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(COUNT):
            image = np.full((48, 64, 3), STEP * number, np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path


def edited(path, segments, delay_s):
    """With this edit list: (seconds, from where in the film; None for nothing to show); the MP4's index is
    at its end, so that no place in the file changes.
    """
    file = path.read_bytes()
    head = dict(boxes(file))
    movie, rest = head.pop(b"moov"), b"".join(head.values())
    parts = dict(boxes(movie[8:]))
    tracks = dict(boxes(parts[b"trak"][8:]))
    media = dict(boxes(tracks[b"mdia"][8:]))
    scales = [int.from_bytes(box[20:24]) for box in (parts[b"mvhd"], media[b"mdhd"])]
    entries = [
        struct.pack(">Iihh", round(length * scales[0]), start_of(start, delay_s, scales[1]), 1, 0)
        for length, start in segments
    ]
    entry = box(b"elst", struct.pack(">II", 0, len(entries)) + b"".join(entries))
    tracks = {b"tkhd": tracks.pop(b"tkhd"), b"edts": box(b"edts", entry)} | {
        kind: one for kind, one in tracks.items() if kind != b"edts"
    }
    parts[b"trak"] = box(b"trak", b"".join(tracks.values()))
    path.write_bytes(rest + box(b"moov", b"".join(parts.values())))
    return path


def start_of(start_s, delay_s, scale):
    return -1 if start_s is None else round((start_s + delay_s) * scale)


def box(kind, data):
    return struct.pack(">I4s", 8 + len(data), kind) + data


ORIGINS = {
    # name: segments, numbers of the pictures that are shown
    "the beginning is cut off": ([(1.2, 0.8)], [*range(20, 50)]),
    "the end is cut off": ([(1.2, 0.0)], [*range(30)]),
    "both ends": ([(1.04, 0.52)], [*range(13, 39)]),
    "something in the middle": ([(0.6, 0.2), (0.6, 1.2)], [*range(5, 20), *range(30, 45)]),
    "two things": ([(0.4, 0.0), (0.4, 0.8), (0.4, 1.6)], [*range(10), *range(20, 30), *range(40, 50)]),
    "the end comes first": ([(0.8, 1.2), (0.8, 0.0)], [*range(30, 50), *range(20)]),
    "shown twice": ([(0.8, 0.4), (0.8, 0.4)], [*range(10, 30), *range(10, 30)]),
    "nothing at first": ([(1.0, None), (2.0, 0.0)], [*range(50)]),
}


def number_of(image):
    return round(float(image.mean()) / STEP)


@pytest.mark.parametrize("bframes", [0, 2])
@pytest.mark.parametrize("name", ORIGINS)
def test_only_what_was_left_is_shown_and_in_its_order(tmp_path, name, bframes):
    segments, numbers = ORIGINS[name][0], list(ORIGINS[name][1])
    if bframes and name == "something in the middle":
        numbers.remove(30)  # FFmpeg gives it the time of the one before
    path = edited(numbered(tmp_path / "a.mp4", bframes), segments, 0.08 if bframes else 0.0)
    contents = look_into(path)
    assert not contents.timeline.broken
    assert contents.length_s == pytest.approx(len(numbers) / RATE, abs=0.05)
    shown = list(frames(path))
    with Pictures(path, contents) as pictures:
        kept = list(pictures.between(0.0, 9.0))
    for found in (
        [number_of(frame.image) for frame in shown],
        [number_of(picture.to_ndarray(format="rgb24")) for _, picture in kept],
    ):
        assert found == pytest.approx(numbers, abs=0.6)
    assert [time for time, _ in kept] == pytest.approx(np.arange(len(numbers)) / RATE, abs=0.005)
    made = tmp_path / "tv.mp4"
    if plan_of(contents).copy:
        copy(path, contents, made, lambda _: None)
    else:
        made = tmp_path / "tv.nut"
        encode_stretch(iter(kept), 0.0, plan_of(contents), made)
    assert [number_of(frame.image) for frame in frames(made)] == pytest.approx(numbers, abs=0.6)
    with Pictures(path, contents) as pictures:
        again = list(pictures.between(0.6, 9.0))
    assert [time for time, _ in again] == [time for time, _ in kept if time >= 0.6]
    later = [number_of(frame.image) for frame in frames(path, start_s=0.5)]
    assert later == [number_of(frame.image) for frame in shown if frame.time_s >= 0.5]
