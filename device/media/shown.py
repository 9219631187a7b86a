"""A decoded picture as it is shown: upright, as the display matrix says, in RGB."""

import av
import numpy as np

from device.media.orientation import Orientation, turned
from device.messages import Image


def as_rgb(picture: av.VideoFrame, size: tuple[int, int], orientation: Orientation) -> Image:
    """The picture as shown, (height, width, 3), scaled to `size`: (width, height) px as shown."""
    width, height = size[::-1] if orientation.lying else size
    image = np.asarray(picture.to_ndarray(format="rgb24", width=width, height=height), np.uint8)
    return np.ascontiguousarray(turned(image, orientation))
