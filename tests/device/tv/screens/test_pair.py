import numpy as np
import pytest

from device.choices import Layout
from device.messages import Arrow, Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import (
    ACCENT,
    BACKGROUND,
    LEVEL_COLOURS,
    MARGIN_X,
    MARGIN_Y,
    PANEL,
    PLAYER_COLOURS,
    REFERENCE_SIZE,
)
from device.tv.screens import match_layout as layout
from device.tv.screens.match_frame import CONTENT_TOP, CONTENT_WIDTH
from device.tv.screens.pair import PairScreen
from scoring.body.joints import BONE_COUNT, Joint

SIZES = [(1920, 1080), (1280, 720)]
RED = LEVEL_COLOURS[Level.BAD]


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    PairScreen(canvas).draw(view)
    return canvas


def region(canvas, left, top, width, height):
    return canvas.part(canvas.scale.box(left, top, width, height))


def picture(canvas):
    size = layout.PICTURE_WIDTH, layout.PICTURE_HEIGHT
    return region(canvas, layout.PICTURE_LEFT, layout.PICTURE_TOP, *size)


def scores(canvas, place):
    left = layout.PICTURE_LEFT + place * (layout.HALF_WIDTH + layout.HALF_GAP)
    return region(canvas, left, CONTENT_TOP, layout.HALF_WIDTH, layout.PICTURE_TOP - CONTENT_TOP)


def said(canvas, place):
    half = layout.PICTURE_WIDTH // 2
    return region(canvas, layout.PICTURE_LEFT + place * half, layout.SAID_TOP, half, layout.SAID_HEIGHT)


def places(image, colour, tolerance=20):
    return np.argwhere(np.abs(image.astype(int) - np.array(colour)).max(axis=2) < tolerance)


@pytest.mark.parametrize("size", SIZES)
def test_both_bodies_stand_in_one_picture_each_in_its_own_colours(pair, size):
    wrong = {"levels": (Level.BAD,) * BONE_COUNT}
    for place, view in enumerate((pair(left=wrong), pair(right=wrong))):
        image = picture(draw(view, size))
        red, green = places(image, RED), places(image, LEVEL_COLOURS[Level.GOOD])
        middle = image.shape[1] / 2
        assert len(red) > 200
        assert len(green) > 200
        assert (red[:, 1].mean() < middle) == (place == 0)
        assert (green[:, 1].mean() < middle) == (place == 1)


def test_each_name_stands_above_its_own_head(pair):
    image = picture(draw(pair()))
    noses = []
    for place, colour in enumerate(PLAYER_COLOURS):
        name = places(image, colour)
        assert len(name) > 300
        y, x = name.mean(axis=0)
        noses.append(x)
        assert y < image.shape[0] * 0.3
        assert (x < image.shape[1] / 2) == (place == 0)
    assert noses[1] - noses[0] > 300


def test_a_name_needs_a_person(pair):
    image = picture(draw(pair(right={"joints": None})))
    assert len(places(image, PLAYER_COLOURS[0])) > 300
    assert len(places(image, PLAYER_COLOURS[1])) == 0
    unseen = np.full((15, 2), np.nan, np.float32)
    assert len(places(picture(draw(pair(left={"joints": unseen}))), PLAYER_COLOURS[0])) == 0


def test_a_name_stays_inside_the_picture(pair, body):
    """However near to its corner the head is: nothing may be left outside the panel."""
    canvas = draw(pair(left={"joints": body(900, (-300, -130))}, right={"joints": body(900, (700, -130))}))
    for place in (0, 1):
        assert len(places(picture(canvas), PLAYER_COLOURS[place])) > 300


def test_both_scores_are_shown(pair):
    canvas = draw(pair(left={"score": 95.0}, right={"score": 20.0}))
    for place, (own, other) in enumerate(((Level.GOOD, Level.BAD), (Level.BAD, Level.GOOD))):
        image = scores(canvas, place)
        assert len(places(image, LEVEL_COLOURS[own], 8)) > 1000
        assert len(places(image, LEVEL_COLOURS[other], 8)) == 0
        assert len(places(image, PLAYER_COLOURS[place], 8)) > 300


def test_the_score_of_one_changes_without_the_other(pair):
    canvas = Canvas((1920, 1080))
    screen = PairScreen(canvas)
    screen.draw(pair())
    before = [scores(canvas, place).copy() for place in (0, 1)]
    screen.draw(pair(right={"score": None}))
    assert np.array_equal(scores(canvas, 0), before[0])
    assert not np.array_equal(scores(canvas, 1), before[1])


def test_each_sentence_stands_below_its_own_side(pair):
    canvas = Canvas((1920, 1080))
    screen = PairScreen(canvas)
    for place, view in enumerate((pair(left={"message": "Step back"}), pair(right={"sentence": "Go lower"}))):
        screen.draw(view)
        assert len(places(said(canvas, place), PANEL, 4)) > 5000
        assert (said(canvas, 1 - place) == BACKGROUND).all()
    screen.draw(pair())
    assert (region(canvas, MARGIN_X, layout.SAID_TOP, CONTENT_WIDTH, layout.SAID_HEIGHT) == BACKGROUND).all()


def test_a_sentence_stands_below_the_middle_of_its_half_of_the_picture(pair):
    for place, side in enumerate(("left", "right")):
        canvas = draw(pair(**{side: {"sentence": "Go lower"}}))
        strip = region(canvas, MARGIN_X, layout.SAID_TOP, CONTENT_WIDTH, layout.SAID_HEIGHT)
        middle = layout.PICTURE_LEFT + (1 + 2 * place) * layout.PICTURE_WIDTH / 4 - MARGIN_X
        assert places(strip, PANEL, 4)[:, 1].mean() == pytest.approx(middle, abs=12)


def test_a_wide_tutor_fills_its_picture(pair, body):
    tutor = np.full((720, 1280, 3), (250, 0, 250), np.uint8)
    canvas = draw(pair(tutor_image=tutor, tutor_joints=body(480, (400, 120))))
    shown = region(canvas, MARGIN_X, CONTENT_TOP, layout.TUTOR_WIDTH, layout.TUTOR_HEIGHT)
    for edge in (shown[:20, 100:-100], shown[-20:, 300:-100], shown[100:-100, :20], shown[100:-100, -20:]):
        assert len(places(edge, (250, 0, 250))) > 0.9 * edge[..., 0].size


def test_what_everybody_is_told_takes_both_sides(pair):
    sentences = {"left": {"sentence": "Go lower"}, "right": {"sentence": "Go lower"}}
    one, both = draw(pair(message="Get ready")), draw(pair(message="Get ready", **sentences))
    assert np.array_equal(one.pixels, both.pixels)
    strip = region(one, layout.PICTURE_LEFT, layout.SAID_TOP, layout.PICTURE_WIDTH, layout.SAID_HEIGHT)
    pill = places(strip, PANEL, 4)[:, 1]
    assert pill.mean() == pytest.approx(strip.shape[1] / 2, abs=20)


def test_arrows_of_both_are_drawn(pair, body):
    def up(joints):
        x, y = joints[Joint.LEFT_WRIST].tolist()
        return Arrow(Joint.LEFT_WRIST, (x, y), (x, y - 80))

    plain = pair()
    arrows = [{"arrows": (up(one.joints),)} for one in plain.players]
    one, both = draw(pair(left=arrows[0])), draw(pair(*arrows))
    assert len(places(picture(draw(plain)), ACCENT)) == 0
    single = len(places(picture(one), ACCENT))
    assert single > 500
    assert len(places(picture(both), ACCENT)) > 1.7 * single


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_in_the_margins(pair, size):
    loud = {"score": 100.0, "sentence": "W" * 300, "lag_s": 9.9, "mirrored": True}
    canvas = draw(pair(loud, loud, title="W" * 200), size)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()


def test_drawing_on_gives_the_same_as_drawing_afresh(pair):
    views = [
        pair(left={"score": None, "message": "Step back"}, right={"lag_s": 0.9, "mirrored": True}),
        pair(message="Get ready", user_image=None),
        pair(title="Another", right={"sentence": "Go lower"}),
    ]
    canvas = Canvas((1280, 720))
    screen = PairScreen(canvas)
    for view in views:
        screen.draw(view)
    assert np.array_equal(canvas.pixels, draw(views[-1], (1280, 720)).pixels)


GREEN, VIOLET = (120, 200, 120), (170, 110, 240)


@pytest.mark.parametrize("each", list(Layout))
@pytest.mark.parametrize("size", SIZES)
def test_no_layout_draws_into_the_margins(pair, each, size):
    loud = {"name": "W" * 90, "repetitions": 999, "score": 100.0, "lag_s": 9.9, "mirrored": True}
    canvas = draw(pair(loud | {"sentence": "W" * 300}, loud, layout=each, count_in=1, rate=0.5), size)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()


@pytest.mark.parametrize("to", list(Layout))
@pytest.mark.parametrize("since", list(Layout))
def test_the_layout_changes_while_it_runs_and_leaves_nothing_behind(pair, since, to):
    canvas = Canvas((1280, 720))
    screen = PairScreen(canvas)
    screen.draw(pair({"sentence": "Go lower", "repetitions": 3}, layout=since))
    last = pair(right={"message": "Step back"}, layout=to)
    screen.draw(last)
    assert np.array_equal(canvas.pixels, draw(last, (1280, 720)).pixels)


def test_members_have_their_own_names_and_colours(pair, monkeypatch):
    written = []
    write = Canvas.text
    monkeypatch.setattr(
        Canvas, "text", lambda self, text, *a, **k: written.append(text) or write(self, text, *a, **k)
    )
    named = {"name": "Mia", "colour": GREEN}, {"name": "Jonas", "colour": VIOLET}
    canvas = draw(pair(*named))
    assert {"Mia", "Jonas"} <= set(written)
    assert "Left player" not in written
    for place, colour in enumerate((GREEN, VIOLET)):
        assert len(places(scores(canvas, place), colour, 8)) > 100
        assert len(places(picture(canvas), colour, 8)) > 100
        assert len(places(picture(canvas), PLAYER_COLOURS[place], 8)) == 0


def test_each_sentence_has_the_colour_of_whom_it_is_said_to(pair):
    canvas = draw(pair({"sentence": "Go lower"}, {"sentence": "Go lower"}))
    for place in (0, 1):
        assert len(places(said(canvas, place), PLAYER_COLOURS[place], 8)) > 300
        assert len(places(said(canvas, place), PLAYER_COLOURS[1 - place], 8)) == 0


@pytest.mark.parametrize("away", [0, 1])
def test_who_is_away_has_their_half_dimmed_and_nobody_else(pair, away):
    gone = {"joints": None, "score": None, "message": "Paused"}
    there, left = pair(), pair(*((gone, None) if away == 0 else (None, gone)))
    both, one = picture(draw(there)), picture(draw(left))
    half = both.shape[1] // 2
    # a strip below the heads' names and beside the bodies
    sides = [np.s_[-60:-40, 30:60], np.s_[-60:-40, -60:-30]]
    assert one[sides[away]].mean() < 0.5 * both[sides[away]].mean()
    assert np.array_equal(one[sides[1 - away]], both[sides[1 - away]])
    green = places(one, LEVEL_COLOURS[Level.GOOD])
    assert len(green) > 500
    assert (green[:, 1].mean() < half) == (away == 1)


def test_who_is_left_is_never_dimmed_even_in_the_middle(pair, body):
    gone = {"joints": None, "score": None, "message": "Paused"}
    joints = body(600, (300, 60))
    image = picture(draw(pair(gone, {"joints": joints})))
    columns = places(image, LEVEL_COLOURS[Level.GOOD])[:, 1]
    light = np.flatnonzero(image[-50, :, 0] > 100)
    assert light.min() < columns.min()


def test_who_only_lacks_feet_is_not_dimmed(pair):
    told = {"message": "I can't see your feet"}
    assert np.array_equal(picture(draw(pair(told))), picture(draw(pair())))


def test_the_count_in_goes_without_a_trace(pair):
    canvas = Canvas((1280, 720))
    screen, shown = PairScreen(canvas), pair()
    screen.draw(shown)
    before = canvas.pixels.copy()
    screen.draw(pair(count_in=2))
    assert not np.array_equal(canvas.pixels, before)
    screen.draw(pair())
    assert np.array_equal(canvas.pixels, before)
