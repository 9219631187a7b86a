"""Scripts: what is performed, by whom, before which camera.

Decides the words of the language and their limits. The meaning of the words is in `movements`, `body` and
`scene`; their file format in `script_file`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from models.mannequin.body import Body
from models.mannequin.limits import ScriptError, between, known
from models.mannequin.movements import MOVEMENTS
from models.mannequin.scene import Clothes, Interior, Light, VirtualCamera
from scoring.body.joints import Angle

ANGLE_NAMES: Final = tuple(angle.name.lower() for angle in Angle)
ERROR_MAX_DEG: Final = 90.0
RANGE_MAX: Final = 1.2
# keeps a script from asking for a film that would take a day
DURATION_MAX_S: Final = 3600.0
SIDE_MAX_PX: Final = 4096
# an entry of `errors` and `range` under this name holds for every movement
EVERY: Final = "every"


def _check_errors(errors: Mapping[str, float], where: str) -> None:
    for name, degrees in errors.items():
        known(name, ANGLE_NAMES, "angle", where)
        between(f"{where}.{name}", degrees, -ERROR_MAX_DEG, ERROR_MAX_DEG)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline. seconds or beats: the length of one repetition, the movement's own unless
    given; range: 1 is the full movement; errors: degrees by angle.
    """

    movement: str
    repetitions: int = 1
    seconds: float | None = None
    beats: float | None = None
    range: float = 1.0
    mirror: bool = False
    errors: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Raise ScriptError for a step that nobody can do."""
        known(self.movement, MOVEMENTS, "movement")
        _check_errors(self.errors, "errors")
        between("repetitions", self.repetitions, 1, 500)
        between("range", self.range, 0.0, RANGE_MAX)
        if self.seconds is not None and self.beats is not None:
            raise ScriptError(f"{self.movement}: give seconds or beats, not both")
        for name in ("seconds", "beats"):
            if getattr(self, name) is not None:
                between(name, getattr(self, name), 0.2, 600)


@dataclass(frozen=True, slots=True)
class Performer:
    """One person. x_m, z_m: the spot; turn_deg: turned to the own left; delay_s: late by that much;
    errors and range: by movement, or "every".
    """

    body: Body = field(default_factory=Body)
    clothes: Clothes = field(default_factory=Clothes)
    x_m: float = 0.0
    z_m: float = 0.0
    turn_deg: float = 0.0
    delay_s: float = 0.0
    mirror: bool = False
    seed: int = 1
    errors: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    range: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Raise ScriptError for somebody who cannot be."""
        between("delay_s", self.delay_s, 0.0, 60.0)
        between("x_m", self.x_m, -5.0, 5.0)
        between("z_m", self.z_m, -5.0, 5.0)
        for name, errors in self.errors.items():
            known(name, (*MOVEMENTS, EVERY), "movement")
            _check_errors(errors, f"errors.{name}")
        for name, share in self.range.items():
            known(name, (*MOVEMENTS, EVERY), "movement")
            between(f"range.{name}", share, 0.0, RANGE_MAX)


@dataclass(frozen=True, slots=True)
class Script:
    """A whole performance; `people` from left to right is up to their spots."""

    timeline: tuple[Step, ...]
    title: str = ""
    bpm: float = 100.0
    fps: float = 25.0
    width: int = 640
    height: int = 480
    camera: VirtualCamera = field(default_factory=VirtualCamera)
    room: Interior = field(default_factory=Interior)
    light: Light = field(default_factory=Light)
    people: tuple[Performer, ...] = (Performer(),)

    def __post_init__(self) -> None:
        """Raise ScriptError for what cannot be filmed."""
        between("bpm", self.bpm, 20, 260)
        between("fps", self.fps, 1, 120)
        between("width", self.width, 32, SIDE_MAX_PX)
        between("height", self.height, 32, SIDE_MAX_PX)
        if not self.timeline:
            raise ScriptError("the timeline is empty: give at least one [[timeline]] with a movement")
        if not 1 <= len(self.people) <= 2:
            raise ScriptError(f"there are one or two people, not {len(self.people)}")
        if self.duration_s > DURATION_MAX_S:
            raise ScriptError(f"the script lasts {self.duration_s:.0f} s; {DURATION_MAX_S:.0f} s is the most")

    @property
    def beat_s(self) -> float:
        """Seconds a beat."""
        return 60.0 / self.bpm

    def enter_s(self, step: Step) -> float:
        """How long getting into the start posture of a step takes."""
        return MOVEMENTS[step.movement].enter_beats * self.beat_s

    def repetition_s(self, step: Step) -> float:
        """How long one repetition of a step takes."""
        if step.seconds is not None:
            return step.seconds
        beats = step.beats if step.beats is not None else MOVEMENTS[step.movement].beats
        return beats * self.beat_s

    @property
    def duration_s(self) -> float:
        """The length of the performance."""
        return sum(self.enter_s(step) + step.repetitions * self.repetition_s(step) for step in self.timeline)
