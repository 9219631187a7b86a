"""Mannequins that do exercises, with the truth about them."""

from functools import cache

from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.performances import FLOOR


@cache
def truth(*steps, yaw=0.0, fps=SAMPLE_RATE_HZ):
    """(movement, times, seconds, range) a step, and errors in degrees as a fifth."""
    side = max(FLOOR.get(step[0], 0.0) for step in steps)
    script = Script(
        timeline=tuple(
            Step(name, times, seconds=seconds, range=reach, errors=dict(errors[0]) if errors else {})
            for name, times, seconds, reach, *errors in steps
        ),
        fps=round(fps),
        camera=VirtualCamera(yaw_deg=side + yaw, distance_m=4.5),
        people=(Performer(seed=5),),
    )
    return perform(script).truth[0]
