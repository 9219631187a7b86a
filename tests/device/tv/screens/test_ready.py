from dataclasses import replace

import numpy as np
import pytest

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.sentence import COLOURS, PRAISE, Tone
from device.tv.drawing.theme import ACCENT, BACKGROUND, MARGIN_X, MARGIN_Y, NEUTRAL, PANEL, REFERENCE_SIZE
from device.tv.screens import ready as layout
from device.tv.screens.ready import ReadyScreen
from device.tv.screens.ready_outline import HEIGHT, PLACES, TOP, outlines, spotlight
from device.views import Badge, Pointer, ReadyView, Standing

SIZES = [(1920, 1080), (1280, 720)]
MIA, JONAS = Badge("Mia", (250, 120, 40)), Badge("Jonas", (170, 110, 240))
BUTTONS = ("Just watch", "Back")


@pytest.fixture
def ready():
    def make(*people, **changes):
        shown = {"title": "Morning", "image": np.full((360, 640, 3), 150, np.uint8), "buttons": BUTTONS}
        shown |= {"focus": Spot("buttons", 0)}
        return ReadyView(people=people or (Standing(MIA),), **(shown | changes))

    return make


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    ReadyScreen(canvas).draw(view)
    return canvas


def region(canvas, left, top, width, height):
    return canvas.part(canvas.scale.box(left, top, width, height))


def picture(canvas):
    return region(canvas, MARGIN_X, layout.PICTURE_TOP, layout.PICTURE_WIDTH, layout.PICTURE_HEIGHT)


def ring(canvas):
    return region(canvas, layout.SIDE_LEFT, layout.COUNT_TOP, layout.SIDE_WIDTH, layout.COUNT_SIDE)


def said(canvas):
    width = REFERENCE_SIZE[0] - 2 * MARGIN_X
    return region(canvas, MARGIN_X, layout.SAID_TOP, width, layout.SAID_HEIGHT)


def places(image, colour, tolerance=12):
    return np.argwhere(np.abs(image.astype(int) - np.array(colour)).max(axis=2) <= tolerance)


@pytest.mark.parametrize("side", [False, True])
@pytest.mark.parametrize("people", [1, 2])
def test_outlines_are_upright_inside_and_apart(people, side):
    lines = outlines((1600, 900), people, side)
    assert len(lines) == people
    for line, place in zip(lines, PLACES[people], strict=True):
        assert line[:, 0].mean() == pytest.approx(place * 1600, abs=0.05 * 900)
        assert line[:, 1].min() == pytest.approx(TOP * 900, abs=25)
        assert np.ptp(line[:, 1]) == pytest.approx(HEIGHT * 900, rel=0.05)
        # closed, and smooth: no corner turns by as much as half a right angle
        steps = np.diff(np.concatenate([line, line[:2]]), axis=0)
        turns = np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))
        assert np.abs(turns).max() < np.pi / 4
    if people == 2:
        assert lines[0][:, 0].max() < lines[1][:, 0].min()


def test_the_front_is_as_its_mirror_image_and_the_side_is_not():
    def width_of_halves(side):
        (line,) = outlines((1000, 1000), 1, side)
        return 500 - line[:, 0].min(), line[:, 0].max() - 500

    left, right = width_of_halves(side=False)
    assert left == pytest.approx(right, abs=4)
    narrow_left, narrow_right = width_of_halves(side=True)
    assert narrow_right > narrow_left
    assert narrow_left + narrow_right < 0.6 * (left + right)


def test_it_is_light_only_where_to_stand_and_green_where_it_is_well():
    image = np.full((400, 800, 3), 200, np.uint8)
    shown = spotlight(image, (False, True), (0, 255, 0), side=False)
    assert (shown[5, 5] < 110).all()
    assert (shown[200, round(PLACES[2][0] * 800)] == 200).all()
    red, green, blue = shown[200, round(PLACES[2][1] * 800)]
    assert green > red + 40
    assert green > blue + 40
    assert (image == 200).all()


@pytest.mark.parametrize("size", SIZES)
def test_an_outline_has_the_colour_of_its_person_until_it_is_well(ready, size):
    astray, fine = (draw(ready(Standing(MIA, fine=fine)), size) for fine in (False, True))
    assert len(places(picture(astray), MIA.colour)) > 1000
    assert len(places(picture(astray), PRAISE)) == 0
    assert len(places(picture(fine), MIA.colour)) == 0
    assert len(places(picture(fine), PRAISE)) > 1000


def test_two_people_have_an_outline_each(ready):
    image = picture(draw(ready(Standing(MIA), Standing(JONAS))))
    left, right = places(image, MIA.colour), places(image, JONAS.colour)
    assert left[:, 1].max() < image.shape[1] / 2 < right[:, 1].min()


def test_the_picture_and_the_body_in_it_are_as_in_a_mirror(ready, body):
    image = np.full((360, 640, 3), 150, np.uint8)
    image[150:250, 60:110] = (250, 0, 250)
    joints = body(300, (-50, 40))
    view = ready(Standing(MIA, joints), image=image)
    dimmed = tuple(round(value * 0.42) for value in (250, 0, 250))
    for mirrored, half in ((False, 0), (True, 1)):
        shown = picture(draw(replace(view, mirrored=mirrored)))
        block, nose = places(shown, dimmed), places(shown, (255, 255, 255), 4)
        middle = shown.shape[1] / 2
        assert len(block) > 1000
        assert (block[:, 1].mean() > middle) == bool(half)
        assert (nose[:, 1].mean() > middle) == bool(half)


def test_a_body_is_as_thick_on_a_small_display_in_its_measure(ready, body):
    view = ready(Standing(MIA, body(300, (0, 40))), image=np.full((360, 640, 3), 150, np.uint8))
    shares = []
    for size in SIZES:
        shown = picture(draw(view, size))
        shares.append(len(places(shown, NEUTRAL)) / (shown.shape[0] * shown.shape[1]))
    assert shares[0] > 0.002
    assert shares[1] == pytest.approx(shares[0], rel=0.15)


@pytest.mark.parametrize("shape", [(480, 640), (720, 1280), (1080, 1920), (640, 480)])
def test_the_whole_height_is_seen_in_every_shape_of_picture(ready, shape):
    image = np.full((*shape, 3), 150, np.uint8)
    image[:8], image[-8:] = (250, 0, 250), (0, 250, 250)
    shown = picture(draw(ready(image=image)))
    rows = [
        places(shown, tuple(round(value * 0.42) for value in colour), 30)
        for colour in ((250, 0, 250), (0, 250, 250))
    ]
    assert all(len(row) > 100 for row in rows)
    assert rows[0][:, 0].max() < 30
    assert rows[1][:, 0].min() > shown.shape[0] - 31


def test_what_is_for_everybody_goes_before_what_is_for_one(ready):
    people = Standing(MIA, advice="Step back"), Standing(JONAS, advice="Come closer")
    both, one = (
        draw(ready(*people, advice="Too dark")),
        draw(ready(Standing(MIA), Standing(JONAS), advice="Too dark")),
    )
    assert np.array_equal(said(both), said(one))
    own = said(draw(ready(*people)))
    for badge, left in ((MIA, True), (JONAS, False)):
        edge = places(own, badge.colour)
        assert len(edge) > 200
        assert (edge[:, 1].mean() < layout.PICTURE_WIDTH / 2) == left
    assert (said(draw(ready())) == BACKGROUND).all()


@pytest.mark.parametrize("people", [1, 2])
def test_a_note_about_the_lesson_stands_where_nobody_needs_advice(ready, people):
    note = "Arms do not count in this lesson"
    fine = (Standing(MIA, fine=True), Standing(JONAS, fine=True))[:people]
    noted = said(draw(ready(*fine, note=note)))
    assert len(places(noted, COLOURS[Tone.NOTICE])) > 100
    for advised in (ready(*fine, advice="Too dark"), ready(*fine[1:], Standing(MIA, advice="Step back"))):
        assert np.array_equal(said(draw(advised)), said(draw(replace(advised, note=note))))


def test_the_countdown_is_huge_and_its_ring_empties(ready):
    assert (ring(draw(ready())) == BACKGROUND).all()
    shares = []
    for seconds in (2.9, 2.5, 2.1):
        image = ring(draw(ready(countdown=seconds)))
        shares.append(len(places(image, ACCENT)))
        figure = places(image, (241, 244, 249))
        assert np.ptp(figure[:, 0]) > 150
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 3 * shares[2]
    three, two = (ring(draw(ready(countdown=seconds))) for seconds in (3.0, 2.0))
    assert len(places(three, ACCENT)) == pytest.approx(len(places(two, ACCENT)), rel=0.02)
    assert not np.array_equal(three, two)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("image", [True, False])
def test_nothing_is_drawn_in_the_margins(ready, size, image):
    loud = Badge("W" * 99, (250, 120, 40))
    people = Standing(loud, advice="W" * 200), Standing(loud, advice="W" * 200, fine=True)
    changes = {} if image else {"image": None}
    canvas = draw(ready(*people, title="W" * 99, countdown=1.5, buttons=("W" * 60,) * 3, **changes), size)
    inner = canvas.scale.box(
        MARGIN_X, MARGIN_Y, REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    )
    canvas.clear(inner)
    assert (canvas.pixels == BACKGROUND).all()


def test_drawing_on_gives_the_same_as_drawing_afresh(ready):
    views = [
        ready(Standing(MIA, advice="Step back"), pointer=Pointer(0.5, 0.5, 0.5)),
        ready(Standing(MIA, fine=True), Standing(JONAS), countdown=2.2, title="Other", note="Noted"),
        ready(image=None, advice="Too dark", pointer=Pointer(0.9, 0.9)),
        ready(Standing(MIA, advice="Step back"), side=True, focus=Spot("buttons", 1)),
    ]
    canvas = Canvas((1280, 720))
    screen = ReadyScreen(canvas)
    for view in views:
        screen.draw(view)
    assert np.array_equal(canvas.pixels, draw(views[-1], (1280, 720)).pixels)


def test_what_did_not_change_is_not_drawn_again(ready, monkeypatch):
    canvas = Canvas((1280, 720))
    screen, view = ReadyScreen(canvas), ready()
    screen.draw(view)
    before, drawn = canvas.pixels.copy(), []
    for name in ("clear", "text"):
        write = getattr(Canvas, name)
        monkeypatch.setattr(Canvas, name, lambda self, *a, write=write: drawn.append(a) or write(self, *a))
    monkeypatch.setattr("cv2.resize", lambda *a, **k: drawn.append(a))
    screen.draw(replace(view, pointer=Pointer(0.3, 0.3)))
    screen.draw(replace(view, pointer=Pointer(0.5, 0.4, 0.5)))
    screen.draw(replace(view))
    assert drawn == []
    assert np.array_equal(canvas.pixels, before)


def test_the_buttons_can_be_chosen(ready):
    canvas = Canvas((1920, 1080))
    screen = ReadyScreen(canvas)
    assert screen.targets() == ()
    screen.draw(ready())
    assert [spot for _, spot in screen.targets()] == [Spot("buttons", 0), Spot("buttons", 1)]
    focused, other = (canvas.part(box) for box, _ in screen.targets())
    assert len(places(focused, ACCENT)) > 5000
    assert len(places(other, PANEL)) + len(places(other, ACCENT)) > 0
    assert len(places(other, ACCENT)) == 0
