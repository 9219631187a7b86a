import cv2
import numpy as np
import pytest

from device.camera.pixels import CONVERSIONS, check_format, rgb, small
from device.errors import CameraError

SIZE = (64, 48)
# grey, and colours that limited-range YUV can hold
COLOURS = ((180, 60, 60), (60, 160, 70), (70, 80, 190), (128, 128, 128))


def quarters():
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    for number, colour in enumerate(COLOURS):
        top, left = 24 * (number // 2), 32 * (number % 2)
        picture[top : top + 24, left : left + 32] = colour
    return picture


def planes(picture):
    """Y (H, W), U and V (H / 2, W / 2), as video has them."""
    i420 = cv2.cvtColor(picture, cv2.COLOR_RGB2YUV_I420)
    width, height = SIZE
    bright, rest = i420[:height], i420[height:].reshape(2, height // 2, width // 2)
    return bright, rest[0], rest[1]


def in_memory(kind):
    """The picture's array as picamera2 makes it of a format, made byte by byte."""
    picture = quarters()
    bright, u, v = planes(picture)
    red, green, blue = np.moveaxis(picture, 2, 0)
    full = np.full_like(red, 255)
    wide_u, wide_v = u.repeat(2, 0), v.repeat(2, 0)
    colours = np.dstack([wide_u, wide_v]).reshape(SIZE[1], -1)
    rows_u, rows_v = u.reshape(-1, SIZE[0]), v.reshape(-1, SIZE[0])
    return {
        "BGR888": picture,
        "RGB888": np.dstack([blue, green, red]),
        "XBGR8888": np.dstack([red, green, blue, full]),
        "XRGB8888": np.dstack([blue, green, red, full]),
        "YUV420": np.vstack([bright, rows_u, rows_v]),
        "YVU420": np.vstack([bright, rows_v, rows_u]),
        "NV12": np.vstack([bright, np.dstack([u, v]).reshape(-1, SIZE[0])]),
        "NV21": np.vstack([bright, np.dstack([v, u]).reshape(-1, SIZE[0])]),
        "YUYV": np.dstack([bright, colours]),
        "UYVY": np.dstack([colours, bright]),
    }[kind]


@pytest.mark.parametrize("kind", CONVERSIONS)
def test_every_format_gives_the_same_picture(kind):
    found = rgb(in_memory(kind), kind, SIZE)
    assert found.shape == (48, 64, 3)
    assert found.dtype == np.uint8
    assert found.flags.c_contiguous
    for number, colour in enumerate(COLOURS):
        seen = found[12 + 24 * (number // 2), 16 + 32 * (number % 2)].astype(int)
        # video's numbers are coarser
        assert np.abs(seen - colour).max() <= (3 if "Y" in kind or "NV" in kind else 0), kind


@pytest.mark.parametrize("kind", ["YUV420", "RGB888"])
def test_padding_of_rows_is_left_out(kind):
    if kind == "RGB888":
        padded = np.pad(in_memory(kind), ((0, 0), (0, 16), (0, 0)))
    else:
        width, height = SIZE
        bright, u, v = planes(quarters())
        chroma = [np.pad(plane, ((0, 0), (0, 8))).reshape(-1, width + 16) for plane in (u, v)]
        padded = np.vstack([np.pad(bright, ((0, 0), (0, 16))), *chroma])
        assert padded.shape == (height * 3 // 2, width + 16)
    assert np.array_equal(rgb(padded, kind, SIZE), rgb(in_memory(kind), kind, SIZE))


def test_what_is_not_known_is_refused():
    with pytest.raises(CameraError, match="MJPEG"):
        check_format("MJPEG")
    with pytest.raises(CameraError, match="cannot read"):
        rgb(quarters(), "SRGGB10", SIZE)


@pytest.mark.parametrize(
    ("pixels", "kind"),
    [
        (np.zeros((48, 60, 3), np.uint8), "RGB888"),
        (np.zeros((40, 64, 3), np.uint8), "BGR888"),
        (np.zeros((48, 64, 4), np.uint8), "BGR888"),
        (np.zeros((48, 64), np.uint8), "YUV420"),
        (np.zeros((71, 64), np.uint8), "NV12"),
        (np.zeros((48, 64, 3), np.uint8), "YUYV"),
    ],
)
def test_pixels_that_are_no_such_picture_are_refused(pixels, kind):
    with pytest.raises(CameraError, match="pictures"):
        rgb(pixels, kind, SIZE)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1280, 720), (640, 360)),
        ((720, 1280), (360, 640)),
        ((1920, 1080), (640, 360)),
        ((800, 600), (640, 480)),
    ],
)
def test_a_large_picture_is_shrunk_in_its_shape(size, expected):
    image = small(np.full((size[1], size[0], 3), 90, np.uint8))
    assert (image.shape[1], image.shape[0]) == expected
    assert (image == 90).all()


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (320, 240)])
def test_a_small_picture_is_small_enough(size):
    assert small(np.zeros((size[1], size[0], 3), np.uint8)) is None
