from itertools import pairwise

import numpy as np
import pytest

from device.presses import Spot
from device.tv.drawing.buttons import draw_buttons
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.text import ELLIPSIS
from device.tv.drawing.theme import ACCENT, BACKGROUND, OUTLINE, TRACK

SIZES = [(1920, 1080), (1280, 720)]
LONG = {
    "en": (
        "Go on",
        "Repeat this section until it goes well",
        "Play it more slowly, same pitch",
        "Stop and keep",
    ),
    "ko": (
        "계속하기",
        "이 부분이 잘될 때까지 반복하기",
        "같은 높이의 소리로 천천히 재생하기",
        "그만하고 결과 남기기",
    ),
}


@pytest.fixture
def written(monkeypatch):
    texts = []
    write = Canvas.text

    def noted(self, text, *rest, **more):
        texts.append((text, write(self, text, *rest, **more)))
        return texts[-1][1]

    monkeypatch.setattr(Canvas, "text", noted)
    return texts


def area_of(canvas, width=1728, height=140):
    return canvas.scale.box(96, 400, width, height)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("upright", [False, True])
def test_the_focused_button_is_bright_and_the_others_are_quiet(size, upright, near):
    canvas = Canvas(size)
    area = area_of(canvas, 700, 400)
    targets = draw_buttons(canvas, ("One", "Two"), area, Spot("buttons", 1), upright=upright)
    assert [spot for _, spot in targets] == [Spot("buttons", 0), Spot("buttons", 1)]
    for (box, _), colour in zip(targets, (TRACK, ACCENT), strict=True):
        assert near(canvas.pixels, (box.left + box.height // 2, box.middle[1]), colour)
        assert near(canvas.pixels, (box.left, box.top), BACKGROUND)
    dark = np.abs(canvas.part(targets[1][0]).astype(int) - OUTLINE).max(axis=2) < 20
    assert dark.sum() > 100  # dark letters on the bright one


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("language", LONG)
def test_long_labels_stay_whole_and_inside(language, count, upright, size, script, written):
    canvas = Canvas(size, script(language).font)
    area = area_of(canvas, 760, 640) if upright else area_of(canvas)
    targets = draw_buttons(canvas, LONG[language][:count], area, None, upright=upright, name="menu")
    assert not [text for text, _ in written if ELLIPSIS in text]
    for box, _ in targets:
        assert area.left <= box.left < box.right <= area.right
        assert area.top <= box.top < box.bottom <= area.bottom
    for (above, _), (below, _) in pairwise(targets):
        assert above.bottom < below.top if upright else above.right < below.left
    for _, line in written:
        assert any(box.left < line.left and line.right < box.right for box, _ in targets)


def test_a_button_is_as_wide_as_its_words():
    canvas = Canvas((1920, 1080))
    short, long = (
        draw_buttons(canvas, (label,), area_of(canvas), None)[0][0].width
        for label in ("Go on", "Choose another lesson")
    )
    assert short < long < 800


def test_without_labels_there_is_nothing():
    canvas = Canvas((1920, 1080))
    assert draw_buttons(canvas, (), area_of(canvas), None) == ()
    assert (canvas.pixels == BACKGROUND).all()


def test_the_column_stands_in_the_middle_of_its_area():
    canvas = Canvas((1920, 1080))
    area = area_of(canvas, 900, 500)
    boxes = [box for box, _ in draw_buttons(canvas, ("A", "Some more"), area, None, upright=True)]
    assert boxes[0].width == boxes[1].width
    assert abs((boxes[0].top - area.top) - (area.bottom - boxes[1].bottom)) <= 1
    assert abs((boxes[0].left - area.left) - (area.right - boxes[0].right)) <= 1
