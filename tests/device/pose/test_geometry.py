import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.pose.geometry import ROI_SCALE, Roi, crop, overlap, roi_of, to_picture, to_roi, whole

coordinate = st.floats(-500, 2500, width=32)
rois = st.builds(Roi, coordinate, coordinate, st.floats(20, 3000), st.floats(-math.pi, math.pi))
points = st.lists(st.tuples(coordinate, coordinate, coordinate), min_size=1, max_size=5)


@given(points, rois)
def test_into_the_region_and_back(places, roi):
    there = np.array(places, np.float32)
    assert to_picture(to_roi(there, roi), roi) == pytest.approx(there, abs=0.02)


@given(rois)
def test_the_middle_of_the_region_is_its_centre(roi):
    assert to_picture(np.array([[0.5, 0.5]], np.float32), roi)[0] == pytest.approx((roi.x, roi.y), abs=0.01)


def test_somebody_upright_is_not_turned_and_somebody_lying_is():
    hips = np.array([100, 200], np.float32)
    assert roi_of(hips, np.array([100, 100], np.float32)).turn == pytest.approx(0)
    lying = roi_of(hips, np.array([200, 200], np.float32))
    assert lying.turn == pytest.approx(math.pi / 2)
    assert lying.side == pytest.approx(ROI_SCALE * 200)
    assert abs(roi_of(hips, np.array([100, 300], np.float32)).turn) == pytest.approx(math.pi)


@given(coordinate, coordinate, st.floats(-math.pi, math.pi), st.floats(10, 900))
def test_the_tip_stands_straight_above_the_hips_in_its_region(x, y, turn, reach):
    hips = np.array([x, y], np.float32)
    tip = hips + np.float32(reach) * np.array([math.sin(turn), -math.cos(turn)], np.float32)
    inside = to_roi(np.stack([hips, tip]), roi_of(hips, tip))
    assert inside[0] == pytest.approx((0.5, 0.5), abs=1e-3)
    assert inside[1] == pytest.approx((0.5, 0.5 - 0.5 / ROI_SCALE), abs=1e-3)


def test_the_crop_shows_what_the_region_says():
    image = np.zeros((300, 400, 3), np.uint8)
    cv2.circle(image, (230, 120), 6, (255, 255, 255), -1)
    roi = Roi(200, 150, 180, 0.7)
    out = np.empty((128, 128, 3), np.uint8)
    crop(image, roi, out, cv2.BORDER_CONSTANT)
    rows, columns = np.nonzero(out[:, :, 0] > 128)
    expected = to_roi(np.array([[230, 120]], np.float32), roi)[0] * 128
    assert (columns.mean(), rows.mean()) == pytest.approx(expected, abs=0.5)


def test_the_whole_picture_is_letterboxed():
    image = np.full((100, 200, 3), 200, np.uint8)
    out = np.empty((64, 64, 3), np.uint8)
    crop(image, whole(image), out, cv2.BORDER_CONSTANT)
    assert out[32].min() == 200
    assert out[5].max() == 0


@given(rois, rois)
def test_overlap_is_a_share_and_symmetric(one, other):
    assert 0 <= overlap(one, other) <= 1
    assert overlap(one, other) == pytest.approx(overlap(other, one))
    assert overlap(one, one) == pytest.approx(1)


def test_overlap_of_known_squares():
    assert overlap(Roi(0, 0, 2, 0), Roi(1, 0, 2, 0)) == pytest.approx(1 / 3)
    assert overlap(Roi(0, 0, 4, 0), Roi(0, 0, 2, 0)) == pytest.approx(1 / 4)
    assert overlap(Roi(0, 0, 2, 0), Roi(2, 0, 2, 0)) == 0


@pytest.mark.parametrize("roi", [Roi(0, 0, 3, 0), Roi(math.nan, 0, 90, 0), Roi(0, 0, math.inf, 0)])
def test_a_region_without_a_body_is_not_usable(roi):
    assert not roi.usable
