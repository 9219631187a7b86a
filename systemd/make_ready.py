"""Does at installation what is slow once: fetches and prunes the networks, compiles the scoring kernels.

Scores a mannequin by every method, prepares a film of it and runs each network on an empty image. Networks go
to FORMBOX_CACHE, compiled kernels to NUMBA_CACHE_DIR; what is not compiled here is compiled on first use, and
in the process that prepares, which may write none that others read, at each lesson.
"""

import sys
import tempfile
from pathlib import Path
from typing import Final

import numpy as np

import models.mannequin
from device.choices import METHODS, POSE_MODELS
from device.match.lesson import lesson_of
from device.match.results.replay import judge
from device.overnight.prepare.preparing import prepare
from device.pose.detector import BlazePoseDetector
from device.pose.geometry import whole
from device.pose.landmarker import BlazePoseLandmarker
from device.pose.prepare import detector_file, landmark_file
from device.store.folder import LessonFiles
from models.errors import ModelError
from models.fetching.fetch import fetch, fetch_font
from models.fetching.manifest import manifest
from models.mannequin import Performer, Script, Step, render
from models.mannequin.performance import perform
from models.mannequin.script_file import read_script

SCRIPTS: Final = Path(models.mannequin.__file__).parent / "scripts"
# Six seconds of a small picture.
SHORT: Final = Script(timeline=(Step("squat", 3),), fps=10, width=320, height=240, people=(Performer(),))
PICTURE: Final = np.zeros((480, 640, 3), np.uint8)


def main() -> int:
    """Do all of it; returns 0, or 2 with one sentence on stderr when a network cannot be fetched."""
    try:
        _networks()
    except (ModelError, OSError) as error:
        print(f"formbox: {error}", file=sys.stderr)
        return 2
    tutor, user = (
        perform(read_script(SCRIPTS / f"demo_{name}.toml")).truth[0].track for name in ("lesson", "user")
    )
    lesson = lesson_of(SCRIPTS / "demo_lesson.toml", tutor)
    for method in METHODS:
        print(f"compiling method {method} ...", flush=True)
        judge(lesson, user, method)
    print("compiling what makes a lesson of a film ...", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        files = LessonFiles(Path(folder))
        render(SHORT, files.original, threads=1)
        prepare(files, "lite", lambda *_: None)
    return 0


def _networks() -> None:
    print("fetching the pose networks and the letters of four languages ...", flush=True)
    fetch([model.name for model in manifest().models])
    for font in manifest().fonts:
        fetch_font(font.name)
    BlazePoseDetector(detector_file()).detect(PICTURE)
    for name in POSE_MODELS:
        print(f"making the network {name} ready ...", flush=True)
        BlazePoseLandmarker(landmark_file(name)).read(PICTURE, whole(PICTURE))


if __name__ == "__main__":
    sys.exit(main())
