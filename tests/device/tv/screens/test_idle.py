from dataclasses import replace

import cv2
import numpy as np
import pytest

from device.messages import Level
from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS
from device.tv.screens.idle import CARD_LEFT, DRIFT, NAME, IdleScreen, square_of
from device.views import Day, IdleView
from device.words.languages import LANGUAGES
from device.words.lookup import words

PAIRING = IdleView("formbox.local:8080", "http://formbox.local:8080/start?code=402913", "402913")
WAITING = IdleView("192.168.178.20:8080", "http://192.168.178.20:8080", troubles=(Trouble.NOT_KEPT,))
BLUE, PINK = (137, 164, 255), (255, 150, 214)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    IdleScreen(canvas).draw(view)
    return canvas.pixels


def count(pixels, colour):
    return int((np.abs(pixels.astype(int) - colour).max(axis=2) <= 6).sum())


def week(*minutes, today=3):
    return tuple(
        Day(name, ((BLUE, blue), (PINK, pink)), number == today)
        for number, (name, (blue, pink)) in enumerate(zip(NAMES, minutes, strict=True))
    )


@pytest.mark.parametrize("time", ["", "19:42", "8:05", "8:03"])
@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
def test_a_phone_reads_the_square_from_the_picture(size, time):
    pixels = draw(replace(PAIRING, time=time), size)
    assert cv2.QRCodeDetector().detectAndDecode(pixels)[0] == PAIRING.link


def test_the_square_is_as_long_as_what_it_says():
    short, long = square_of("http://a"), square_of("http://[fe80:1234:5678::1]:8080/start?code=402913")
    assert short.shape[0] == short.shape[1] < long.shape[0]
    assert set(np.unique(short)) == {0, 255}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", [PAIRING, WAITING])
def test_everything_is_said_and_nothing_lies_on_the_card(language, view, script, written):
    spoken = words(language)
    canvas = Canvas((1920, 1080), script(language).font)
    IdleScreen(canvas, spoken).draw(view)
    card = {view.address, spoken.text("idle_scan"), spoken.text("idle_open" if view.code else "idle_choose")}
    left = {NAME, spoken.text("idle_week"), spoken.text("idle_week_empty")}
    if view.code:
        card |= {"402 913", spoken.text("idle_code")}
    else:
        left.add(spoken.text("trouble_not_kept"))
    assert set(written) == card | left
    assert max(written[text].right for text in left) < CARD_LEFT < min(written[text].left for text in card)
    assert max(box.bottom for box in written.values()) <= 1080 - 54


def test_with_a_clock_the_name_gives_way(written):
    draw(replace(PAIRING, time="19:42", date="Thursday, 12 March"))
    assert {"19:42", "Thursday, 12 March"} < set(written)
    assert NAME not in written


def test_while_a_lesson_is_made_ready_only_that_is_said(written):
    draw(IdleView("", "", busy=True))
    assert set(written) == {words("en").text("preparing")}


def test_a_long_address_is_cut_inside_the_card(written):
    long = "fd12:3456:789a:bcde:f012:3456:789a:bcde:8080.some.household.example"
    draw(IdleView(long, "http://x"))
    assert max(box.right for text, box in written.items() if "…" in text) < 1920 - 96


def test_what_the_night_made_ready_and_how_many_more(written):
    draw(replace(WAITING, prepared=("Squats", "Boxing", "Yoga", "Core")))
    assert {"Prepared last night", "Squats", "Boxing", "+2"} < set(written)
    assert "Yoga" not in written


def test_what_is_being_made_ready_goes_before_what_was(written):
    view = replace(WAITING, prepared=("Squats",), working=("Yoga", 43.0))
    half, more = count(draw(view), ACCENT), count(draw(replace(view, working=("Yoga", 86.0))), ACCENT)
    assert {"Preparing now", "Yoga", "43 %"} < set(written)
    assert "Squats" not in written
    assert half > 1000
    assert more > 1.9 * half


def test_a_day_is_as_high_as_its_minutes_in_the_colours_of_its_people(written):
    pixels = draw(replace(WAITING, week=week((10, 0), (20, 20), (0, 0), (0, 30), (0, 0), (0, 0), (0, 0))))
    assert count(pixels, PINK) > 0
    # blue 10 + 20, pink 20 + 30 of the same scale
    assert count(pixels, BLUE) / count(pixels, PINK) == pytest.approx(30 / 50, rel=0.1)
    assert {"10", "40", "30", "80 min", *NAMES} < set(written)
    assert count(pixels, ACCENT) > 500  # today
    assert words("en").text("idle_week_empty") not in written


def test_one_minute_is_seen_and_does_not_fill_the_week():
    little = count(draw(replace(WAITING, week=week((1, 0), *((0, 0),) * 6))), BLUE)
    much = count(draw(replace(WAITING, week=week((60, 0), *((0, 0),) * 6))), BLUE)
    assert 500 < little < much / 5


def test_troubles_are_a_calm_line_instead_of_the_hint(written):
    calm = draw(replace(WAITING, troubles=()))
    assert words("en").text("idle_start") in written
    assert count(calm, LEVEL_COLOURS[Level.FAIR]) == 0
    written.clear()
    troubled = draw(replace(WAITING, troubles=(Trouble.TOO_HOT,)))
    assert "The box is too hot" in written
    assert words("en").text("idle_start") not in written
    assert count(troubled, LEVEL_COLOURS[Level.FAIR]) > 100


def test_the_picture_moves_a_little_from_minute_to_minute():
    """The same picture at another place: nothing else changes with the minute's last digit's shape."""
    canvas = Canvas((1920, 1080))
    screen = IdleScreen(canvas)
    places = set()
    for minute in range(8):
        screen.draw(replace(WAITING, time=f"10:0{minute}"))
        card = np.argwhere((canvas.pixels == 255).all(axis=2))
        places.add(tuple(int(first) for first in card.min(axis=0)))
    assert len(places) == len(DRIFT)
    spans = np.ptp(np.array(sorted(places)), axis=0)
    assert (spans <= 16).all()
