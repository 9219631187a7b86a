import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import (
    BACKGROUND,
    LEVEL_COLOURS,
    MARGIN_X,
    MARGIN_Y,
    PLAYER_COLOURS,
    REFERENCE_SIZE,
)
from device.tv.screens import pair_result as layout
from device.tv.screens.pair_result import PairResultScreen
from device.tv.screens.result_frame import FOOT_TOP
from device.tv.screens.result_text import EQUAL_WITHIN, ahead_of_two
from device.views import Badge, Ended, ResultView
from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT, Angle

NAN = float("nan")


def draw(results, size=(1920, 1080), badges=(None, None), **more):
    canvas = Canvas(size)
    people = tuple(Ended(result, badge) for result, badge in zip(results, badges, strict=True))
    PairResultScreen(canvas).draw(ResultView(people, **more))
    return canvas


def column(canvas, place):
    left = MARGIN_X + place * (layout.COLUMN_WIDTH + layout.COLUMN_GAP)
    height = FOOT_TOP - layout.RULE_TOP
    return canvas.part(canvas.scale.box(left, layout.RULE_TOP, layout.COLUMN_WIDTH, height))


def count(image, colour):
    return int((np.abs(image.astype(int) - np.array(colour)).max(axis=2) <= 4).sum())


@pytest.fixture
def nothing(result):
    return result(
        final=NAN,
        live_times=np.zeros(0),
        live_scores=np.zeros(0),
        joint_scores=np.full(JOINT_COUNT, NAN),
        angle_scores=np.full(ANGLE_COUNT, NAN),
    )


def test_each_has_a_column_of_their_own(result):
    good = result(final=97.0, angle_scores=np.linspace(90, 99, ANGLE_COUNT))
    bad = result(
        final=20.0, joint_scores=np.full(JOINT_COUNT, 15.0), angle_scores=np.linspace(5, 30, ANGLE_COUNT)
    )
    canvas = draw((good, bad))
    for place, (own, other) in enumerate(((Level.GOOD, Level.BAD), (Level.BAD, Level.GOOD))):
        assert count(column(canvas, place), LEVEL_COLOURS[own]) > 20_000
        assert count(column(canvas, place), LEVEL_COLOURS[other]) == 0
        assert count(column(canvas, place), PLAYER_COLOURS[place]) > 1000
        assert count(column(canvas, place), PLAYER_COLOURS[1 - place]) == 0


def test_the_words_of_each_stand_in_their_column(result, monkeypatch):
    written = []
    write = Canvas.text
    monkeypatch.setattr(
        Canvas, "text", lambda self, text, size, place, *a: written.append((text, place[0])) or write(
            self, text, size, place, *a)
    )  # fmt: skip
    angles = [np.full(ANGLE_COUNT, 70.0), np.full(ANGLE_COUNT, 70.0)]
    angles[0][Angle.NECK], angles[0][Angle.LEFT_HIP] = 99.0, 11.0
    angles[1][Angle.CROTCH], angles[1][Angle.RIGHT_KNEE] = 98.0, 12.0
    draw([result(final=final, angle_scores=own) for final, own in zip((91.0, 30.0), angles, strict=True)])
    said = [{text for text, x in written if x < 924}, {text for text, x in written if x >= 924}]
    assert {"Left player", "91", "Great", "Neck", "99", "Left hip", "11", "at 0:12", "at 0:31"} <= said[0]
    assert {"Right player", "30", "Keep going", "Leg spread", "98", "Right knee", "12"} <= said[1]
    assert not {"Right player", "Keep going"} & said[0]
    assert all({"Next time:", "bend your left elbow more"} <= side for side in said)


def test_who_was_not_seen_is_told_so(result, nothing):
    canvas = draw((result(), nothing))
    assert count(column(canvas, 1), LEVEL_COLOURS[Level.UNKNOWN]) > 5000
    assert not any(
        count(column(canvas, 1), LEVEL_COLOURS[level]) for level in (Level.GOOD, Level.FAIR, Level.BAD)
    )
    advice = canvas.scale.box(1000, layout.ADVICE_TOP, 700, layout.ADVICE_HEIGHT)
    assert (canvas.part(advice) == BACKGROUND).all()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_nothing_is_drawn_in_the_margins(result, nothing, size):
    badges = Badge("W" * 99, (120, 200, 120)), None
    more = {"buttons": ("W" * 30, "W" * 30, "W" * 30), "following": "W" * 99}
    loud = result(title="W" * 200, final=100.0)
    canvas = draw((loud, result(final=60.0)), size, badges, **more)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()
    canvas = draw((loud, nothing), size)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    assert (canvas.part(inner) != BACKGROUND).any()
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()


@pytest.fixture
def written(monkeypatch):
    texts = []
    write = Canvas.text
    monkeypatch.setattr(
        Canvas, "text", lambda self, text, *a, **k: texts.append(text) or write(self, text, *a, **k)
    )
    return texts


@pytest.mark.parametrize(
    ("first", "second", "ahead"),
    [
        (90.0, 70.0, 0),
        (70.0, 90.0, 1),
        (80.0, 80.0 + EQUAL_WITHIN, None),
        (80.0, 81.0 + EQUAL_WITHIN, 1),
        (NAN, 90.0, None),
        (90.0, NAN, None),
    ],
)
def test_who_is_clearly_ahead(first, second, ahead):
    assert ahead_of_two(first, second) == ahead


def test_a_friendly_line_says_who_was_ahead_and_nothing_of_who_was_not(result, nothing, written):
    badges = Badge("Mia", (120, 200, 120)), Badge("Jonas", (240, 150, 200))
    draw((result(final=70.0), result(final=90.0)), badges=badges)
    assert written.count("Jonas") == 2  # in that line, and over the column
    assert written.count("Mia") == 1
    assert "A little ahead today:" in written
    written.clear()
    draw((result(final=70.0), result(final=72.0)), badges=badges)
    assert "Almost equal: well done, both of you" in written
    written.clear()
    draw((result(final=70.0), nothing), badges=badges)
    assert not [text for text in written if "ahead" in text or "equal" in text]


def test_members_stand_in_their_own_colours(result):
    colours = (120, 200, 120), (170, 110, 240)
    badges = tuple(Badge(name, colour) for name, colour in zip("MJ", colours, strict=True))
    canvas = draw((result(), result()), badges=badges)
    for place in (0, 1):
        assert count(column(canvas, place), colours[place]) > 1000
        assert count(column(canvas, place), colours[1 - place]) == 0
        assert count(column(canvas, place), PLAYER_COLOURS[place]) == 0
