"""The films of the station's bench: a lesson as the night leaves it, and cameras that look at people.

Made once from the demo's mannequins into build/bench. The lesson is 1920 x 1080 with sound, because that is
what the box has to decode in an evening; a camera gives 640 x 480, 30 pictures a second.
"""

from pathlib import Path

import cv2
import numpy as np

from device.commands.demo import MANNEQUIN, mannequin_films
from device.media.video import frames
from models.film import FilmWriter
from models.mannequin.metronome import RATE_HZ, metronome
from models.mannequin.script_file import read_script

FOLDER = Path("build/bench")
ROOM = (10_000, 10_000)  # no picture is shrunk
LESSON_SIZE, CAMERA_SIZE = (1920, 1080), (640, 480)
FPS = 30
LENGTH_S = 24.0


def films():
    """(lesson, camera with one person, camera with two people)."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    tutor, user, _ = mannequin_films(FOLDER)
    version = tutor.stem.rsplit("-", 1)[1]
    lesson, one, two = (FOLDER / f"station-{name}-{version}.mp4" for name in ("lesson", "one", "two"))
    if not lesson.exists():
        _write(lesson, LESSON_SIZE, _paced(tutor, lambda image: _fit(image, LESSON_SIZE)), _beats())
    if not one.exists():
        _write(one, CAMERA_SIZE, _paced(user, lambda image: _fit(image, CAMERA_SIZE)))
    if not two.exists():
        half = (CAMERA_SIZE[0] // 2, CAMERA_SIZE[1])
        # on the left who is late and a little wrong, on the right the tutor
        people = zip(*(_paced(film, lambda image: _fit(image, half)) for film in (user, tutor)), strict=False)
        _write(two, CAMERA_SIZE, (np.hstack(pair) for pair in people))
    return lesson, one, two


def _beats():
    """The lesson's own sound."""
    return metronome(read_script(MANNEQUIN / "scripts" / "demo_lesson.toml"))[: int(LENGTH_S * RATE_HZ)]


def _paced(film, change):
    """The pictures of a film at FPS: the one of each moment, shown twice where the film is slower."""
    number = 0
    shown = None
    for frame in frames(film, ROOM):
        while shown is not None and number / FPS < frame.time_s:
            yield shown
            number += 1
        if number / FPS >= LENGTH_S:
            return
        shown = change(frame.image)


def _fit(image, size):
    """The middle of a picture, cut to the shape of `size` and scaled to it."""
    height, width = image.shape[:2]
    wide, high = min(width, round(height * size[0] / size[1])), min(height, round(width * size[1] / size[0]))
    left, top = (width - wide) // 2, (height - high) // 2
    return cv2.resize(image[top : top + high, left : left + wide], size, interpolation=cv2.INTER_AREA)


def _write(path, size, pictures, sound=None):
    with FilmWriter(path, *size, FPS, None if sound is None else RATE_HZ) as film:
        if sound is not None:
            film.sound(sound)
        for number, image in enumerate(pictures):
            film.add(image, number / FPS)
