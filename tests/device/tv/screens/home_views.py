"""Views of the library, and what is seen of its posters."""

import numpy as np

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.screens.home import HomeScreen
from device.views import Badge, HomeView, Poster

RED, BLUE = (250, 0, 90), (137, 164, 255)


def screen(size=(1920, 1080), **more):
    """A canvas, and the library's screen on it."""
    canvas = Canvas(size)
    return canvas, HomeScreen(canvas, **more)


def poster(name="Squats", image=None, **changes):
    return Poster(name, image, "12 min", **changes)


def posters(count):
    """Each in a colour of its own."""
    return tuple(
        poster(f"Lesson {number}", np.full((90, 160, 3), (number * 5 + 20, 90, 200 - number * 4), np.uint8))
        for number in range(count)
    )


def home(count=12, focus=0, **changes):
    """`focus`: a Spot, or the number of a poster."""
    people = (Badge("Anna", BLUE, chosen=True), Badge("Ben", RED))
    values = {"people": people, "posters": posters(count), "time": "19:42", "hint": "OK: choose"}
    spot = focus if isinstance(focus, Spot) else Spot("posters", focus)
    return HomeView(**(values | changes), focus=spot)


def middle_colour(canvas, screen, number):
    """The colour in the upper part of a poster that is seen."""
    box = {spot: box for box, spot in screen.targets()}[Spot("posters", number)]
    return tuple(int(part) for part in canvas.pixels[box.top + box.height // 3, box.middle[0]])


def seen(screen):
    return [spot.index for _, spot in screen.targets() if spot.area == "posters"]
