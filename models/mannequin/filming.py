"""Renders the frames of a performance, and the film of a script.

Decides how frames are distributed over threads; the drawing kernel releases the GIL. A frame depends on its
number alone, so the film does not depend on the number of threads.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.film import FilmWriter
from models.mannequin.figure import Renderer
from models.mannequin.metronome import RATE_HZ, metronome
from models.mannequin.performance import Performance, perform
from models.mannequin.script import Script

Image = NDArray[np.uint8]
Progress = Callable[[int, int], None]


def frames(script: Script | Performance, threads: int | None = None) -> Iterator[Image]:
    """The RGB images (H, W, 3) in order, drawn by `threads` threads (one per core unless given)."""
    performance = perform(script) if isinstance(script, Script) else script
    plan = performance.script
    stage = Renderer(plan.camera, plan.room, plan.light, plan.width, plan.height)
    workers = threads or os.cpu_count() or 1
    with ThreadPoolExecutor(workers, thread_name_prefix="mannequin") as pool:
        ahead: deque[Future[Image]] = deque()
        try:
            for number in range(len(performance.times)):
                ahead.append(pool.submit(stage.picture, performance.people, number))
                if len(ahead) > 2 * workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for waiting in ahead:
                waiting.cancel()


def render(
    script: Script, path: Path, progress: Progress | None = None, threads: int | None = None
) -> Performance:
    """Film a script, with its metronome as sound, into `path`, atomically; returns the performance.

    progress(done, total) is called after every frame.
    """
    performance = perform(script)
    total = len(performance.times)
    with FilmWriter(path, script.width, script.height, script.fps, RATE_HZ) as film:
        film.sound(metronome(script))
        for number, image in enumerate(frames(performance, threads)):
            film.add(image, float(performance.times[number]))
            if progress is not None:
                progress(number + 1, total)
    return performance
