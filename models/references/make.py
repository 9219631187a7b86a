"""Makes the table: one repetition of every exercise of the mannequin, from all around, without rendering.

Decides the bodies and cameras of the references, and the file format.
"""

import io
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.files import write_atomic
from models.mannequin.body import Body
from models.mannequin.movements import MOVEMENTS, Movement
from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.features import centred
from scoring.joint_scores import POINT_COUNT
from scoring.keypoint_dtw.references import TURN_DEG, References

FILE: Final = Path(__file__).parent / "references.npz"
# Samples per repetition.
PHASES: Final = 24
VIEW_STEP_DEG: Final = 30.0
# A reference is the mean of these, so that it does not depend on one person's proportions and drift.
PEOPLE: Final = (
    Performer(Body(), seed=901),
    Performer(Body(height_m=1.90, legs=1.04), seed=902),
    Performer(Body(height_m=1.60, legs=0.96), seed=903),
    Performer(Body(height_m=1.70, girth=1.10, shoulders=1.05), seed=904),
)
# The distance of a camera below a TV that has the whole body in the image.
DISTANCE_M: Final = 4.2
# The height at which it aims when the body lies on the floor or a bench.
FLOOR_AIM_M: Final = 0.45


def made() -> References:
    """The table, from the mannequin's truth."""
    exercises = [movement for movement in MOVEMENTS.values() if movement.kind == "exercise"]
    views = tuple(np.arange(0.0, TURN_DEG, VIEW_STEP_DEG).tolist())
    cycles = np.array([[_cycle(movement, view) for view in views] for movement in exercises])
    return References(tuple(movement.name for movement in exercises), views, cycles.astype(np.float32))


def write(references: References, path: Path) -> None:
    """Write the table as .npz, atomically: movements, views_deg, cycles (float16)."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        movements=np.array(references.movements),
        views_deg=np.array(references.views_deg),
        cycles=references.cycles.astype(np.float16),
    )
    write_atomic(path, file.getvalue())


def _cycle(movement: Movement, view_deg: float) -> NDArray[np.float64]:
    """(PHASES, 13, 2): the second of three repetitions, without the transitions before and after."""
    aim = VirtualCamera().aim_m if movement.place == "feet" else FLOOR_AIM_M
    camera = VirtualCamera(yaw_deg=view_deg, distance_m=DISTANCE_M, aim_m=aim)
    seen = []
    for performer in PEOPLE:
        script = Script((Step(movement.name, 3),), camera=camera, people=(performer,))
        step = script.timeline[0]
        moments = script.enter_s(step) + script.repetition_s(step) * (1 + np.arange(PHASES) / PHASES)
        joints = perform(script, moments).truth[0].joints[..., :2]
        seen.append(centred(joints)[:, :POINT_COUNT])
    return np.mean(seen, axis=0, dtype=np.float64)
