"""A lesson with a flash and a click at every second, and what a simulated card plays of it."""

import numpy as np
import pytest

from device.media.sound import RATE_HZ
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from models.film import FilmWriter
from tests.device.runtime.stepped_clock import SteppedClock
from tests.device.tv.sound.simulated_card import SimulatedCard

MINUTES = 10
FILM_RATE_HZ = 24_000  # half the work of the box's own rate
CLICK = 240


def write_clicks(path, seconds, *, fps=2):
    """A white picture and a click of 10 ms at every whole second, black silence in between."""
    t = np.arange(CLICK)
    second = np.zeros((FILM_RATE_HZ, 1), np.float32)
    second[:CLICK, 0] = 0.6 * np.sin(2 * np.pi * 1000 * t / FILM_RATE_HZ) * np.exp(-4 * t / CLICK)
    white, black = np.full((16, 16, 3), 255, np.uint8), np.zeros((16, 16, 3), np.uint8)
    with FilmWriter(path, 16, 16, fps, FILM_RATE_HZ, channels=1, preset="ultrafast", threads=1) as film:
        for number in range(seconds):
            film.sound(second)
            film.add(white, number)
            film.add(black, number + 0.1)
    return path


@pytest.fixture(scope="session")
def clicks(tmp_path_factory):
    """Ten minutes of it, and ten seconds more."""
    return write_clicks(tmp_path_factory.mktemp("clicks") / "clicks.mp4", 60 * MINUTES + 10)


class Room:
    """A sound system with a simulated card and clock; `run` lets time pass."""

    def __init__(self, ppm=0.0, voice=None):
        self.clock = SteppedClock(1000.0)
        self.ppm = ppm
        self.cards = []
        self.loudness = Loudness()
        self.sound = SoundSystem(self.loudness, voice, self.clock, opening=self.open, patient=True)
        self._chance = np.random.default_rng(5)

    def open(self):
        self.cards.append(SimulatedCard(self.clock, self.ppm))
        return self.cards[-1]

    def run(self, seconds):
        """The sound's thread is late now and then, by up to a third."""
        until = self.clock.now() + seconds
        while self.clock.now() < until:
            self.clock.sleep(
                min(self.sound.step() * self._chance.uniform(0.7, 1.3), until - self.clock.now())
            )

    def heard(self):
        return self.cards[-1].heard()

    def clicks_at(self):
        """When each click began to come out of the loudspeaker, on the clock."""
        loud = np.flatnonzero(np.abs(self.heard()[:, 0].astype(int)) > 3000)
        begins = loud[np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 4]
        return np.array([self.cards[-1].heard_at(sample) for sample in begins])


@pytest.fixture
def room():
    """Rooms by the error of their card's clock; closed at the end."""
    rooms = []

    def build(ppm=0.0, voice=None):
        rooms.append(Room(ppm, voice))
        return rooms[-1]

    yield build
    for each in rooms:
        each.sound.close()
