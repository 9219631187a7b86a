from dataclasses import replace

import numpy as np
import pytest

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT
from device.tv.screens.settings import FACTS, ROWS, SettingsScreen
from device.views import Pointer, Row, SettingsView
from tests.device.tv.looking import SIZES


def settings(count=14, focus=0, **changes):
    rows = tuple(Row(f"Thing {n}", None if n == 3 else f"Value {n}", f"Note {n}") for n in range(count))
    spot = None if focus is None else Spot("rows", focus)
    return SettingsView(**({"title": "Settings", "rows": rows, "focus": spot, "hint": "OK"} | changes))


@pytest.fixture
def screen():
    def make(size=(1920, 1080)):
        canvas = Canvas(size)
        return canvas, SettingsScreen(canvas)

    return make


def accent(canvas, box):
    return float((np.abs(canvas.part(box)[::8, ::8].astype(int) - ACCENT).max(axis=2) <= 6).mean())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 8, 9, 14])
def test_the_row_in_focus_is_seen_and_bright(screen, size, count):
    canvas, list_screen = screen(size)
    for focus in (*range(count), *reversed(range(count))):
        list_screen.draw(settings(count, focus))
        targets = {spot.index: box for box, spot in list_screen.targets()}
        assert len(targets) == min(count, ROWS)
        assert [number for number, box in targets.items() if accent(canvas, box) > 0.5] == [focus]


def test_names_stand_left_of_their_values(screen, written):
    _, list_screen = screen()
    list_screen.draw(settings())
    for number in (0, 1, 2, 4):
        name, value = written[f"Thing {number}"], written[f"Value {number}"]
        assert name.top == value.top
        assert name.right < value.left
    assert "Value 3" not in written


def test_a_value_does_not_move_when_the_focus_comes(screen, written):
    _, list_screen = screen()
    list_screen.draw(settings(focus=0))
    before = written["Value 1"]
    list_screen.draw(settings(focus=1))
    assert written["Value 1"] == before


def test_the_note_is_that_of_the_row_in_focus(screen, written):
    _, list_screen = screen()
    list_screen.draw(settings(focus=2))
    assert "Note 2" in written
    written.clear()
    list_screen.draw(settings(focus=5))
    assert "Note 5" in written
    assert "Note 2" not in written


def test_only_the_two_rows_that_changed_are_drawn(screen, written):
    _, list_screen = screen()
    list_screen.draw(settings(focus=2))
    written.clear()
    list_screen.draw(settings(focus=3))
    assert set(written) == {"Thing 2", "Value 2", "Thing 3", "Note 3"}
    written.clear()
    view = settings(focus=3)
    rows = tuple(replace(row, value="On") if row.name == "Thing 6" else row for row in view.rows)
    list_screen.draw(replace(view, rows=rows))
    assert set(written) == {"Thing 6", "On"}


def test_a_long_value_leaves_the_name_its_room(screen, written):
    _, list_screen = screen()
    long = "adaptive: the directions of the bones in space, whatever the place of the camera may be"
    list_screen.draw(settings(rows=(Row("Method that scores", long),)))
    assert "Method that scores" in written
    cut = next(text for text in written if text.startswith("adaptive"))
    assert cut.endswith("…")
    assert written["Method that scores"].right < written[cut].left


@pytest.mark.parametrize("count", [3, 9, 10, FACTS])
def test_facts_stand_in_two_columns_without_a_focus(screen, written, count):
    canvas, list_screen = screen()
    list_screen.draw(settings(count, None))
    assert list_screen.targets() == ()
    assert {f"Thing {number}" for number in range(count)} < set(written)
    assert len({written[f"Value {number}"].left for number in range(count) if number != 3}) == 1
    assert max(box.bottom for text, box in written.items() if text != "OK") <= written["OK"].top
    assert not (np.abs(canvas.pixels.astype(int) - ACCENT).max(axis=2) <= 6).any()


def test_from_a_list_to_facts_and_back_nothing_is_left(screen):
    canvas, list_screen = screen((1280, 720))
    list_view, facts = settings(focus=2), settings(FACTS, None)
    for view in (list_view, facts, settings(6, 2), facts, list_view):
        list_screen.draw(view)
        fresh, other = screen((1280, 720))
        other.draw(view)
        assert (canvas.pixels == fresh.pixels).all()


def test_a_hand_leaves_no_trace(screen):
    canvas, list_screen = screen()
    list_screen.draw(settings(focus=4))
    for focus in (1, 2, 3):
        list_screen.draw(settings(focus=focus, pointer=Pointer(0.5, 0.3 + focus / 20, 0.5)))
    list_screen.draw(settings(focus=4))
    fresh, other = screen()
    other.draw(settings(focus=4))
    assert (canvas.pixels == fresh.pixels).all()


def test_a_fact_without_a_value_is_a_sentence_as_wide_as_it_needs(screen, written):
    _, list_screen = screen()
    sentence = "Nothing that the camera sees ever leaves this house"
    list_screen.draw(settings(rows=(Row("Version", "0.9.2"), Row(sentence, "")), focus=None))
    assert written[sentence].left == written["Version"].left
    assert written[sentence].right > written["0.9.2"].left
