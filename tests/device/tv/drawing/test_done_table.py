import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.done_table import ROW, draw_done
from device.tv.drawing.theme import BACKGROUND
from device.views import DoneView, Mark
from device.words.languages import LANGUAGES
from device.words.lookup import ENGLISH_WORDS, words
from scoring.body.joints import Angle
from scoring.exercises.catalogue import CATALOGUE
from tests.device.tv.looking import SIZES
from tests.scoring.repetitions.made import repetition

AREA = (96, 168, 1728, 4 * ROW)


def rows(count):
    return tuple(
        DoneView(f"Name {number}", f"{number + 30}", (Mark.GOOD,) * 9, f"{number} good", f"Fault {number}")
        for number in range(count)
    )


def drawn(done, size=(1920, 1080)):
    canvas = Canvas(size)
    draw_done(canvas, ENGLISH_WORDS, canvas.scale.box(*AREA), done, canvas.scale.px(620))
    return canvas


def test_each_row_says_all_of_one_exercise(written):
    drawn(rows(2))
    assert set(written) == {"Name 0", "30", "0 good", "Fault 0", "Name 1", "31", "1 good", "Fault 1"}
    assert written["Name 0"].top == written["30"].top < written["0 good"].top == written["Fault 0"].top
    assert written["Name 0"].left == written["0 good"].left
    assert written["30"].right < written["Fault 0"].left
    assert written["0 good"].bottom < written["Name 1"].bottom


def test_of_too_many_it_says_how_many_more_there_are(written):
    drawn(rows(4))
    assert "Name 3" in written
    written.clear()
    drawn(rows(7))
    assert {"Name 2", "and 4 more"} <= set(written)
    assert "Name 3" not in written


@pytest.mark.parametrize("size", SIZES)
def test_it_stays_in_its_area(size):
    long = tuple(DoneView("W" * 80, "1000", (Mark.TRIED,) * 300, "W" * 90, "W" * 300) for _ in range(9))
    canvas = drawn(long, size)
    canvas.clear(canvas.scale.box(*AREA))
    assert (canvas.pixels == BACKGROUND).all()


def test_what_is_held_has_a_time_alone(written):
    drawn((DoneView("Plank", "1:23"),))
    assert set(written) == {"Plank", "1:23"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_faults_have_room_in_every_language(language, script):
    canvas, spoken = Canvas((1920, 1080), script(language).font), words(language)
    texts = []
    write = canvas.text
    canvas.text = lambda text, *rest: texts.append(text) or write(text, *rest)
    for angle in Angle:
        fault = spoken.verdict(repetition("k", angle=angle))
        good = spoken.text("free_good", good=100, all=100)
        done = tuple(DoneView(spoken.exercise(name), "100", (), good, fault) for name in CATALOGUE)
        for start in range(0, len(done), 4):
            draw_done(canvas, spoken, canvas.scale.box(*AREA), done[start : start + 4], 620)
        assert fault in texts
    assert {spoken.exercise(name) for name in CATALOGUE} < set(texts)
