"""The eight ways in which a picture can lie, from the matrix of a track to what every reader shows."""

import struct

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.media.contents import look_into
from device.media.orientation import UPRIGHT, Orientation, orientation_by, shown_size, turned
from device.media.pictures import Pictures, as_frame
from device.media.rendition import plan_of
from device.media.rendition import upright as rendered
from device.media.thumbnail import thumbnail
from device.media.tones import Tones
from device.media.video import frames, probe
from tests.device.films import write_film

ONE = 1 << 16
# The film's corners as stored, clockwise from the top left: light, light, blue, red (see `corners`).
# (a, b, c, d) of the matrix, and the numbers of the stored corners as they are shown, from the top left.
ORIGINS = {
    "upright": ((1, 0, 0, 1), "0123"),
    "left and right changed": ((-1, 0, 0, 1), "1032"),
    "upside down": ((-1, 0, 0, -1), "2301"),
    "top and bottom changed": ((1, 0, 0, -1), "3210"),
    "a quarter clockwise": ((0, 1, -1, 0), "3012"),
    "a quarter counter-clockwise": ((0, -1, 1, 0), "1230"),
    "transposed": ((0, 1, 1, 0), "0321"),
    "transposed over the other diagonal": ((0, -1, -1, 0), "2103"),
}
CORNERS = ((250, 250, 250), (0, 0, 0), (0, 0, 250), (250, 0, 0))


def with_matrix(path, a, b, c, d, scale=ONE):
    """A film of four corners, and its track's matrix replaced."""
    write_film(path, size=(96, 64), pictures=corners)
    data = path.read_bytes()
    at = data.index(b"tkhd") + 4 + 40
    matrix = struct.pack(">9i", a * scale, b * scale, 0, c * scale, d * scale, 0, 0, 0, 1 << 30)
    path.write_bytes(data[:at] + matrix + data[at + 36 :])
    return path


def corners(_, size):
    image = np.zeros((size[1], size[0], 3), np.uint8)
    height, width = size[1] // 2, size[0] // 2
    image[:height, :width], image[:height, width:] = CORNERS[0], CORNERS[1]
    image[height:, width:], image[height:, :width] = CORNERS[2], CORNERS[3]
    return image


def seen(image):
    """The numbers of the stored corners, clockwise from the top left."""
    height, width = image.shape[0] // 4, image.shape[1] // 4
    places = ((height, width), (height, -width), (-height, -width), (-height, width))
    nearest = [np.abs(np.array(CORNERS) - image[place]).sum(axis=1).argmin() for place in places]
    return "".join(map(str, nearest))


@pytest.mark.parametrize("name", ORIGINS)
def test_every_reader_shows_the_picture_as_the_matrix_says(tmp_path, name):
    matrix, expected = ORIGINS[name]
    path = with_matrix(tmp_path / "film.mp4", *matrix)
    lying = matrix[0] == 0
    size = (64, 96) if lying else (96, 64)
    contents = look_into(path)
    assert (contents.width, contents.height) == (probe(path).width, probe(path).height) == size
    assert plan_of(contents).copy == (name == "upright")
    assert seen(next(iter(frames(path))).image) == expected
    with Pictures(path, contents) as pictures:
        _, picture = next(pictures.between(0, 9))
        assert seen(as_frame(0.0, picture, size, contents.orientation).image) == expected
        tv = rendered(picture, plan_of(contents), Tones())
        assert seen(tv.to_ndarray(format="rgb24")) == expected
    poster = cv2.imdecode(np.frombuffer(thumbnail(path, contents, 0.5), np.uint8), cv2.IMREAD_COLOR)
    assert seen(poster[:, :, ::-1]) == expected


@pytest.mark.parametrize("scale", [ONE // 2, 3 * ONE])
def test_a_matrix_that_scales_turns_all_the_same(tmp_path, scale):
    path = with_matrix(tmp_path / "film.mp4", 0, 1, -1, 0, scale=scale)
    assert seen(next(iter(frames(path))).image) == "3012"


def test_a_matrix_of_nothing_turns_nothing():
    assert orientation_by([0] * 9) == UPRIGHT


@given(
    st.integers(0, 3), st.booleans(), st.floats(-0.7, 0.7), st.floats(0.1, 4.0)
)  # 0.7 rad are a little less than an eighth of a turn
def test_a_camera_held_askew_is_turned_by_the_nearest_of_the_eight(quarters, mirrored, askew, scale):
    angle = quarters * np.pi / 2 + askew
    flip = -1 if mirrored else 1
    # first the flip, then the turn, counter-clockwise with y down
    a, b = flip * np.cos(angle), -flip * np.sin(angle)
    c, d = np.sin(angle), np.cos(angle)
    numbers = [round(scale * ONE * one) for one in (a, b, 0, c, d, 0, 0, 0)]
    assert orientation_by([*numbers, 1 << 30]) == Orientation(quarters=quarters, mirrored=mirrored)


@given(st.integers(0, 3), st.booleans(), st.integers(1, 5), st.integers(1, 5))
def test_what_is_turned_has_the_shown_size_and_the_same_pixels(quarters, mirrored, width, height):
    rows = np.arange(width * height).reshape(height, width)
    orientation = Orientation(quarters=quarters, mirrored=mirrored)
    found = turned(rows, orientation)
    assert found.shape == shown_size((width, height), 1.0, orientation)[::-1]
    assert sorted(found.ravel()) == sorted(rows.ravel())
