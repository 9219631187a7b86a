from dataclasses import replace

import numpy as np
import pytest

from device.messages import Level, Moment, Summary
from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.sentence import PRAISE
from device.tv.drawing.theme import ACCENT, BACKGROUND, LEVEL_COLOURS, MARGIN_X, MARGIN_Y
from device.tv.screens import result as layout
from device.tv.screens.result import ResultScreen
from device.tv.screens.result_frame import CONTENT_WIDTH, FOOT_HEIGHT, FOOT_TOP, NEXT_WIDTH
from device.views import Badge, Ended, Pointer, ResultView
from device.words.lookup import words
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT, JOINT_COUNT, Angle, Joint
from tests.device.tv.looking import alike, clear_inside, region

NAN = float("nan")


def draw(result, worst=None, size=(1920, 1080), **known):
    canvas = Canvas(size)
    ResultScreen(canvas).draw(ResultView((Ended(result, worst=worst, **known),)))
    return canvas


MIA = Badge("Mia", (120, 200, 120))
BUTTONS = ("Next lesson", "Play again", "Home")


def figure(canvas):
    return region(canvas, layout.FIGURE_LEFT, layout.FIGURE_TOP, layout.FIGURE_WIDTH, layout.FIGURE_HEIGHT)


def has(image, level, tolerance=4):
    return alike(image, LEVEL_COLOURS[level], tolerance).any()


@pytest.fixture
def worst(body):
    return Moment(
        31.0,
        22.0,
        np.full((720, 1280, 3), 90, np.uint8),
        body(600, (340, 60)),
        np.full((480, 640, 3), 120, np.uint8),
        body(460, (90, 10)),
        (Level.BAD,) * BONE_COUNT,
    )


@pytest.mark.parametrize(("final", "level"), [(95.0, Level.GOOD), (66.0, Level.FAIR), (12.0, Level.BAD)])
def test_the_final_score_is_large_and_has_its_colour(result, final, level):
    area = region(draw(result(final=final)), MARGIN_X, 160, layout.SCORE_WIDTH, 200)
    rows = np.flatnonzero((np.abs(area.astype(int) - LEVEL_COLOURS[level]).max(axis=2) <= 4).any(axis=1))
    assert np.ptp(rows) > 150


@pytest.mark.parametrize(
    ("final", "number", "verdict"),
    [
        (99.6, "100", "Great"),
        (84.6, "85", "Great"),
        (84.4, "84", "Good"),
        (59.6, "60", "Good"),
        (59.4, "59", "Keep going"),
        (0.0, "0", "Keep going"),
    ],
)
def test_a_final_score_has_its_verdict(result, written, final, number, verdict):
    draw(result(final=final))
    assert {number, verdict} <= set(written)
    assert ("/ 100" in written) == (number != "100")
    assert len({"Great", "Good", "Keep going"} & set(written)) == 1


def test_repetitions_are_said_where_they_were_counted(result, written):
    draw(result(), repetitions=12)
    assert words("en").text("counted", number=12) in written
    written.clear()
    draw(result())
    assert words("en").text("counted", number=12) not in written


def test_a_moment_says_when_it_was_and_what_it_was_worth(result, worst, written):
    draw(result(), worst)
    assert {"0:31", "22"} <= set(written)
    written.clear()
    draw(result(), replace(worst, score=NAN))
    assert "0:31" in written
    assert "22" not in written


def test_a_limb_has_the_colour_of_its_joints(result):
    scores = np.full(JOINT_COUNT, 95.0)
    scores[[Joint.LEFT_KNEE, Joint.LEFT_ANKLE]] = 10.0
    image = figure(draw(result(joint_scores=scores)))
    width = image.shape[1]
    assert has(image[:, width // 2 :], Level.BAD)
    # as in the picture of somebody who faces the camera: the left leg stands on the right
    assert not has(image[:, : width // 2], Level.BAD)
    assert has(image[:, : width // 2], Level.GOOD)
    assert not has(image[: image.shape[0] // 3], Level.BAD)


def test_a_limb_whose_joints_nobody_saw_is_grey(result):
    scores = np.full(JOINT_COUNT, NAN)
    image = figure(draw(result(joint_scores=scores)))
    assert has(image, Level.UNKNOWN)
    assert not any(has(image, level) for level in (Level.GOOD, Level.FAIR, Level.BAD))


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
@pytest.mark.parametrize("known", [True, False])
def test_nothing_is_drawn_in_the_margins(result, worst, size, known):
    shown = (
        result(title="W" * 200, final=100.0)
        if known
        else result(
            final=NAN,
            live_times=np.zeros(0),
            live_scores=np.zeros(0),
            joint_scores=np.full(JOINT_COUNT, NAN),
            angle_scores=np.full(ANGLE_COUNT, NAN),
        )
    )
    canvas = draw(shown, worst if known else None, size)
    assert (canvas.pixels != BACKGROUND).any()
    clear_inside(canvas)
    assert (canvas.pixels == BACKGROUND).all()


def moment_panels(canvas, number):
    """The tutor's and the person's picture of the n-th moment."""
    wide, gap = layout.MOMENT_WIDTH, layout.MOMENT_GAP
    left = layout.MOMENTS_LEFT + number * (2 * wide + gap + layout.MOMENTS_GAP)
    return tuple(
        region(canvas, left + place * (wide + gap), layout.MOMENT_TOP, wide, layout.MOMENT_HEIGHT)
        for place in (0, 1)
    )


def test_the_best_and_the_worst_moment_stand_side_by_side_with_the_tutor(result, worst):
    best = replace(worst, time_s=12.0, score=96.0, levels=(Level.GOOD,) * BONE_COUNT)
    canvas = draw(result(), worst, best=best)
    for number, (own, other) in enumerate(((Level.GOOD, Level.BAD), (Level.BAD, Level.GOOD))):
        tutor, user = moment_panels(canvas, number)
        assert has(user, own)
        assert not has(user, other)
        assert not has(tutor, own)
        assert (tutor != BACKGROUND).mean() > 0.9


def test_without_moments_figure_and_chart_are_larger(result, worst):
    with_one, without = draw(result(), worst), draw(result())
    below = (layout.CHART_LEFT + 100, layout.CHART_TOP + layout.CHART_HEIGHT, 300, 200)
    assert not (region(without, *below) == region(with_one, *below)).all()
    assert has(region(without, layout.FIGURE_LEFT, 600, layout.FIGURE_WIDTH, 100), Level.GOOD)


def test_best_and_weakest_part_are_named_in_words(result, written):
    scores = np.full(ANGLE_COUNT, 70.0)
    scores[Angle.LEFT_ELBOW], scores[Angle.RIGHT_KNEE], scores[Angle.NECK] = 96.0, 31.0, NAN
    draw(result(angle_scores=scores, final=87.0))
    order = list(written)
    assert order.index("Best") < order.index("Left elbow") < order.index("To work on")
    assert {"Right knee", "31", "96", "87", "Great"} <= set(written)
    written.clear()
    draw(result(angle_scores=np.full(ANGLE_COUNT, 88.0), final=20.0))
    assert "To work on" not in written
    assert "Keep going" in written


def line_heights(canvas, colour):
    """The row of the score line in each column of the chart, NaN where there is none."""
    chart = region(canvas, layout.CHART_LEFT + 110, layout.CHART_TOP, layout.CHART_WIDTH - 160, 300)
    hit = np.abs(chart.astype(int) - colour).max(axis=2) < 40
    rows = np.arange(chart.shape[0])[:, None]
    with np.errstate(invalid="ignore"):
        return (rows * hit).sum(axis=0) / hit.sum(axis=0)


def test_the_chart_rises_with_the_scores_and_breaks_where_nothing_is_known(result, worst):
    times = np.linspace(0, 60, 181)
    rising = result(live_times=times, live_scores=times / 60 * 100)
    heights = line_heights(draw(rising, worst), (70, 214, 255))
    seen = heights[np.isfinite(heights)]
    assert len(seen) > 400
    assert seen[:50].mean() > seen[-50:].mean() + 100
    gap = np.where((times > 20) & (times < 40), NAN, 50.0)
    broken = line_heights(draw(result(live_times=times, live_scores=gap), worst), (70, 214, 255))
    third = len(broken) // 3
    assert np.isfinite(broken[:third]).mean() > 0.8
    assert np.isnan(broken[third + 30 : 2 * third - 30]).all()


def test_the_chart_is_on_the_tutors_clock_as_the_moments_are(result, worst):
    times = np.linspace(0, 60, 181)
    scores = np.where(times < 40, 50.0, NAN)
    late, in_step = (
        line_heights(draw(result(live_times=times, live_scores=scores, lag_s=lag_s), worst), (70, 214, 255))
        for lag_s in (15.0, NAN)
    )
    ends = [np.flatnonzero(np.isfinite(line))[-1] / len(line) for line in (late, in_step)]
    assert ends[1] - ends[0] == pytest.approx(15 / 60, abs=0.08)


def test_moments_and_advice_are_said(result, written):
    draw(result())
    assert {"at 0:12", "at 0:31", "Next time: bend your left elbow more"} <= set(written)
    written.clear()
    draw(result(summary=Summary(Angle.NECK, None, None, None, None)))
    assert "Neck" in written
    assert not [text for text in written if text.startswith(("at ", "Next time", "To work on"))]


@pytest.mark.parametrize(
    ("final", "before", "said"),
    [
        (87.0, 81.0, "+6 since last time"),
        (80.4, 82.0, "\N{MINUS SIGN}2 since last time"),
        (80.4, 79.6, "Same as last time"),
        (80.0, None, "First time"),
        (80.0, NAN, "First time"),
    ],
)
def test_a_member_hears_how_it_stands_against_last_time(result, written, final, before, said):
    draw(result(final=final), badge=MIA, before=before)
    assert said in written


def test_nobody_is_compared_whom_nobody_knows(result, written):
    draw(result(), before=10.0)
    draw(result(final=NAN), badge=MIA, before=10.0)
    assert not [text for text in written if "time" in text and "Next" not in text]


def test_getting_better_is_green_and_getting_worse_is_never_red(result):
    area = (MARGIN_X, layout.COMPARED_BASELINE - 34, layout.SCORE_WIDTH, 42)
    better, worse = (
        region(draw(result(final=70.0), badge=MIA, before=before), *area) for before in (50.0, 90.0)
    )
    assert (np.abs(better.astype(int) - PRAISE).max(axis=2) < 8).sum() > 200
    assert not has(worse, Level.BAD, 60)
    assert (worse != BACKGROUND).any()


def test_repetitions_are_said_when_they_are_known(result, written):
    draw(result())
    assert not [text for text in written if "Repetitions" in text]
    draw(result(), repetitions=24)
    assert "Repetitions: 24" in written


def test_the_next_lesson_is_named_beside_the_buttons(result, written):
    canvas = Canvas((1920, 1080))
    screen = ResultScreen(canvas)
    screen.draw(ResultView((Ended(result()),), BUTTONS, Spot("buttons", 0), "Squats"))
    assert "Squats" in written
    assert [spot for _, spot in screen.targets()] == [Spot("buttons", number) for number in range(3)]
    for box, _ in screen.targets():
        assert box.left >= MARGIN_X + NEXT_WIDTH
        assert box.bottom <= 1080 - MARGIN_Y


def test_a_pointer_and_the_focus_touch_nothing_but_the_buttons(result, monkeypatch):
    canvas = Canvas((1280, 720))
    screen = ResultScreen(canvas)
    people = (Ended(result()),)
    screen.draw(ResultView(people, BUTTONS, Spot("buttons", 0)))
    before = canvas.pixels.copy()
    cleared = []
    clear = Canvas.clear
    monkeypatch.setattr(Canvas, "clear", lambda self, *a: cleared.append(a) or clear(self, *a))
    screen.draw(ResultView(people, BUTTONS, Spot("buttons", 0), pointer=Pointer(0.3, 0.3, 0.5)))
    assert cleared == []
    assert not np.array_equal(canvas.pixels, before)
    screen.draw(ResultView(people, BUTTONS, Spot("buttons", 1)))
    changed = np.argwhere((canvas.pixels != before).any(axis=2))
    foot = canvas.scale.box(MARGIN_X, FOOT_TOP, CONTENT_WIDTH, FOOT_HEIGHT)
    assert changed[:, 0].min() >= foot.top
    assert changed[:, 0].max() < foot.bottom
    screen.draw(ResultView(people, BUTTONS, Spot("buttons", 0)))
    assert np.array_equal(canvas.pixels, before)


def test_the_button_in_focus_is_the_bright_one(result):
    canvas = Canvas((1920, 1080))
    screen = ResultScreen(canvas)
    screen.draw(ResultView((Ended(result()),), BUTTONS, Spot("buttons", 2)))
    shares = [(canvas.part(box) == ACCENT).all(axis=2).mean() for box, _ in screen.targets()]
    assert shares[0] == shares[1] == 0
    assert shares[2] > 0.5
