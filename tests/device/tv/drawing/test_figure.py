import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.figure import draw_figure, limb_colour
from device.tv.drawing.theme import LEVEL_COLOURS, Box
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.body.joints import JOINT_COUNT, Joint

NAN = float("nan")


def test_the_mean_of_a_limb_leaves_out_what_is_not_known():
    scores = np.full(JOINT_COUNT, NAN)
    scores[Joint.LEFT_KNEE] = 90
    assert limb_colour(scores, Joint.LEFT_KNEE, Joint.LEFT_ANKLE) == LEVEL_COLOURS[Level.GOOD]
    scores[Joint.LEFT_ANKLE] = 10
    assert limb_colour(scores, Joint.LEFT_KNEE, Joint.LEFT_ANKLE) == LEVEL_COLOURS[Level.BAD]
    assert limb_colour(scores, Joint.NOSE) == LEVEL_COLOURS[Level.UNKNOWN]


@pytest.mark.parametrize("height", [318, 420, 620])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_of_left_and_right_hide_no_limb(language, height, monkeypatch, script):
    canvas = Canvas((1920, 1080), script(language).font)
    box, scores = Box(800, 100, 300, height), np.full(JOINT_COUNT, 90.0)
    shown = []
    write = canvas.text
    monkeypatch.setattr(canvas, "text", lambda *_: None)
    draw_figure(canvas, box, scores, words(language))
    bare = canvas.pixels.copy()
    monkeypatch.setattr(canvas, "text", lambda *told: shown.append(write(*told)))
    canvas.clear()
    draw_figure(canvas, box, scores, words(language))
    limbs = np.abs(bare.astype(int) - LEVEL_COLOURS[Level.GOOD]).max(axis=2) < 8
    assert limbs.sum() > 5000
    assert len(shown) == 2
    assert np.array_equal(canvas.pixels[limbs], bare[limbs])
