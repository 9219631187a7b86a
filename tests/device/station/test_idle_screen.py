from itertools import pairwise

import cv2
import numpy as np
import pytest

from device.station.canvas import Canvas
from device.station.idle_screen import NAME, IdleScreen, square_of
from device.station.television import Television
from device.views import IdleView
from device.words.lookup import LANGUAGES, words

PAIRING = IdleView("formbox.local:8080", "http://formbox.local:8080/start?code=402913", "402913")
WAITING = IdleView("192.168.178.20:8080", "http://192.168.178.20:8080", notice="no_camera")


@pytest.fixture
def written(monkeypatch):
    """Every text that is written, with the box that it fills."""
    texts = {}
    write = Canvas.text

    def noted(self, text, *rest, **more):
        texts[text] = write(self, text, *rest, **more)
        return texts[text]

    monkeypatch.setattr(Canvas, "text", noted)
    return texts


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
def test_a_phone_reads_the_square_from_the_picture(size):
    screen = Television("headless", size)
    try:
        screen.show_idle(PAIRING)
        assert cv2.QRCodeDetector().detectAndDecode(screen.picture())[0] == PAIRING.link
    finally:
        screen.close()


def test_the_square_is_as_long_as_what_it_says():
    short, long = square_of("http://a"), square_of("http://[fe80:1234:5678::1]:8080/start?code=402913")
    assert short.shape[0] == short.shape[1] < long.shape[0]
    assert set(np.unique(short)) == {0, 255}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", [PAIRING, WAITING])
def test_everything_is_said_and_nothing_lies_on_the_square(language, view, script, written):
    canvas = Canvas((1920, 1080), script(language).font)
    IdleScreen(canvas, words(language)).draw(view)
    expected = {NAME, view.address, words(language).text("idle_scan")}
    if view.code:
        expected |= {"402 913", words(language).text("idle_open"), words(language).text("idle_code")}
    else:
        expected |= {words(language).text("idle_choose"), words(language).text("no_camera")}
    assert set(written) == expected
    scan = written.pop(words(language).text("idle_scan"))
    assert scan.bottom <= 1080 - 54
    assert max(box.right for box in written.values()) < 1180
    tops = sorted((box.top, box.bottom) for box in written.values())
    assert all(above[1] <= below[0] + 40 for above, below in pairwise(tops))


def test_while_a_lesson_is_made_ready_only_that_is_said(written):
    IdleScreen(Canvas((1920, 1080))).draw(IdleView("", "", busy=True))
    assert set(written) == {words("en").text("preparing")}


def test_a_long_address_is_cut_before_the_square(written):
    long = "fd12:3456:789a:bcde:f012:3456:789a:bcde:8080.some.household.example"
    IdleScreen(Canvas((1920, 1080))).draw(IdleView(long, "http://x"))
    assert max(box.right for text, box in written.items() if "…" in text) < 1180
