import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.score_bar import NO_SCORE, draw_bar, notes, score_text, shown_score
from device.tv.drawing.theme import DIM, LEVEL_COLOURS, TRACK, Box
from device.words.lookup import ENGLISH_WORDS

UPRIGHT, LYING = Box(100, 100, 60, 400), Box(100, 100, 400, 60)


def drawn(box, score):
    canvas = Canvas((1920, 1080))
    draw_bar(canvas, box, score)
    return canvas.part(box)


def place_of(image, colour):
    rows, columns = np.nonzero(np.abs(image.astype(int) - np.array(colour)).max(axis=2) <= 6)
    return (rows.mean(), columns.mean()) if len(rows) else None


@pytest.mark.parametrize(("score", "level"), [(20.0, Level.BAD), (70.0, Level.FAIR), (90.0, Level.GOOD)])
def test_a_bar_grows_from_its_beginning(score, level):
    rows, _ = place_of(drawn(UPRIGHT, score), LEVEL_COLOURS[level])
    assert rows == pytest.approx(400 - 4 * score / 2, abs=8)
    _, columns = place_of(drawn(LYING, score), LEVEL_COLOURS[level])
    assert columns == pytest.approx(4 * score / 2, abs=8)


@pytest.mark.parametrize("box", [UPRIGHT, LYING])
def test_without_a_score_it_is_empty(box):
    image = drawn(box, None)
    assert all(place_of(image, LEVEL_COLOURS[level]) is None for level in (Level.GOOD, Level.FAIR, Level.BAD))
    assert place_of(image, TRACK) is not None


@pytest.mark.parametrize(("score", "text"), [(None, NO_SCORE), (-3.0, "0"), (88.6, "89"), (120.0, "100")])
def test_the_number_stays_within_its_range(score, text):
    assert score_text(score)[0] == text


def test_no_score_is_dim_and_nan_is_none(player):
    assert score_text(None)[1] == DIM
    assert shown_score(player(score=float("nan"))) is None
    assert shown_score(player(score=12.0)) == 12.0


@pytest.mark.parametrize(
    ("lag_s", "mirrored", "expected"),
    [
        (None, False, ()),
        (0.0, False, ()),
        (0.2, False, ()),
        (0.44, False, ("0.4 s behind",)),
        (None, True, ("Mirrored",)),
        (1.0, True, ("1.0 s behind", "Mirrored")),
    ],
)
def test_notes_are_only_what_is_so(player, lag_s, mirrored, expected):
    assert notes(player(lag_s=lag_s, mirrored=mirrored), ENGLISH_WORDS) == expected
