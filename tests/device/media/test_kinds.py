"""What the world's cameras, browsers and recorders write: each kind keeps its pictures, times and colours."""

from dataclasses import dataclass, field
from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.pictures import Pictures
from device.media.rendition import copy, encode_stretch, plan_of
from device.media.video import frames

COLOUR = (200, 30, 60)
GREY = (84, 84, 84)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A film of one colour. times: of its pictures, s; first: of its clock, s; shown: px."""

    file: str
    codec: str = "libx264"
    pixels: str = "yuv420p"
    size: tuple[int, int] = (64, 48)
    shown: tuple[int, int] = (64, 48)
    rate: int = 25
    times: list[float] = field(default_factory=lambda: [number / 25 for number in range(50)])
    base: Fraction = Fraction(1, 90000)
    first_s: float = 0.0
    muxer: dict[str, str] = field(default_factory=dict)
    colour: tuple[int, int, int] = COLOUR


def steady(rate, count):
    return [number / rate for number in range(count)]


ORIGINS = {
    "a screen, one picture a second": Kind(
        file="a.mkv", times=[0, 1, 2.2, 3.1, 10, 11, 20, 25], base=Fraction(1, 1000)
    ),
    "slow motion": Kind(file="a.mov", rate=240, times=steady(240, 480), base=Fraction(1, 240)),
    "a live photo": Kind(file="a.mov", rate=15, times=steady(15, 30), base=Fraction(1, 600)),
    "uneven, as phones film in the dark": Kind(
        file="a.mp4", times=[number / 24 + 0.004 * (number % 3) for number in range(48)]
    ),
    "4:4:4": Kind(file="a.mp4", pixels="yuv444p"),
    "RGB": Kind(file="a.mkv", codec="libx264rgb", pixels="rgb24"),
    "4:2:2 of 10 bits": Kind(file="a.mov", pixels="yuv422p10le"),
    "full range": Kind(file="a.mp4", pixels="yuvj420p"),
    "grey": Kind(file="a.mkv", codec="ffv1", pixels="gray", colour=GREY),
    "ProRes with alpha": Kind(file="a.mov", codec="prores_ks", pixels="yuva444p10le"),
    "VP9 with alpha": Kind(file="a.webm", codec="libvpx-vp9", pixels="yuva420p"),
    "a palette": Kind(
        file="a.gif", codec="gif", pixels="rgb8", rate=10, times=steady(10, 30), base=Fraction(1, 100)
    ),
    "odd sides": Kind(file="a.mkv", codec="ffv1", pixels="yuv444p", size=(63, 47), shown=(63, 47)),
    "DV, pixels that are no squares": Kind(
        file="a.avi", codec="dvvideo", size=(720, 576), shown=(768, 576), base=Fraction(1, 25)
    ),
    "an old phone": Kind(file="a.3gp", codec="h263", size=(176, 144), shown=(192, 144), base=Fraction(1, 25)),
    "an old camera": Kind(file="a.mov", codec="mjpeg", pixels="yuvj422p"),
    "Windows": Kind(file="a.wmv", codec="wmv2", base=Fraction(1, 25)),
    "a recorder of discs": Kind(file="a.mpg", codec="mpeg2video", base=Fraction(1, 25)),
    "a studio": Kind(file="a.mxf", codec="mpeg2video", base=Fraction(1, 25)),
    "a browser": Kind(file="a.webm", codec="libvpx", base=Fraction(1, 1000), muxer={"live": "1"}),
    "a clock that turns over after 26.5 h": Kind(
        file="a.ts", first_s=2**33 / 90000 - 1, muxer={"mpegts_copyts": "1"}
    ),
    "a clock that began long ago": Kind(file="a.mkv", first_s=40_000, base=Fraction(1, 1000)),
}


def written(path, kind):
    """Encodes the colour; what is transparent has it too."""
    with av.open(str(path), "w", options=kind.muxer) as film:
        stream = film.add_stream(kind.codec, rate=kind.rate)
        stream.width, stream.height, stream.pix_fmt = *kind.size, kind.pixels
        stream.codec_context.time_base = kind.base
        for time in kind.times:
            image = np.full((kind.size[1], kind.size[0], 4), (*COLOUR, 128), np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgba").reformat(format=kind.pixels)
            frame.pts, frame.time_base = round((time + kind.first_s) / kind.base), kind.base
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path


@pytest.mark.parametrize("name", ORIGINS)
def test_it_keeps_its_pictures_times_and_colours(tmp_path, name):
    kind = ORIGINS[name]
    path = written(tmp_path / kind.file, kind)
    contents = look_into(path)
    assert (contents.width, contents.height) == kind.shown
    assert not contents.timeline.broken
    assert contents.cut_s is None
    shown = list(frames(path))
    with Pictures(path, contents) as pictures:
        kept = list(pictures.between(0.0, 99.0))
    for times in ([frame.time_s for frame in shown], [time for time, _ in kept]):
        assert times == pytest.approx(kind.times, abs=0.0011)
    made = tmp_path / "tv.nut"
    if plan_of(contents).copy:
        made = tmp_path / "tv.mp4"
        copy(path, contents, made, lambda _: None)
    else:
        encode_stretch(iter(kept), 0.0, plan_of(contents), made)
    rendition = list(frames(made))
    assert rendition[-1].time_s == pytest.approx(kind.times[-1], abs=1 / 30)
    assert len(rendition) == pytest.approx(min(len(kind.times), 30 * kind.times[-1]), abs=1.5)
    for frame in (shown[0], shown[-1], rendition[0], rendition[-1]):
        assert frame.image.reshape(-1, 3).mean(axis=0) == pytest.approx(kind.colour, abs=6)
