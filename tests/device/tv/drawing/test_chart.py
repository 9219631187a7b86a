import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.chart import (
    AXIS_HEIGHT,
    AXIS_WIDTH,
    HEADROOM,
    MARK_RADIUS,
    draw_chart,
    smooth,
    time_ticks,
)
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS, Box, level_of

NAN = float("nan")


def test_smoothing_keeps_means_and_unknown_stretches():
    times = np.arange(900.0)
    scores = np.where(times < 450, 40.0, NAN)
    xs, ys = smooth(times, scores)
    assert len(xs) <= 90
    assert np.nanmax(ys) == np.nanmin(ys) == 40.0
    assert np.isnan(ys[len(ys) // 2 + 1 :]).all()
    assert len(smooth(np.zeros(0), np.zeros(0))[0]) == 0


@pytest.mark.parametrize("duration", [0.0, 1.0, 20.0, 43.0, 312.0, 3599.0, 9000.0, 1e6])
def test_time_ticks_are_few_and_inside(duration):
    ticks = time_ticks(duration)
    assert ticks[0] == 0
    assert len(ticks) <= 6
    assert ticks[-1] <= duration


@pytest.mark.parametrize(
    ("duration", "ticks"),
    [
        (29.9, (0, 5, 10, 15, 20, 25)),
        (30.0, (0, 10, 20, 30)),
        (60.0, (0, 15, 30, 45, 60)),
        (3600.0, (0, 900, 1800, 2700, 3600)),
    ],
)
def test_time_ticks_are_round_and_as_many_as_fit(duration, ticks):
    assert time_ticks(duration) == ticks


BOX = Box(100, 60, 1200, 700)
# where the line is: beside the scores, above the times, below the word over the best
LEFT, TOP = BOX.left + AXIS_WIDTH, BOX.top + HEADROOM
RIGHT, BOTTOM = BOX.right - MARK_RADIUS - 4, BOX.bottom - AXIS_HEIGHT


def drawn(scores, *rest, step_s=1.0):
    canvas = Canvas((1920, 1080))
    times = np.arange(len(scores)) * step_s
    draw_chart(canvas, BOX, times, np.array(scores), times[-1], *rest)
    return canvas.pixels


def place(share, score):
    return LEFT + (RIGHT - LEFT) * share, BOTTOM - (BOTTOM - TOP) * score / 100


@pytest.mark.parametrize("score", [20.0, 50.0, 90.0])
def test_the_line_runs_over_the_whole_time_at_its_height(score, near):
    pixels = drawn([score] * 61)
    for share in (0.1, 0.5, 0.95):
        x, y = place(share, score)
        assert near(pixels, (x, y), ACCENT)
        assert not near(pixels, (x, y - 12), ACCENT)


def test_a_stretch_that_nobody_saw_is_a_gap(near):
    scores = np.full(81, 60.0)
    scores[30:51] = NAN
    pixels = drawn(scores)
    assert near(pixels, place(0.25, 60), ACCENT)
    assert not near(pixels, place(0.5, 60), ACCENT)
    assert near(pixels, place(0.75, 60), ACCENT)


def test_the_best_and_the_hardest_moment_are_marked_in_their_colours(near, written):
    scores = np.full(81, 70.0)
    scores[20], scores[60] = 95.0, 10.0
    pixels = drawn(scores)
    assert near(pixels, place(0.25, 95), LEVEL_COLOURS[level_of(95)])
    assert near(pixels, place(0.75, 10), LEVEL_COLOURS[level_of(10)])
    assert {"0", "50", "100", "0:00", "0:15", "1:15"} <= set(written)


def test_the_moments_whose_pictures_are_shown_are_the_marked_ones(near):
    scores = np.full(81, 70.0)
    scores[20], scores[60] = 95.0, 10.0
    pixels = drawn(scores, (60.0, 40.0))
    assert near(pixels, place(0.5, 70), LEVEL_COLOURS[level_of(70)])
    assert near(pixels, place(0.75, 10), LEVEL_COLOURS[level_of(10)])
    assert not near(pixels, place(0.25, 95), LEVEL_COLOURS[level_of(95)])
    pixels = drawn(scores, (20.0, None))
    assert near(pixels, place(0.25, 95), LEVEL_COLOURS[level_of(95)])
    assert not near(pixels, place(0.75, 10), LEVEL_COLOURS[level_of(10)])


def test_the_axes_say_the_time_and_the_scores_where_they_are(written):
    drawn([50.0] * 61)
    for label, share in (("0:15", 0.25), ("0:30", 0.5)):
        assert written[label].middle[0] == pytest.approx(place(share, 0)[0], abs=3)
        assert written[label].top > BOTTOM
    for score in (0, 50, 100):
        assert written[str(score)].right < LEFT
        assert written[str(score)].middle[1] == pytest.approx(place(0, score)[1], abs=8)
