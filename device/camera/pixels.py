"""Converts a camera's buffers to RGB pictures, and shrinks them for the pose network.

Formats have libcamera's names, which give the order from the most significant byte on: its RGB888 is blue,
green, red in memory.
"""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.errors import CameraError
from device.messages import Image

# Longest side, px, of the picture for the pose network, which reads 256 x 256 px of a person.
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
    """The picture of `size` (width, height) px out of picamera2's array of the format `kind`.

    The array's rows may be padded to more than the width. Raises CameraError for an unknown format and for an
    array that is smaller than the picture.
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
    """Raise CameraError for a format that `rgb` cannot convert."""
    if kind not in CONVERSIONS:
        raise CameraError(f"The camera gives pictures of a kind that Formbox cannot read ({kind}).")


def small(image: Image) -> Image | None:
    """The picture shrunk to SMALL_SIDE, in the same proportions; None when it is not larger than that."""
    height, width = image.shape[:2]
    scale = SMALL_SIDE / max(height, width)
    if scale >= 1:
        return None
    wanted = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(image, wanted, interpolation=cv2.INTER_AREA), np.uint8)
