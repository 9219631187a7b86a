"""What holds for idle, home, settings, camera check and trouble alike, on the pictures of the gallery."""

import numpy as np
import pytest

from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.text import ELLIPSIS
from device.tv.drawing.theme import ACCENT, BACKGROUND, MARGIN_X, MARGIN_Y
from device.tv.screens.idle import DRIFT
from device.words.languages import LANGUAGES
from device.words.lookup import words
from tests.tools.gallery import household
from tests.tools.gallery.one import SCREENS, SIZES

LARGE, SMALL = SIZES
EVERYWHERE = [(language, SMALL) for language in LANGUAGES] + [("ko", LARGE)]
# Names that a household gave, and what a row says at length, may be cut; nothing that the box says itself.
TROUBLES = [f"trouble_{trouble.value}" for trouble in Trouble]
OWN_TEXTS = ("idle_start", "idle_week", "idle_week_empty", "idle_prepared", "idle_working", "idle_scan")
OWN_TEXTS += ("idle_open", "idle_choose", "idle_code", "home_new", "home_continue", *TROUBLES)
OWN_TEXTS += ("lesson_waiting", "lesson_failed", "home_hint", "set_hint", "any_key", "about_private")


@pytest.fixture
def drawn(script):
    """Every screen that was drawn, with its name, its view and its canvas."""

    def draw(language, size, left_out=()):
        canvas = Canvas(size, script(language).font)
        for name, screen, views in SCREENS:
            if name in left_out:
                continue
            for kind, view in views(household.OF[language], words(language)).items():
                shown = screen(canvas, words(language))
                shown.draw(view)
                yield f"{name} {kind}", shown, view, canvas

    return draw


def outside(canvas, spare):
    """The px that a TV may cut off, without `spare` reference px of them."""
    safe = canvas.scale.box(
        MARGIN_X - spare, MARGIN_Y - spare, 1920 - 2 * (MARGIN_X - spare), 1080 - 2 * (MARGIN_Y - spare)
    )
    rest = canvas.pixels.copy()
    rest[safe.top : safe.bottom, safe.left : safe.right] = BACKGROUND
    return rest


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_nothing_lies_where_a_tv_may_cut_and_nothing_is_cut(language, size, drawn, monkeypatch):
    texts = []
    write = Canvas.text

    def noted(self, text, *rest, **more):
        texts.append(text)
        return write(self, text, *rest, **more)

    monkeypatch.setattr(Canvas, "text", noted)
    drift = max(max(map(abs, step)) for step in DRIFT)
    for name, _, _, canvas in drawn(language, size):
        spare = drift if name.startswith("idle") else 1
        assert (outside(canvas, spare) == BACKGROUND).all(), name
    lettering = canvas.lettering
    assert not [text for text in texts if not lettering.shows(text)]
    spoken = words(language)
    own = [spoken.text(key) for key in OWN_TEXTS] + [spoken.text("lesson_working", percent=43)]
    sentences = [spoken.sentence(trouble.value) for trouble in Trouble] + [spoken.sentence("home_more")]
    missing = [text for text in own if text not in texts]
    assert not missing
    # a sentence stands in one line or in two
    said = "".join("".join(texts).split())
    assert not [text for text in sentences if "".join(text.split()) not in said]
    cut = {text for text in texts if ELLIPSIS in text}
    assert not [text for text in cut if any(whole.startswith(text[:-1]) for whole in own + sentences)]


def test_the_same_view_again_draws_nothing(drawn):
    """And a hand that does not move leaves no trace."""
    for name, screen, view, canvas in drawn("en", SMALL):
        before = canvas.pixels.copy()
        screen.draw(view)
        assert (canvas.pixels == before).all(), name
        if getattr(view, "pointer", None) is None:
            canvas.pixels[:] = 77
            screen.draw(view)
            assert (canvas.pixels == 77).all(), name


@pytest.mark.parametrize("size", SIZES)
def test_targets_stand_on_what_was_drawn(size, drawn):
    counted = {}
    for name, screen, view, canvas in drawn("en", size, ("idle", "camera")):
        targets = getattr(screen, "targets", tuple)()
        counted[name] = len(targets)
        taken = np.zeros(canvas.pixels.shape[:2], int)
        for box, _ in targets:
            assert box.width >= canvas.scale.px(60)
            assert box.height >= canvas.scale.px(60)
            taken[box.top : box.bottom, box.left : box.right] += 1
            assert (canvas.part(box) != BACKGROUND).any(axis=2).mean() > 0.5, name
        assert taken.max(initial=0) <= 1, name
        assert len({spot for _, spot in targets}) == len(targets)
        focus = getattr(view, "focus", None)
        bright = [spot for box, spot in targets if _is_bright(canvas, box)]
        assert bright == ([focus] if focus else []), name
    assert counted["home many"] == 5 + 1 + 1 + 8  # members, guest, no lesson, lessons
    assert counted["home none"] == 3
    assert counted["settings top"] == 8
    assert counted["settings about"] == 0
    assert counted["trouble blind"] == 2
    assert counted["trouble alert"] == 1


def _is_bright(canvas, box):
    """Whether a box is filled with the colour of the focus, or framed by it on every side."""
    reach = canvas.scale.px(20)
    around = canvas.pixels[box.top - reach : box.bottom + reach, box.left - reach : box.right + reach]
    accent = np.abs(around.astype(int) - ACCENT).max(axis=2) <= 6
    # just above and below the picture's middle third; "new" and a bar of progress lie elsewhere
    columns = slice(accent.shape[1] * 2 // 5, accent.shape[1] * 3 // 5)
    edge = reach + canvas.scale.px(12)
    return bool(accent[:edge, columns].any() and accent[-edge:, columns].any())
