"""No test here may touch a display or a sound card: SDL gets its dummy drivers, and is then shut down."""

from dataclasses import fields

import numpy as np
import pygame
import pytest

from device.messages import Level, MatchResult, MatchView, PlayerView, Summary
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.font import script_for
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT, JOINT_COUNT, LANDMARK_COUNT, Angle, Joint
from scoring.body.track import PoseTrack
from scoring.guidance.cues import Ask, BodyPart, Cue
from tests.needs import Need

# A standing body in a picture of 1 x 1, the person's left on the right.
BODY = np.array(
    [
        (0.5, 0.15),
        *((0.6, 0.25), (0.4, 0.25)),
        *((0.66, 0.38), (0.34, 0.38)),
        *((0.68, 0.5), (0.32, 0.5)),
        *((0.56, 0.52), (0.44, 0.52)),
        *((0.57, 0.7), (0.43, 0.7)),
        *((0.58, 0.88), (0.42, 0.88)),
        *((0.5, 0.52), (0.5, 0.25)),
    ],
    np.float32,
)


@pytest.fixture(autouse=True)
def sdl(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.font.init()
    try:
        yield
    finally:
        pygame.quit()


@pytest.fixture
def canvas():
    return Canvas((1920, 1080))


@pytest.fixture
def body():
    """A body that fills a square of `size` px, moved by `shift`."""

    def make(size, shift=(0.0, 0.0)):
        return (BODY * np.float32(size) + np.asarray(shift, np.float32)).astype(np.float32)

    return make


@pytest.fixture
def player(body):
    """A player with a body and a score; any field can be replaced."""

    def make(**changes):
        values = {"joints": body(460, (90, 10)), "levels": (Level.GOOD,) * BONE_COUNT, "score": 75.0}
        return PlayerView(**(values | changes))

    return make


@pytest.fixture
def view(body, player):
    """A view of one person with everything in it; any field of it or of its player can be replaced."""

    def make(**changes):
        own = {field.name for field in fields(PlayerView)} - {"message"}
        about_player = {name: changes.pop(name) for name in own & set(changes)}
        shown = {
            "title": "Morning stretch",
            "time_s": 12.0,
            "duration_s": 60.0,
            "tutor_image": np.full((720, 1280, 3), 90, np.uint8),
            "tutor_joints": body(600, (340, 60)),
            "user_image": np.full((480, 640, 3), 120, np.uint8),
            "players": (player(**about_player),),
        }
        return MatchView(**(shown | changes))

    return make


@pytest.fixture
def pair(body, player, view):
    """A view of two people side by side in one picture; any field of either or of it can be replaced."""

    def make(left=None, right=None, **changes):
        players = (
            player(**({"joints": body(600, (60, 60))} | (left or {}))),
            player(**({"joints": body(600, (640, 60))} | (right or {}))),
        )
        return view(**({"players": players, "user_image": np.full((720, 1280, 3), 120, np.uint8)} | changes))

    return make


@pytest.fixture
def result():
    """A result of a match of one minute; any field can be replaced."""

    def make(**changes):
        nothing = np.zeros((0, LANDMARK_COUNT, 3), np.float32)
        track = PoseTrack(
            np.zeros(0), nothing, np.zeros((0, LANDMARK_COUNT), np.float32), nothing, 640, 480, "truth"
        )
        times = np.linspace(0.0, 60.0, 181)
        values = {
            "title": "Morning stretch",
            "method": "paper",
            "duration_s": 60.0,
            "final": 87.0,
            "live_times": times,
            "live_scores": 80 + 15 * np.sin(times / 9),
            "joint_scores": np.full(JOINT_COUNT, 90.0),
            "angle_scores": np.linspace(70.0, 97.0, ANGLE_COUNT),
            "track": track,
            "lag_s": 0.4,
            "mirrored": False,
        } | changes
        return MatchResult(**({"summary": summary_of(values["angle_scores"])} | values))

    return make


def summary_of(angle_scores):
    """The best and the worst of the known scores; nothing without one."""
    known = np.flatnonzero(np.isfinite(angle_scores))
    if len(known) == 0:
        return Summary(None, None, None, None, None)
    best, worst = (Angle(known[pick(angle_scores[known])]) for pick in (np.argmax, np.argmin))
    return Summary(best, 12.5, worst, 31.0, Cue(BodyPart.LEFT_ELBOW, Ask.BEND))


@pytest.fixture
def near():
    """Whether a px of a picture has a colour, to within what smoothing leaves of it."""

    def check(image, place, colour, tolerance=12):
        x, y = round(place[0]), round(place[1])
        return bool(np.abs(image[y, x].astype(int) - np.array(colour)).max() <= tolerance)

    return check


@pytest.fixture
def middle():
    """The middle between two joints."""

    def of(joints, first, second):
        return (joints[Joint(first)] + joints[Joint(second)]) / 2

    return of


@pytest.fixture
def script():
    """Letters by language; without the network the tests of a language that has none here are left out."""

    def of(language):
        found = script_for(language, progress=False)
        if found.language != language:
            Need.FONTS.skip()
        return found

    return of


@pytest.fixture
def written(monkeypatch):
    """Every text that is written, in order, with the box that it fills; clear() forgets what was."""
    texts = {}
    write = Canvas.text

    def noted(self, text, *rest, **more):
        texts[text] = write(self, text, *rest, **more)
        return texts[text]

    monkeypatch.setattr(Canvas, "text", noted)
    return texts
