"""HLG, PQ and wide colours look like their plain twin, to every reader; what needs nothing is not touched."""

from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.reformatter import ColorPrimaries, ColorTrc
from hypothesis import given
from hypothesis import strategies as st

from device.media.contents import look_into
from device.media.pictures import Pictures, as_frame
from device.media.rendition import encode_stretch, plan_of
from device.media.tones import HLG, PQ, Tones, needs_tones, plain_signal
from device.media.video import frames

SIZE = (160, 120)
WIDE = ColorPrimaries.BT2020
# XYZ of linear light, rounded as the standards print them: the tests' own way from BT.709 to BT.2020
FROM_709 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])
LUMA_2020 = np.array([0.2627, 0.6780, 0.0593])


def scene():
    """Skin, clothes, a wall, a window and saturated corners, RGB of 8 bits."""
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    ramp = np.linspace(30, 200, SIZE[0])
    image[...] = (ramp[:, np.newaxis] * (0.95, 0.9, 0.8)).astype(np.uint8)
    places = {(10, 10): (224, 172, 138), (10, 60): (30, 60, 150), (10, 110): (250, 250, 250)}
    places |= {(70, 10): (200, 30, 30), (70, 60): (30, 160, 50), (70, 110): (15, 15, 18)}
    for (top, left), colour in places.items():
        image[top : top + 40, left : left + 40] = colour
    return image


def twin(rgb, curve):
    """The signal of HDR (H, W, 3) that shows the same as a plain picture: white at 203 cd/m2 (BT.2408)."""
    nits = 203.0 * (rgb / 255.0) ** 2.4 @ FROM_709.T
    if curve == PQ:
        power = (nits / 10_000) ** (2610 / 16384)
        return ((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32)
    if curve == HLG:
        light = nits / 1000.0
        light = light * np.maximum(light @ LUMA_2020, 1e-9)[..., np.newaxis] ** (1 / 1.2 - 1)
        over = 0.17883277 * np.log(np.maximum(12 * light - 0.28466892, 1e-9)) + 0.55991073
        return np.where(light <= 1 / 12, np.sqrt(3 * light), over)
    return (nits / 203.0) ** (1 / 2.4)


def coded(signal, form="yuv420p10le"):
    """A picture of BT.2020's luma and chroma, limited range."""
    bits = 10 if "10" in form else 8
    luma = signal @ LUMA_2020
    blue, red = (signal[..., 2] - luma) / 1.8814, (signal[..., 0] - luma) / 1.4746
    halves = [plane.reshape(SIZE[1] // 2, 2, SIZE[0] // 2, 2).mean(axis=(1, 3)) for plane in (blue, red)]
    planes = [219 * luma + 16, *(224 * half + 128 for half in halves)]
    kind = np.uint16 if bits > 8 else np.uint8
    frame = av.VideoFrame(*SIZE, form)
    for plane, values in zip(frame.planes, planes, strict=True):
        rows = np.zeros((plane.height, plane.line_size // kind().itemsize), kind)
        rows[:, : values.shape[1]] = np.round(values * (1 << bits - 8))
        plane.update(rows.tobytes())
    return frame


def filmed(path, curve, *, codec="libx265", form="yuv420p10le", primaries=WIDE, matrix=9):
    """A second of the scene, tagged as a phone tags it."""
    options = {"x265-params": "log-level=none", "crf": "8"} if codec == "libx265" else {"crf": "8"}
    with av.open(str(path), "w") as film:
        stream = film.add_stream(codec, rate=10, options=options)
        stream.width, stream.height, stream.pix_fmt = *SIZE, form
        context = stream.codec_context
        context.color_trc, context.color_primaries = int(curve), int(primaries)
        context.colorspace, context.color_range = matrix, 1
        for number in range(12):
            frame = coded(twin(scene(), curve), form)
            frame.pts, frame.time_base = number, Fraction(1, 10)
            frame.color_trc, frame.color_primaries = curve, primaries
            frame.colorspace, frame.color_range = matrix, 1
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path


def saturation(image):
    """Mean of (max - min) / max."""
    most = image.max(axis=2).astype(float)
    return float(((most - image.min(axis=2)) / np.maximum(most, 1)).mean())


def contrast(image):
    """Standard deviation of the luma."""
    return float((image @ np.array([0.2126, 0.7152, 0.0722])).std())


def close(image):
    known = scene()
    return (
        saturation(image) == pytest.approx(saturation(known), rel=0.1)
        and contrast(image) == pytest.approx(contrast(known), rel=0.1)
        and np.abs(image.astype(int) - known).mean() < 6
    )


ORIGINS = {
    "HLG, as phones film": ("a.mov", HLG, {}),
    "PQ": ("a.mp4", PQ, {}),
    "HLG in Matroska": ("a.mkv", HLG, {}),
    "HLG of 8 bits": ("a.mp4", HLG, {"codec": "libx264", "form": "yuv420p"}),
    "PQ of 8 bits": ("a.mp4", PQ, {"codec": "libx264", "form": "yuv420p"}),
    "wide colours only": ("a.mp4", ColorTrc.BT2020_10, {}),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_every_reader_shows_the_plain_twin(tmp_path, name):
    file_name, curve, more = ORIGINS[name]
    path = filmed(tmp_path / file_name, curve, **more)
    shown = list(frames(path))
    assert [frame.time_s for frame in shown] == pytest.approx(np.arange(12) / 10, abs=0.002)
    assert close(shown[5].image)
    assert next(iter(frames(path, (80, 60)))).image.shape == (60, 80, 3)
    contents = look_into(path)
    plan = plan_of(contents)
    assert not plan.copy
    with Pictures(path, contents) as pictures:
        kept = list(pictures.between(0.0, 9.0))
        assert close(as_frame(*kept[5], SIZE).image)
        assert encode_stretch(iter(kept), 0.0, plan, tmp_path / "tv.nut") == 12
    with av.open(str(tmp_path / "tv.nut")) as film:
        first = next(film.decode(video=0))
        assert first.format.name == "yuv420p"
        assert (first.color_trc, first.color_primaries, first.colorspace, first.color_range) == (1, 1, 1, 1)
    assert close(next(iter(frames(tmp_path / "tv.nut"))).image)


def test_a_plain_film_is_not_touched(tmp_path):
    path = filmed(tmp_path / "a.mp4", ColorTrc.BT709, codec="libx264", form="yuv420p", primaries=1, matrix=1)
    with av.open(str(path)) as film:
        assert not needs_tones(next(film.decode(video=0)))
    assert plan_of(look_into(path)).copy


def test_one_table_serves_pictures_of_several_sizes():
    tones = Tones()
    for moment, size in ((3, (160, 120)), (-50, (80, 60)), (2, (80, 60)), (None, (160, 120))):
        frame = coded(twin(scene(), HLG))
        frame.color_trc, frame.color_primaries, frame.colorspace = HLG, WIDE, 9
        frame.pts, frame.time_base = moment, Fraction(1, 10)
        plain = tones.plain(frame, *size, "rgb24")
        assert (plain.width, plain.height, plain.pts) == (*size, moment)
        assert plain.to_ndarray().mean() == pytest.approx(scene().mean(), abs=4)


@given(st.lists(st.floats(0, 0.85), min_size=3, max_size=3), st.sampled_from([HLG, PQ]))
def test_below_the_knee_a_colour_is_that_of_its_twin(colour, curve):
    signal = twin(np.array([[colour]]) * 255, curve).reshape(1, 3)
    assert plain_signal(signal, curve, WIDE)[0] == pytest.approx(colour, abs=0.02)


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from([HLG, PQ]))
def test_brighter_light_is_never_darker_and_grey_stays_grey(one, other, curve):
    found = plain_signal(np.array([[one] * 3, [other] * 3]), curve, WIDE)
    assert np.ptp(found, axis=1).max() < 1e-3
    assert (found[0, 0] - found[1, 0]) * (one - other) >= -1e-9
    assert (found >= 0).all()
    assert (found <= 1).all()


@pytest.mark.parametrize("curve", [HLG, PQ])
def test_diffuse_white_and_highlights_are_told_apart(curve):
    white, window = (
        float(plain_signal(twin(np.array([[[level] * 3]]) * 255.0, curve).reshape(1, 3), curve, WIDE)[0, 1])
        for level in (1.0, 1.15)
    )
    assert white == pytest.approx(0.956, abs=0.01)
    assert white + 0.01 < window <= 1


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_colours_that_a_plain_tv_does_not_have_stay_in_range(colour):
    for curve in (HLG, PQ, ColorTrc.BT2020_10):
        found = plain_signal(np.array([colour]), curve, WIDE)
        assert np.isfinite(found).all()
        assert found.min() >= 0
        assert found.max() <= 1
