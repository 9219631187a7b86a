"""Renders idle, home, settings, camera check and trouble in every language and size, to be looked at.

`python -m tests.tools.gallery.one OUT_FOLDER [LANGUAGE ...]` writes one PNG a screen. The household is
invented.
"""

import os
import sys
from pathlib import Path

import cv2
import pygame

from device.presses import Spot
from device.scenes.settings.settings import PAGES, SETTINGS
from device.store.settings import BoxSettings
from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.font import script_for
from device.tv.screens.camera import CameraScreen
from device.tv.screens.home import HomeScreen
from device.tv.screens.idle import IdleScreen
from device.tv.screens.settings import SettingsScreen
from device.tv.screens.trouble import TroubleScreen
from device.views import (
    Badge,
    CameraView,
    Day,
    HomeView,
    IdleView,
    Pointer,
    Poster,
    Row,
    SettingsView,
    TroubleView,
)
from device.words.languages import LANGUAGES
from device.words.lookup import words
from tests.tools.gallery import household
from tests.tools.gallery.photographs import COLOURS, PHOTOGRAPHS, UPRIGHT, photograph

SIZES = ((1920, 1080), (1280, 720))


def people_of(home, count, chosen=(0,)):
    return tuple(
        Badge(name, COLOURS[number], number in chosen) for number, name in enumerate(home.people[:count])
    )


def posters_of(home, word, count):
    """Lessons as a household has them: half done, new, without a picture, and some that are not ready."""
    waiting = {
        6: word.text("lesson_working", percent=43),
        7: word.text("lesson_waiting"),
        10: word.text("lesson_failed"),
    }
    posters = []
    for number in range(count):
        name = home.lessons[number % len(home.lessons)]
        image = UPRIGHT if number % 8 == 5 else PHOTOGRAPHS[number % len(PHOTOGRAPHS)]
        posters.append(
            Poster(
                name if number < len(home.lessons) else f"{name} {number // len(home.lessons) + 1}",
                None if number in (3, 10, 11) else image,
                waiting.get(number, word.text("minutes", count=8 + number * 3)),
                score=None if number in waiting else (87.4, None, 64.0, 91.0, 38.0, 72.0)[number % 6],
                left_at=0.42 if number == 0 else None,
                fresh=number in (1, 6),
                ready=number not in waiting,
            )
        )
    return tuple(posters)


def week_of(home):
    minutes = ((12, 0), (25, 18), (31, 0), (9, 22, 14), (0, 0), (0, 0), (0, 0))
    return tuple(
        Day(name, tuple((COLOURS[who], float(part)) for who, part in enumerate(parts)), number == 3)
        for number, (name, parts) in enumerate(zip(home.days, minutes, strict=True))
    )


def idles(home, _word):
    bare = IdleView("formbox.local:8080", "http://formbox.local:8080", time="19:42", date=home.date)
    first = IdleView(
        "formbox.local:8080",
        "http://formbox.local:8080/start?code=402913",
        "402913",
        time="8:05",
        date=home.date,
    )
    full = IdleView(
        "192.168.178.20:8080",
        "http://192.168.178.20:8080/start?code=402913",
        "402913",
        time="19:47",
        date=home.date,
        week=week_of(home),
        prepared=home.lessons[:4],
        troubles=(Trouble.NOT_KEPT, Trouble.POWER_WEAK, Trouble.NO_CAMERA),
    )
    night = IdleView(
        "formbox.local:8080",
        "http://formbox.local:8080",
        time="2:14",
        date=home.date,
        week=week_of(home),
        working=(home.lessons[4], 43.0),
    )
    return {"first": first, "bare": bare, "full": full, "night": night, "busy": IdleView("", "", busy=True)}


def homes(home, word):
    hint = word.text("home_hint")

    def view(people, posters, focus, **changes):
        badges = people_of(home, people, (0, 1) if people > 2 else (0,))
        return HomeView(badges, posters_of(home, word, posters), focus, "19:42", hint, **changes)

    return {
        "many": view(5, 40, Spot("posters", 0)),
        "scrolled": view(8, 40, Spot("posters", 14), troubles=(Trouble.NO_CAMERA,)),
        "pointer": view(2, 7, Spot("posters", 2), pointer=Pointer(0.62, 0.34, 0.6)),
        "three": view(3, 3, Spot("people", 1)),
        "one": view(
            1, 1, Spot("posters", 0), troubles=(Trouble.TOO_HOT, Trouble.POWER_WEAK, Trouble.DISK_FULL)
        ),
        "none": view(1, 0, Spot("settings")),
        "alone": view(0, 2, Spot("settings")),
    }


def settings(_home, word):
    box, title, hint = BoxSettings(language=word.language), word.text("settings"), word.text("set_hint")
    rows = tuple(
        Row(
            word.text(f"set_{one.key}"),
            one.called(word, getattr(box, one.key)),
            word.sentence(f"set_{one.key}_note"),
        )
        for one in SETTINGS
    ) + tuple(Row(word.text(page.value)) for page in PAGES)
    facts = (
        Row(word.text("about_name"), "Formbox"),
        Row(word.text("about_address"), "192.168.178.20:8080"),
        Row(word.text("about_version"), "0.9.2"),
        Row(word.text("about_system"), "Debian GNU/Linux 12 (bookworm)"),
        Row(word.text("about_board"), "Raspberry Pi 5 Model B Rev 1.0"),
        Row(word.text("about_private"), ""),
    )
    return {
        "top": SettingsView(title, rows, Spot("rows", 1), hint),
        "gestures": SettingsView(title, rows, Spot("rows", 7), hint),
        "bottom": SettingsView(title, rows, Spot("rows", len(rows) - 1), hint),
        "pointer": SettingsView(title, rows, Spot("rows", 3), hint, Pointer(0.7, 0.42, 0.3)),
        "about": SettingsView(word.text("about"), facts, None, word.text("any_key")),
    }


def cameras(_home, word):
    title, hint, unknown = word.text("camera_check"), word.text("any_key"), "–"  # noqa: RUF001 - a dash
    image, bodies = photograph(0, 1280, 720, people=2)
    narrow, one = photograph(1, 640, 480)

    def figures(state, *values):
        keys = ("camera_state", "camera_size", "camera_fps", "pose_fps", "camera_delay")
        return tuple(
            (word.text(key), value) for key, value in zip(keys, (word.text(state), *values), strict=True)
        )

    live = figures("camera_live", "1280 x 720", "30", "24", "62 ms")
    small = figures("camera_live", "640 x 480", "15", "15", "118 ms")
    opening = figures("camera_opening", *[unknown] * 4)
    advice = word.text("feet_not_seen")
    return {
        "two": CameraView(title, image, bodies, live, hint=hint),
        "advice": CameraView(title, narrow, one, small, advice=advice, hint=hint),
        "waiting": CameraView(title, None, (), opening, hint=hint),
    }


def troubles(home, word):
    """Each alone, as it is while nothing helps but waiting, and those that have something to choose."""
    first = Spot("buttons", 0)
    views = {trouble.value: TroubleView(trouble) for trouble in Trouble}
    views["alert"] = TroubleView(
        Trouble.POWER_WEAK, (word.text("understood"),), first, pointer=Pointer(0.56, 0.86, 0.4)
    )
    views["blind"] = TroubleView(Trouble.NO_CAMERA, (word.text("only_watch"), word.text("back")), first)
    views["broken"] = TroubleView(Trouble.LESSON_BROKEN, (word.text("back"),), first, detail=home.lessons[1])
    working = word.text("lesson_working", percent=43)
    views["empty"] = TroubleView(
        Trouble.NO_LESSONS, (word.text("home_settings"),), first, detail=f"{home.lessons[0]}: {working}"
    )
    return views


SCREENS = (
    ("idle", IdleScreen, idles),
    ("home", HomeScreen, homes),
    ("settings", SettingsScreen, settings),
    ("camera", CameraScreen, cameras),
    ("trouble", TroubleScreen, troubles),
)


def pictures(language, size):
    """Every screen of a language at a size, by name: RGB (height, width, 3)."""
    canvas = Canvas(size, script_for(language, progress=False).font)
    for name, screen, views in SCREENS:
        for kind, view in views(household.OF[language], words(language)).items():
            screen(canvas, words(language)).draw(view)
            yield f"{name}_{kind}", canvas.pixels


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.font.init()
    for language in sys.argv[2:] or LANGUAGES:
        for size in SIZES:
            for name, pixels in pictures(language, size):
                path = folder / f"{name}_{language}_{size[1]}.png"
                cv2.imwrite(str(path), cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))


if __name__ == "__main__":
    main()
