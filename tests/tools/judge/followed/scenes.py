"""Films of mannequins: a tutor, and somebody who is not meant.

Every scene lasts SCENE_S. The tutor is the first person; `shown` says who is in which picture, `paths` where
people go, `inset` what hangs on the wall.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from models.mannequin.body import Body
from models.mannequin.figure import Renderer
from models.mannequin.performance import perform
from models.mannequin.scene import Clothes, Interior, Light, VirtualCamera
from models.mannequin.script import Performer, Script, Step
from tests.tools.judge.clips import BODIES

FPS = 15
SIZE = (480, 360)
SCENE_S = 20.0
COUNT = int(SCENE_S * FPS)
CHILD = (Body(height_m=1.15), Clothes("#d04a90", "#4060a0", "#e8b890", "#c09050"))
# The wide camera of a living room, and the one whose picture a television behind shows.
CAMERA = VirtualCamera(distance_m=4.6, fov_deg=46.0)
NEARER = VirtualCamera(distance_m=3.4, fov_deg=46.0)


@dataclass(frozen=True)
class Actor:
    """Who does what and where. way: (time s, x m, z m) of a walk, added to the place; away: (from, to) s."""

    body: str = "tutor"
    movement: str = "squat"
    x: float = -0.5
    z: float = 0.0
    turn: float = 0.0
    seed: int = 1
    way: tuple[tuple[float, float, float], ...] = ()
    away: tuple[float, float] = (0.0, 0.0)

    def performed(self, camera):
        """The mannequin, at every moment, in the axes of the room."""
        body, clothes = CHILD if self.body == "child" else BODIES[self.body]
        step = Step("squat", range=0.0) if self.movement == "stand" else Step(self.movement)
        performer = Performer(
            body=body, clothes=clothes, x_m=self.x, z_m=self.z, turn_deg=self.turn, seed=self.seed
        )
        script = Script((step,), fps=FPS, width=SIZE[0], height=SIZE[1], camera=camera, people=(performer,))
        often = int(np.ceil(SCENE_S / script.repetition_s(step)))
        person = perform(replace(script, timeline=(replace(step, repetitions=often),))).people[0]
        if not self.way:
            return person
        times = np.arange(len(person.pose.turns)) / FPS
        known, across, near = np.array(self.way).T
        spots = np.stack(
            [np.interp(times, known, across), np.zeros_like(times), np.interp(times, known, near)], axis=1
        )
        return replace(person, pose=person.pose.moved(np.zeros(len(times)), spots))

    def present(self, number):
        """Whether they are in the room in picture `number`."""
        return not self.away[0] <= number / FPS < self.away[1]


@dataclass(frozen=True)
class Scene:
    """One film. first: whether somebody else is in it before the tutor, who is then told by moving."""

    tutor: Actor
    others: tuple[Actor, ...] = ()
    inset: Callable | None = field(default=None, compare=False)
    yaw: float = 0.0
    first: bool = False


@dataclass(frozen=True)
class Filmed:
    """images (N, H, W, 3); truth (N, people, 33, 2) px, NaN where somebody is not in the room."""

    images: np.ndarray
    truth: np.ndarray


def film(scene):
    """Draw a scene."""
    camera = replace(CAMERA, yaw_deg=scene.yaw)
    stage = Renderer(camera, Interior("living"), Light(), *SIZE)
    actors = (scene.tutor, *scene.others)
    people = [actor.performed(camera) for actor in actors]
    images = []
    truth = np.full((COUNT, len(people), 33, 2), np.nan, np.float32)
    for number in range(COUNT):
        there = [index for index, actor in enumerate(actors) if actor.present(number)]
        image = stage.picture(tuple(people[index] for index in there), number) if there else _empty(stage)
        images.append(image if scene.inset is None else scene.inset(image, number))
        for index in there:
            seen = camera.seen(people[index].pose.landmarks[number])
            truth[number, index] = camera.project(seen, *SIZE)
    return Filmed(np.stack(images), truth)


def _empty(stage):
    """The room without people: somebody behind the camera is not drawn."""
    nobody = replace(Actor(), z=0.0).performed(stage.camera)
    far = replace(
        nobody, pose=nobody.pose.moved(np.zeros(len(nobody.pose.turns)), np.array([60.0, 0, -60.0]))
    )
    return stage.picture((far,), 0)


def on_wall(share, moving):
    """An inset: somebody else's jumping jacks on a television (moving) or a poster, `share` of the width."""
    width, height = int(SIZE[0] * share), int(SIZE[1] * share)
    performed = Actor("slim", "jumping_jack", x=0.0).performed(NEARER)
    stage = Renderer(NEARER, Interior("studio"), Light(), *SIZE)

    def put(image, number):
        picture = stage.picture((performed,), number if moving else 8)
        small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
        image = image.copy()
        image[60 : 60 + height, SIZE[0] - width - 20 : SIZE[0] - 20] = small
        return image

    return put


def mirror(image, _number):
    """An inset: the left half of the picture, smaller and the other way round."""
    width, height = int(SIZE[0] * 0.35), int(SIZE[1] * 0.7)
    image = image.copy()
    seen = cv2.resize(np.ascontiguousarray(image[:, : SIZE[0] // 2][:, ::-1]), (width, height))
    image[40 : 40 + height, SIZE[0] - width - 10 : SIZE[0] - 10] = seen
    return image


AWAY = (6.0, 9.0)
FROM_2_S = (0.0, 2.0)
TUTOR = Actor(away=AWAY)
LATE = Actor(away=FROM_2_S)
BESIDE = Actor("tall", "stand", x=0.9, seed=3)
SMALL_CHILD = Actor("child", "jumping_jack", x=0.6, z=0.3, seed=4)
OUT_AND_BACK = ((0, 0, 0), (5, 0, 0), (6.5, -2.7, 0), (8, -2.7, 0), (9.5, 0, 0))
ROUND_THE_HOUSE = ((0, 0, 0), (5, 0, 0), (6.5, -2.7, 0), (8, -2.7, 0), (8.1, 3.7, 0.5), (9.6, 0.8, 0.5))
ACROSS = ((0, 3.4, 0.8), (6, 3.4, 0.8), (9, -3.4, 0.8))
STOPS_IN_FRONT = ((0, 3.4, 0.9), (6, 3.4, 0.9), (7.5, -0.5, 0.9), (9, -0.5, 0.9), (10.5, 3.4, 0.9))
TAKES_THE_PLACE = ((0, 3.4, 0), (6, 3.4, 0), (7.2, -0.4, 0), (8.6, -0.4, 0), (9.6, 3.4, 0))

SCENES = {
    "away 3 s, a stranger comes": Scene(TUTOR, (replace(BESIDE, away=(0.0, 6.2)),)),
    "away 3 s, one stood there": Scene(TUTOR, (BESIDE,)),
    "away 3 s, in the same clothes": Scene(TUTOR, (replace(BESIDE, body="tutor"),)),
    "away 3 s, one exercises too": Scene(TUTOR, (replace(BESIDE, movement="squat", away=(0.0, 3.0)),)),
    "away 8 s": Scene(Actor(movement="jumping_jack", away=(6.0, 14.0)), (BESIDE,)),
    "walks out and back": Scene(Actor(way=OUT_AND_BACK), (BESIDE,)),
    "comes back from the other side": Scene(
        Actor(way=ROUND_THE_HOUSE), (replace(BESIDE, x=1.1, z=-0.8),)
    ),
    "somebody takes the place": Scene(
        replace(TUTOR, away=(6.0, 9.6)), (Actor("broad", "stand", x=0.0, seed=3, way=TAKES_THE_PLACE),)
    ),
    "somebody passes in front": Scene(Actor(), (Actor("tall", "stand", x=0.0, seed=3, way=ACROSS),)),
    "somebody stops in front": Scene(Actor(), (Actor("tall", "stand", x=0.0, seed=3, way=STOPS_IN_FRONT),)),
    "on the floor": Scene(
        Actor(movement="push_up", x=0.0, away=AWAY),
        (Actor("tall", "stand", x=-0.9, z=1.2, turn=90.0, seed=3),), yaw=90.0,
    ),
    "a child beside": Scene(TUTOR, (SMALL_CHILD,)),
    "somebody behind": Scene(TUTOR, (Actor("broad", "stand", x=1.0, z=-0.9, seed=3),)),
    "a television": Scene(TUTOR, inset=on_wall(0.31, moving=True)),
    "a large television": Scene(TUTOR, inset=on_wall(0.5, moving=True)),
    "a large poster": Scene(TUTOR, inset=on_wall(0.5, moving=False)),
    "a mirror": Scene(TUTOR, inset=mirror),
    "a stranger was first": Scene(LATE, (BESIDE,), first=True),
    "a nearer one was first": Scene(LATE, (replace(BESIDE, x=0.7, z=0.6),), first=True),
    "a child was first": Scene(LATE, (SMALL_CHILD,), first=True),
    "a television was first": Scene(LATE, inset=on_wall(0.5, moving=True), first=True),
}  # fmt: skip
