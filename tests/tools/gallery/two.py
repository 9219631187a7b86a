"""Renders the screens around a match in every language and at both sizes, to be looked at as pictures.

`python -m tests.tools.gallery.two OUT_FOLDER [en ko ...] [=ready ...]`: get ready, match, pause and result,
with mannequins as the people; `=ready` only what begins so.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from device.choices import Layout
from device.match.play.control import Look
from device.messages import Arrow, Level, MatchResult, MatchView, Moment, PlayerView, Summary
from device.presses import Spot
from device.scenes.done import ExerciseNames, done_view
from device.scenes.play.menu import Menu, choices
from device.scenes.play.ready import BUTTONS as READY
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.font import script_for
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen
from device.tv.screens.pair_result import PairResultScreen
from device.tv.screens.pause import PauseScreen
from device.tv.screens.ready import ReadyScreen
from device.tv.screens.result import ResultScreen
from device.views import Badge, Ended, Pointer, ReadyView, ResultView, Standing
from device.words.languages import LANGUAGES
from device.words.lookup import words
from models.mannequin.filming import frames
from models.mannequin.performance import perform
from models.mannequin.scene import Clothes, Interior, VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.joints import (
    ANGLE_COUNT,
    BONE_COUNT,
    BONES,
    JOINT_COUNT,
    LANDMARK_COUNT,
    Angle,
    Joint,
    joints_of,
)
from scoring.body.track import PoseTrack
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.limb import Limb
from scoring.repetitions.by_exercise import by_exercise
from scoring.repetitions.repetition import RepetitionState
from tests.scoring.repetitions.made import repetition, repetitions

SIZES = ((1920, 1080), (1280, 720))
GREEN, PINK = (124, 200, 120), (240, 150, 200)
# what a household, and not the screens, writes
TITLES = {"en": "Morning stretch", "zh-Hant": "早晨伸展", "zh-Hans": "早晨伸展", "ko": "아침 스트레칭"}
NAMES = {
    "en": ("Mia", "Jonas"),
    "zh-Hant": ("小美", "志明"),
    "zh-Hans": ("小美", "志明"),
    "ko": ("민지", "준호"),
}
NEXT = {"en": "Squats and lunges", "zh-Hant": "深蹲與弓步", "zh-Hans": "深蹲与弓步", "ko": "스쿼트와 런지"}


def filmed(movement, seconds, size, people, *, camera=None, room="living"):
    """A picture of people and their joints, `seconds` into a movement."""
    script = Script(
        (Step(movement, 4),), width=size[0], height=size[1], people=people, room=Interior(room),
        camera=camera or VirtualCamera(distance_m=4.2),
    )  # fmt: skip
    done = perform(script, np.array([seconds]))
    image = next(iter(frames(done)))
    return image, [joints_of(truth.track.landmarks[0, :, :2]) for truth in done.truth]


class Cast:
    """All pictures, rendered once."""

    def __init__(self):
        me = Performer(clothes=Clothes(shirt="#b5483c", shorts="#333333"), seed=3)
        pair = (replace(me, x_m=-0.7), Performer(clothes=Clothes(shirt="#6a4fb0"), x_m=0.7, seed=5))
        self.tutor = filmed("squat", 1.9, (1280, 720), (Performer(),), room="studio")
        self.other = filmed("jumping_jack", 1.1, (1280, 720), (Performer(),), room="studio")
        self.one = filmed("squat", 1.5, (640, 480), (me,))
        self.far = filmed("jumping_jack", 0.9, (640, 480), (me,))
        self.two = filmed("squat", 1.5, (1280, 720), pair, camera=VirtualCamera(distance_m=4.6))
        self.alone = filmed("squat", 1.5, (1280, 720), pair[1:], camera=VirtualCamera(distance_m=4.6))
        near = VirtualCamera(distance_m=3.15, aim_m=0.86)
        aside = (replace(me, x_m=0.5),)
        self.stand = filmed("squat", 0.0, (640, 480), (me,), camera=near)
        self.aside = filmed("squat", 0.0, (640, 480), aside, camera=near)
        wide = tuple(replace(each, x_m=0.9 * np.sign(each.x_m)) for each in pair)
        self.pair = filmed("squat", 0.0, (1280, 720), wide, camera=near)
        self.front = filmed("squat", 0.0, (1280, 720), (me,), camera=near)
        self.side = filmed("squat", 0.0, (1280, 720), (me,), camera=replace(near, yaw_deg=80))


LEVELS = [Level.GOOD] * BONE_COUNT
for bone in ((Joint.LEFT_HIP, Joint.LEFT_KNEE), (Joint.LEFT_KNEE, Joint.LEFT_ANKLE)):
    LEVELS[BONES.index(bone)] = Level.BAD
for bone in ((Joint.RIGHT_HIP, Joint.RIGHT_KNEE), (Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE)):
    LEVELS[BONES.index(bone)] = Level.FAIR


def player(joints, spoken, **changes):
    """Somebody with a wrong left leg."""
    knee = joints[Joint.LEFT_KNEE].tolist()
    shown = {
        "joints": joints,
        "levels": tuple(LEVELS),
        "arrows": (Arrow(Joint.LEFT_KNEE, tuple(knee), (knee[0] + 34, knee[1] + 2)),),
        "score": 74.0,
        "sentence": spoken.say(Cue(BodyPart.BOTH_KNEES, Ask.BEND)),
    }
    return PlayerView(**(shown | changes))


def matches(cast, language):
    """Views of a match by name."""
    spoken, names = words(language), NAMES[language]
    image, (joints,) = cast.one
    one = MatchView(
        TITLES[language], 41.0, 125.0, cast.tutor[0], cast.tutor[1][0], image, (player(joints, spoken),)
    )
    named = player(joints, spoken, name=names[0], colour=GREEN, repetitions=12, lag_s=0.8, mirrored=True)
    image, (left, right) = cast.two
    ones = player(left, spoken, name=names[0], colour=GREEN, repetitions=12)
    other = player(
        right, spoken, name=names[1], colour=PINK, repetitions=9, score=91.0, lag_s=0.8, mirrored=True,
        sentence=spoken.praise(0, BodyPart.BOTH_KNEES), fine=True, arrows=(),
        levels=(Level.GOOD,) * BONE_COUNT,
    )  # fmt: skip
    two = replace(one, user_image=image, players=(ones, other))
    gone = replace(ones, joints=None, score=None, arrows=(), message=spoken.text("away"), sentence=None)
    full = {"rate": 0.75, "notice": words(language).text("trouble_too_hot")}
    squat = {"exercise": spoken.exercise("squat")}
    long = {"exercise": spoken.exercise("romanian_deadlift")}
    fault = spoken.verdict(repetition("s"))
    running = replace(
        named, repetition=RepetitionState(count=4, depth=0.6), repetitions=4, sentence=fault, arrows=()
    )
    deep = replace(running, repetition=RepetitionState(count=14, depth=1.0), repetitions=14)
    both = (
        replace(ones, repetition=RepetitionState(count=4, depth=0.6), sentence=fault),
        replace(other, repetition=RepetitionState(count=4, depth=1.05)),
    )
    return {
        "match_reps": replace(one, players=(running,), **squat),
        "match_reps_long": replace(one, players=(deep,), mirrored=True, **long, **full),
        "match_reps_large": replace(one, players=(deep,), layout=Layout.TUTOR_LARGE, **long),
        "match_reps_only": replace(one, players=(deep,), layout=Layout.TUTOR_ONLY, **long),
        "pair_reps": replace(two, players=both, **long),
        "pair_reps_large": replace(two, players=both, layout=Layout.TUTOR_LARGE, **squat),
        "match": one,
        "match_named": replace(one, players=(named,), mirrored=True, patterned=True, **full),
        "match_large": replace(one, players=(named,), layout=Layout.TUTOR_LARGE, mirrored=True),
        "match_only": replace(one, players=(named,), layout=Layout.TUTOR_ONLY),
        "match_count": replace(one, players=(named,), count_in=2),
        "pair": two,
        "pair_large": replace(two, layout=Layout.TUTOR_LARGE, **full),
        "pair_only": replace(two, layout=Layout.TUTOR_ONLY, patterned=True),
        "pair_gone": replace(
            two, user_image=cast.alone[0], players=(gone, replace(other, joints=cast.alone[1][0]))
        ),
        "pair_count": replace(two, count_in=1),
    }


def readies(cast, language):
    """Views of getting ready by name."""
    spoken, (first, second) = words(language), NAMES[language]
    mia, jonas = Badge(first, GREEN), Badge(second, PINK)
    image, (joints,) = cast.aside
    one = ReadyView(
        TITLES[language], image, (Standing(mia, joints, advice=spoken.text("move_left")),),
        texts(language, *READY), Spot("buttons", 0),
    )  # fmt: skip
    image, (right, left) = cast.pair  # as in a mirror
    two = replace(
        one,
        image=image,
        people=(Standing(mia, left, True), Standing(jonas, right, advice=spoken.text("step_back"))),
    )
    fine = (Standing(mia, left, True), Standing(jonas, right, True))
    upright, (joints,) = cast.stand
    sideways, (side,) = cast.side
    image, (front,) = cast.front
    return {
        "ready": one,
        "ready_parts": replace(
            one,
            people=(Standing(mia, joints, True),),
            note=", ".join(map(spoken.exercise, ("squat", "jumping_jack", "romanian_deadlift", "plank"))),
        ),
        "ready_fine": replace(one, image=upright, people=(Standing(mia, joints, True),), countdown=2.3),
        "ready_pair_note": replace(
            two, people=fine, countdown=3.0, note=spoken.ignored((Limb.ARMS, Limb.LEGS))
        ),
        "ready_dark": replace(one, image=None, people=(Standing(mia),), advice=spoken.text("too_dark")),
        "ready_pair": replace(two, pointer=Pointer(0.6, 0.85, 0.4)),
        "ready_pair_fine": replace(two, people=fine, countdown=3.0),
        "ready_side": replace(
            one, image=image, people=(Standing(mia, front, advice=spoken.text("turn_sideways")),), side=True
        ),
        "ready_side_fine": replace(
            one, image=sideways, people=(Standing(mia, side, True),), side=True, countdown=1.4
        ),
    }


def pauses(cast, language):
    """Views of a held match by name."""
    shown = matches(cast, language)
    spoken = words(language)
    menu = Menu(choices(practise=True), part=spoken.exercise("romanian_deadlift"))
    well = replace(menu, place=2, note=spoken.text("practice_well", score=82))
    return {
        "pause": menu.view(shown["match_named"], Look(), spoken, None),
        "pause_pair": well.view(shown["pair"], Look(), spoken, Pointer(0.6, 0.5, 0.6)),
    }


def texts(language, *keys):
    """What stands on buttons."""
    return tuple(words(language).text(key) for key in keys)


def result(language, final, seed=1):
    """A result of two minutes whose left arm was not as good as the rest; NaN scores for a NaN `final`."""
    random = np.random.default_rng(seed)
    times = np.arange(0, 125, 0.5)
    known = 0.0 if np.isfinite(final) else np.nan
    joints, angles = (np.full(count, min(final + 6, 97)) for count in (JOINT_COUNT, ANGLE_COUNT))
    joints[[Joint.LEFT_ELBOW, Joint.LEFT_WRIST]] = final - 34
    joints[[Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE]] = final - 12
    angles[[Angle.LEFT_ELBOW, Angle.LEFT_KNEE]] = final - 31, final - 12
    angles[Angle.RIGHT_SHOULDER] = min(final + 9, 99)
    walk = final + 9 * np.sin(times / 9 + seed) + np.cumsum(random.normal(0, 0.7, len(times)))
    none = np.zeros((0, LANDMARK_COUNT, 3), np.float32)
    track = PoseTrack(np.zeros(0), none, none[..., 0], none, 640, 480, "truth")
    summary = Summary(
        Angle.RIGHT_SHOULDER, 21.0, Angle.LEFT_ELBOW, 88.0, Cue(BodyPart.LEFT_ELBOW, Ask.STRAIGHTEN)
    )
    if not np.isfinite(final):
        summary = Summary(None, None, None, None, None)
    return MatchResult(
        TITLES[language], "adaptive", 125.0, final, times, np.clip(walk, 5, 99) + known, joints + known,
        angles + known, track, summary, 0.3, False,
    )  # fmt: skip


def results(cast, language):
    """Views of the end of a match by name."""
    first, second = NAMES[language]
    mia, jonas = Badge(first, GREEN), Badge(second, PINK)
    tutor, user, other, far = cast.tutor, cast.one, cast.other, cast.far
    worst = Moment(88.0, 41.0, tutor[0], tutor[1][0], user[0], user[1][0], tuple(LEVELS))
    good = (Level.GOOD,) * BONE_COUNT
    best = Moment(21.0, 96.0, other[0], other[1][0], far[0], far[1][0], good)
    foot = {"buttons": texts(language, "play_next", "again", "to_home"), "focus": Spot("buttons", 0)}
    ended = Ended(result(language, 78.0), mia, 72.0, best, worst, 24)
    beside = Ended(result(language, 91.0, 2), jonas, 94.0, repetitions=26)
    unseen = Ended(result(language, np.nan), jonas)
    each = {"buttons": texts(language, "again", "play_next", "to_home", "result_overview")}
    names = ExerciseNames(words(language))
    rows = tuple(
        done_view(one, names)
        for one in by_exercise(
            (
                *repetitions("ggsgggtgsg"),
                *repetitions("gggfffgg", "romanian_deadlift"),
                *repetitions("gkkg", "jumping_jack"),
                *repetitions("g" * 34, "high_knees"),
            )
        )
    )
    return {
        "result_each": ResultView(
            (replace(ended, done=rows),), **(foot | each), following=NEXT[language], each=True
        ),
        "result_each_pair": ResultView(
            (replace(ended, done=rows), replace(beside, done=rows[1:])), **(foot | each), each=True
        ),
        "result": ResultView((ended,), **foot, following=NEXT[language]),
        "result_bare": ResultView((Ended(result(language, 100.0)),), **foot),
        "result_nan": ResultView((replace(unseen, badge=mia),), **foot, pointer=Pointer(0.5, 0.7, 0.3)),
        "result_pair": ResultView((ended, beside), **foot, following=NEXT[language]),
        "result_pair_even": ResultView(
            (replace(ended, badge=None), replace(beside, result=result(language, 75.0), before=None)), **foot
        ),
        "result_pair_nan": ResultView((replace(ended, result=result(language, 42.0)), unseen), **foot),
    }


def main():
    """Write all pictures."""
    folder, *asked = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    starts = tuple(word[1:] for word in asked if word.startswith("=")) or ("",)
    pygame.font.init()
    cast = Cast()
    for language in [word for word in asked if not word.startswith("=")] or LANGUAGES:
        found = script_for(language, progress=False)
        for size in SIZES:
            canvas = Canvas(size, found.font)
            for name, draw in screens(cast, language).items():
                if name.startswith(starts):
                    draw(canvas, words(language))
                    path = Path(folder) / f"{name}_{language}_{size[1]}.png"
                    cv2.imwrite(str(path), canvas.pixels[:, :, ::-1])


def screens(cast, language):
    """How each picture is drawn."""
    drawn = {}
    for name, view in matches(cast, language).items():
        screen = MatchScreen if len(view.players) == 1 else PairScreen
        drawn[name] = lambda canvas, spoken, view=view, screen=screen: screen(canvas, spoken).draw(view)
    for name, view in readies(cast, language).items():
        drawn[name] = lambda canvas, spoken, view=view: ReadyScreen(canvas, spoken).draw(view)
    for name, view in pauses(cast, language).items():
        drawn[name] = lambda canvas, spoken, view=view: PauseScreen(canvas, spoken).draw(view)
    for name, view in results(cast, language).items():
        screen = ResultScreen if len(view.people) == 1 else PairResultScreen
        drawn[name] = lambda canvas, spoken, view=view, screen=screen: screen(canvas, spoken).draw(view)
    return drawn


if __name__ == "__main__":
    main()
