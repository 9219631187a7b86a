"""A decoded picture as it is shown: upright, as the display matrix says, in the RGB of a plain TV."""

import av
import numpy as np

from device.media.orientation import Orientation, inside, shown_size, turned
from device.media.tones import Tones, needs_tones
from device.messages import Image


def as_rgb(
    picture: av.VideoFrame,
    size: tuple[int, int],
    orientation: Orientation,
    tones: Tones,
    pixel: float = 1.0,
) -> Image:
    """The picture as shown, (height, width, 3), scaled to `size`: (width, height) px as shown.

    tones: one for all pictures of a film, so that FFmpeg's filters are set up once; pixel: how many times as
    wide as high its pixels are. A picture of other proportions has black bars.
    """
    across, down = inside(shown_size((picture.width, picture.height), pixel, orientation), size)
    width, height = (down, across) if orientation.lying else (across, down)
    if needs_tones(picture):
        rows = tones.plain(picture, width, height, "rgb24").to_ndarray()
    else:
        rows = picture.to_ndarray(format="rgb24", width=width, height=height)
    upright = turned(np.asarray(rows, np.uint8), orientation)
    if (across, down) == size:
        return np.ascontiguousarray(upright)
    whole = np.zeros((size[1], size[0], 3), np.uint8)
    left, above = (size[0] - across) // 2, (size[1] - down) // 2
    whole[above : above + down, left : left + across] = upright
    return whole
