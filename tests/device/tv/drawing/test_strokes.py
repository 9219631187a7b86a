import numpy as np
import pytest

from device.tv.drawing.strokes import dashes, disc, discs, stroke, strokes, zigzag

WHITE = (255, 255, 255)
LINE = ((50.0, 100.0), (550.0, 100.0))


@pytest.fixture
def image():
    return np.zeros((200, 600, 3), np.uint8)


def runs(row):
    """From where to where a row of px is lit."""
    lit = np.concatenate([[False], row.max(axis=1) > 128, [False]])
    edges = np.flatnonzero(np.diff(lit.astype(int)))
    return list(zip(edges[::2], edges[1::2], strict=True))


def test_lines_drawn_together_are_as_lines_drawn_one_by_one(image):
    lines = [((20.3, 30.0), (500.0, 170.7)), ((100.0, 20.0), (100.0, 180.0))]
    single = image.copy()
    strokes(image, lines, 9.0, WHITE)
    for line in lines:
        stroke(single, *line, 9.0, WHITE)
    assert np.array_equal(image, single)
    strokes(image, [], 9.0, WHITE)
    assert np.array_equal(image, single)


def test_discs_drawn_together_are_as_discs_drawn_one_by_one(image):
    centres, radii = np.array([[30.3, 40.1], [200.0, 99.5], [210.7, 101.2]]), np.array([4.0, 9.3, 12.5])
    single = image.copy()
    discs(image, centres, radii, WHITE)
    for centre, radius in zip(centres, radii, strict=True):
        disc(single, centre, radius, WHITE)
    assert np.array_equal(image, single)
    discs(image, np.empty((0, 2)), np.empty(0), WHITE)
    assert np.array_equal(image, single)


def test_dashes_begin_and_end_the_line_and_are_as_long_as_each_other(image):
    dashes(image, LINE, 10.0, (40.0, 20.0), WHITE)
    found = runs(image[100])
    assert len(found) == 9
    assert found[0][0] == pytest.approx(50, abs=2)
    assert found[-1][1] == pytest.approx(550, abs=2)
    lengths = [end - start for start, end in found]
    assert max(lengths) - min(lengths) <= 2
    assert min(lengths) > 35


@pytest.mark.parametrize("length", [0.0, 3.0, 30.0])
def test_a_line_too_short_for_dashes_is_one(image, length):
    dashes(image, ((100.0, 100.0), (100.0 + length, 100.0)), 10.0, (40.0, 20.0), WHITE)
    assert len(runs(image[100])) == 1


def test_a_zigzag_goes_to_both_sides_of_its_line(image):
    zigzag(image, LINE, 12.0, 25.0, 4.0, WHITE)
    assert len(runs(image[100])) == 20
    assert len(runs(image[91])) >= 9
    assert len(runs(image[109])) >= 9
    assert not image[:80].any()
    assert not image[120:].any()


@pytest.mark.parametrize("far", [1e9, -1e9])
def test_far_away_ends_are_held(image, far):
    line = ((100.0, 100.0), (far, far))
    dashes(image, line, 10.0, (40.0, 20.0), WHITE)
    zigzag(image, line, 5.0, 10.0, 4.0, WHITE)
    assert image.any()
