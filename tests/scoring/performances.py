"""People whose every joint is known: what the mannequins truly do, without a picture and a network."""

from functools import cache

import numpy as np

from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.sampling import resample
from scoring.scorer import SAMPLE_RATE_HZ

BPM = 100.0
FLOOR = {"push_up": 90.0, "sit_up": 90.0, "bench_press": 90.0}


@cache
def performed(movement, seconds=8.0, yaw=0.0, errors=(), seed=1, delay_s=0.0):
    """The track, at SAMPLE_RATE_HZ, of one person; errors: pairs of an angle's name and degrees."""
    each = MOVEMENTS[movement].beats * 60 / BPM
    step = Step(movement, max(1, round(seconds / each)), errors=dict(errors))
    script = Script(
        timeline=(step,),
        bpm=BPM,
        fps=round(SAMPLE_RATE_HZ),
        width=480,
        height=360,
        camera=VirtualCamera(yaw_deg=FLOOR.get(movement, 0.0) + yaw, distance_m=4.2),
        people=(Performer(seed=seed, delay_s=delay_s),),
    )
    track = perform(script).truth[0].track
    return resample(track, np.arange(len(track)) / SAMPLE_RATE_HZ)
