"""Shows films of high dynamic range or wide colours (HLG, PQ, BT.2020, P3) as they look on a plain TV.

A lookup table of three dimensions is computed once per kind of film and applied by FFmpeg: the light of
BT.2100's curves, colours turned into BT.709's, and what is brighter than diffuse white (203 cd/m2, BT.2408)
bent into the little room above the knee. Up to the knee a film shows the same as its plain twin.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Final

import av
import av.filter
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

Colours = NDArray[np.float64]

PQ: Final = ColorTrc.SMPTE2084
HLG: Final = ColorTrc.ARIB_STD_B67
# cd/m2: diffuse white in HDR (BT.2408), and the display that HLG is made for (BT.2100).
WHITE_NITS: Final = 203.0
HLG_NITS: Final = 1000.0
# Gamma of a plain TV (BT.1886).
GAMMA: Final = 2.4
# Signal from which on highlights are bent. Lower, and white walls turn grey; higher, and light clothes lose
# their folds. At 0.88 diffuse white becomes 0.956.
KNEE: Final = 0.88
# FFmpeg's Hald table of this level has LEVEL**2 places for each colour.
LEVEL: Final = 8
# Chromaticities x, y of red, green, blue (BT.2020, SMPTE RP 431-2 with white D65, BT.709), and D65.
WIDE: Final = {
    ColorPrimaries.BT2020: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    ColorPrimaries.SMPTE432: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
BT709: Final = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
D65: Final = (0.3127, 0.3290)
# Luminance of BT.2020's and BT.709's red, green and blue.
LUMA_2020: Final = np.array([0.2627, 0.6780, 0.0593])
LUMA_709: Final = np.array([0.2126, 0.7152, 0.0722])


def needs_tones(picture: av.VideoFrame) -> bool:
    """Whether a picture shows wrong colours on a plain TV."""
    return picture.color_trc in (PQ, HLG) or picture.color_primaries in WIDE


class Tones:
    """Turns the pictures of one film into plain ones; keeps FFmpeg's filters from picture to picture."""

    def __init__(self) -> None:
        """Nothing is computed before the first picture that needs it."""
        self._graph: av.filter.Graph | None = None
        self._source: av.filter.context.FilterContext | None = None
        self._form: tuple[object, ...] | None = None
        self._count = 0

    def plain(self, picture: av.VideoFrame, width: int, height: int, pixels: str) -> av.VideoFrame:
        """The picture in BT.709, scaled, in FFmpeg's pixel format `pixels`; its time stays."""
        colours = (picture.color_trc, picture.color_primaries, picture.colorspace, picture.color_range)
        form = (picture.width, picture.height, picture.format.name, width, height, pixels, colours)
        if form != self._form:
            self._begin(picture, width, height, pixels)
            self._form = form
        assert self._graph is not None
        assert self._source is not None
        # the filter waits for a table of the picture's time: on its own clock all come after the table
        moment, self._count = picture.pts, self._count + 1
        picture.pts = self._count
        self._source.push(picture)
        shown = self._graph.pull()
        assert isinstance(shown, av.VideoFrame)
        picture.pts = shown.pts = moment
        shown.color_trc, shown.color_primaries = ColorTrc.BT709, ColorPrimaries.BT709
        if pixels.startswith("yuv"):
            shown.colorspace, shown.color_range = Colorspace.ITU709, ColorRange.MPEG
        return shown

    def _begin(self, like: av.VideoFrame, width: int, height: int, pixels: str) -> None:
        graph = av.filter.Graph()
        base = like.time_base or Fraction(1, 1000)
        source = graph.add_buffer(width=like.width, height=like.height, format=like.format, time_base=base)
        matrix = "bt709" if like.colorspace == Colorspace.ITU709 else "bt2020"
        span = "pc" if like.color_range == ColorRange.JPEG else "tv"
        small = graph.add(
            "scale", f"{width}:{height}:flags=bilinear:in_color_matrix={matrix}:in_range={span}"
        )
        deep = graph.add("format", "gbrp16le")
        table = graph.add("haldclut", "interp=tetrahedral")
        back = graph.add("scale", "out_color_matrix=bt709:out_range=tv")
        last, sink = graph.add("format", pixels), graph.add("buffersink")
        colours = hald(like.color_trc, like.color_primaries)
        given = graph.add_buffer(
            width=colours.width, height=colours.height, format=colours.format, time_base=base
        )
        for one, other in ((source, small), (small, deep), (deep, table), (table, back), (back, last)):
            one.link_to(other)
        given.link_to(table, 0, 1)
        last.link_to(sink)
        graph.configure()
        colours.pts, colours.time_base = 0, base
        given.push(colours)
        given.push(None)
        self._graph, self._source = graph, source


def hald(curve: int, primaries: int) -> av.VideoFrame:
    """The table as FFmpeg's picture: LEVEL**3 px wide and high, red changing fastest.

    Of a planar table haldclut (FFmpeg 8) takes the planes as red, green, blue, though they lie as green,
    blue, red: so they are changed. A packed table would be right as it is, and takes twice as long.
    """
    side = LEVEL**3
    table = np.round(_table(curve, primaries)[:, [2, 0, 1]] * 65535).astype(np.uint16)
    return av.VideoFrame.from_ndarray(table.reshape(side, side, 3), format="gbrp16le")


@lru_cache(maxsize=4)
def _table(curve: int, primaries: int) -> Colours:
    """(LEVEL**6, 3): the plain signal of each signal."""
    places = np.linspace(0.0, 1.0, LEVEL**2)
    blue, green, red = np.meshgrid(places, places, places, indexing="ij")
    return plain_signal(np.stack([red, green, blue], axis=-1).reshape(-1, 3), curve, primaries)


def plain_signal(signal: Colours, curve: int, primaries: int) -> Colours:
    """R'G'B' (N, 3) of 0 to 1 in BT.709 for R'G'B' of a film of this curve and these primaries."""
    light = _light(signal, curve)
    wide = WIDE.get(ColorPrimaries(primaries), WIDE[ColorPrimaries.BT2020] if curve in (PQ, HLG) else BT709)
    light = light @ (np.linalg.inv(_to_xyz(BT709)) @ _to_xyz(wide)).T
    if curve in (PQ, HLG):
        brightest = np.maximum(light.max(axis=1, keepdims=True), 1e-9)
        light = light * (_bent(brightest ** (1 / GAMMA)) ** GAMMA / brightest)
    # colours that BT.709 does not have lose saturation, not hue
    grey = np.clip(light @ LUMA_709, 0.0, 1.0)[:, np.newaxis]
    least, most = light.min(axis=1, keepdims=True), light.max(axis=1, keepdims=True)
    low = np.where(least < 0, grey / np.maximum(grey - least, 1e-9), 1.0)
    high = np.where(most > 1, (1 - grey) / np.maximum(most - grey, 1e-9), 1.0)
    inside = np.clip(grey + (light - grey) * np.minimum(low, high), 0.0, 1.0)
    plain: Colours = inside ** (1 / GAMMA)
    return plain


def _light(signal: Colours, curve: int) -> Colours:
    """Light of the display, 1 at diffuse white (BT.2100 tables 4 and 5; BT.1886)."""
    if curve == PQ:
        power = signal ** (32 / 2523)
        over = np.maximum(power - 3424 / 4096, 0.0) / (2413 / 128 - 2392 / 128 * power)
        pq: Colours = over ** (16384 / 2610) * 10_000.0 / WHITE_NITS
        return pq
    if curve == HLG:
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
        luminance = np.maximum(scene @ LUMA_2020, 1e-9)[:, np.newaxis]
        hlg: Colours = scene * luminance**0.2 * HLG_NITS / WHITE_NITS
        return hlg
    sdr: Colours = signal**GAMMA
    return sdr


def _bent(signal: Colours) -> Colours:
    """A signal with its highlights below 1: above the knee it nears 1 as fast as it came."""
    room = 1.0 - KNEE
    above = np.maximum(signal - KNEE, 0.0)
    bent: Colours = np.minimum(signal, KNEE) + room * (1.0 - np.exp(-above / room))
    return bent


def _to_xyz(primaries: tuple[tuple[float, float], ...]) -> Colours:
    """(3, 3): XYZ of red, green and blue light that make D65 together (SMPTE RP 177)."""
    rows = np.array([(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]).T
    white = np.array([D65[0] / D65[1], 1.0, (1 - D65[0] - D65[1]) / D65[1]])
    return np.asarray(rows * np.linalg.solve(rows, white), np.float64)
