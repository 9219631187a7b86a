"""A decoded picture as it is shown: upright, as the display matrix says, in the RGB of a plain TV."""

import av
import numpy as np

from device.media.orientation import Orientation, turned
from device.media.tones import Tones, needs_tones
from device.messages import Image


def as_rgb(picture: av.VideoFrame, size: tuple[int, int], orientation: Orientation, tones: Tones) -> Image:
    """The picture as shown, (height, width, 3), scaled to `size`: (width, height) px as shown.

    tones: one for all pictures of a film, so that FFmpeg's filters are set up once.
    """
    width, height = size[::-1] if orientation.lying else size
    if needs_tones(picture):
        rows = tones.plain(picture, width, height, "rgb24").to_ndarray()
    else:
        rows = picture.to_ndarray(format="rgb24", width=width, height=height)
    return np.ascontiguousarray(turned(np.asarray(rows, np.uint8), orientation))
