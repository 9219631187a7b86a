"""Films that change on the way: size, rotation, fields; and pictures without a container.

The report was a film that becomes interlaced after its first picture and was copied with its combs. By the
same cause, only the first picture is asked, a phone that is turned while a browser films it gives people of
twice the width.
"""

from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.h264 import PictureForm, described, form_of, forms_in
from device.media.pictures import Pictures
from device.media.rendition import encode_stretch, plan_of
from device.media.video import frames
from tests.device.films import write_film
from tests.device.media.test_fields import bar, combs, filmed, woven

RATE = 25


def square(size):
    """A white square of a third of the shorter side in the middle of a grey picture."""
    image = np.full((size[1], size[0], 3), 90, np.uint8)
    side = min(size) // 3
    left, above = (size[0] - side) // 2, (size[1] - side) // 2
    image[above : above + side, left : left + side] = 250
    return image


def written(path, *parts, codec="libx264", rate=RATE):
    """One stream of several encoders' packets; a part: (pictures, more options of the encoder)."""
    with av.open(str(path), "w") as film:
        stream, moment = None, 0
        for pictures, options in parts:
            encoder = av.CodecContext.create(codec, "w")
            encoder.height, encoder.width = pictures[0].shape[:2]
            encoder.pix_fmt, encoder.time_base, encoder.framerate = "yuv420p", Fraction(1, rate), rate
            encoder.options = {"bf": "0", "g": "10"} | options if codec == "libx264" else options
            if stream is None:
                stream = film.add_stream(codec, rate=rate)
                stream.width, stream.height, stream.pix_fmt = encoder.width, encoder.height, "yuv420p"
            packets = []
            for image in pictures:
                frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format="yuv420p")
                frame.pts, frame.time_base = moment, Fraction(1, rate)
                moment += 1
                packets += encoder.encode(frame)
            for packet in packets + encoder.encode(None):
                packet.stream, packet.time_base = stream, Fraction(1, rate)
                film.mux(packet)
    return path


def rendered(path, folder):
    """The pictures of the rendition, encoded in one stretch."""
    contents = look_into(path)
    plan = plan_of(contents)
    assert not plan.copy
    with Pictures(path, contents) as pictures:
        encode_stretch(pictures.between(0.0, 99.0), 0.0, plan, folder / "tv.nut")
    return list(frames(folder / "tv.nut"))


def proportions(image):
    """Width / height of what is bright."""
    bright = image.mean(axis=2) > 170
    return np.ptp(np.flatnonzero(bright.any(axis=0))) / np.ptp(np.flatnonzero(bright.any(axis=1)))


ORIGINS = {
    # name: (file, codec, sizes)
    "turned": ("a.ts", "libx264", ((192, 96), (96, 192))),
    "turned and back": ("a.ts", "libx264", ((96, 192), (192, 96), (96, 192))),
    "a browser's phone is turned": ("a.webm", "libvpx", ((192, 96), (96, 192))),
    "larger, the same proportions": ("a.ts", "libx264", ((96, 64), (192, 128))),
    "smaller": ("a.ts", "libx264", ((192, 128), (64, 64))),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_every_picture_keeps_its_proportions_in_the_frame_of_the_first(tmp_path, name):
    file_name, codec, sizes = ORIGINS[name]
    path = written(tmp_path / file_name, *(([square(size)] * 20, {}) for size in sizes), codec=codec)
    for shown in (list(frames(path)), rendered(path, tmp_path)):
        assert len(shown) == 20 * len(sizes)
        for frame in shown:
            assert frame.image.shape[:2] == sizes[0][::-1]
            assert proportions(frame.image) == pytest.approx(1.0, abs=0.15)


def test_a_film_that_becomes_interlaced_has_no_combs(tmp_path):
    plain = ([bar(2 * number) for number in range(20)], {})
    fields = ([woven(number) for number in range(20, 40)], {"x264-params": "tff=1"})
    path = written(tmp_path / "a.ts", plain, fields)
    contents = look_into(path)
    assert not contents.interlaced
    assert not contents.steady
    for shown in (list(frames(path)), rendered(path, tmp_path)):
        assert len(shown) == 40
        assert max(combs(frame.image) for frame in shown) < 2.5


def test_a_film_that_stays_as_it_is_is_copied(tmp_path):
    path = written(tmp_path / "a.ts", ([square((96, 64))] * 40, {}), ([square((96, 64))] * 40, {}))
    assert look_into(path).steady
    assert plan_of(look_into(path)).copy


@pytest.mark.parametrize(
    ("size", "options"),
    [
        ((96, 64), {}),
        ((1920, 1080), {"profile": "baseline"}),
        ((720, 576), {"x264-params": "interlaced=1"}),
        ((640, 360), {"x264-params": "cqm=jvt"}),
        ((7680, 4320), {}),
    ],
)
def test_parameter_sets_are_read(size, options):
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.options = Fraction(1, 25), {"preset": "ultrafast"} | options
    encoder.flags |= 1 << 22  # sets stand apart, as in MP4
    encoder.open()
    forms, length_bytes = described(bytes(encoder.extradata or b""))
    fields = "interlaced" in str(options)
    assert length_bytes == 0
    step = 32 if fields else 16
    assert forms == [
        PictureForm(width=-(-size[0] // 16) * 16, height=-(-size[1] // step) * step, fields=fields)
    ]


@pytest.mark.parametrize("data", [b"", b"\x67", b"\x67" + bytes(40)])
def test_a_broken_set_says_nothing(data):
    assert form_of(data) is None
    assert list(forms_in(b"\0\0\1" + data, 0)) == list(forms_in(data, 4)) == []


@pytest.mark.parametrize(
    ("name", "codec", "rate", "options"),
    [
        ("a.h264", "libx264", 30, {"bf": "0"}),
        ("a.h264", "libx264", 50, {"bf": "2"}),
        ("a.hevc", "libx265", 24, {"x265-params": "log-level=none"}),
    ],
)
def test_pictures_without_a_container_have_their_own_rate(tmp_path, name, codec, rate, options):
    path = tmp_path / name
    with av.open(str(path), "w") as film:
        stream = film.add_stream(codec, rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = 192, 144, "yuv420p"
        for number in range(60):
            frame = av.VideoFrame.from_ndarray(bar(number), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    contents = look_into(path)
    assert (contents.fps, contents.length_s) == pytest.approx((rate, 60 / rate))
    assert not plan_of(contents).copy
    shown = list(frames(path))
    assert [frame.time_s for frame in shown] == pytest.approx(np.arange(60) / rate, abs=1e-4)
    for number, frame in enumerate(shown):
        assert np.abs(frame.image.astype(int) - bar(number)).mean() < 4
    again = [frame.time_s for frame in frames(path, start_s=0.5)]
    assert again == [frame.time_s for frame in shown if frame.time_s >= 0.5]
    with Pictures(path, contents) as pictures:
        assert len(list(pictures.between(0.0, 9.0))) == 60


def test_a_rate_that_nobody_says_is_thirty(tmp_path):
    path = tmp_path / "a.h264"
    whole = write_film(tmp_path / "a.mp4", count=60)
    with av.open(str(whole)) as film, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(film.streams.video[0])
        for packet in film.demux(film.streams.video[0]):
            if packet.size:
                packet.stream = stream
                out.mux(packet)
    path.write_bytes(without_timing(path.read_bytes()))
    contents = look_into(path)
    assert (contents.fps, contents.length_s) == pytest.approx((30.0, 2.0))
    assert len(list(frames(path))) == 60


def without_timing(data):
    """H.264 by start codes whose parameter set says nothing that is optional: it ends before its VUI."""
    begin = data.index(b"\0\0\1\x67") + 3
    end = data.index(b"\0\0\1", begin)
    while data[end - 1] == 0:
        end -= 1
    plain = data[begin:end].replace(b"\0\0\3", b"\0\0")
    bits = "".join(f"{byte:08b}" for byte in plain)
    at = 32

    def number():
        nonlocal at
        zeros = bits.index("1", at) - at
        value = int(bits[at + zeros : at + 2 * zeros + 1], 2) - 1
        at += 2 * zeros + 1
        return value

    assert plain[1] == 100  # High
    number()
    number(), number(), number()
    assert bits[at : at + 2] == "00"
    at += 2
    number()
    assert number() == 0
    number(), number()
    at += 1
    number(), number()
    assert bits[at] == "1"
    at += 2
    if bits[at] == "1":
        at += 1
        number(), number(), number(), number()
    else:
        at += 1
    assert bits[at] == "1"
    bits = bits[:at] + "01"
    bits += "0" * (-len(bits) % 8)
    made = bytes(int(bits[k : k + 8], 2) for k in range(0, len(bits), 8))
    made = (
        made.replace(b"\0\0\0", b"\0\0\3\0").replace(b"\0\0\1", b"\0\0\3\1").replace(b"\0\0\2", b"\0\0\3\2")
    )
    return data[:begin] + made + data[end:]


def test_an_interlaced_film_that_lies_on_its_side_is_upright(tmp_path):
    plain = filmed(tmp_path / "a.mp4")
    path = tmp_path / "turned.mp4"
    with av.open(str(plain)) as film, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(film.streams.video[0])
        stream.set_display_rotation(90)
        for packet in film.demux(film.streams.video[0]):
            if packet.size:
                packet.stream = stream
                out.mux(packet)
    for shown in (list(frames(path)), rendered(path, tmp_path)):
        assert {frame.image.shape[:2] for frame in shown} == {(192, 144)}
        assert min(np.abs(np.rot90(shown[10].image, -1).astype(int) - bar(n)).mean() for n in (20, 21)) < 6
