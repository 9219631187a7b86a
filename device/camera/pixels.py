"""What a camera's memory holds, as RGB pictures: the one place that knows the order of bytes.

The formats are named as libcamera names them, which is backwards for who reads bytes: its RGB888 is blue,
green, red in memory.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.errors import CameraError
from device.messages import Image

# The pose network looks at 256 x 256 px of a person: a picture of this longest side shows enough of one.
SMALL_SIDE: Final = 640
CONVERSIONS: Final[dict[str, int | None]] = {
    "BGR888": None,
    "RGB888": cv2.COLOR_BGR2RGB,
    "XBGR8888": cv2.COLOR_RGBA2RGB,
    "XRGB8888": cv2.COLOR_BGRA2RGB,
    "YUV420": cv2.COLOR_YUV2RGB_I420,
    "YVU420": cv2.COLOR_YUV2RGB_YV12,
    "NV12": cv2.COLOR_YUV2RGB_NV12,
    "NV21": cv2.COLOR_YUV2RGB_NV21,
    "YUYV": cv2.COLOR_YUV2RGB_YUYV,
    "UYVY": cv2.COLOR_YUV2RGB_UYVY,
}


def rgb(pixels: NDArray[np.uint8], kind: str, size: tuple[int, int]) -> Image:
    """The picture of `size` (width, height) px in an array as picamera2 makes it of the format `kind`.

    The array may be wider than the picture: what rows are padded with is left out. Raises CameraError for a
    format that is not known here, and for an array that is too small for the picture.
    """
    check_format(kind)
    width, height = size
    conversion = CONVERSIONS[kind]
    try:
        picture: Any = pixels if conversion is None else cv2.cvtColor(pixels, conversion)
    except cv2.error as error:
        raise CameraError(f"The camera's pictures of {kind} are broken.") from error
    if picture.ndim != 3 or picture.shape[0] < height or picture.shape[1] < width or picture.shape[2] != 3:
        raise CameraError(f"The camera's pictures are not {width} x {height} {kind}, as it says.")
    return np.ascontiguousarray(picture[:height, :width])


def check_format(kind: str) -> None:
    """Raises CameraError for a format that `rgb` does not know."""
    if kind not in CONVERSIONS:
        raise CameraError(f"The camera gives pictures of a kind that Formbox cannot read ({kind}).")


def small(image: Image) -> Image | None:
    """The picture shrunk to SMALL_SIDE, in its shape; None when it is no larger than that."""
    height, width = image.shape[:2]
    scale = SMALL_SIDE / max(height, width)
    if scale >= 1:
        return None
    wanted = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(image, wanted, interpolation=cv2.INTER_AREA), np.uint8)
