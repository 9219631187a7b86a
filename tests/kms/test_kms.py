"""The box on a screen without a desktop: a real kernel, a KMS device, ALSA, systemd, the installed product.

The machine is emulated, so every second there is 20 or more of a real one: what is shown and heard counts
here, not how fast. Pictures and sound stay in build/kms/seen.
"""

import shutil

import cv2
import numpy as np
import pytest

from device.tv.drawing.theme import BACKGROUND
from tests.kms import image
from tests.kms.emulator import Emulator
from tests.needs import Need

REASON = image.why_not()
pytestmark = [Need.KMS.unless(REASON is None, REASON), pytest.mark.timeout(3600)]

SIZE = (800, 600)
SHOWN_MAX_S = 900.0
SEEN = image.PLACE / "seen"
STATION = "formbox-station.service"
# of a picture's pixels: what is surely drawn, however little a screen shows
INK_MIN = 0.005
NEAR = 6  # of 255: what the way to the screen may change of a colour
LIKENESS_MIN = 0.8
BEAT_HZ, ACCENT_HZ = 880.0, 1320.0
CLICK_APART_S = 0.3
WAV_HEADER, WAV_RATE_HZ = 44, 44_100  # as qemu writes it unless told otherwise
CLICKS_MIN = 5


@pytest.fixture(scope="module")
def disk():
    return image.disk()


def folder(name):
    place = SEEN / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    return place


def background_share(picture):
    """How much of a picture (BGR) is the TV's own background."""
    return (np.abs(picture[..., ::-1].astype(int) - BACKGROUND).max(axis=2) <= NEAR).mean()


def is_ours(picture):
    """Whether it is one of our screens: the background, and something on it."""
    ink = (picture.max(axis=2) > 128).mean()
    return picture.shape[1::-1] == SIZE and background_share(picture) > 0.2 and ink > INK_MIN


def likeness(picture, film):
    """How well a picture of the film is found on the screen, at whatever size: 1 is the same."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    best = 0.0
    # only what stands still: the room, without the person in the middle
    room = film[:, : film.shape[1] // 3]
    for width in range(60, SIZE[0] // 3, 4):
        wanted = cv2.resize(room, (width, round(width * room.shape[0] / room.shape[1])))
        if wanted.shape[0] <= SIZE[1]:
            best = max(best, float(cv2.matchTemplate(grey, wanted, cv2.TM_CCOEFF_NORMED).max()))
    return best


def clicks(path):
    """Times (s) at which the metronome is heard: its two pitches, and little else."""
    # the file's header is written at the end only: stereo of 16 bits
    data = path.read_bytes()[WAV_HEADER:]
    sound = np.frombuffer(data[: len(data) // 4 * 4], np.int16).reshape(-1, 2).mean(axis=1)
    block = WAV_RATE_HZ // 100
    blocks = sound[: len(sound) // block * block].reshape(-1, block) * np.hanning(block)
    time = np.arange(block) / WAV_RATE_HZ
    loud = sum(np.abs(blocks @ np.exp(-2j * np.pi * pitch * time)) for pitch in (BEAT_HZ, ACCENT_HZ))
    heard, last = [], -np.inf
    for number in np.flatnonzero(loud > 0.25 * loud.max(initial=1.0)):
        if number / 100 - last > CLICK_APART_S:
            heard.append(number / 100)
        last = number / 100
    return np.array(heard)


def test_the_station_shows_its_screen(disk):
    with Emulator(disk, folder("station"), SIZE) as machine:
        machine.until(lambda: is_ours(machine.picture()), SHOWN_MAX_S)
        assert "Segmentation" not in machine.said()


def test_a_match_is_seen_and_heard(disk):
    place = folder("match")
    with Emulator(disk, place, SIZE, wanted=("formbox-shown.service",), masked=(STATION,)) as machine:
        film = image.lesson_picture()
        machine.until(
            lambda: is_ours(shown := machine.picture()) and likeness(shown, film) > LIKENESS_MIN, SHOWN_MAX_S
        )
        # a few more of them, and the sound with them
        machine.until(lambda: len(clicks(machine.sound)) >= CLICKS_MIN, SHOWN_MAX_S)
        assert "on KMSDRM" in machine.said()
    heard = clicks(machine.sound)
    apart = np.diff(heard) / image.BEAT_S
    # an emulated sound card stumbles: most clicks are whole beats apart, and none of them is made up
    assert (np.abs(apart - np.rint(apart)) < 0.2).mean() > 0.6
