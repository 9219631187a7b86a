"""Renders training without a lesson, in every language and at both sizes, to be looked at as pictures.

`python -m tests.tools.gallery.free OUT_FOLDER [en ko ...]` writes one PNG a screen.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import cv2

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from device.match.free.limbs import levels_of
from device.presses import Spot
from device.scenes.done import ExerciseNames, done_view, held_view, marks_of
from device.scenes.free.free import CHOICES
from device.scenes.free.free_result import BUTTONS
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.font import script_for
from device.tv.screens.free.result import FreeResultScreen
from device.tv.screens.free.training import FreeScreen
from device.tv.screens.pause import PauseScreen
from device.views import FreeResultView, FreeView, PauseView, Pointer
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.repetitions.by_exercise import by_exercise
from tests.scoring.repetitions.made import repetition, repetitions
from tests.tools.gallery.photographs import photograph

SIZES = ((1920, 1080), (1280, 720))


def frees(language):
    """Views of free training by name."""
    word = words(language)
    names = ExerciseNames(word)
    image, (joints,) = photograph(1, 1280, 720)
    squats = repetitions("gggsggkgtggg")
    so_far = (
        *(
            done_view(one, names)
            for one in by_exercise(repetitions("ggggssgg", "single_leg_deadlift") + squats)
        ),
        held_view("side_plank", 42.4, names),
    )
    begin = FreeView(
        word.text("free"), image, joints, message=word.text("free_begin"), hint=word.text("free_hint")
    )
    squat = replace(
        begin,
        name=names.of("squat"),
        running=True,
        share="92 %",
        likely=((names.of("sumo_squat"), "5 %"), (names.of("sit_to_stand"), "2 %")),
        value=11,
        depth=0.62,
        marks=marks_of(squats),
        message=None,
        done=so_far[:2],
    )
    faulty = repetition("k")
    long = replace(
        squat,
        name=names.of("single_leg_deadlift"),
        share="64 %",
        likely=((names.of("romanian_deadlift"), "21 %"), (names.of("straight_leg_raise"), "4 %")),
        value=108,
        depth=1.04,
        marks=marks_of(repetitions("gsgtkg" * 5)),
        levels=levels_of(faulty),
        fault=word.verdict(faulty),
        done=tuple(done_view(one, names) for name in MANY for one in by_exercise(repetitions("gggsg", name))),
        patterned=True,
    )
    plank = replace(
        squat,
        name=names.of("side_plank"),
        value=42,
        held=True,
        depth=None,
        marks=(),
        done=so_far,
        likely=(),
    )
    away = replace(
        squat, joints=None, running=False, share=None, likely=(), depth=None, message=word.text("not_seen")
    )
    good = replace(squat, levels=levels_of(squats[0]), depth=0.1, value=12)
    unknown = replace(away, joints=joints, message=word.text("free_unknown"))
    return {
        "free_begin": begin,
        "free_squat": squat,
        "free_good": good,
        "free_long": long,
        "free_plank": plank,
        "free_away": away,
        "free_unknown": unknown,
        "free_waiting": replace(begin, image=None, joints=None, message=None),
        "free_pause": PauseView(squat, tuple(map(word.text, CHOICES)), Spot("buttons", 1)),
    }


MANY = (
    "jumping_jack",
    "mountain_climber",
    "bicycle_crunch",
    "pike_push_up",
    "overhead_press",
    "jump_lunge",
    "lunge",
)


def results(language):
    """Views of its end by name."""
    word = words(language)
    names = ExerciseNames(word)
    patterns = ("ggggggg", "gggsssgt", "gkkgkgkg", "g" * 40, "fffg", "ttg", "gg")
    rows = [
        done_view(one, names)
        for name, pattern in zip(MANY, patterns, strict=True)
        for one in by_exercise(repetitions(pattern, name))
    ]
    rows.insert(2, held_view("side_plank", 83.0, names))
    foot = tuple(map(word.text, BUTTONS)), Spot("buttons", 1)
    return {
        "free_end": FreeResultView(word.text("free_end"), 312.0, tuple(rows[:4]), *foot),
        "free_end_many": FreeResultView(
            word.text("free_end"), 912.0, tuple(rows), *foot, Pointer(0.4, 0.9, 0.4)
        ),
    }


def main():
    """Write all pictures."""
    folder, *asked = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    pygame.font.init()
    screens = {FreeView: FreeScreen, PauseView: PauseScreen, FreeResultView: FreeResultScreen}
    for language in asked or LANGUAGES:
        found = script_for(language, progress=False)
        for size in SIZES:
            canvas = Canvas(size, found.font)
            for name, view in (frees(language) | results(language)).items():
                screens[type(view)](canvas, words(language)).draw(view)
                path = Path(folder) / f"{name}_{language}_{size[1]}.png"
                cv2.imwrite(str(path), canvas.pixels[:, :, ::-1])


if __name__ == "__main__":
    main()
