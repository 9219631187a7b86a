"""Scripts: which movements are performed, by whom, and before which camera, with limits of every value.

`script_file` reads them from TOML; `movements`, `body` and `scene` say what the values mean.
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
# longer films would take a day to render
DURATION_MAX_S: Final = 3600.0
SIDE_MAX_PX: Final = 4096
# the name under which an entry of `errors` or `range` holds for every movement
EVERY: Final = "every"


def _check_errors(errors: Mapping[str, float], where: str) -> None:
    for name, degrees in errors.items():
        known(name, ANGLE_NAMES, "angle", where)
        between(f"{where}.{name}", degrees, -ERROR_MAX_DEG, ERROR_MAX_DEG)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the timeline. seconds or beats: the length of a repetition, by default the movement's;
    range: the amplitude, 1 being the full movement; errors: degrees by angle.
    """

    movement: str
    repetitions: int = 1
    seconds: float | None = None
    beats: float | None = None
    range: float = 1.0
    mirror: bool = False
    errors: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Raise ScriptError for unknown names or values outside the limits."""
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
    """One person. x_m, z_m: the place in the room; turn_deg: the turn to the person's left; delay_s: how late
    the person follows; seed: of the natural variation; errors, range: by movement, or "every".
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
        """Raise ScriptError for unknown names or values outside the limits."""
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
    """A whole script: timeline, tempo, film format, scene and one or two people."""

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
        """Raise ScriptError for values outside the limits."""
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
        """The length of a beat in s."""
        return 60.0 / self.bpm

    def enter_s(self, step: Step) -> float:
        """The length in s of the transition into a step's start posture."""
        return MOVEMENTS[step.movement].enter_beats * self.beat_s

    def repetition_s(self, step: Step) -> float:
        """The length in s of one repetition of a step."""
        if step.seconds is not None:
            return step.seconds
        beats = step.beats if step.beats is not None else MOVEMENTS[step.movement].beats
        return beats * self.beat_s

    @property
    def duration_s(self) -> float:
        """The length of the performance in s."""
        return sum(self.enter_s(step) + step.repetitions * self.repetition_s(step) for step in self.timeline)
