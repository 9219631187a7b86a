"""Renders idle, home, settings, camera check and trouble in every language and size, to be looked at.

`python -m tests.gallery.one OUT_FOLDER [LANGUAGE ...]` writes one PNG a screen. The household is invented.
"""

import os
import sys
from pathlib import Path

import cv2
import numpy as np
import pygame

from device.evening.options import DOORS, SETTINGS
from device.presses import Spot
from device.station.camera_screen import CameraScreen
from device.station.canvas import Canvas
from device.station.font import script_for
from device.station.home_screen import HomeScreen
from device.station.idle_screen import IdleScreen
from device.station.settings_screen import SettingsScreen
from device.station.strokes import disc, stroke
from device.station.trouble_screen import TroubleScreen
from device.store.settings import BoxSettings
from device.trouble import Trouble
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
from device.words.lookup import LANGUAGES, words
from scoring.joints import BONES, Joint
from tests.gallery import household

SIZES = ((1920, 1080), (1280, 720))
COLOURS = tuple(
    tuple(int(code[place : place + 2], 16) for place in (0, 2, 4))
    for code in ("89a4ff", "ff96d6", "5ad1a0", "ffb454", "c59bff", "5cc8f2", "f28b82", "d3d96b")
)
GROUNDS = (
    ((96, 130, 168), (34, 52, 84)),
    ((190, 150, 120), (88, 58, 56)),
    ((120, 160, 140), (38, 68, 62)),
    ((150, 132, 178), (54, 46, 86)),
)
# Joints in figure heights about the hips, y down: stand with raised arms, squat, lunge, punch.
STANDING = {
    Joint.NOSE: (0.0, -0.46),
    Joint.LEFT_SHOULDER: (0.11, -0.3),
    Joint.RIGHT_SHOULDER: (-0.11, -0.3),
    Joint.LEFT_ELBOW: (0.2, -0.42),
    Joint.RIGHT_ELBOW: (-0.2, -0.42),
    Joint.LEFT_WRIST: (0.15, -0.6),
    Joint.RIGHT_WRIST: (-0.15, -0.6),
    Joint.LEFT_HIP: (0.07, 0.0),
    Joint.RIGHT_HIP: (-0.07, 0.0),
    Joint.LEFT_KNEE: (0.1, 0.22),
    Joint.RIGHT_KNEE: (-0.1, 0.22),
    Joint.LEFT_ANKLE: (0.1, 0.45),
    Joint.RIGHT_ANKLE: (-0.1, 0.45),
    Joint.HIP_CENTRE: (0.0, 0.0),
    Joint.SHOULDER_CENTRE: (0.0, -0.3),
}
CHANGES = (
    {},
    {
        Joint.LEFT_KNEE: (0.2, 0.14),
        Joint.RIGHT_KNEE: (-0.2, 0.14),
        Joint.LEFT_ANKLE: (0.14, 0.36),
        Joint.RIGHT_ANKLE: (-0.14, 0.36),
        Joint.LEFT_WRIST: (0.04, -0.24),
        Joint.RIGHT_WRIST: (-0.04, -0.24),
        Joint.LEFT_ELBOW: (0.2, -0.14),
        Joint.RIGHT_ELBOW: (-0.2, -0.14),
    },
    {
        Joint.LEFT_KNEE: (0.26, 0.14),
        Joint.LEFT_ANKLE: (0.26, 0.38),
        Joint.RIGHT_KNEE: (-0.16, 0.26),
        Joint.RIGHT_ANKLE: (-0.38, 0.38),
        Joint.LEFT_WRIST: (0.06, -0.06),
        Joint.RIGHT_WRIST: (-0.06, -0.06),
        Joint.LEFT_ELBOW: (0.2, -0.14),
        Joint.RIGHT_ELBOW: (-0.2, -0.14),
    },
    {
        Joint.LEFT_WRIST: (0.44, -0.3),
        Joint.LEFT_ELBOW: (0.28, -0.3),
        Joint.RIGHT_WRIST: (-0.06, -0.36),
        Joint.RIGHT_ELBOW: (-0.18, -0.18),
        Joint.LEFT_ANKLE: (0.22, 0.44),
        Joint.RIGHT_ANKLE: (-0.2, 0.44),
    },
)


def joints_of(posture, size, middle):
    """Joints (15, 2) px of a posture, `size` px high, its hips at `middle`."""
    places = STANDING | CHANGES[posture % len(CHANGES)]
    rows = [places[joint] for joint in Joint]
    return (np.array(rows) * size + np.array(middle)).astype(np.float32)


def photograph(number, width=640, height=360, people=1):
    """A picture of somebody who trains in a bright room, and their joints."""
    light, dark = (np.array(colour, np.float32) for colour in GROUNDS[number % len(GROUNDS)])
    slope = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    column = np.rint(light * (1 - slope) + dark * slope).astype(np.uint8)
    picture = np.repeat(column, width, axis=1)
    floor = round(height * 0.82)
    picture[floor:] = (picture[floor:] * 0.72).astype(np.uint8)
    found = []
    for place in range(people):
        middle = width * (place + 1) / (people + 1), height * 0.53
        joints = joints_of(number + place, height * 0.78, middle)
        found.append(joints)
        shirt = COLOURS[(number * 3 + place) % len(COLOURS)]
        for first, second in BONES:
            limb = min(first, second) > Joint.RIGHT_WRIST
            colour = (52, 56, 74) if limb else shirt
            stroke(picture, tuple(joints[first]), tuple(joints[second]), height * 0.055, colour)
        trunk = [
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.RIGHT_HIP,
            Joint.LEFT_HIP,
        ]
        cv2.fillConvexPoly(picture, joints[trunk].astype(np.int32), shirt, cv2.LINE_AA)
        disc(picture, tuple(joints[Joint.NOSE]), height * 0.065, (226, 184, 158))
    return picture, tuple(found)


PHOTOGRAPHS = [photograph(number)[0] for number in range(8)]
UPRIGHT = photograph(3, 360, 640)[0]


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
    ) + tuple(Row(word.text(key)) for key in DOORS)
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
